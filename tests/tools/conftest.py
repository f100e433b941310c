"""A house of real parts for the tools: SQLite in a temp folder, a fitted model, a clock."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import ToolMessage
from langchain_core.runnables import RunnableConfig
from langchain_core.tools import BaseTool

from knowledge.database import Database
from knowledge.demo import ensure_demo
from knowledge.importing.importer import import_path
from knowledge.insight_shelf import InsightShelf, open_shelf
from knowledge.naming import TeamResolver
from knowledge.naming.loading import load_resolver
from ml.model_store import ModelStore
from tests.tools.handmade import NOW, write_matches
from tools.forecasts import Forecaster
from tools.seasons import Seasons
from tools.toolbox import build_tools


@dataclass(slots=True)
class House:
    """Everything the tools work with, over one data folder."""

    home: Path
    db: Database
    clubs: TeamResolver
    forecaster: Forecaster
    insights: InsightShelf
    #: what the clock says; tests may move it
    now: dt.datetime
    tools: dict[str, BaseTool] = field(default_factory=dict)

    def clock(self) -> dt.datetime:
        """Return what the clock says."""
        return self.now

    async def ask(
        self,
        name: str,
        /,
        *,
        user: str | None = None,
        said: dict[str, str] | str | None = None,
        **args: Any,
    ) -> ToolMessage:
        """Call a tool as a graph does; without `said`, as a program of the user's own."""
        call = {"name": name, "args": args, "id": "call-1", "type": "tool_call"}
        told: dict[str, Any] = {"user_id": user} if user else {}
        if said is not None:
            told["said"] = {"words": said, "asked": ""} if isinstance(said, str) else said
        config: RunnableConfig = {"configurable": told}
        message = await self.tools[name].ainvoke(call, config)
        assert isinstance(message, ToolMessage)
        return message

    async def result(self, name: str, /, **args: Any) -> dict[str, Any]:
        """Call a tool that must give a result; return the result."""
        message = await self.ask(name, **args)
        assert message.status == "success", message.content
        assert message.artifact["kind"] == name
        assert message.artifact["text"] == message.content
        artifact: dict[str, Any] = json.loads(json.dumps(message.artifact))
        return artifact

    async def refusal(self, name: str, /, **args: Any) -> dict[str, Any]:
        """Call a tool that must be unable; return its error."""
        message = await self.ask(name, **args)
        assert message.status == "error", message.content
        error: dict[str, Any] = json.loads(str(message.content))
        assert {"error", "retryable"} <= set(error)
        return error


async def open_house(home: Path, now: dt.datetime, *, busy_seconds: float = 10) -> House:
    """Open a data folder that has matches."""
    db = await Database.open(None, home=home, busy_seconds=busy_seconds)
    async with db.reading() as session:
        clubs = await load_resolver(session)
    insights = open_shelf(db, home=home)
    forecaster = Forecaster(db, ModelStore(home), lambda: opened.now)
    opened = House(home, db, clubs, forecaster, insights, now)
    seasons = Seasons(db, forecaster, opened.clock)
    built = build_tools(db, lambda: opened.clubs, forecaster, seasons, insights, opened.clock)
    opened.tools = {tool.name: tool for tool in built}
    return opened


async def _prepare(home: Path, fill: Callable[[Database], Awaitable[object]]) -> Path:
    """Fill a new data folder with matches, and fit a model at NOW."""
    db = await Database.open(None, home=home)
    try:
        await fill(db)
        await Forecaster(db, ModelStore(home), lambda: NOW).train()
    finally:
        await db.close()
    return home


@pytest.fixture(scope="session")
def handmade_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with the handmade league and a model fitted at NOW: copy it."""
    home = tmp_path_factory.mktemp("handmade")
    return asyncio.run(_prepare(home, lambda db: import_path(db, write_matches(home), now=NOW)))


@pytest.fixture(scope="session")
def altered_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the same with all results and prices after NOW altered."""
    home = tmp_path_factory.mktemp("altered")
    path = write_matches(home, altered_after=NOW.date())
    return asyncio.run(_prepare(home, lambda db: import_path(db, path, now=NOW)))


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with the demo league and a model fitted at NOW: copy it."""

    home = tmp_path_factory.mktemp("demo")
    return asyncio.run(_prepare(home, lambda db: ensure_demo(db, now=NOW)))


async def _opened(template: Path, folder: Path) -> AsyncIterator[House]:
    shutil.copytree(template, folder, dirs_exist_ok=True)
    house = await open_house(folder, NOW)
    yield house
    await house.insights.close()
    await house.db.close()


@pytest.fixture
async def house(handmade_home: Path, tmp_path: Path) -> AsyncIterator[House]:
    """Yield the tools over the handmade league."""
    async for opened in _opened(handmade_home, tmp_path / "house"):
        yield opened


@pytest.fixture
async def altered(altered_home: Path, tmp_path: Path) -> AsyncIterator[House]:
    """Yield the tools over the handmade league with another future."""
    async for opened in _opened(altered_home, tmp_path / "altered"):
        yield opened


@pytest.fixture
async def demo(demo_home: Path, tmp_path: Path) -> AsyncIterator[House]:
    """Yield the tools over the demo league."""
    async for opened in _opened(demo_home, tmp_path / "demo"):
        yield opened

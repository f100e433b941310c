"""Runs commands in this process, which costs a fraction of one of their own; and their database."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from typer.testing import CliRunner, Result

from chat.cli import app
from knowledge.database import Database
from tests.chat.running import PATIENCE, environment

Value = TypeVar("Value")


def typed(home: Path, *arguments: str, **settings: str) -> Result:
    """Run a command to its end; pytest itself undoes what it does to warnings."""
    ours = {name: None for name in os.environ if name.startswith("TIPPMIX_")}
    root = logging.getLogger()
    level, handlers = root.level, [*root.handlers]
    try:
        env = {**ours, **environment(home, **settings)}
        return CliRunner().invoke(app, arguments, env=env)
    finally:
        root.setLevel(level)
        root.handlers[:] = handlers


def document(done: Result) -> Any:
    """Return the JSON of a command that worked; nothing else may be on stdout."""
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def refusal(done: Result, code: int = 1) -> str:
    """Return the one line of a command that could not."""
    assert done.exit_code == code, done.output
    assert done.stdout == ""
    (line,) = done.stderr.strip().splitlines()
    return str(line)


def in_books(home: Path, work: Callable[[Database], Awaitable[Value]]) -> Value:
    """Do something with the database of a data folder."""

    async def opened() -> Value:
        db = await Database.open(None, home=home)
        try:
            return await work(db)
        finally:
            await db.close()

    return asyncio.run(opened())


@dataclass(slots=True)
class UnderWay:
    """A command that has not ended."""

    thread: threading.Thread
    done: Result | None = None

    def result(self) -> Result:
        """Wait for its end."""
        self.thread.join(PATIENCE)
        assert self.done is not None, "the command has not ended"
        return self.done


@contextmanager
def typing(home: Path, *arguments: str) -> Iterator[UnderWay]:
    """Run a command beside the test; only the command writes to stdout meanwhile."""

    def run() -> None:
        under_way.done = typed(home, *arguments)

    under_way = UnderWay(threading.Thread(target=run, daemon=True))
    under_way.thread.start()
    yield under_way
    under_way.result()

"""The boundary: what a language model is told of the tools, and that no error gets through it."""

from __future__ import annotations

import json
import logging
import shutil
from pathlib import Path
from typing import Any

import pytest
from langchain_core.tools import BaseTool
from langchain_core.utils.function_calling import convert_to_openai_tool

from knowledge.accounts import ensure_local_user
from knowledge.database import Database
from knowledge.errors import StorageAway, StorageBusy, StorageError
from tests.tools.conftest import House, open_house
from tests.tools.handmade import NOW
from tools.arguments import Arguments
from tools.boundary import STORAGE_WAITS, as_tool
from tools.desk import Desk
from tools.facts import ToolResult

NAMES = [
    *("predict_match", "compare_odds", "price_slip", "compose_slip", "odds_maths"),
    *("find_matches", "rank_matches", "recommend_bets", "team_report"),
    *("league_table", "league_leaders"),
    *("season_outlook", "head_to_head", "track_record", "get_preferences", "set_preference"),
    *("search_insights", "save_insight", "forget"),
]


class Nothing(Arguments):
    """Do nothing."""


def failing(error: Exception) -> BaseTool:
    """Return a tool that fails in this way."""

    async def fail(_desk: Desk, _asked: Nothing) -> ToolResult:
        raise error

    def sit_down(_user_id: str) -> Desk:
        return object.__new__(Desk)

    return as_tool(Nothing, fail, sit_down)


async def call(tool: BaseTool) -> Any:
    """Call a tool without arguments, as a graph does."""
    return await tool.ainvoke({"name": tool.name, "args": {}, "id": "1", "type": "tool_call"})


def test_the_tools_have_flat_described_arguments(house: House) -> None:
    assert list(house.tools) == NAMES
    for tool in house.tools.values():
        function = convert_to_openai_tool(tool)["function"]
        assert function["description"]
        assert len(function["description"]) < 300
        for name, schema in function["parameters"]["properties"].items():
            assert schema["type"] in ("string", "number", "integer", "boolean"), name
            assert schema["description"]
        assert not {"user_id", "config"} & set(function["parameters"]["properties"])


async def test_an_unexpected_error_is_logged_and_said_plainly(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR, logger="tools.boundary"):
        message = await call(failing(RuntimeError("secret detail")))
    assert message.status == "error"
    assert "secret" not in message.content
    assert json.loads(message.content)["retryable"] is False
    assert "secret detail" in caplog.text


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (StorageBusy("Busy: try again."), {"retryable": True, "reason": STORAGE_WAITS}),
        (StorageAway("It is away."), {"retryable": False, "reason": STORAGE_WAITS}),
        (StorageError("It is damaged."), {"retryable": False}),
    ],
)
async def test_a_known_error_comes_through_in_its_own_sentence(
    error: StorageError, said: dict[str, object]
) -> None:
    message = await call(failing(error))
    assert message.status == "error"
    assert json.loads(message.content) == {"error": str(error), **said}


async def test_a_forecast_outlives_books_that_another_process_holds(
    handmade_home: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    home = tmp_path / "house"
    shutil.copytree(handmade_home, home)
    other = await Database.open(None, home=home)
    house = await open_house(home, NOW, busy_seconds=0.1)
    async with other.writing() as session:
        await ensure_local_user(session, now=NOW)
        result = await house.result("predict_match", home_team="Arsenal", away_team="Chelsea")
        error = await house.refusal("set_preference", name="risk", value="low")
    assert result["facts"]
    assert "could not be written down" in caplog.text
    assert error["retryable"]
    await house.db.close()
    await other.close()

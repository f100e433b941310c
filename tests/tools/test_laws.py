"""Laws that hold for every tool, whatever is asked."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

import pytest

from tests.tools.conftest import House
from tests.tools.questions import QUESTIONS, Question
from tools.facts import Fact
from tools.figures import show

#: names of markets that hold a figure
MARKETS = re.compile(r"(over|under) [123]\.5 goals", re.IGNORECASE)
DAYS = re.compile(r"\d{4}-\d{2}-\d{2}")
FIGURE = re.compile(r"\d+-\d+|-?\d+(?:\.\d+)?%?")
#: names (and so no figures) in a result's data
NAMED = ("league_name", "season", "team", "home", "away", "opponent")


def unexplained(result: dict[str, Any]) -> list[str]:
    """Return the figures of a result's text that are no fact at the precision shown."""
    facts = [Fact(**fact) for fact in result["facts"]]
    text = result["text"]
    for fact in sorted(facts, key=lambda fact: -len(str(fact.value))):
        if fact.unit in ("text", "time", "points"):
            text = text.replace(show(fact), " ")
    for name in NAMED:
        if isinstance(value := result["data"].get(name), str):
            text = text.replace(value, " ")
    text = DAYS.sub(" ", MARKETS.sub(" ", text))
    shown = {show(fact) for fact in facts} | {fact.outcome for fact in facts}
    return [figure for figure in FIGURE.findall(text) if figure not in shown]


async def answers(house: House) -> list[dict[str, Any]]:
    """Return what every question gives, errors too, with what time and chance made left out."""
    messages = [await house.ask(name, **args) for name, args in QUESTIONS]
    return [
        {"status": message.status, "content": message.content, "artifact": message.artifact}
        for message in messages
    ]


def without_ids(answers_: list[dict[str, Any]]) -> Any:
    """Leave out the ids of insights, which are drawn anew each time."""
    return json.loads(re.sub(r"insight-[0-9a-f]+", "insight", json.dumps(answers_)))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question[0])
async def test_every_figure_of_a_text_is_a_fact(house: House, question: Question) -> None:
    await house.ask("save_insight", text="Isak injured, out for 6 weeks", team="Newcastle")
    name, args = question
    message = await house.ask(name, **args)
    if message.status == "success":
        assert unexplained(message.artifact) == []


def test_the_law_sees_a_figure_that_is_no_fact() -> None:
    fact = Fact(
        subject="A – B, 2024-05-12", market="1x2", outcome="home", value=0.6234,
        unit="probability", as_of="2024-05-10", source="model 1",
    )  # fmt: skip
    result = {"facts": [fact.to_dict()], "data": {}, "text": "A win 62.3%, over 2.5 goals 58.0%."}
    assert unexplained(result) == ["58.0%"]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question[0])
async def test_every_result_is_plain_json_that_says_where_it_is_from(
    house: House, question: Question
) -> None:
    name, args = question
    message = await house.ask(name, **args)
    if message.status == "error":
        assert set(json.loads(str(message.content))) - {"reason"} == {"error", "retryable"}
        return
    result = message.artifact
    assert json.loads(json.dumps(result)) == result
    assert result["text"].endswith((".", "?"))
    for fact in result["facts"]:
        assert fact["subject"]
        assert fact["source"]
        assert dt.datetime.fromisoformat(fact["as_of"]) <= house.now
        if fact["unit"] == "probability":
            assert 0 <= fact["value"] <= 1
        if fact["unit"] == "odds":
            assert fact["value"] >= 1


async def test_nothing_that_happened_after_the_clock_changes_any_answer(
    house: House, altered: House
) -> None:
    assert without_ids(await answers(house)) == without_ids(await answers(altered))


async def test_the_altered_future_shows_once_the_clock_has_passed_it(
    house: House, altered: House
) -> None:
    house.now = altered.now = dt.datetime(2024, 6, 30, tzinfo=dt.UTC)
    asked = {"league": "Premier League"}
    mine = await house.result("league_table", **asked)
    other = await altered.result("league_table", **asked)
    assert mine["facts"] != other["facts"]

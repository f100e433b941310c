"""The phrases of `phrases/`, and whether the analyst calls the tools that they ask for."""

from __future__ import annotations

import csv
import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

from langchain_core.tools import BaseTool

from graph.analyst import Analyst
from graph.analyst.intents import IntentOf, by_both
from graph.wording import Language
from tests.graph.analyst_talk import Talk
from tests.graph.analyst_tools import TOOLS, world_tools
from tests.graph.analyst_world import FIXTURES, clock, spot

Calls = list[tuple[str, dict[str, Any]]]
Part = Literal["development", "apart", "strangers"]

LANGUAGES: tuple[Language, ...] = ("en", "hu")
PARTS: tuple[Part, ...] = ("development", "apart", "strangers")
#: nothing is learnt from these
KEPT_APART: tuple[Part, ...] = ("apart", "strangers")

FOLDER = Path(__file__).parent / "phrases"
#: how the list is cut and worded is no part of what was asked
_FREE = {"limit", "query", "text", "score"}
#: what is asked for beside a forecast counts where the phrase names it
_BESIDE = {"bet", "odds"}
#: tools that look at many matches, and what says which
_OF_MANY = {"find_matches", "rank_matches", "recommend_bets", "compose_slip"}
_SPAN = ("league", "date_from", "date_to")
_DAYS = {"@fri": "2024-05-10", "@sat": "2024-05-11", "@sun": "2024-05-12"}
_SIGNATURES = {tool.__name__: list(inspect.signature(tool).parameters) for tool in TOOLS}
#: small talk looks up a match to give an example that works; nobody asked for it
EXAMPLE = (
    "find_matches",
    {"date_from": "2024-05-10", "status": "scheduled", "limit": 1},
)
_CALL = re.compile(r"(\w+)\(([^)]*)\)")


@dataclass(frozen=True)
class Phrase:
    """The messages of a conversation and the calls that the last one should make."""

    messages: tuple[str, ...]
    expected: Calls


@dataclass(frozen=True)
class Outcome:
    """What the analyst did about a phrase."""

    phrase: Phrase
    calls: Calls
    right_tool: bool
    right_arguments: bool


def phrases(language: Language, part: Part) -> list[Phrase]:
    """Return the phrases of a file."""
    lines = (FOLDER / f"{language}_{part}.txt").read_text("utf-8").splitlines()
    return [_phrase(line) for line in lines if line and not line.startswith("#")]


@cache
def _tools() -> list[BaseTool]:
    return world_tools()


def run(phrase: Phrase, intent_of: IntentOf = by_both) -> Outcome:
    """Let the analyst answer a phrase and compare its calls."""
    talk = Talk(Analyst(spot=spot, clock=clock, intent_of=intent_of), _tools())
    for message in phrase.messages:
        talk.ask(message)
    calls = [] if talk.calls == [EXAMPLE] else list(talk.calls)
    if phrase.expected and phrase.expected[0][1].get("favourites"):
        calls = [call for call, _ in groupby(_as_tips(*call) for call in calls)]
    tools = [name for name, _ in calls] == [name for name, _ in phrase.expected]
    free = _FREE | _BESIDE - {key for _, given in phrase.expected for key in given}
    wanted = [_bare(arguments, free) for _, arguments in phrase.expected]
    right = tools and [_bare(arguments, free) for _, arguments in calls] == wanted
    return Outcome(phrase, talk.calls, tools, right)


def _as_tips(name: str, arguments: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return any look at many matches as the plain one: phrases say which matches are meant."""
    if name not in _OF_MANY or "teams" in arguments:
        return name, arguments
    kept = {key: value for key, value in arguments.items() if key in _SPAN}
    return "find_matches", {**kept, "status": "scheduled", "favourites": True}


def _bare(arguments: dict[str, Any], free: set[str]) -> dict[str, str]:
    return {
        name: f"{value:g}" if isinstance(value, float) else str(value)
        for name, value in arguments.items()
        if name not in free
    }


def _phrase(line: str) -> Phrase:
    asked, _, wanted = line.rpartition(" => ")
    messages = tuple(part.strip() for part in asked.split(" // "))
    found = [(name, _values(raw)) for name, raw in _CALL.findall(wanted)]
    expected = [call for name, values in found for call in _expanded(name, values)]
    if any(name == "tips" for name, _ in found):  # the matches found are told with favourites
        expected[0][1]["favourites"] = "True"
    return Phrase(messages, expected)


def _values(raw: str) -> list[str]:
    if not raw.strip():
        return []
    row = next(csv.reader([raw], skipinitialspace=True))
    return [_DAYS.get(value.strip(), value.strip()) for value in row]


def _expanded(name: str, values: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    if name == "tips":
        return
    if name == "next":
        yield from _next(*values)
    elif name == "value":
        yield from _value(*values)
    else:
        yield name, _named(name, values)


def _named(tool: str, values: list[str]) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for place, value in enumerate(values):
        key, equals, rest = value.partition("=")
        if equals:
            given[key] = _DAYS.get(rest, rest)
        elif value:
            given[_SIGNATURES[tool][place]] = value
    return given


def _next(team: str, first: str = "2024-05-10", last: str = "") -> Calls:
    asked = {"team": team, "date_from": first, "date_to": last, "status": "scheduled"}
    looked = {name: value for name, value in asked.items() if value}
    match = next(
        (one for one in sorted(FIXTURES, key=lambda one: str(one["date"]))
         if team in (one["home"], one["away"]) and one["date"] >= first
         and one["date"] <= (last or "9999")),
        None,
    )  # fmt: skip
    if match is None:
        return [("find_matches", looked)]
    pair = {"home_team": match["home"], "away_team": match["away"], "date": match["date"]}
    return [("find_matches", looked), ("predict_match", pair)]


def _value(home: str, away: str, date: str, selection: str, price: str) -> Calls:
    asked = {"home_team": home, "away_team": away} | ({"date": date} if date else {})
    match = next(
        one for one in sorted(FIXTURES, key=lambda one: str(one["date"]))
        if {one["home"], one["away"]} == {home, away} and not one["score"]
    )  # fmt: skip
    pair = {"home_team": match["home"], "away_team": match["away"], "date": match["date"]}
    return [
        ("predict_match", asked),
        ("compare_odds", {**pair, "selection": selection, "price": f"{float(price):g}"}),
    ]

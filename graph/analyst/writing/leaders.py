"""The clubs that lead a league in something, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from graph.analyst.calls import Found
from graph.analyst.writing.clubs import league_name
from graph.analyst.writing.details import demo
from graph.analyst.writing.missing import league_name as name_of_league
from graph.wording.phrasebook import Phrasebook
from knowledge.records import RUNS

#: told beside points
_BESIDE = ("won", "drawn", "lost", "goals_for", "goals_against")

Row = Mapping[str, Any]


def tell_leaders(found: Found, book: Phrasebook) -> str:
    """Return the clubs in their order, each with its figure and the matches it is from."""
    data, rows = found.data, list(found.data["rows"])
    lines = [_head(found, book)]
    lines += [_row(row, found, book) for row in rows]
    if data.get("more"):
        lines.append(book.say("leaders.more"))
    return "\n".join([*lines, *demo(data, book)])


def _head(found: Found, book: Phrasebook) -> str:
    data = found.data
    slots = {"where": _where(data, book), "at": _at(data, book)}
    if data["what"] not in RUNS:
        what = book.word("leaders_of", f"{data['what']}_{data['order']}")
        return book.say("leaders.head", what=what, span=_span(data, book), **slots)
    counts = {
        name: book.figure(value, "count")
        for name in ("clubs", "fitting", "at_least")
        if (value := found.value("leaders", name)) is not None
    }
    key = "at_least" if data["at_least"] else "longest" if data["longest"] else "now"
    if not data["rows"]:
        key = "none_at_least" if data["at_least"] else "none"
    what = book.word("streak_of", data["what"])
    return book.say(f"leaders.run_{key}", what=what, **slots, **counts)


def _where(data: Mapping[str, Any], book: Phrasebook) -> str:
    if not data["league"]:
        return book.say("leaders.all")
    return book.say("leaders.season", league=league_name(data, book), season=data["season"])


def _at(data: Mapping[str, Any], book: Phrasebook) -> str:
    return book.say(f"leaders.{data['venue']}") if data["venue"] else ""


def _span(data: Mapping[str, Any], book: Phrasebook) -> str:
    """Return which of the season's matches are counted."""
    if data["from"] and data["to"]:
        first, last = (dt.date.fromisoformat(data[name]) for name in ("from", "to"))
        return book.say("leaders.since", first=book.short_day(first), last=book.short_day(last))
    return book.say("leaders.newest") if data["last"] else ""


def _row(row: Row, found: Found, book: Phrasebook) -> str:
    market, team = found.data["market"], str(row["team"])
    named = team
    if not found.data["league"]:
        named = f"{team} ({name_of_league(str(row['league']), book)})"

    def shown(outcome: str) -> str:
        fact = found.fact(market, outcome, team)
        return "–" if fact is None else book.figure(fact["value"], "count")

    slots = {"team": named, "count": shown(row["outcome"])}
    if found.data["what"] in RUNS:
        return book.say("leaders.row_run", **slots)
    slots["played"] = shown(row["played"])
    if found.data["what"] != "points":
        return book.say("leaders.row", **slots)
    slots |= {name: shown(f"{row['prefix']}{name}") for name in _BESIDE}
    return book.say("leaders.row_points", **slots)

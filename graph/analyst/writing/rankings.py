"""Matches put in order, in words: what they are ranked by, and the chance that it fails."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.analyst.calls import Found
from graph.analyst.writing.details import date_of, demo, title
from graph.wording.phrasebook import Phrasebook

#: market and outcome of a selection's fact
_FACTS: Mapping[str, tuple[str, str]] = {
    "home": ("1x2", "home"),
    "draw": ("1x2", "draw"),
    "away": ("1x2", "away"),
    "over_2_5": ("over_under_2.5", "over"),
    "under_2_5": ("over_under_2.5", "under"),
    "btts_yes": ("both_teams_score", "yes"),
    "btts_no": ("both_teams_score", "no"),
    "1X": ("double_chance", "1X"),
    "12": ("double_chance", "12"),
    "X2": ("double_chance", "X2"),
}
_BY_GOALS = {"most_goals": "over_2_5", "fewest_goals": "under_2_5"}

Row = Mapping[str, Any]


def tell_ranking(
    found: Found, book: Phrasebook, *, with_day: bool = True, own: bool = False
) -> str:
    """Return the matches in their order, each chance beside that of its failing.

    `own`: they are those of clubs that were named.
    """
    rows: list[Row] = list(found.data["rows"])
    by = str(found.data["by"])
    fact = found.fact("ranking", "count")
    count = "–" if fact is None else book.figure(fact["value"], "count")
    if own and by == "safest":
        lines = [book.say("ranking.own")]
    elif _is_score(by):
        lines = [book.say("ranking.score", count=count, score=book.figure(by, "score"))]
    elif by in book.section("ranking"):
        lines = [book.say(f"ranking.{by}", count=count)]
    else:
        lines = [book.say("ranking.selection", count=count, what=_outcome(by, rows[0], book))]
    lines += [_row(row, by, found, book, with_day=with_day) for row in rows]
    if found.data.get("more"):
        lines.append(book.say("ranking.more"))
    if without := found.data.get("without"):
        lines.append(book.say("ranking.without", clubs=book.both(without)))
    careful = [book.say("tips.careful")] if rows[0]["selection"] else []
    return "\n".join([*lines, *careful, *demo(found.data, book)])


def _outcome(selection: str, row: Row, book: Phrasebook) -> str:
    """Return a selection without a club: “home win”, “over 2.5 goals”."""
    if selection in book.section("odds_of"):
        return book.say(f"odds_of.{selection}")
    return _named(selection, row, book)


def _row(row: Row, by: str, found: Found, book: Phrasebook, *, with_day: bool) -> str:
    slots = {
        "match": title(row),
        "day": f", {book.day(date_of(row))}" if with_day else "",
        "home": str(row["home"]),
        "away": str(row["away"]),
    }
    if by == "closest":
        sides = {f"p_{side}": _chance(side, row, found, book) for side in ("home", "draw", "away")}
        return book.say("ranking.row_closest", **slots, **sides)
    if likely := _BY_GOALS.get(by):
        return book.say(
            "ranking.row_goals",
            goals=_shown("expected_goals", "total", row, found, book),
            what=_named(likely, row, book),
            chance=_chance(likely, row, found, book),
            **slots,
        )
    if _is_score(by):
        chance = _shown("correct_score", by, row, found, book)
        return book.say("ranking.row_score", score=book.figure(by, "score"), chance=chance, **slots)
    selection, against = str(row["selection"]), str(row["against"])
    return book.say(
        "ranking.row",
        what=_named(selection, row, book),
        chance=_chance(selection, row, found, book),
        against=_named(against, row, book),
        fails=_chance(against, row, found, book),
        **slots,
    )


def _is_score(by: str) -> bool:
    return by.replace("-", "").isdigit()


def _chance(selection: str, row: Row, found: Found, book: Phrasebook) -> str:
    return _shown(*_FACTS[selection], row, found, book)


def _shown(market: str, outcome: str, row: Row, found: Found, book: Phrasebook) -> str:
    fact = found.fact(market, outcome, f"{title(row)}, {row['date']}")
    return "–" if fact is None else book.figure(fact["value"], fact["unit"])


def _named(selection: str, row: Row, book: Phrasebook) -> str:
    side, _, line = selection.partition("_")
    goals = side in {"over", "under"}
    return book.say(
        f"ranked.{side if goals else selection}",
        home=row["home"],
        away=row["away"],
        line=book.figure(float(line.replace("_", ".")), "goals") if goals else "",
    )

"""One bet of any market in words: its chance, the chance against it, what is given back.

Knows the facts of `tools.asked_bet`, no prices.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.analyst.calls import Found
from graph.analyst.writing.details import figure, on, title
from graph.wording.phrasebook import Phrasebook


def tell_bet(found: Found, book: Phrasebook) -> list[str]:
    """Return the sentences about the one bet that was asked for beside a forecast."""
    bet, match = found.data["bet"], found.data
    slots = {"match": title(match), "on": on(match, book)}
    if bet["market"] == "half_time":
        sides = {f"p_{side}": figure(found, "half_time", side, book) for side in _SIDES}
        names = {"home": match["home"], "away": match["away"]}
        return [book.say("bet.half_time", **slots, **names, **sides)]
    if bet["market"] == "half_time_full_time":
        pairs = book.both([_pair(pair, found, book) for pair in bet["likeliest"]])
        return [book.say("bet.half_time_full_time", list=pairs, **slots)]
    if bet["market"] in {"first_half_goals", "second_half_goals"}:
        return [book.say(f"bet.{bet['market']}", list=book.both(_lines(found, book)), **slots)]
    if bet["outcome"] == "likeliest":
        counts = [
            book.say("bet.count", count=goals, chance=figure(found, "total_goals", goals, book))
            for goals in bet["likeliest"]
        ]
        return [book.say("bet.total_goals", list=book.both(counts), **slots)]
    if bet["outcome"] == "all":
        return [book.say("bet.handicaps", **slots), *_handicaps(found, book)]
    return _one(found, book, slots)


def _lines(found: Found, book: Phrasebook) -> list[str]:
    """Return the chances over and under each line that is told."""
    return [
        book.say(
            "bet.line",
            line=_line(str(found.value("line", key)), book),
            over=figure(found, key, "over", book),
            under=figure(found, key, "under", book),
        )
        for key in found.data["bet"]["keys"]
    ]


_SIDES = ("home", "draw", "away")


def _one(found: Found, book: Phrasebook, slots: dict[str, str]) -> list[str]:
    bet = found.data["bet"]
    key, outcome, against = (str(bet[name]) for name in ("key", "outcome", "against"))
    leg = {**found.data, "market": bet["market"], "key": key, "outcome": outcome}
    what = named(leg, found, book)
    chance, other = (figure(found, key, name, book) for name in (outcome, against))
    if against.startswith("not_"):
        told = [book.say("bet.one", what=what, chance=chance, other=other, **slots)]
    else:
        rest = named({**leg, "outcome": against}, found, book)
        told = [book.say("bet.two", what=what, against=rest, chance=chance, other=other, **slots)]
    if bet["pushes"]:
        told.append(book.say("bet.push", push=figure(found, "push", f"{key} {outcome}", book)))
    fair = figure(found, "fair_odds", f"{key} {outcome}", book)
    return [*told, book.say("bet.fair", what=what, odds=fair)]


def _pair(pair: str, found: Found, book: Phrasebook) -> str:
    names = {
        "home": found.data["home"],
        "draw": book.word("bet", "level"),
        "away": found.data["away"],
    }
    half, _, full = pair.partition("/")
    chance = figure(found, "half_time_full_time", pair, book)
    return book.say("bet.pair", half=names[half], full=names[full], chance=chance)


def _handicaps(found: Found, book: Phrasebook) -> list[str]:
    rows = []
    for key in found.data["bet"]["keys"]:
        slots = {}
        for side in ("home", "away"):
            slots[side] = found.data[side]
            slots[f"{side}_line"] = _line(str(found.value("line", f"{key} {side}")), book)
            slots[f"{side}_chance"] = figure(found, key, side, book)
        rows.append(book.say("bet.handicap", **slots))
    return rows


def named(leg: Mapping[str, Any], found: Found, book: Phrasebook) -> str:
    """Return a bet in words: “Arsenal”, “over 2.5 goals”, “Arsenal, draw no bet”."""
    market, outcome = str(leg["market"]), str(leg["outcome"])
    line = found.fact("line", f"{leg['key']} {outcome}", leg.get("subject"))
    side, _, rest = outcome.partition("_")
    club = leg["away" if side == "away" or market == "away_goals" else "home"]
    key = f"goals_{outcome}" if market in {"home_goals", "away_goals"} else None
    if key and line is not None and float(line["value"]) == ONE_GOAL:
        key = f"{key}_half"
    if market == "total_goals":
        key = "total_goals_range" if "-" in outcome else "total_goals"
        key = "total_goals_one" if outcome == "1" else key
    if market in {"1x2", "double_chance", "over_under", "both_teams_score", "odd_even"}:
        key = f"{market}_{outcome}"
    return book.say(
        f"slip_leg.{key or market}",
        club=club,
        home=leg["home"],
        away=leg["away"],
        outcome=rest or outcome,
        line="" if line is None else _line(str(line["value"]), book),
    )


#: the line that one goal decides: the club scores, or does not
ONE_GOAL = 0.5


def _line(value: str, book: Phrasebook) -> str:
    return value.replace(".", ",") if book.language == "hu" else value

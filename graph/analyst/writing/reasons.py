"""Why a forecast is as it is, and why it is not the price's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.analyst.calls import Found
from graph.analyst.writing.details import demo, figure, on, title
from graph.analyst.writing.value import SIDES
from graph.wording.phrasebook import Phrasebook

#: reasons told, and the smallest change of a home win's chance that is one
REASONS = 4
MATTERS = 0.005


def tell_why(
    found: Found,
    book: Phrasebook,
    *,
    beside_odds: bool = False,
    of_goals: bool = False,
    of_club: str | None = None,
) -> str:
    """Return what moves a forecast: the model's own reasons, or where its figures are from.

    The model's reasons move the home win; `of_goals`: the draw or a number of goals is asked about,
    which the expected goals tell. Where odds are known, also where we differ from them;
    `beside_odds`: that was asked, so it is said too that none are known. `of_club`: whose chance is
    asked about, where it is one club's.
    """
    match = found.data
    reasons = sorted(found.of_market("explanation"), key=lambda fact: -abs(float(fact["value"])))
    told = [row for fact in reasons[:REASONS] if (row := _reason(fact, found, book))]
    if of_goals or not told:
        return "\n".join([_from_goals(found, book), *_difference(found, book, asked=beside_odds)])
    lead = book.say(
        "why.lead_away" if of_club == match["away"] else "why.lead",
        home=match["home"],
        away=match["away"],
        match=title(match),
        on=on(match, book),
        **{f"p_{side}": figure(found, "1x2", side, book) for side in SIDES},
    )
    return "\n".join(
        [lead, *told, *_difference(found, book, asked=beside_odds), *demo(match, book)]
    )


def _reason(fact: Mapping[str, Any], found: Found, book: Phrasebook) -> str:
    """Return one reason as a row; nothing for a factor without words, or that hardly matters."""
    effect = float(fact["value"])
    if abs(effect) < MATTERS or not (reason := _in_words(fact, found, book)):
        return ""
    return book.say(
        "why.row",
        reason=reason,
        home=found.data["home"],
        effect=book.figure(effect, str(fact["unit"])),
    )


def _in_words(fact: Mapping[str, Any], found: Found, book: Phrasebook) -> str:
    section = "helps" if float(fact["value"]) > 0 else "harms"
    if fact["outcome"] not in book.section(section):
        return ""
    names = {"home": found.data["home"], "away": found.data["away"]}
    return book.say(f"{section}.{fact['outcome']}", **names)


def _difference(found: Found, book: Phrasebook, *, asked: bool) -> list[str]:
    """Return where we differ from the odds, and what leans to our side of it."""
    difference = found.data.get("difference")
    if not difference:
        return [book.say("differs.unpriced")] if asked else []
    slots = {
        f"{short}_{side}": figure(found, market, side, book)
        for short, market in (("t", "implied"), ("d", "gap"))
        for side in SIDES
    }
    key = "differs.lead_own" if found.data.get("own_odds") else "differs.lead"
    lead = book.say(key, home=found.data["home"], away=found.data["away"], **slots)
    return [f"{lead} {_explained(difference, found, book)}"]


def _explained(difference: Mapping[str, Any], found: Found, book: Phrasebook) -> str:
    if difference["agreed"]:
        return book.say("differs.agreed")
    facts = (found.fact("explanation", factor) for factor in difference["reasons"])
    told = [words for fact in facts if fact and (words := _in_words(fact, found, book))]
    if not told:
        return book.say("differs.nothing")
    return book.say("differs.because", list=book.both(told))


def _from_goals(found: Found, book: Phrasebook) -> str:
    match = found.data
    return book.say(
        "why.none",
        match=title(match),
        home=match["home"],
        away=match["away"],
        on=on(match, book),
        p_home=figure(found, "1x2", "home", book),
        p_draw=figure(found, "1x2", "draw", book),
        p_away=figure(found, "1x2", "away", book),
        g_home=figure(found, "expected_goals", "home", book),
        g_away=figure(found, "expected_goals", "away", book),
    )

"""Several matches side by side, and why a forecast is as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graph.analyst.calls import Found
from graph.analyst.writing.details import date_of, demo, figure, on, title
from graph.analyst.writing.value import SIDES, name_of
from graph.wording.phrasebook import Phrasebook

#: reasons told, and the smallest change of a home win's chance that is one
REASONS = 4
MATTERS = 0.005


def tell_tips(forecasts: Sequence[Found], book: Phrasebook) -> str:
    """Return each match's likeliest result, the clearest first."""
    clear = sorted(forecasts, key=lambda found: -_best(found)[1])
    one_day = len({date_of(found.data) for found in clear}) == 1
    lines = [book.say("tips.head"), *(_row(found, book, with_day=not one_day) for found in clear)]
    lines.append(book.say("tips.careful"))
    return "\n".join([*lines, *demo(clear[0].data, book)])


def _best(found: Found) -> tuple[str, float]:
    side = max(SIDES, key=lambda side: float(found.value("1x2", side) or 0))
    return side, float(found.value("1x2", side) or 0)


def _row(found: Found, book: Phrasebook, *, with_day: bool) -> str:
    side, _ = _best(found)
    return book.say(
        "tips.row",
        match=title(found.data),
        day=f", {book.day(date_of(found.data))}" if with_day else "",
        pick=name_of(side, found, book, short=True),
        chance=figure(found, "1x2", side, book),
    )


def tell_why(found: Found, book: Phrasebook) -> str:
    """Return what moves a forecast: the model's own reasons, or where its figures are from."""
    match = found.data
    reasons = sorted(found.of_market("explanation"), key=lambda fact: -abs(float(fact["value"])))
    told = [row for fact in reasons[:REASONS] if (row := _reason(fact, found, book))]
    if not told:
        return _from_goals(found, book)
    lead = book.say(
        "why.lead",
        home=match["home"],
        p_home=figure(found, "1x2", "home", book),
        match=title(match),
        on=on(match, book),
    )
    return "\n".join([lead, *told, *demo(match, book)])


def _reason(fact: Mapping[str, Any], found: Found, book: Phrasebook) -> str:
    """Return one reason in words; nothing for a factor that has none here, or hardly matters."""
    effect, factor = float(fact["value"]), str(fact["outcome"])
    section = "helps" if effect > 0 else "harms"
    if abs(effect) < MATTERS or factor not in book.section(section):
        return ""
    names = {"home": found.data["home"], "away": found.data["away"]}
    reason = book.say(f"{section}.{factor}", **names)
    return book.say("why.row", reason=reason, effect=book.figure(effect, "share"))


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

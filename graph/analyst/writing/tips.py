"""Several matches side by side, and why a forecast is as it is."""

from __future__ import annotations

from collections.abc import Sequence

from graph.analyst.calls import Found
from graph.analyst.writing.details import date_of, demo, figure, on, title
from graph.analyst.writing.value import SIDES, name_of
from graph.wording.phrasebook import Phrasebook


def tell_tips(forecasts: Sequence[Found], book: Phrasebook) -> str:
    """Return each match's likeliest result, the clearest first."""
    clear = sorted(forecasts, key=lambda found: -_best(found)[1])
    lines = [book.say("tips.head"), *(_row(found, book) for found in clear)]
    lines.append(book.say("tips.careful"))
    return "\n".join([*lines, *demo(clear[0].data, book)])


def _best(found: Found) -> tuple[str, float]:
    side = max(SIDES, key=lambda side: float(found.value("1x2", side) or 0))
    return side, float(found.value("1x2", side) or 0)


def _row(found: Found, book: Phrasebook) -> str:
    side, _ = _best(found)
    return book.say(
        "tips.row",
        match=title(found.data),
        day=book.day(date_of(found.data)),
        pick=name_of(side, found, book, short=True),
        chance=figure(found, "1x2", side, book),
    )


def tell_why(found: Found, book: Phrasebook) -> str:
    """Return what moves a forecast: the model's own reasons, or where its figures are from."""
    match = found.data
    reasons = [fact for fact in found.of_market("explanation") if abs(fact["value"]) >= 0.001]
    slots = {"match": title(match), "on": on(match, book)}
    if not reasons or any(fact["outcome"] not in book.section("factor") for fact in reasons):
        return _from_goals(found, book)
    rows = [
        book.say(
            "why.row_up",
            factor=book.word("factor", str(fact["outcome"])),
            effect=book.figure(fact["value"], fact["unit"]),
            home=match["home"],
        )
        for fact in reasons
    ]
    return "\n".join([book.say("why.lead", **slots), *rows, *demo(match, book)])


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

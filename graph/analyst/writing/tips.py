"""The clearest of many matches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.analyst.calls import Found
from graph.analyst.writing.details import Match, date_of, demo, figure, title
from graph.analyst.writing.value import name_of
from graph.wording.phrasebook import Phrasebook

#: slot of a sentence → the fact's market
_VALUE_SLOTS = {
    "price": "price",
    "ours": "our_price",
    "theirs": "their_price",
    "profit": "expected_value",
}
#: clearest matches told
TIPS = 5


def tell_tips(found: Found, book: Phrasebook) -> str:
    """Return the matches with the clearest favourites, and how many were looked at."""
    picks = _picks(found)
    if not picks:
        return book.say("tips.none")
    shown = picks[:TIPS]
    one_day = len({date_of(match) for match, _ in picks}) == 1
    head = "tips.head_more" if found.data.get("more") else "tips.head"
    lines = [book.say(head, count=figure(found, "favourites", "count", book))]
    lines += [_row(match, fact, book, with_day=not one_day) for match, fact in shown]
    return "\n".join([*lines, *_value(found, book), *demo(shown[0][0], book)])


def _value(found: Found, book: Phrasebook) -> list[str]:
    """Return where the best prices known are value; usually nowhere."""
    if not found.value("favourites", "priced"):
        return [book.say("tips.careful")]
    matches = {match["match_id"]: match for match in found.data.get("matches") or ()}
    rows = [
        _value_row(found, matches[row["match_id"]], row["selection"], book)
        for row in found.data.get("value") or ()
    ]
    if not rows:
        return [book.say("tips.no_value")]
    return [book.say("tips.value_head"), *rows, book.say("tips.value_careful")]


def _value_row(found: Found, match: Match, selection: str, book: Phrasebook) -> str:
    subject = f"{title(match)}, {match['date']}"
    named = Found(found=True, data=match)
    slots = {
        name: book.figure(fact["value"], fact["unit"])
        for name, market in _VALUE_SLOTS.items()
        if (fact := found.fact(market, selection, subject))
    }
    what = name_of(selection, named, book, short=True)
    return book.say("tips.value_row", match=title(match), what=what, **slots)


def _picks(found: Found) -> list[tuple[Match, Mapping[str, Any]]]:
    """Return each match with the fact of its likeliest result, the clearest first."""
    likely = {str(fact["subject"]): fact for fact in found.of_market("1x2")}
    picks = [
        (match, likely[name])
        for match in found.data.get("matches") or ()
        if (name := f"{title(match)}, {match['date']}") in likely
    ]
    return sorted(picks, key=lambda pick: -float(pick[1]["value"]))


def _row(match: Match, fact: Mapping[str, Any], book: Phrasebook, *, with_day: bool) -> str:
    return book.say(
        "tips.row",
        match=title(match),
        day=f", {book.day(date_of(match))}" if with_day else "",
        pick=book.say(f"short.{fact['outcome']}", home=match["home"], away=match["away"]),
        chance=book.figure(fact["value"], fact["unit"]),
    )

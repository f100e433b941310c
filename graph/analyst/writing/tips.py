"""The clearest of many matches, and why a forecast is as it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.analyst.calls import Found
from graph.analyst.writing.details import Match, date_of, demo, figure, on, title
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
#: reasons told, and the smallest change of a home win's chance that is one
REASONS = 4
MATTERS = 0.005


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

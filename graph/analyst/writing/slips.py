"""Priced slips in words: the legs, the whole, the verdict, the stake."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.analyst.calls import Found
from graph.analyst.writing.bets import named
from graph.analyst.writing.details import demo, on
from graph.analyst.writing.value import is_hardly_so
from graph.wording.phrasebook import Phrasebook

#: the verdicts' sentences, with the market's prices of every leg known, and without
_VERDICTS = {
    ("value", False): "slip.value",
    ("value", True): "slip.value_alone",
    ("thin", False): "slip.thin",
    ("thin", True): "slip.thin_alone",
    ("no_bet", False): "slip.no_bet",
    ("no_bet", True): "slip.no_bet",
}


def tell_slip(found: Found, book: Phrasebook) -> str:
    """Return what a slip is worth, and what stake it takes."""
    legs, hardly = found.data["legs"], False
    lines = [_leg(leg, found, book) for leg in legs]
    if found.data["lines"] > 1:
        if fixed := [named(leg, found, book) for leg in legs if leg.get("fixed")]:
            lines.append(book.say("slip.fixed", list=book.both(fixed)))
        lines.append(_whole("slip.system", found, book))
    if found.data["verdict"]:
        several = "slip.all" if found.data["lines"] == 1 else "slip.system_all"
        told = _whole("slip.one" if len(legs) == 1 else several, found, book)
        verdict = _VERDICTS[found.data["verdict"], found.data["alone"]]
        if hardly := len(legs) == 1 and is_hardly_so(found.value("slip", "expected_value")):
            verdict = "slip.hardly"
        lines.append(f"{told} {book.say(verdict)}")
    else:
        key = "slip.one_no_odds" if len(legs) == 1 else "slip.no_odds"
        lines.append(_whole(key, found, book))
    staked = [] if hardly else _stake(found, book)
    return "\n".join([*lines, *staked, *demo(found.data, book)])


def tell_composed(found: Found, book: Phrasebook) -> str:
    """Return a slip that was made up: what it was made of, its legs, and what it is worth."""
    lines = [_head(found, book)]
    if not found.data["met"]:
        lines.append(book.say("composed.nearest"))
    if found.data["basis"] == "fair":
        lines.append(book.say("composed.fair"))
    key = "careful" if len(found.data["legs"]) > 1 else "careful_one"
    return "\n".join([*lines, tell_slip(found, book), book.say(f"composed.{key}")])


def tell_too_few(found: Found, book: Phrasebook) -> str:
    """Return why no slip could be made up."""
    return book.say("composed.too_few", **_composed(found, book))


def _head(found: Found, book: Phrasebook) -> str:
    """Return what was looked at and asked for."""
    slots, several = _composed(found, book), len(found.data["legs"]) > 1
    ranges = {"odds" if several else "one": "odds", "total": "total"}
    asked = [
        book.say(f"composed.{key}", **slots)
        for name, fact in ranges.items()
        for key in _range(name, f"{fact}_from" in slots, f"{fact}_to" in slots)
    ]
    head = "composed.head" if several else "composed.head_one"
    return book.say(head, asked="".join(f", {each}" for each in asked), **slots)


def _range(name: str, low: bool, high: bool) -> list[str]:
    """Return which sentence tells of a range with these ends."""
    ends = {(True, True): "between", (True, False): "from", (False, True): "to"}
    return [f"{name}_{ends[low, high]}"] if low or high else []


def _composed(found: Found, book: Phrasebook) -> dict[str, str]:
    return {str(fact["outcome"]): _shown(fact, book) for fact in found.of_market("composed")}


def _whole(key: str, found: Found, book: Phrasebook) -> str:
    slots = {str(fact["outcome"]): _shown(fact, book) for fact in found.of_market("slip")}
    return book.say(key, **slots)


def _stake(found: Found, book: Phrasebook) -> list[str]:
    # a stake is a part of the bankroll, no gain: it has no sign
    slots = {
        str(fact["outcome"]): _shown(fact, book).lstrip("+") for fact in found.of_market("stake")
    }
    told = [book.say("slip.pays", **slots)] if "pays" in slots else []
    told += [book.say("slip.pays_fair", **slots)] if "pays_fair" in slots else []
    if "most" in slots:
        told.append(book.say("slip.over_limit", **slots))
    if found.data["apart"]:
        return [*told, book.say("slip.stakes", list=book.both(_each(slots, found, book)))]
    if not found.data["verdict"]:
        return told
    if reason := found.data["no_stake"]:
        return [*told, book.say(f"slip.no_stake_{reason}")]
    key = "slip.stake_money" if "amount" in slots else "slip.stake"
    return [*told, book.say(key, **slots)]


def _each(slots: Mapping[str, str], found: Found, book: Phrasebook) -> list[str]:
    """Return each single with its stake, in money where there is a bankroll."""
    return [
        f"{named(leg, found, book)} {slots.get(f'amount {place}', slots[str(place)])}"
        for place, leg in enumerate(found.data["legs"], start=1)
    ]


def _leg(leg: Mapping[str, Any], found: Found, book: Phrasebook) -> str:
    subject, key = leg["subject"], f"{leg['key']} {leg['outcome']}"
    chance = found.fact(leg["key"], leg["outcome"], subject)
    slots = {
        "what": named(leg, found, book),
        "match": f"{leg['home']} – {leg['away']}",
        "on": on(leg, book).strip(),
        "chance": _shown(chance, book),
        "fair": _shown(found.fact("fair_odds", key, subject), book),
    }
    if not leg["priced"]:
        return book.say("slip.leg", **slots)
    return book.say("slip.leg_at", price=_shown(found.fact("price", key, subject), book), **slots)


def _shown(fact: Mapping[str, Any] | None, book: Phrasebook) -> str:
    return "–" if fact is None else book.figure(fact["value"], fact["unit"])

"""Judged prices in words: our price, theirs, the one asked, bet or no bet.

A price is said to differ from ours, never to be sure. Knows no forecasts but the ones beside it.
"""

from __future__ import annotations

from graph.analyst.calls import Found
from graph.analyst.writing.details import figure
from graph.wording.phrasebook import Phrasebook

#: the tools' verdicts, each with its sentence
_SENTENCES = {"value": "value.bet", "thin": "value.thin", "no_bet": "value.no_bet"}
#: slot of a sentence → the fact's market
_SLOTS = {
    "price": "price",
    "need": "break_even",
    "ours": "our_price",
    "theirs": "their_price",
    "profit": "expected_value",
}
#: no bookmaker errs by so much: the odds are mistyped more probably, or on another bet
HARDLY = 0.6
SIDES = ("home", "draw", "away")


def tell_verdict(found: Found, selection: str, book: Phrasebook) -> str:
    """Return what one price of the user's means."""
    verdict = (found.data.get("verdict") or {}).get(selection)
    if verdict is None or found.fact("price", selection) is None:
        return book.say("value.cannot_price", what=name_of(selection, found, book))
    what = name_of(selection, found, book)
    slots = {name: figure(found, market, selection, book) for name, market in _SLOTS.items()}
    if is_hardly_so(found.value("expected_value", selection)):
        return book.say("value.hardly", what=what, **slots)
    alone = "" if found.fact("their_price", selection) else "_alone"
    return book.say(f"{_SENTENCES[verdict]}{alone}", what=what, **slots)


def is_hardly_so(profit: object) -> bool:
    """Whether an expected value is too good to be a bookmaker's error."""
    return isinstance(profit, float) and profit > HARDLY


def tell_market(found: Found, book: Phrasebook) -> list[str]:
    """Return the market's prices and where they pay more than they should."""
    priced = [str(fact["outcome"]) for fact in found.of_market("price")]
    if not priced:
        fair = [_priced("our_price", side, found, book) for side in _outcomes(found, "our_price")]
        return [book.say("value.none_known", list=book.both(fair))]
    odds = book.both([_priced("price", selection, found, book) for selection in priced])
    if found.fact("margin", "1x2"):
        margin = figure(found, "margin", "1x2", book).lstrip("+")
        whose = "yours" if found.data.get("price_source") == "user" else "market"
        lines = [book.say(f"value.{whose}", list=odds, margin=margin)]
    else:
        lines = [book.say("value.market_one", list=odds)]
    return [*lines, _gains(found, priced, book)]


def _gains(found: Found, priced: list[str], book: Phrasebook) -> str:
    good = [one for one in priced if found.data.get("verdict", {}).get(one) == "value"]
    alone = "" if found.of_market("their_price") else "_alone"
    if not good:
        return book.say(f"value.market_no_value{alone}")
    gains = [
        book.say(
            "value.gain",
            what=name_of(one, found, book, short=True),
            profit=figure(found, "expected_value", one, book),
        )
        for one in good
    ]
    return book.say(f"value.market_value{alone}", list=book.both(gains))


def _outcomes(found: Found, market: str) -> list[str]:
    return [str(fact["outcome"]) for fact in found.of_market(market)]


def _priced(market: str, selection: str, found: Found, book: Phrasebook) -> str:
    return f"{name_of(selection, found, book, short=True)} {figure(found, market, selection, book)}"


def name_of(selection: str, found: Found, book: Phrasebook, *, short: bool = False) -> str:
    """Return a selection in words: “the draw”, “over 2.5 goals”, “Arsenal”."""
    side, _, line = selection.partition("_")
    goals = side in {"over", "under"}
    return book.say(
        f"{'short' if short else 'what'}.{side if goals else selection}",
        home=found.data.get("home", ""),
        away=found.data.get("away", ""),
        line=book.figure(float(line.replace("_", ".")), "goals") if goals else "",
    )

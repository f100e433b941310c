"""The maths of odds in words: margin, fair odds, and what a price is worth by one's own chance."""

from __future__ import annotations

from string import ascii_uppercase

from graph.analyst.calls import Found
from graph.analyst.writing.details import figure
from graph.wording.phrasebook import Phrasebook


def tell_odds(found: Found, book: Phrasebook) -> str:
    """Return what prices say by themselves, or by the user's own chance."""
    if found.fact("margin", "odds"):
        return "\n".join(_market(found, book))
    told = []
    if found.fact("own_chance", "price"):
        chance = figure(found, "own_chance", "price", book)
        told.append(book.say("odds.fair", chance=chance, fair=_price("fair_odds", found, book)))
    if found.fact("price", "price"):
        need = _price("break_even", found, book)
        told.append(book.say("odds.needs", price=_price("price", found, book), need=need))
    if found.fact("stake", "pays"):
        slots = {name: figure(found, "stake", name, book) for name in ("asked", "pays")}
        told.append(book.say("odds.pays", **slots))
    if found.fact("expected_value", "price"):
        told += _worth(found, book)
    return "\n".join(told)


def _market(found: Found, book: Phrasebook) -> list[str]:
    # the margin is what the bookmaker keeps, no gain: it has no sign, but for a book without one
    margin = figure(found, "margin", "odds", book).lstrip("+")
    rows = [
        book.say(
            "odds.row",
            what=_named(str(name), book),
            price=figure(found, "price", name, book),
            chance=figure(found, "implied", name, book),
            fair=figure(found, "fair_odds", name, book),
        )
        for name in found.data["outcomes"]
    ]
    return [book.say("odds.margin", margin=margin), *rows]


def _worth(found: Found, book: Phrasebook) -> list[str]:
    edge, profit = (_price(name, found, book) for name in ("edge", "expected_value"))
    told = [book.say("odds.profit", edge=edge, profit=profit)]
    if not found.fact("stake", "kelly"):
        return [*told, book.say("odds.no_bet")]
    if not found.fact("stake", "share"):
        return [*told, book.say("odds.outside")]
    stakes = {
        name: figure(found, "stake", name, book).lstrip("+") for name in ("kelly", "share", "limit")
    }
    return [*told, book.say("odds.kelly", **stakes), book.say("odds.yours")]


def _price(market: str, found: Found, book: Phrasebook) -> str:
    return figure(found, market, "price", book)


def _named(name: str, book: Phrasebook) -> str:
    if name in book.section("odds_of"):
        return book.say(f"odds_of.{name}")
    # a letter, since every figure of an answer is to be a fact
    return book.say("odds_of.other", letter=ascii_uppercase[(int(name) - 1) % len(ascii_uppercase)])

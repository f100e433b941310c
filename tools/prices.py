"""The market's prices of a match, as far as they were on offer at a moment.

The consensus is the bookmakers' average; the best price is the highest that any of them offered.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.database import Database
from knowledge.odds import BEST, Quote, quotes
from tools.arguments import Selection
from tools.market import MARGIN_METHOD, SIDES, Prices
from tools.pairings import Pairing

#: whose prices are the consensus, the first that has them: the average, else one known book
BOOKS = ("avg", "b365", "ps")
TOTALS: tuple[Selection, Selection] = ("over_2_5", "under_2_5")
PRICED: tuple[Selection, ...] = (*SIDES, *TOTALS)


@dataclass(frozen=True, slots=True)
class Offer:
    """One price, where it is from and of when."""

    price: float
    #: "user", "odds max prematch"
    source: str
    as_of: dt.datetime


@dataclass(frozen=True, slots=True)
class KnownPrices:
    """Prices before kick-off."""

    #: the consensus' prices: always the three results; over and under 2.5 goals where known
    prices: Mapping[Selection, float]
    #: "odds avg prematch"
    source: str
    as_of: dt.datetime
    #: the best offer on each of the same selections
    best: Mapping[Selection, Offer]

    def triple(self) -> Prices:
        """Return the consensus' prices of the three results."""
        return Prices(**{side: self.prices[side] for side in SIDES})


async def known_prices(db: Database, pairing: Pairing, *, as_of: dt.datetime) -> KnownPrices | None:
    """Return the pre-match prices on offer at `as_of`, never later than the kick-off."""
    if pairing.match is None:
        return None
    async with db.reading() as session:
        offered = await quotes(session, pairing.match.id, as_of=as_of)
    before = {quote.book: quote for quote in offered if quote.moment == "prematch"}
    for book in BOOKS:
        if book in before and all(side in prices_of(before[book]) for side in SIDES):
            quote = before[book]
            books = [quote, *([before[BEST]] if BEST in before else [])]
            return KnownPrices(prices_of(quote), _source(quote), quote.as_of, _best(books))
    return None


def fair_chances(prices: Mapping[Selection, float]) -> dict[Selection, float]:
    """Return what prices say of each selection once the margin is taken out.

    Of three results also the pairs of them; nothing where prices are missing or no bookmaker can
    mean them together.
    """
    from ml import odds

    chances: dict[Selection, float] = {}
    for market in (SIDES, TOTALS):
        offered = [prices[name] for name in market if name in prices]
        if len(offered) == len(market) and odds.believable([offered])[0]:
            fair = odds.remove_margin(offered, MARGIN_METHOD)
            chances |= zip(market, map(float, fair), strict=True)
    if "home" in chances:
        home, draw, away = (chances[side] for side in SIDES)
        chances |= {"1X": home + draw, "12": home + away, "X2": draw + away}
    return chances


def prices_of(quote: Quote) -> dict[Selection, float]:
    """Return the prices in a quote, not the 0s and 1s that sources write where they have none."""
    given = {name: getattr(quote, name) for name in PRICED}
    return {name: price for name, price in given.items() if price and 1 < price <= 1000}


def _best(books: Iterable[Quote]) -> dict[Selection, Offer]:
    """Return the highest price of each selection of the first book."""
    first, *others = ((quote, prices_of(quote)) for quote in books)
    best = {
        name: Offer(price, _source(first[0]), first[0].as_of) for name, price in first[1].items()
    }
    for quote, prices in others:
        for name, price in prices.items():
            if name in best and price > best[name].price:
                best[name] = Offer(price, _source(quote), quote.as_of)
    return best


def _source(quote: Quote) -> str:
    return f"odds {quote.book} {quote.moment}"

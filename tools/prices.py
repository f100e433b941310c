"""The market's prices of a match, as far as they were on offer at a moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.database import Database
from knowledge.odds import Quote, quotes
from tools.arguments import Selection
from tools.pairings import Pairing
from tools.prediction import SIDES, Prices

#: whose prices are taken, the first that has them: the average, else one known book
BOOKS = ("avg", "b365", "ps")
PRICED: tuple[Selection, ...] = (*SIDES, "over_2_5", "under_2_5")


@dataclass(frozen=True, slots=True)
class KnownPrices:
    """Pre-match prices of one book."""

    #: always the three results; over and under 2.5 goals where known
    prices: Mapping[Selection, float]
    #: "odds avg prematch"
    source: str
    as_of: dt.datetime

    def triple(self) -> Prices:
        """Return the prices of the three results."""
        return Prices(**{side: self.prices[side] for side in SIDES})


async def known_prices(db: Database, pairing: Pairing, *, as_of: dt.datetime) -> KnownPrices | None:
    """Return the pre-match prices on offer at `as_of`, never later than the kick-off."""
    if pairing.match is None:
        return None
    async with db.reading() as session:
        offered = await quotes(session, pairing.match.id, as_of=as_of)
    before = {quote.book: quote for quote in offered if quote.moment == "prematch"}
    for book in BOOKS:
        if book in before and _is_whole(before[book]):
            quote = before[book]
            priced = {name: getattr(quote, name) for name in PRICED}
            good = {name: price for name, price in priced.items() if _is_price(price)}
            return KnownPrices(good, f"odds {book} prematch", quote.as_of)
    return None


def _is_whole(quote: Quote) -> bool:
    return all(_is_price(getattr(quote, side)) for side in SIDES)


def _is_price(price: float | None) -> bool:
    """Tell a price from the 0s and 1s that sources write where they have none."""
    return price is not None and 1 < price <= 1000

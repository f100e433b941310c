"""Where the best prices known of a match are value: what tips and recommendations are made of.

Usually nowhere. Knows no user's wishes; `tools.worth` judges.
"""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.matches import MatchInfo
from tools import tips
from tools.arguments import Selection
from tools.desk import Desk
from tools.figures import Sheet
from tools.opinions import Opinions
from tools.pairings import Pairing
from tools.prices import Offer
from tools.worth import Opinion


@dataclass(frozen=True, kw_only=True, slots=True)
class ValueOffer:
    """A price that is value by the rule."""

    pairing: Pairing
    opinions: Opinions
    selection: Selection
    offer: Offer

    @property
    def opinion(self) -> Opinion:
        """What is thought of the selection."""
        return self.opinions.on(self.selection)

    @property
    def expected_value(self) -> float:
        """Mean profit of one unit staked, by the cautious chance."""
        return self.opinion.expected_value(self.offer.price)

    def sheet(self) -> Sheet:
        """Return the price, ours, the market's and what it is worth as facts."""
        known, name = self.opinions.known, self.selection
        sheet = Sheet(
            self.pairing.title,
            as_of=self.offer.as_of.isoformat(),
            source=known.source if known else self.offer.source,
        )
        sheet.add("price", name, self.offer.price, "odds", source=self.offer.source)
        sheet.add("our_price", name, 1 / self.opinion.ours, "odds")
        if self.opinion.consensus is not None:
            sheet.add("their_price", name, 1 / self.opinion.consensus, "odds")
        sheet.add("expected_value", name, self.expected_value, "share")
        return sheet


async def value_offers(desk: Desk, match: MatchInfo) -> list[ValueOffer] | None:
    """Judge the best prices of a match, and keep those that are value as tips.

    None: no price of the match is known.
    """
    pairing = Pairing.of(match)
    opinions = await desk.forecaster.opinions(pairing)
    if opinions.known is None:
        return None
    offers = {
        name: offer
        for name, offer in opinions.known.best.items()
        if opinions.on(name).verdict(offer.price) == "value"
    }
    await tips.keep(desk.db, pairing, opinions, offers, user_id=desk.user_id, as_of=desk.as_of)
    return [
        ValueOffer(pairing=pairing, opinions=opinions, selection=name, offer=offer)
        for name, offer in offers.items()
    ]

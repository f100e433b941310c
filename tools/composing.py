"""Slips made up to a user's conditions: so many legs, odds of each and of the whole, some markets.

A slip is made of the prices known; where too few are, of our fair odds, which no bookmaker pays. Of
each match one leg at most. Whether it is worth a stake is judged afterwards, as that of any slip.
Knows neither words nor the user.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from knowledge.errors import KnowledgeError
from knowledge.matches import MatchInfo
from ml.errors import MlError
from tools.bets import read_bet, selection_of
from tools.desk import Desk
from tools.errors import BadArgument, NotThere, ToolError
from tools.pairings import Pairing
from tools.slip_legs import WantedLeg

if TYPE_CHECKING:
    from ml.composing import Chosen, Option

log = logging.getLogger(__name__)

#: the odds of the legs: of bookmakers, or our fair ones
Basis = Literal["prices", "fair"]
_BASES: tuple[Basis, ...] = ("prices", "fair")
#: kinds of bets, and what a leg of each may be on
KINDS: Mapping[str, tuple[str, ...]] = {
    "results": ("home", "draw", "away"),
    "goals": ("over_2_5", "under_2_5"),
    "btts": ("btts_yes", "btts_no"),
    "double chance": ("1X", "12", "X2"),
}
#: what legs are on where nobody says it
USUAL = (*KINDS["results"], *KINDS["goals"], *KINDS["btts"])
#: “around” an amount, and “at least” or “at most” one: how far from it, as a factor
AROUND, ONE_SIDED = 1.1, 1.2
#: of a slip whose whole odds are wanted, how far a leg's winnings are from those of equal legs
EVEN_FROM, EVEN_TO = 0.4, 2.0
#: odds of a leg of a slip for whose size nobody asks
USUAL_LEG = 1.75
FEWEST, MOST = 2, 8
#: legs of a slip for which nothing else is asked
PLAIN = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Between:
    """A range of decimal odds, both ends included."""

    low: float = 1.0
    high: float = float("inf")

    def holds(self, odds: float) -> bool:
        """Whether odds are in the range."""
        return self.low <= odds <= self.high

    @classmethod
    def of_each(cls, low: float | None, high: float | None) -> Between:
        """Return the range wanted for each leg; one amount is meant about."""
        if low is not None and low == high:
            return cls(low=1 + (low - 1) / AROUND**2, high=1 + (low - 1) * AROUND**2)
        if low is not None and high is not None and high < low:
            raise BadArgument(f"{low:g} is more than {high:g}: name the lower odds first.")
        return cls(low=low or 1.0, high=high or float("inf"))

    @classmethod
    def of_whole(cls, low: float | None, high: float | None) -> Between | None:
        """Return the range wanted for a whole slip: one amount is meant about, one end nearly."""
        if low is None and high is None:
            return None
        if low is not None and high is not None:
            if high < low:
                raise BadArgument(f"{low:g} is more than {high:g}: name the lower odds first.")
            return (
                cls(low=low, high=high) if low < high else cls(low=low / AROUND, high=low * AROUND)
            )
        if low is not None:
            return cls(low=low, high=low * ONE_SIDED)
        assert high is not None
        return cls(low=max(high / ONE_SIDED, 1.0), high=high)


@dataclass(frozen=True, kw_only=True, slots=True)
class Conditions:
    """What a slip is to be like."""

    #: None: as many as the odds wanted take
    legs: int | None
    #: of each leg
    each: Between
    #: of the whole; None: any
    whole: Between | None
    #: what a leg may be on, as `tools.bets` reads it
    bets: tuple[str, ...] = USUAL

    @property
    def count(self) -> int:
        """How many legs it takes."""
        from math import log, sqrt

        if self.legs is not None:
            return self.legs
        if self.whole is None:
            return PLAIN
        leg = max(USUAL_LEG, self.each.low * 1.1)
        if self.each.high < leg:
            leg = max(sqrt(self.each.low * self.each.high), 1.05)
        return min(max(round(log(sqrt(self.whole.low * self.whole.high)) / log(leg)), FEWEST), MOST)

    def even(self) -> Between:
        """Return the odds of a leg where all are much alike; those asked for where any are."""
        if self.whole is None or self.each != Between():
            return self.each
        gain = (self.whole.low * self.whole.high) ** (0.5 / self.count) - 1
        return Between(low=1 + EVEN_FROM * gain, high=1 + EVEN_TO * gain)


@dataclass(frozen=True, kw_only=True, slots=True)
class Leg:
    """A leg that a match offers."""

    pairing: Pairing
    bet: str
    #: the lower of our chance, with the market weighed in, and the market's
    chance: float
    #: decimal odds known; None where there are none
    price: float | None

    def option(self, basis: Basis) -> Option | None:
        """Return its chance and its odds; None where it has none of that kind."""
        from ml.composing import Option

        odds = self.price if basis == "prices" else 1 / max(self.chance, 1e-4)
        return Option(self.chance, odds) if odds is not None and odds > 1 else None

    def wanted(self) -> WantedLeg:
        """Return the leg as a slip takes it."""
        match = self.pairing.match
        return WantedLeg(match_id=match.id if match else None, bet=self.bet)


@dataclass(frozen=True, kw_only=True, slots=True)
class Composed:
    """A slip that was made up."""

    #: none where too few matches have one that fits
    legs: tuple[Leg, ...]
    basis: Basis
    #: whether its odds together are as wanted; if not it comes as near as any
    met: bool
    #: matches with a forecast, and those of them with a leg that fits by itself
    looked_at: int
    fitting: int


async def compose(desk: Desk, matches: Sequence[MatchInfo], wanted: Conditions) -> Composed:
    """Return the slip that meets the conditions, or comes nearest to the odds wanted together.

    Raises
    ------
    NotThere
        When no match has a forecast.
    BadArgument, BadSelection
        When the bets are none.
    """
    offered = [legs for match in matches if (legs := await _legs_of(desk, match, wanted.bets))]
    if not offered:
        raise NotThere("No forecast of any of these matches can be made.", reason="unknown")
    for basis in _BASES:
        nearest: Composed | None = None
        for each in dict.fromkeys((wanted.even(), wanted.each)):
            # a knapsack takes some hundredths of a second: not on the event loop
            nearest = await asyncio.to_thread(_chosen, offered, wanted, each, basis) or nearest
            if nearest is not None and nearest.met:
                return nearest
        if nearest is not None:
            return nearest
    fitting = sum(any(_fits(leg, wanted.each, "fair") for leg in legs) for legs in offered)
    return Composed(legs=(), basis="fair", met=False, looked_at=len(offered), fitting=fitting)


def _chosen(
    offered: Sequence[Sequence[Leg]], wanted: Conditions, each: Between, basis: Basis
) -> Composed | None:
    """Return the slip made of legs within a range, None where there are too few of them."""
    from ml import composing

    fitting = [[leg for leg in legs if _fits(leg, each, basis)] for legs in offered]
    options = [[option for leg in legs if (option := leg.option(basis))] for legs in fitting]
    chosen: list[Chosen]
    if wanted.whole is None:
        chosen, met = composing.likeliest(options, wanted.count), True
    else:
        chosen = composing.nearest(options, wanted.count, wanted.whole.low, wanted.whole.high)
        # the knapsack rounds
        paid = composing.price_of(options, chosen)
        met = wanted.whole.low * 0.98 <= paid <= wanted.whole.high * 1.02
    if not chosen:
        return None
    return Composed(
        legs=tuple(fitting[one.match][one.option] for one in chosen),
        basis=basis,
        met=met,
        looked_at=len(offered),
        fitting=sum(map(bool, options)),
    )


def _fits(leg: Leg, each: Between, basis: Basis) -> bool:
    option = leg.option(basis)
    return option is not None and each.holds(option.price)


async def _legs_of(desk: Desk, match: MatchInfo, bets: Sequence[str]) -> list[Leg]:
    """Return the legs that a match offers; of one without a forecast none."""
    pairing = Pairing.of(match)
    meant = [(text, read_bet(text, pairing, desk.clubs)) for text in bets]
    try:
        opinions = await desk.forecaster.opinions(pairing)
    except (ToolError, KnowledgeError, MlError) as error:
        log.info("no forecast of %s: %s", match.title, error)
        return []
    best = opinions.known.best if opinions.known else {}
    return [
        Leg(
            pairing=pairing,
            bet=text,
            chance=opinions.on_bet(bet).cautious,
            price=offer.price
            if (name := selection_of(bet)) and (offer := best.get(name))
            else None,
        )
        for text, bet in meant
    ]

"""Betting slips priced from score grids: singles, accumulators, systems.

Legs of one match are settled together, score by score, so what makes one of them more likely makes
the other so too; only different matches multiply. Knows grids and prices, neither clubs nor money.
A leg that is given back counts as a price of 1, as bookmakers settle it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import NDArray

from ml.errors import BadSlip
from ml.grid import ScoreGrid
from ml.markets import Selection, paid
from ml.odds import check_prices
from ml.staking import best_stakes

Floats = NDArray[np.float64]

#: legs of a slip: more make no sense
MOST_LEGS = 12
#: ways in which all legs may settle: twelve that win or lose make 4,096
MOST_CASES = 100_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Leg:
    """One selection on a slip, at a decimal price.

    Raises
    ------
    BadPrice
        If the price is none.
    """

    #: which match: a key of the grids
    match: str
    selection: Selection
    price: float
    #: it stands on every line of a system, beside `size` of the others
    fixed: bool = False

    def __post_init__(self) -> None:
        check_prices(self.price)


@dataclass(frozen=True)
class PricedSlip:
    """A slip with every case that its matches can bring.

    It stands for `comb(free legs, size)` equal stakes, one on each combination of `size` legs that
    are not fixed, and all that are; with `size` = the number of free legs it is one accumulator,
    with one leg a single.
    """

    legs: tuple[Leg, ...]
    size: int
    #: (s,) probabilities of the cases, summing to 1
    chances: Floats
    #: (s, legs) how each leg settles in each case, as `Selection.share`
    shares: Floats

    @property
    def lines(self) -> int:
        """How many bets the slip is made of."""
        return comb(sum(not leg.fixed for leg in self.legs), self.size)

    @cached_property
    def returns(self) -> Floats:
        """What comes back of one unit staked on the whole slip, in each case, (s,)."""
        return self._returned_of(paid(self.shares, [leg.price for leg in self.legs]))

    @property
    def probability(self) -> float:
        """Probability that every leg wins outright, so that the slip pays in full."""
        return float(self.chances @ (self.shares >= 1.0).all(axis=1))

    @property
    def chance_of_return(self) -> float:
        """Probability that anything comes back; of a system, that enough legs do."""
        return float(self.chances @ (self.returns > 0.0))

    @property
    def chance_of_profit(self) -> float:
        """Probability that more comes back than was staked."""
        return float(self.chances @ (self.returns > 1.0 + 1e-9))

    @property
    def offered_odds(self) -> float:
        """What one unit pays when every leg wins: of a system, the mean over its lines."""
        return float(self._returned_of(np.array([[leg.price for leg in self.legs]]))[0])

    @property
    def expected_value(self) -> float:
        """Mean profit of one unit staked on the whole slip."""
        return float(self.chances @ self.returns - 1.0)

    @property
    def fair_odds(self) -> float:
        """The odds in full at which the mean profit would be nothing; infinite for what cannot be.

        Of a lone leg exactly what its fair price is, pushes included; else the odds offered, with
        the mean return taken out: one over the probability where nothing can be given back.
        """
        if len(self.legs) == 1:
            won = float(self.chances @ np.maximum(self.shares[:, 0], 0.0))
            lost = float(self.chances @ np.maximum(-self.shares[:, 0], 0.0))
            return 1.0 + lost / won if won else np.inf
        mean = self.expected_value + 1.0
        return self.offered_odds / mean if mean > 0.0 else np.inf

    @property
    def kelly(self) -> float:
        """Kelly's stake on the whole slip, a share of the bankroll."""
        return float(best_stakes(self.chances, self.returns[:, None])[0])

    @property
    def kelly_apart(self) -> Floats:
        """Kelly's stakes on the legs as bets of their own, all at once, (legs,).

        Their matches' cases are weighed together: legs of one match hedge or double each other.
        """
        return best_stakes(self.chances, paid(self.shares, [leg.price for leg in self.legs]))

    def standard_error(self, logit_errors: Mapping[str, float]) -> float:
        """Return how far the mean return may err, by the errors of each match's log odds.

        To first order; matches err apart from each other, legs of one match together.
        """
        errors = [
            self._moved_by(match, logit_errors[match])
            for match in dict.fromkeys(leg.match for leg in self.legs)
        ]
        return float(np.sqrt(np.sum(np.square(errors))))

    def _moved_by(self, match: str, logit_error: float) -> float:
        """Return how far the mean return moves with the log odds that one match's legs win."""
        mine = np.array([leg.match == match for leg in self.legs])
        wins = float(self.chances @ (self.shares[:, mine] >= 1.0).all(axis=1))
        factors = paid(self.shares, [leg.price for leg in self.legs])
        factors[:, mine] = 0.0
        without = float(self.chances @ self._returned_of(factors))
        return (1.0 - wins) * logit_error * (self.expected_value + 1.0 - without)

    def _returned_of(self, factors: Floats) -> Floats:
        """Return the mean over all lines of the product of their legs' factors, (s, legs) to (s,).

        The elementary symmetric polynomial of the free factors, built up leg by leg, times the
        fixed ones.
        """
        sums = np.zeros((self.size + 1, len(factors)))
        sums[0] = 1.0
        for leg, factor in zip(self.legs, factors.T, strict=True):
            if leg.fixed:
                sums *= factor
            else:
                sums[1:] += sums[:-1] * factor
        return np.asarray(sums[self.size] / self.lines)


def price_slip(
    legs: Sequence[Leg], grids: Mapping[str, ScoreGrid], *, size: int | None = None
) -> PricedSlip:
    """Price a slip from the score grids of its matches.

    Parameters
    ----------
    legs
        One to `MOST_LEGS`.
    grids
        The grid of each leg's match.
    size
        Free legs of each line: 3 of 4 legs is a system of four lines; without it all stand on one
        line.

    Raises
    ------
    BadSlip
        If there are no free legs or too many, a size they do not have, the same leg twice, a match
        without a grid, legs that cannot win together, or too many ways to settle.
    """
    legs = tuple(legs)
    free = sum(not leg.fixed for leg in legs)
    size = free if size is None else size
    _check(legs, free, size)
    chances, shares = np.ones(1), np.zeros((1, 0))
    order: list[int] = []
    for match in dict.fromkeys(leg.match for leg in legs):
        if match not in grids:
            raise BadSlip("A leg's match has no forecast.")
        mine = [at for at, leg in enumerate(legs) if leg.match == match]
        cases, weights = _cases([legs[at] for at in mine], grids[match], size)
        if len(shares) * len(cases) > MOST_CASES:
            raise BadSlip(
                "These legs settle in too many ways: leave some of the quarter lines out."
            )
        shares = np.hstack(
            [np.repeat(shares, len(cases), axis=0), np.tile(cases, (len(shares), 1))]
        )
        chances = np.outer(chances, weights).ravel()
        order += mine
    return PricedSlip(legs, size, chances, shares[:, np.argsort(order)])


def _check(legs: tuple[Leg, ...], free: int, size: int) -> None:
    if not 1 <= len(legs) <= MOST_LEGS:
        raise BadSlip(f"A slip has one to {MOST_LEGS} legs, not {len(legs)}.")
    if not 1 <= size <= free:
        raise BadSlip(f"{free} legs make no lines of {size}.")
    if len({(leg.match, leg.selection) for leg in legs}) < len(legs):
        raise BadSlip("The same selection stands on the slip twice.")


def _cases(legs: list[Leg], grid: ScoreGrid, size: int) -> tuple[Floats, Floats]:
    """Return the ways in which legs of one match settle together, and how probable each is."""
    home, away = np.indices(grid.cells.shape)
    settled = np.stack([each.selection.share(home, away).ravel() for each in legs], axis=1)
    ways, way = np.unique(settled, axis=0, return_inverse=True)
    weights = np.bincount(way.ravel(), grid.cells.ravel(), len(ways))
    _check_together(legs, ways[weights > 0.0], size)
    return ways, weights / weights.sum()


def _check_together(legs: list[Leg], ways: Floats, size: int) -> None:
    """Refuse legs of one match that stand on one line and cannot win together."""
    fixed = [at for at, leg in enumerate(legs) if leg.fixed]
    free = [at for at, leg in enumerate(legs) if not leg.fixed]
    for chosen in combinations(free, min(size, len(free))):
        together = [*fixed, *chosen]
        if not (ways[:, together] > 0.0).all(axis=1).any():
            names = " and ".join(
                f"{legs[at].selection.market} {legs[at].selection.outcome}" for at in together
            )
            raise BadSlip(f"These cannot win together: {names}.")

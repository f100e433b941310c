"""The fitted whole: from fixtures as arrays to score grids.

features → goal model → grid → pooled totals → the same grid, bent. Everything a saved model holds
is here. Knows no frames.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ml import score_grids
from ml.encoding import Names, Sides
from ml.features import Feature, Known, columns
from ml.goal_model import GoalModel
from ml.opinion_pool import OpinionPool
from ml.played import Prices
from ml.tracker import Tracker

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, slots=True)
class Pools:
    """How the grid's own totals, and prices where they may be used, become the totals told."""

    #: results and totals over 2.5, of the grid alone
    result: OpinionPool
    total: OpinionPool
    #: of grid and average price before kick-off; used only where a match has that price
    priced_result: OpinionPool
    priced_total: OpinionPool

    @classmethod
    def plain(cls) -> Pools:
        """Return pools that believe the grid."""
        return cls(
            result=OpinionPool.plain(1, 3),
            total=OpinionPool.plain(1, 2),
            priced_result=OpinionPool.plain(2, 3),
            priced_total=OpinionPool.plain(2, 2),
        )

    @classmethod
    def fit(cls, grids: Floats, prices: Prices, goals: Floats) -> Pools:
        """Fit to earlier grids, (n, g, g), with their prices and goals, (n, 2)."""
        result, total = score_grids.results(grids), score_grids.totals(grids)
        happened = (1 - np.sign(goals[:, 0] - goals[:, 1])).astype(np.int64)
        few = (goals.sum(axis=1) < 3).astype(np.int64)
        return cls(
            result=OpinionPool.fit(result[:, None], happened),
            total=OpinionPool.fit(total[:, None], few),
            priced_result=_fit_priced(result, prices.result, happened),
            priced_total=_fit_priced(total, prices.total, few),
        )

    def results(self, grids: Floats, prices: Prices | None) -> Floats:
        """Return home, draw and away probabilities, (n, 3)."""
        own = score_grids.results(grids)
        return _pooled(own, prices.result if prices else None, self.result, self.priced_result)

    def totals(self, grids: Floats, prices: Prices | None) -> Floats:
        """Return the probabilities of over and under 2.5 goals, (n, 2)."""
        own = score_grids.totals(grids)
        return _pooled(own, prices.total if prices else None, self.total, self.priced_total)


@dataclass(frozen=True, kw_only=True, slots=True)
class GridModel:
    """What was learned of how far features can be trusted: from features to score grids."""

    goal_model: GoalModel
    pools: Pools

    @classmethod
    def plain(cls, features: int) -> GridModel:
        """Return the model that takes the first feature as it is."""
        return cls(goal_model=GoalModel.plain(features), pools=Pools.plain())

    @classmethod
    def fit(cls, features: Floats, goals: Floats, prices: Prices) -> GridModel:
        """Fit to earlier matches: features (n, 2, k) as known before each, goals (n, 2)."""
        goal_model = GoalModel.fit(features, goals)
        pools = Pools.fit(goal_model.grids(features), prices, goals)
        return cls(goal_model=goal_model, pools=pools)

    def grids(self, features: Floats, prices: Prices | None = None) -> Floats:
        """Return the score grids, (n, g, g); `prices` only where they may be used."""
        raw = self.goal_model.grids(features)
        return score_grids.bend(
            raw, self.pools.results(raw, prices), self.pools.totals(raw, prices)
        )


@dataclass(frozen=True, kw_only=True)
class MatchModel:
    """A fitted model of one day."""

    names: Names
    features: tuple[Feature, ...]
    #: on the model's day; it is carried no further
    tracker: Tracker
    grid_model: GridModel

    @cached_property
    def known(self) -> Known:
        """What the model knows."""
        return self.tracker.known()

    def grids(self, sides: Sides, prices: Prices | None = None) -> Floats:
        """Return the score grids, (n, g, g); `prices` only where they may be used."""
        return self.grid_model.grids(columns(self.features, self.known, sides), prices)

    def confidence(self, sides: Sides) -> Floats:
        """Return which share of the doubt about the two clubs the evidence took away, 0 to 1.

        1 - (variance of the supremacy) / (its variance for two clubs never seen); it falls with
        every day between the ratings and the match. 0 is what a league's name alone tells.
        """
        return self.known.ratings["performance"].certainty(sides)


def _fit_priced(own: Floats, priced: Floats, answers: NDArray[np.int64]) -> OpinionPool:
    known = np.isfinite(priced).all(axis=1)
    opinions = np.stack([own[known], priced[known]], axis=1)
    return OpinionPool.fit(opinions, answers[known])


def _pooled(
    own: Floats, priced: Floats | None, alone: OpinionPool, together: OpinionPool
) -> Floats:
    pooled = alone.pool(own[:, None])
    if priced is not None:
        known = np.isfinite(priced).all(axis=1)
        pooled[known] = together.pool(np.stack([own[known], priced[known]], axis=1))
    return pooled

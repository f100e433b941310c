"""Matches to learn from, as arrays; and what prices say of goals.

Knows the frame's columns.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ml.encoding import Names, Sides
from ml.frame import (
    CLOSING_RESULT_PRICES,
    CLOSING_TOTAL_PRICES,
    RESULT_PRICES,
    TOTAL_PRICES,
    Columns,
    fair,
)
from ml.measures import Measures
from ml.odds import believable, remove_margin
from ml.score_grids import dixon_coles, results, totals

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: chance of over 2.5 goals in a match of which only the 1X2 prices are known
_USUAL_TOTAL = 0.5
_PRICE_STEPS = 12
#: prices read at once: their grids fit into the processor's cache
_PRICE_CHUNK = 2000


@dataclass(frozen=True, kw_only=True, slots=True)
class Prices:
    """What average prices say, margin taken out; NaN where there are none."""

    #: (n, 3) home, draw, away
    result: Floats
    #: (n, 2) over, under 2.5 goals
    total: Floats

    @classmethod
    def of(cls, frame: Columns) -> Prices:
        """Read the prices before kick-off; what no bookmaker can mean counts as missing."""
        return cls(result=_implied(frame, RESULT_PRICES), total=_implied(frame, TOTAL_PRICES))

    @classmethod
    def closing(cls, frame: Columns) -> Prices:
        """Read the prices at kick-off, to be looked at after the match alone."""
        return cls(
            result=_implied(frame, CLOSING_RESULT_PRICES),
            total=_implied(frame, CLOSING_TOTAL_PRICES),
        )

    @classmethod
    def none(cls, count: int) -> Prices:
        """Return the prices of matches that have none."""
        return cls(result=np.full((count, 3), np.nan), total=np.full((count, 2), np.nan))

    def take(self, rows: Ints | NDArray[np.bool_]) -> Prices:
        """Return some rows."""
        return Prices(result=self.result[rows], total=self.total[rows])

    def filled_by(self, others: Prices) -> Prices:
        """Return these prices, and the others where there are none."""
        return Prices(
            result=np.where(np.isfinite(self.result), self.result, others.result),
            total=np.where(np.isfinite(self.total), self.total, others.total),
        )

    @property
    def known(self) -> NDArray[np.bool_]:
        """Which rows have 1X2 prices."""
        return np.asarray(np.isfinite(self.result[:, 0]))


@dataclass(frozen=True, kw_only=True, slots=True)
class Played:
    """Matches with a score, in order of date."""

    names: Names
    sides: Sides
    measures: Measures
    #: which of them were decided on the pitch, between two clubs: the others teach nothing
    fair: NDArray[np.bool_]
    #: before kick-off
    prices: Prices
    #: (n, 2) mean goals that the last prices of each match imply, closing ones where known; NaN
    #: where there are none
    priced_goals: Floats

    @classmethod
    def of(cls, frame: pd.DataFrame, names: Names | None = None, *, priced: bool = True) -> Played:
        """Read a tidy frame of matches with a score.

        Parameters
        ----------
        names
            The frame's own unless given.
        priced
            Whether prices may be looked at; else all count as missing.
        """
        names = names or Names.of(frame)
        prices = Prices.of(frame) if priced else Prices.none(len(frame))
        closing = Prices.closing(frame) if priced else prices
        return cls(
            names=names,
            sides=names.sides(frame),
            measures=Measures.of(frame),
            fair=fair(frame).to_numpy(),
            prices=prices,
            priced_goals=goals_of_prices(closing.filled_by(prices)),
        )

    @property
    def goals(self) -> Floats:
        """Goals of home and away side, (n, 2)."""
        return self.measures.goals

    def __len__(self) -> int:
        return len(self.sides)


def goals_of_prices(prices: Prices, rho: float = -0.05) -> Floats:
    """Return the mean goals of both sides that prices imply, shape (n, 2); NaN without prices.

    Damped Newton steps on the log rates until the grid's balance of home and away wins, and its
    chance of over 2.5 goals, are those of the prices. Without totals' prices a usual one stands in.
    """
    goals = np.full((len(prices.result), 2), np.nan)
    rows = np.flatnonzero(prices.known)
    for start in range(0, len(rows), _PRICE_CHUNK):
        some = rows[start : start + _PRICE_CHUNK]
        goals[some] = _read_goals(prices.take(some), rho)
    return goals


def _read_goals(prices: Prices, rho: float) -> Floats:
    target = np.column_stack([_balance(prices.result), _logit(prices.total[:, 0])])
    target[np.isnan(target[:, 1]), 1] = _logit(np.array(_USUAL_TOTAL))
    mean, half = np.full(len(target), np.log(1.35)), target[:, 0] * 0.3
    for _ in range(_PRICE_STEPS):
        grids = dixon_coles(np.column_stack([mean + half, mean - half]), rho)
        over = totals(grids)[:, 0]
        # slope of the logit of a Poisson total, and of the balance at usual scores: near enough
        rate = 2.0 * np.exp(mean) * np.cosh(half)
        slope = rate**3 * np.exp(-rate) / 2.0 / (over * (1.0 - over))
        half = np.clip(half + 0.30 * (target[:, 0] - _balance(results(grids))), -1.5, 1.5)
        mean = np.clip(mean + (target[:, 1] - _logit(over)) / slope, -1.0, 1.2)
    return np.exp(np.column_stack([mean + half, mean - half]))


def _implied(frame: Columns, columns: tuple[str, ...]) -> Floats:
    offered = np.column_stack([frame[name] for name in columns])
    good = believable(offered)
    chances = np.full(offered.shape, np.nan)
    if good.any():
        chances[good] = remove_margin(offered[good])
    return chances


def _balance(result: Floats) -> Floats:
    return np.asarray(np.log(result[:, 0] / result[:, 2]) / 2.0)


def _logit(chance: Floats) -> Floats:
    return np.asarray(np.log(chance / (1.0 - chance)))

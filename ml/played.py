"""Matches to learn from, as arrays; and what stands for goals in them.

Knows the frame's columns. A response looks at nothing on or after the day it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ml.encoding import Names, Sides
from ml.frame import RESULT_PRICES, SHOTS_ON_TARGET, TOTAL_PRICES
from ml.odds import believable, remove_margin
from ml.score_grids import dixon_coles, results, totals

Floats = NDArray[np.float64]

#: days over which a league's goals per shot on target are counted
_SHOT_WINDOW = 730
#: shots on target at which a league's own rate counts as much as that of all leagues
_SHOT_PRIOR = 2000.0
#: goals of a match of which only the 1X2 prices are known
_USUAL_TOTAL = 0.5
_PRICE_STEPS = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Prices:
    """What the average prices before kick-off say, margin taken out; NaN where there are none."""

    #: (n, 3) home, draw, away
    result: Floats
    #: (n, 2) over, under 2.5 goals
    total: Floats

    @classmethod
    def of(cls, frame: pd.DataFrame) -> Prices:
        """Read the prices of a tidy frame; what no bookmaker can mean counts as missing."""
        return cls(result=_implied(frame, RESULT_PRICES), total=_implied(frame, TOTAL_PRICES))

    def take(self, rows: NDArray[np.bool_]) -> Prices:
        """Return some rows."""
        return Prices(result=self.result[rows], total=self.total[rows])

    @property
    def known(self) -> NDArray[np.bool_]:
        """Which rows have 1X2 prices."""
        return np.asarray(np.isfinite(self.result[:, 0]))


@dataclass(frozen=True, kw_only=True, slots=True)
class Played:
    """Matches with a score, in order of date."""

    names: Names
    sides: Sides
    #: (n, 2) goals of home and away side
    goals: Floats
    #: (n, 2) shots on target, NaN where not counted
    shots: Floats
    prices: Prices

    @classmethod
    def of(cls, frame: pd.DataFrame) -> Played:
        """Read a tidy frame of learnable matches."""
        names = Names.of(frame)
        return cls(
            names=names,
            sides=names.sides(frame),
            goals=frame[["home_goals", "away_goals"]].to_numpy(np.float64),
            shots=frame[list(SHOTS_ON_TARGET)].to_numpy(np.float64),
            prices=Prices.of(frame),
        )

    def goals_and_shots(self, day: int, share: float) -> Floats:
        """Return goals with a share of them replaced by what the shots on target were worth.

        A shot on target is worth the goals per shot on target of its league in the two years
        before `day`. Where shots were not counted the goals stand alone.
        """
        recent = (self.sides.day < day) & (self.sides.day >= day - _SHOT_WINDOW)
        recent &= np.isfinite(self.shots).all(axis=1)
        leagues, size = self.sides.league[recent], len(self.names.leagues)
        goals = np.bincount(leagues, self.goals[recent].sum(axis=1), size)
        shots = np.bincount(leagues, self.shots[recent].sum(axis=1), size)
        common = goals.sum() / max(shots.sum(), 1.0)
        worth = (goals + _SHOT_PRIOR * common) / (shots + _SHOT_PRIOR)
        from_shots = self.shots * worth[self.sides.league][:, None]
        mixed = (1.0 - share) * self.goals + share * from_shots
        counted = np.isfinite(mixed).all(axis=1, keepdims=True)
        return np.where(counted, mixed, self.goals)


def goals_of_prices(prices: Prices, rho: float = -0.05) -> Floats:
    """Return the mean goals of both sides that prices imply, shape (n, 2); NaN without prices.

    Damped Newton steps on the log rates until the grid's balance of home and away wins, and its
    chance of over 2.5 goals, are those of the prices. Without totals' prices a usual one stands in.
    """
    rows = np.flatnonzero(prices.known)
    target = np.column_stack([_balance(prices.result[rows]), _logit(prices.total[rows, 0])])
    target[np.isnan(target[:, 1]), 1] = _logit(np.array(_USUAL_TOTAL))
    mean, half = np.full(len(rows), np.log(1.35)), target[:, 0] * 0.3
    for _ in range(_PRICE_STEPS):
        grids = dixon_coles(np.column_stack([mean + half, mean - half]), rho)
        over = totals(grids)[:, 0]
        # slope of the logit of a Poisson total, and of the balance at usual scores: near enough
        rate = 2.0 * np.exp(mean) * np.cosh(half)
        slope = rate**3 * np.exp(-rate) / 2.0 / (over * (1.0 - over))
        half = np.clip(half + 0.30 * (target[:, 0] - _balance(results(grids))), -1.5, 1.5)
        mean = np.clip(mean + (target[:, 1] - _logit(over)) / slope, -1.0, 1.2)
    goals = np.full((len(prices.result), 2), np.nan)
    goals[rows] = np.exp(np.column_stack([mean + half, mean - half]))
    return goals


def _implied(frame: pd.DataFrame, columns: tuple[str, ...]) -> Floats:
    offered = frame[list(columns)].to_numpy(np.float64)
    good = believable(offered)
    chances = np.full(offered.shape, np.nan)
    if good.any():
        chances[good] = remove_margin(offered[good])
    return chances


def _balance(result: Floats) -> Floats:
    return np.asarray(np.log(result[:, 0] / result[:, 2]) / 2.0)


def _logit(chance: Floats) -> Floats:
    return np.asarray(np.log(chance / (1.0 - chance)))

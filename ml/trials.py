"""Forecasts of one market put to the test: beside what happened, base rates and prices.

Forecasts and a yardstick are compared on the same matches, match by match. Knows probabilities
and prices, not whose they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ml.evaluation import brier, calibration_error, log_loss, outcomes, rps
from ml.intervals import Interval, bootstrap_mean
from ml.odds import believable, remove_margin

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: market → its outcomes, as the columns of forecasts, prices and base rates are called
MARKETS = {
    "1x2": ("home", "draw", "away"),
    "over_2_5": ("over_2_5", "under_2_5"),
    "btts": ("btts", "btts_no"),
}
#: what is forecast of each match
FORECASTS = ("p_home", "p_draw", "p_away", "p_over_2_5", "p_btts")
#: yardstick → how its columns begin, and whether they hold prices with a margin to be taken out
YARDSTICKS = {
    "base": ("base_", False),
    "price": ("avg_", True),
    "closing": ("close_", True),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Beside:
    """Forecasts and a yardstick on the matches that both speak of; lower scores are better."""

    matches: int
    rps: float
    log_loss: float
    their_rps: float
    their_log_loss: float
    #: ours minus theirs, match by match: below zero we are better
    rps_lead: Interval
    log_loss_lead: Interval


@dataclass(frozen=True, kw_only=True, slots=True)
class MarketScores:
    """How good the forecasts of one market were."""

    #: "1x2", "over_2_5", "btts"
    market: str
    matches: int
    #: ranked probability score, 0 (best) to 1; of two outcomes half the Brier score
    rps: float
    #: natural log
    log_loss: float
    #: sum of squares over the outcomes, 0 (best) to 2
    brier: float
    #: mean distance of said from happened over 20 bins
    calibration_error: float
    #: "base" (rates), "price" (average before kick-off), "closing": those that are known
    beside: Mapping[str, Beside]


@dataclass(frozen=True, kw_only=True, slots=True)
class Trial:
    """Forecasts of one market, row by row, with what happened and what others said."""

    market: str
    #: (n, k), each row summing to 1
    chances: Floats
    #: (n,), the outcome that came, 0 … k - 1
    happened: Ints
    #: yardstick → its probabilities, (n, k), NaN where it is silent
    yardsticks: Mapping[str, Floats]

    def take(self, rows: NDArray[np.bool_]) -> Trial:
        """Return some rows."""
        return Trial(
            market=self.market,
            chances=self.chances[rows],
            happened=self.happened[rows],
            yardsticks={name: said[rows] for name, said in self.yardsticks.items()},
        )

    def scores(self) -> MarketScores:
        """Return the mean scores of 1 or more rows, beside each yardstick that speaks."""
        known = {
            name: np.asarray(np.isfinite(said).all(axis=1))
            for name, said in self.yardsticks.items()
        }
        return MarketScores(
            market=self.market,
            matches=len(self.happened),
            rps=float(rps(self.chances, self.happened).mean()),
            log_loss=float(log_loss(self.chances, self.happened).mean()),
            brier=float(brier(self.chances, self.happened).mean()),
            calibration_error=calibration_error(self.chances, self.happened),
            beside={name: self._beside(name, rows) for name, rows in known.items() if rows.any()},
        )

    def _beside(self, yardstick: str, rows: NDArray[np.bool_]) -> Beside:
        ours, theirs = self.chances[rows], self.yardsticks[yardstick][rows]
        happened = self.happened[rows]
        ranked = rps(ours, happened), rps(theirs, happened)
        logged = log_loss(ours, happened), log_loss(theirs, happened)
        return Beside(
            matches=len(happened),
            rps=float(ranked[0].mean()),
            log_loss=float(logged[0].mean()),
            their_rps=float(ranked[1].mean()),
            their_log_loss=float(logged[1].mean()),
            rps_lead=bootstrap_mean(ranked[0] - ranked[1]),
            log_loss_lead=bootstrap_mean(logged[0] - logged[1]),
        )


def trials_of(table: pd.DataFrame) -> dict[str, Trial]:
    """Read the trials of all markets from a table of forecasts with their results.

    Parameters
    ----------
    table
        One row a match: `p_home, p_draw, p_away, p_over_2_5, p_btts, home_goals, away_goals`; and
        as far as they are known, NaN in gaps: prices `avg_*` (before kick-off) and `close_*` of
        `home, draw, away, over_2_5, under_2_5`, base rates `base_*` of
        `home, draw, away, over_2_5, btts`.
    """
    goals = table[["home_goals", "away_goals"]].to_numpy(np.float64)
    came = {
        "1x2": outcomes(goals[:, 0], goals[:, 1]),
        "over_2_5": (goals.sum(axis=1) < 3).astype(np.int64),
        "btts": (goals.min(axis=1) < 1).astype(np.int64),
    }
    return {
        market: Trial(
            market=market,
            chances=_probabilities(table, "p_", market),
            happened=came[market],
            yardsticks={
                name: _prices(table, prefix, market)
                if priced
                else _probabilities(table, prefix, market)
                for name, (prefix, priced) in YARDSTICKS.items()
            },
        )
        for market in MARKETS
    }


def _probabilities(table: pd.DataFrame, prefix: str, market: str) -> Floats:
    """Return a market's probabilities; of two outcomes the first is written, the other follows."""
    names = MARKETS[market]
    if len(names) == 2:
        first = _column(table, prefix + names[0])
        return np.column_stack([first, 1.0 - first])
    return np.column_stack([_column(table, prefix + name) for name in names])


def _prices(table: pd.DataFrame, prefix: str, market: str) -> Floats:
    """Return what prices say of a market, margin taken out; NaN where no bookmaker can mean it."""
    offered = np.column_stack([_column(table, prefix + name) for name in MARKETS[market]])
    said = np.full(offered.shape, np.nan)
    good = believable(offered)
    if good.any():
        said[good] = remove_margin(offered[good])
    return said


def _column(table: pd.DataFrame, name: str) -> Floats:
    if name not in table.columns:
        return np.full(len(table), np.nan)
    return table[name].to_numpy(np.float64)

"""The scorecard of many forecasts: by market, league and season, calibration, closing line.

Knows a table of forecasts and results; not how it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ml.closing_line import ClosingLine, closing_line
from ml.evaluation import calibration_table
from ml.intervals import share_interval
from ml.trials import MarketScores, Trial, trials_of


@dataclass(frozen=True, kw_only=True, slots=True)
class CalibrationBin:
    """Outcomes that were given about the same probability, and how many of them came."""

    #: the probabilities from here up to there
    low: float
    high: float
    #: outcomes, of 1X2 three a match
    count: int
    #: mean probability given
    said: float
    #: share that came true, with its 95 % interval
    happened: float
    happened_low: float
    happened_high: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Scorecard:
    """How good forecasts were."""

    matches: int
    #: market → scores
    markets: Mapping[str, MarketScores]
    #: 1X2 alone
    by_league: Mapping[str, MarketScores]
    by_season: Mapping[str, MarketScores]
    #: market → bins that hold any
    calibration: Mapping[str, tuple[CalibrationBin, ...]]
    closing_line: ClosingLine | None


def scorecard(table: pd.DataFrame, *, bins: int = 20) -> Scorecard:
    """Score a table of 1 or more forecasts with their results.

    Parameters
    ----------
    table
        As of `trials_of`, with `league`, `season` and the best prices `best_home, best_draw,
        best_away`.
    """
    trials = trials_of(table)
    return Scorecard(
        matches=len(table),
        markets={name: trial.scores() for name, trial in trials.items()},
        by_league=_grouped(trials["1x2"], table["league"]),
        by_season=_grouped(trials["1x2"], table["season"]),
        calibration={name: calibration_of(trial, bins=bins) for name, trial in trials.items()},
        closing_line=closing_line(trials["1x2"], table),
    )


def calibration_of(trial: Trial, *, bins: int = 20) -> tuple[CalibrationBin, ...]:
    """Return the calibration of a trial, over all outcomes together."""
    # both sides of a market of two say the same: one is enough
    one = 0 if trial.chances.shape[1] == 2 else None
    table = calibration_table(trial.chances, trial.happened, bins=bins, outcome=one)
    low, high = share_interval(table["happened"] * table["count"], table["count"])
    return tuple(
        CalibrationBin(
            low=float(row["low"]),
            high=float(row["high"]),
            count=int(row["count"]),
            said=float(row["said"]),
            happened=float(row["happened"]),
            happened_low=float(low[place]),
            happened_high=float(high[place]),
        )
        for place, row in enumerate(table.to_dict("records"))
    )


def _grouped(trial: Trial, groups: pd.Series) -> dict[str, MarketScores]:
    names = groups.astype(str).to_numpy()
    return {str(name): trial.take(names == name).scores() for name in np.unique(names)}

"""Forecasts that a model held out: of the last weeks before its cut-off, each from earlier alone.

They say how good the model is before anybody has used it. Knows a table of matches and grids; not
how the grids came about.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ml import score_grids
from ml.base_rates import COLUMNS as BASE_RATES
from ml.base_rates import with_base_rates
from ml.frame import RESULT_PRICES, TOTAL_PRICES
from ml.intervals import Interval
from ml.scorecard import CalibrationBin, calibration_of
from ml.trials import FORECASTS, Beside, MarketScores, trials_of

Floats = NDArray[np.float64]
Calibration = dict[str, tuple[CalibrationBin, ...]]

#: columns of a table of held-out forecasts, beside `date`
TEXTS = ("league", "country", "home_team", "away_team")
NUMBERS = (
    *("home_goals", "away_goals", *FORECASTS, *BASE_RATES),
    *(*RESULT_PRICES, *TOTAL_PRICES),
)


def held_out_table(
    frame: pd.DataFrame, recent: pd.DataFrame, forecast: tuple[NDArray[np.bool_], Floats] | None
) -> pd.DataFrame:
    """Return the table of held-out forecasts: matches, forecasts, base rates of the time before.

    Parameters
    ----------
    frame
        Tidy, fair matches with a score, as far back as they go.
    recent
        Those among them that were rehearsed.
    forecast
        Which of `recent` were held out, (m,), and their score grids, (n, g, g); None: none were.
    """
    rows, grids = forecast or (np.zeros(len(recent), np.bool_), np.full((0, 2, 2), 0.25))
    table = with_forecasts(recent[rows], grids)
    past = frame[frame["date"] < table["date"].min()] if len(table) else frame
    return with_base_rates(table, past)[[*TEXTS, "date", *NUMBERS]].reset_index(drop=True)


def with_forecasts(matches: pd.DataFrame, grids: Floats) -> pd.DataFrame:
    """Return matches with what their score grids, shape (n, g, g), say: `FORECASTS`."""
    results = score_grids.results(grids)
    return matches.assign(
        p_home=results[:, 0],
        p_draw=results[:, 1],
        p_away=results[:, 2],
        p_over_2_5=score_grids.totals(grids)[:, 0],
        p_btts=score_grids.both_score(grids),
    )


def scores_of(table: pd.DataFrame) -> dict[str, Any]:
    """Return the scores of held-out forecasts as plain JSON; empty without any.

    Parameters
    ----------
    table
        As of `ml.trials.trials_of`, with `league` and `date`.

    Returns
    -------
    `matches`, `first_match`, `last_match` (days), `markets` (market → `MarketScores`), `leagues`
    (league → market → `MarketScores`), `calibration` (market → bins, each a `CalibrationBin`).
    """
    if table.empty:
        return {}
    trials = trials_of(table)
    leagues = table["league"].astype(str).to_numpy()
    return {
        "matches": len(table),
        "first_match": str(table["date"].min().date()),
        "last_match": str(table["date"].max().date()),
        "markets": {market: asdict(trial.scores()) for market, trial in trials.items()},
        "leagues": {
            str(league): {
                market: asdict(trial.take(leagues == league).scores())
                for market, trial in trials.items()
            }
            for league in np.unique(leagues)
        },
        "calibration": {
            market: [asdict(each) for each in calibration_of(trial)]
            for market, trial in trials.items()
        },
    }


def read_scores(plain: Mapping[str, Any]) -> tuple[dict[str, MarketScores], Calibration]:
    """Return the scores by market and the calibration that `scores_of` wrote as plain JSON."""
    markets = {market: _market(scores) for market, scores in plain["markets"].items()}
    return markets, {
        market: tuple(CalibrationBin(**each) for each in bins)
        for market, bins in plain["calibration"].items()
    }


def to_arrays(table: pd.DataFrame) -> dict[str, NDArray[np.generic]]:
    """Return held-out forecasts as plain arrays by column; days as ISO texts."""
    return {
        **{name: table[name].to_numpy(np.str_) for name in TEXTS},
        "date": table["date"].dt.strftime("%Y-%m-%d").to_numpy(np.str_),
        **{name: table[name].to_numpy(np.float64) for name in NUMBERS},
    }


def from_arrays(arrays: Mapping[str, NDArray[np.generic]]) -> pd.DataFrame:
    """Return the table that `to_arrays` took apart.

    Raises
    ------
    KeyError, ValueError
        When a column is missing or holds something else.
    """
    return pd.DataFrame(
        {
            **{name: arrays[name].astype(np.str_) for name in TEXTS},
            "date": pd.to_datetime(arrays["date"].astype(np.str_), format="%Y-%m-%d"),
            **{name: arrays[name].astype(np.float64) for name in NUMBERS},
        }
    )


def _market(plain: Mapping[str, Any]) -> MarketScores:
    beside = {name: _beside(scores) for name, scores in plain["beside"].items()}
    return MarketScores(**{**plain, "beside": beside})


def _beside(plain: Mapping[str, Any]) -> Beside:
    leads = {name: Interval(**plain[name]) for name in ("rps_lead", "log_loss_lead")}
    return Beside(**{**plain, **leads})

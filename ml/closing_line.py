"""The closing line as a judge: whether the market moved the way the forecasts said.

A pick is an outcome whose best price before kick-off is worth more than it costs by our forecast.
Its closing-line value is what that price was worth by the closing line, margin taken out:
price x probability - 1. It tells skill from luck sooner than the money does. Knows no bankroll.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ml.intervals import Interval, bootstrap_mean
from ml.odds import HIGHEST_PRICE
from ml.trials import MARKETS, Trial

Floats = NDArray[np.float64]

#: picks are those worth so much more than they cost by our forecast
THRESHOLDS = (0.0, 0.03, 0.05, 0.1)
#: matches whose price moved less than this say nothing of the way it moved
_STILL = 1e-9


@dataclass(frozen=True, kw_only=True, slots=True)
class Picks:
    """What became of the picks above one threshold; shares of the stake."""

    #: smallest expected value by our forecast
    threshold: float
    count: int
    #: mean closing-line value
    closing_value: Interval
    #: share of the picks whose price beat the closing line
    beat_share: float
    #: profit of one unit on each
    profit: Interval


@dataclass(frozen=True, kw_only=True, slots=True)
class ClosingLine:
    """The forecasts beside the way that the 1X2 prices went until kick-off."""

    #: matches with an average price at both times
    matches: int
    #: share of our difference from the price that the market had come to at closing; 0: it took no
    #: notice, 1: it went all the way
    followed: Interval | None
    picks: tuple[Picks, ...]


def closing_line(trial: Trial, table: pd.DataFrame) -> ClosingLine | None:
    """Set 1X2 forecasts beside the closing line; None where no closing price is known.

    Parameters
    ----------
    trial
        The 1X2 trial of the table.
    table
        With the best prices before kick-off, `best_home, best_draw, best_away`, NaN in gaps.
    """
    before, closing = trial.yardsticks["price"], trial.yardsticks["closing"]
    both = np.isfinite(before).all(axis=1) & np.isfinite(closing).all(axis=1)
    if not both.any():
        return None
    best = table[[f"best_{side}" for side in MARKETS["1x2"]]].to_numpy(np.float64)
    best = np.where((best > 1.0) & (best <= HIGHEST_PRICE), best, np.nan)[both]
    chances, closing = trial.chances[both], closing[both]
    came = np.eye(3)[trial.happened[both]]
    picks = (_picks(chances, best, closing, came, least) for least in THRESHOLDS)
    return ClosingLine(
        matches=int(both.sum()),
        followed=_followed(chances - before[both], closing - before[both]),
        picks=tuple(some for some in picks if some),
    )


def _picks(
    chances: Floats, best: Floats, closing: Floats, came: Floats, least: float
) -> Picks | None:
    """Return what became of the picks worth more than `least`; None without any."""
    chosen = chances * best - 1.0 > least
    if not chosen.any():
        return None
    value = (best * closing - 1.0)[chosen]
    return Picks(
        threshold=least,
        count=int(chosen.sum()),
        closing_value=bootstrap_mean(value),
        beat_share=float((value > 0.0).mean()),
        profit=bootstrap_mean((best * came - 1.0)[chosen]),
    )


def _followed(ours: Floats, moved: Floats, *, draws: int = 500) -> Interval | None:
    """Return the slope of the market's move on our difference from it, through the origin."""
    together, alone = (ours * moved).sum(axis=1), (ours**2).sum(axis=1)
    if alone.sum() < _STILL:
        return None
    rng = np.random.default_rng(1)
    slopes = []
    for _ in range(draws):
        rows = rng.integers(len(alone), size=len(alone))
        slopes.append(together[rows].sum() / max(alone[rows].sum(), _STILL))
    low, high = np.quantile(slopes, [0.025, 0.975])
    return Interval(mean=float(together.sum() / alone.sum()), low=float(low), high=float(high))

"""What a backtest was: the range, the mode, and what it was made with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class BacktestRun:
    """One backtest."""

    #: days of the range, both included
    first: dt.date
    last: dt.date
    #: "none", "past", "prematch"
    odds: str
    #: days between fits
    refit_days: int
    #: id → "Premier League (E0)"
    leagues: Mapping[str, str]
    #: forecasts made, also those whose result is not known
    forecasts: int
    #: first and last day before which a forecast's data ended
    cutoffs: tuple[str, str]
    #: first and last version of the model
    versions: tuple[str, str]
    hyperparameters: Mapping[str, object]
    libraries: Mapping[str, str]
    #: as typed
    command: str
    made_at: dt.datetime

    @property
    def knew(self) -> str:
        """What the model knew of prices, in words."""
        return {
            "none": "no price of any match",
            "past": "prices of earlier matches, not of the match itself",
            "prematch": "prices of earlier matches and this match's average price before kick-off",
        }[self.odds]

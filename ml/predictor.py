"""The predictor: data frames in, forecasts out, with scikit-learn's habits.

Knows how the parts are put together; each part is a module of its own. Knows no files.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy, deepcopy
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Literal, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.base import BaseEstimator

from ml import score_grids
from ml.comparable import check_comparable, check_known
from ml.errors import BadSetting, NotFitted, TooFewMatches
from ml.forecast import Forecast, forecasts
from ml.frame import (
    FIXTURE_COLUMNS,
    MATCH_COLUMNS,
    RESULT_PRICES,
    TOTAL_PRICES,
    Columns,
    day_number,
    day_numbers,
    day_of,
    fair,
    scored,
    tidy,
    tidy_columns,
)
from ml.held_out import held_out_table
from ml.match_model import MatchModel
from ml.parameters import digest, to_arrays
from ml.played import Played, Prices
from ml.ratings import RatingPrior
from ml.rehearsal import Rehearsal, one_thread
from ml.tracker import Plan

Floats = NDArray[np.float64]
OddsUse = Literal["none", "past", "prematch"]

#: what a fixture is known by, beside its clubs
_PRICES = (*RESULT_PRICES, *TOTAL_PRICES)
#: days of play at the end of the rehearsal on which a model's own scores are taken
_HOLDOUT_DAYS = 90


class Predictor(BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Forecasts football matches from earlier ones.

    Parameters
    ----------
    odds
        Which prices may be used: "none"; "past", the average prices of earlier matches, closing
        ones too; or "prematch", also a fixture's own average price before kick-off where it is
        given. A match's own closing price is never used for it.
    daily, pause
        Variance that clubs' attack, and defence, gain in a day, and over a summer: how fast
        what is known of them ages.
    spread
        Spread of clubs' attack and defence within a division, in logs of goals.
    rehearsal_days
        Days before the cut-off that are gone through to rate clubs and to learn how far the
        ratings can be trusted.

    Attributes
    ----------
    model_
        The fitted `MatchModel`.
    held_out_
        Forecasts of the last weeks before the cut-off, each match from earlier ones alone, with
        their results; see `ml.held_out`. Empty where the matches are too few.
    """

    def __init__(
        self,
        *,
        odds: OddsUse = "past",
        daily: float = 4e-5,
        pause: float = 0.006,
        spread: float = 0.25,
        rehearsal_days: int = 8 * 365,
    ) -> None:
        self.odds: OddsUse = odds
        self.daily = daily
        self.pause = pause
        self.spread = spread
        self.rehearsal_days = rehearsal_days

    def fit(self, matches: pd.DataFrame, *, as_of: datetime | pd.Timestamp | None = None) -> Self:
        """Learn from the matches before the day of `as_of`; from all without it.

        Rows without a score, awarded ones and those of later days are left out. Where the matches
        end before `as_of`, the ratings are of the day after the last one: time that nobody recorded
        takes nothing away from them, and a forecast's confidence says how old they are.

        Raises
        ------
        BadFrame
            If required columns are missing.
        TooFewMatches
            If nothing is left to learn from.
        """
        matches = matches.reset_index(drop=True)
        frame = scored(tidy(matches, MATCH_COLUMNS), as_of=as_of)
        frame = frame[fair(frame)]
        if frame.empty:
            raise TooFewMatches(
                "There is no match with a score to learn from before that day: import earlier "
                "results, or name a later day."
            )
        after_the_last = frame["date"].max() + pd.Timedelta(days=1)
        cutoff = after_the_last if as_of is None else day_of(as_of)
        recent = self.recent(frame, after_the_last)
        rehearsal = self.rehearsal(recent)
        day = day_number(after_the_last)
        with one_thread():
            rehearsal.run(day)
            self.model_ = rehearsal.model(day)
            held_out = rehearsal.held_out(_HOLDOUT_DAYS, own_price=self.odds == "prematch")
        self.facts_: Mapping[str, Any] = _facts(frame, matches, cutoff)
        self.held_out_ = held_out_table(frame, recent, held_out)
        return self

    def update(self, matches: pd.DataFrame, *, as_of: datetime | pd.Timestamp) -> Self:
        """Return this predictor with ratings and tables of the day of `as_of`.

        How far they can be trusted stays as it was learned. Of the matches those count that were
        played after the last one it knows; what was known late of earlier days waits for a fit.

        Raises
        ------
        NotFitted
            Before `fit`.
        BadFrame
            If required columns are missing.
        UnknownClub
            If there are clubs or leagues among them that were never seen: they need a fit.
        """
        model, frame = self._model, scored(tidy(matches, MATCH_COLUMNS), as_of=as_of)
        frame = frame[fair(frame) & (day_numbers(frame["date"]) >= model.known.day)]
        check_known(frame, model.names)
        played = Played.of(frame, model.names, priced=self.plan().use_past_prices)
        tracker = deepcopy(model.tracker)
        with one_thread():
            tracker.play(played, np.arange(len(played)))
        if len(frame):
            tracker.forward(day_number(frame["date"].max()) + 1)
        later = copy(self)
        later.model_ = replace(model, tracker=tracker)
        later.facts_ = {**self.facts_, **_later_facts(self.facts_, frame, day_of(as_of))}
        return later

    def rehearsal(self, frame: pd.DataFrame) -> Rehearsal:
        """Return the rehearsal over a tidy frame of matches with a score."""
        plan = self.plan()
        return Rehearsal(Played.of(frame, priced=plan.use_past_prices), plan)

    def recent(self, frame: pd.DataFrame, first: pd.Timestamp) -> pd.DataFrame:
        """Return the rows of a tidy frame that models from the day `first` on look at."""
        return frame[frame["date"] >= first - pd.Timedelta(days=self.rehearsal_days)]

    def plan(self) -> Plan:
        """Return what is rated, and how; checks the hyperparameters."""
        if self.odds not in ("none", "past", "prematch"):
            raise BadSetting(f"The use of odds is none, past or prematch, not {self.odds!r}.")
        clubs = RatingPrior(daily=self.daily, pause=self.pause, spread=self.spread)
        return Plan(performance=clubs, goals=clubs, use_past_prices=self.odds != "none")

    def predict(self, fixtures: pd.DataFrame) -> list[Forecast]:
        """Return one forecast for each row.

        A club never seen is taken as a newcomer of the league. With `odds="prematch"` the columns
        `avg_home`, `avg_draw`, `avg_away` (and `avg_over_2_5`, `avg_under_2_5`) are used where
        they hold prices.

        Raises
        ------
        NotFitted
            Before `fit`.
        BadFrame
            If required columns are missing, or a club plays itself.
        NotComparable
            If the clubs of a fixture play in two countries, or it is of a cup.
        UnknownClub
            If neither the league nor one of the clubs was ever seen.
        """
        frame = self._checked(fixtures)
        return forecasts(
            self._model,
            self._model.names.sides(frame),
            self.usable_prices(frame),
        )

    def predict_proba(self, fixtures: pd.DataFrame) -> Floats:
        """Return home, draw and away probabilities, shape (n, 3), each row summing to 1."""
        return score_grids.results(self.grids(fixtures))

    def grids(self, fixtures: pd.DataFrame) -> Floats:
        """Return the score grids of fixtures, shape (n, g, g), each summing to 1.

        `[i, h, a]` is the probability that fixture i ends h-a. Errors as of `predict`.
        """
        frame = self._checked(fixtures)
        return self._model.grids(self._model.names.sides(frame), self.usable_prices(frame))

    def informed(self) -> Self:
        """Return the same fitted predictor that also uses a fixture's own average price.

        What model and consensus say together, where this one may say what the model says alone.
        """
        together = copy(self)
        together.odds = "prematch"
        return together

    def usable_prices(self, frame: Columns) -> Prices | None:
        """Return the fixtures' own prices when this predictor may use them."""
        return Prices.of(frame) if self.odds == "prematch" else None

    @property
    def data_cutoff(self) -> date:
        """The day before which every match learned from was played."""
        _ = self._model
        return date.fromisoformat(self.facts_["cutoff"])

    @property
    def version(self) -> str:
        """Cut-off and a short hash of all that was learned: "20240510-1f3a9c2e"."""
        return f"{self.data_cutoff:%Y%m%d}-{digest(to_arrays(self._model))[:8]}"

    @property
    def _model(self) -> MatchModel:
        model = getattr(self, "model_", None)
        if not isinstance(model, MatchModel):
            raise NotFitted("The predictor knows no matches yet: call fit first.")
        return model

    def _checked(self, fixtures: pd.DataFrame) -> Columns:
        """Return tidy columns in the caller's order, with every fixture comparable."""
        frame = tidy_columns(fixtures, FIXTURE_COLUMNS, _PRICES)
        check_comparable(frame, self._model.names)
        return frame


def _facts(frame: pd.DataFrame, matches: pd.DataFrame, cutoff: pd.Timestamp) -> Mapping[str, Any]:
    """Return what a model's card tells of the matches it was fitted to."""
    seasons = matches.loc[frame.index, "season"] if "season" in matches.columns else pd.Series()
    return {
        "matches": len(frame),
        "leagues": sorted(frame["league"].unique()),
        "seasons": sorted(str(season) for season in seasons.dropna().unique()),
        "first_match": frame["date"].min().date().isoformat(),
        "last_match": frame["date"].max().date().isoformat(),
        "cutoff": cutoff.date().isoformat(),
        "learned_until": cutoff.date().isoformat(),
    }


def _later_facts(
    facts: Mapping[str, Any], frame: pd.DataFrame, cutoff: pd.Timestamp
) -> dict[str, Any]:
    """Return what an update changes of these facts."""
    last = frame["date"].max().date().isoformat() if len(frame) else facts["last_match"]
    return {
        "matches": facts["matches"] + len(frame),
        "last_match": last,
        "cutoff": cutoff.date().isoformat(),
    }

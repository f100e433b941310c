"""The past played again: what the model would have known before each match.

Goes forward day by day in steps. At each step ratings are fitted to earlier matches alone, and the
features of the matches up to the next step are kept. From them goal model and pools learn how far
ratings can be trusted; they never see a feature that its own match had part in.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from ml.features import PRICE_FEATURES, RESULT_FEATURES, Feature, Known, columns
from ml.goal_model import GoalModel
from ml.match_model import MatchModel, Pools
from ml.played import Played, goals_of_prices
from ml.rating_fit import Responses, fit_ratings
from ml.ratings import RatingPrior
from ml.score_grids import bend, dixon_coles

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

#: with fewer rehearsed matches the ratings are taken as they are
FEWEST_REHEARSED = 300
#: scores of fewer matches say nothing
FEWEST_HELD_OUT = 100
#: ratings of fewer days of play are no ratings to learn from
FEWEST_DAYS = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What is rated, and how."""

    results: RatingPrior
    prices: RatingPrior
    #: share of a match's goals that shots on target stand for, 0 to 1
    shots_share: float
    #: whether prices of earlier matches are rated too
    use_past_prices: bool

    @property
    def features(self) -> tuple[Feature, ...]:
        """The features that a model of this plan has."""
        return PRICE_FEATURES if self.use_past_prices else RESULT_FEATURES


def one_thread() -> AbstractContextManager[object]:
    """Keep the linear algebra on one core: these systems are too small to share out."""
    limits: AbstractContextManager[object] = threadpool_limits(limits=1, user_api="blas")
    return limits


class Rehearsal:
    """Ratings of successive days over one set of matches, and the features met on the way.

    Parameters
    ----------
    played
        Every match that any step may learn from; a step looks only at those before its day.
    """

    def __init__(self, played: Played, plan: Plan) -> None:
        self.played = played
        self.plan = plan
        self.known: Known | None = None
        self._goals_of_prices = np.full((len(played.sides), 2), np.nan)
        self._priced_until = -1
        self._features = np.full((len(played.sides), 2, len(plan.features)), np.nan)

    def run(self, start: int, end: int, step: int) -> None:
        """Rehearse from the day `start` until `end`, with new ratings every `step` days."""
        if not len(self.played.sides):
            return
        first = int(self.played.sides.day[0]) + FEWEST_DAYS
        for day in range(max(start, first), end, step):
            self.rate(day)
            self.note(min(day + step, end))

    def rate(self, day: int) -> Known:
        """Fit the ratings to the matches before a day, starting from the last ones fitted."""
        played, plan = self.played, self.plan
        values = {"results": (played.goals_and_shots(day, plan.shots_share), plan.results)}
        if plan.use_past_prices:
            values["prices"] = (self._read_prices(day), plan.prices)
        ratings = {
            name: fit_ratings(
                played.names,
                Responses(sides=played.sides, values=response),
                day=day,
                prior=prior,
                start=self.known.ratings[name] if self.known else None,
            )
            for name, (response, prior) in values.items()
        }
        self.known = Known(ratings=ratings)
        return self.known

    def _read_prices(self, day: int) -> Floats:
        """Return the goals that prices of matches before a day imply, read as they are needed."""
        days = self.played.sides.day
        start = max(self._priced_until, int(day - self.plan.prices.memory))
        rows = (days >= start) & (days < day)
        self._goals_of_prices[rows] = goals_of_prices(self.played.prices.take(rows))
        self._priced_until = max(self._priced_until, day)
        return self._goals_of_prices

    def note(self, until: int) -> None:
        """Keep the features of the matches from the ratings' day to before `until`."""
        assert self.known is not None
        day = self.played.sides.day
        rows = (day >= self.known.day) & (day < until)
        if rows.any():
            self._features[rows] = columns(
                self.plan.features, self.known, self.played.sides.take(rows)
            )

    def model(self) -> MatchModel:
        """Return the model of the last ratings' day; goal model and pools from matches before."""
        assert self.known is not None
        rows = self._rehearsed(before=self.known.day)
        goal_model, pools = self.heads(rows)
        return MatchModel(
            names=self.played.names,
            features=self.plan.features,
            known=self.known,
            goal_model=goal_model,
            pools=pools,
        )

    def heads(self, rows: Mask) -> tuple[GoalModel, Pools]:
        """Fit goal model and pools to rehearsed matches; plain ones when those are too few."""
        if rows.sum() < FEWEST_REHEARSED:
            return GoalModel.plain(len(self.plan.features)), Pools.plain()
        features, goals = self._features[rows], self.played.goals[rows]
        goal_model = GoalModel.fit(features, goals)
        grids = dixon_coles(goal_model.log_rates(features), goal_model.rho)
        return goal_model, Pools.fit(grids, self.played.prices.take(rows), goals)

    def held_out(self, days: int, *, own_price: bool) -> tuple[Mask, Floats] | None:
        """Forecast the last days of rehearsed play by what was learned before them.

        Returns
        -------
        Which of the matches played those are, (m,), and their score grids, (n, g, g); None when
        there is too little on either side.
        """
        day = self.played.sides.day
        done = self._rehearsed(before=int(day.max(initial=0)) + 1)
        before = done & (day < day[done].max(initial=0) - days)
        after = done & ~before
        if before.sum() < FEWEST_REHEARSED or after.sum() < FEWEST_HELD_OUT:
            return None
        goal_model, pools = self.heads(before)
        raw = dixon_coles(goal_model.log_rates(self._features[after]), goal_model.rho)
        prices = self.played.prices.take(after) if own_price else None
        return after, bend(raw, pools.results(raw, prices), pools.totals(raw, prices))

    def _rehearsed(self, *, before: int) -> Mask:
        done = np.isfinite(self._features).all(axis=(1, 2))
        return np.asarray(done & (self.played.sides.day < before))

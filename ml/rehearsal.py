"""The past played again: what was known before each match, and what it taught.

Goes forward day by day. Before each day's matches their features are noted, then the matches are
learned from; so nothing that is learned from a feature had part in it.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from copy import deepcopy

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from ml.features import Known, columns
from ml.match_model import GridModel, MatchModel
from ml.played import Played
from ml.tracker import Plan, Tracker

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

#: with fewer rehearsed matches the ratings are taken as they are
FEWEST_REHEARSED = 300
#: scores of fewer matches say nothing
FEWEST_HELD_OUT = 100
#: ratings of the first days know too little to learn how far they can be trusted: a quarter of
#: the time that there is, and no more than this
_WARM_UP_DAYS = 365


def one_thread() -> AbstractContextManager[object]:
    """Keep the linear algebra on one core: these systems are too small to share out."""
    limits: AbstractContextManager[object] = threadpool_limits(limits=1, user_api="blas")
    return limits


class Rehearsal:
    """A walk through a set of matches, and the features met on the way.

    Parameters
    ----------
    played
        Matches in order of date.
    """

    def __init__(self, played: Played, plan: Plan) -> None:
        self.played = played
        self.plan = plan
        self.tracker = Tracker(played.names, plan)
        #: (n, 2, k) as known before each match; NaN for those not reached
        self.features = np.full((len(played), 2, len(plan.features)), np.nan)
        self._reached = 0

    def run(self, until: int) -> None:
        """Go on through the matches before the day `until`."""
        ahead = np.arange(self._reached, np.searchsorted(self.played.sides.day, until))
        self.tracker.play(self.played, ahead, self._note)

    def _note(self, rows: NDArray[np.int64], known: Known) -> None:
        """Note the features of one day's matches."""
        self.features[rows] = columns(self.plan.features, known, self.played.sides.take(rows))
        self._reached = int(rows[-1]) + 1

    def model(self, day: int) -> MatchModel:
        """Return the model of a day; all matches before it have been run through."""
        self.tracker.forward(day)
        return MatchModel(
            names=self.played.names,
            features=self.plan.features,
            tracker=deepcopy(self.tracker),
            grid_model=self.grid_model(before=day),
        )

    def grid_model(self, *, before: int) -> GridModel:
        """Return what the rehearsed matches before a day teach; a plain model for too few."""
        return self._fit(self._rehearsed(before=before))

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
        prices = self.played.prices.take(after) if own_price else None
        return after, self._fit(before).grids(self.features[after], prices)

    def _fit(self, rows: Mask) -> GridModel:
        if rows.sum() < FEWEST_REHEARSED:
            return GridModel.plain(len(self.plan.features))
        played = self.played
        return GridModel.fit(self.features[rows], played.goals[rows], played.prices.take(rows))

    def _rehearsed(self, *, before: int) -> Mask:
        """Tell which matches can be learned from: fair, gone through, and after the warm-up."""
        day = self.played.sides.day
        first = int(day[0]) if len(day) else 0
        warm = first + min(_WARM_UP_DAYS, (before - first) // 4)
        done = np.arange(len(day)) < self._reached
        return np.asarray(done & self.played.fair & (day >= warm) & (day < before))

"""What was counted in a match, and what of it stands for goals.

Goals are few and partly luck; shots, corners and expected goals say more of how a match went. A
league's shots are worth the goals that they brought lately. Knows counts, not clubs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ml.frame import CORNERS, EXPECTED_GOALS, RED_CARDS, SHOTS, SHOTS_ON_TARGET

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: what is counted, and its share in what stands for a match's goals, beside the goals' own
_COUNTED = {"shots_on_target": SHOTS_ON_TARGET, "shots": SHOTS, "corners": CORNERS}
_SHARES = np.array([0.3, 0.3, 0.1])
_GOALS_SHARE = 0.3
#: share of expected goals where they are known
_EXPECTED_SHARE = 0.6
#: goals after the third of a side say half as much
_MANY_GOALS = 3.0
#: a red card of the other side is worth so much on the log of goals
_RED_CARD = 0.12
_MOST_RED_CARDS = 2.0
#: variance of what stands for goals over its mean: goals alone; play by goals, by all counts, by
#: expected goals
NOISE_OF_GOALS = 1.0
_NOISE_OF_FEW, _NOISE_OF_COUNTS, _NOISE_OF_EXPECTED = 0.8, 0.4, 0.35


@dataclass(frozen=True, kw_only=True, slots=True)
class Measures:
    """Counts of matches, each (n, 2) for home and away side; NaN where not counted."""

    goals: Floats
    #: (n, 2, 3) shots on target, shots, corners
    counts: Floats
    expected: Floats
    #: red cards shown; 0 where not counted
    reds: Floats

    @classmethod
    def of(cls, frame: pd.DataFrame) -> Measures:
        """Read a tidy frame."""
        return cls(
            goals=frame[["home_goals", "away_goals"]].to_numpy(np.float64),
            counts=np.stack(
                [frame[list(pair)].to_numpy(np.float64) for pair in _COUNTED.values()], axis=2
            ),
            expected=frame[list(EXPECTED_GOALS)].to_numpy(np.float64),
            reds=np.nan_to_num(frame[list(RED_CARDS)].to_numpy(np.float64)),
        )

    def __len__(self) -> int:
        return len(self.goals)

    def take(self, rows: Ints | NDArray[np.bool_]) -> Measures:
        """Return some rows."""
        return Measures(
            goals=self.goals[rows],
            counts=self.counts[rows],
            expected=self.expected[rows],
            reds=self.reds[rows],
        )

    def performance(self, worth: Floats) -> tuple[Floats, Floats]:
        """Return what stands for the goals of each side, (n, 2), and its noise, (n,).

        Red cards are corrected for where expected goals are not known.

        Parameters
        ----------
        worth
            Goals that one shot on target, shot, corner is worth in each match's league, (n, 3).
        """
        counted = np.isfinite(self.counts).all(axis=1)
        shares = np.where(counted, _SHARES, 0.0)
        brought = np.nan_to_num(self.counts) * worth[:, None, :]
        mixed = _GOALS_SHARE * self._tamed() + (brought * shares[:, None, :]).sum(axis=2)
        mixed /= (_GOALS_SHARE + shares.sum(axis=1))[:, None]
        known = np.asarray(np.isfinite(self.expected).all(axis=1))
        blend = _EXPECTED_SHARE * self.expected + (1.0 - _EXPECTED_SHARE) * mixed
        full = shares.sum(axis=1) / _SHARES.sum()
        noise = _NOISE_OF_FEW + (_NOISE_OF_COUNTS - _NOISE_OF_FEW) * full
        played = np.where(known[:, None], blend, mixed * self._men_missing())
        return played, np.where(known, _NOISE_OF_EXPECTED, noise)

    def _tamed(self) -> Floats:
        return np.minimum(self.goals, _MANY_GOALS) + np.maximum(self.goals - _MANY_GOALS, 0.0) / 2

    def _men_missing(self) -> Floats:
        """Return what makes good for the red cards of both sides, (n, 2)."""
        more = np.clip(self.reds[:, ::-1] - self.reds, -_MOST_RED_CARDS, _MOST_RED_CARDS)
        return np.asarray(np.exp(-_RED_CARD * more))


class Worth:
    """Goals that a shot on target, a shot and a corner are worth in each league, day by day.

    Parameters
    ----------
    leagues
        How many leagues there are.
    """

    #: days after which what was counted counts half
    HALF_LIFE = 500.0
    #: counts at which a league's own worth weighs as much as that of all leagues
    PRIOR = 2000.0

    def __init__(self, leagues: int) -> None:
        #: (leagues, 3) goals of matches where it was counted, and counts; weighted by age
        self.goals = np.zeros((leagues, 3))
        self.counts = np.zeros((leagues, 3))
        self.day = 0

    def forward(self, day: int) -> None:
        """Go on to a day."""
        fade = 0.5 ** ((day - self.day) / self.HALF_LIFE)
        self.goals *= fade
        self.counts *= fade
        self.day = day

    def of(self, leagues: Ints) -> Floats:
        """Return what is known of leagues so far, (n, 3)."""
        total = self.counts.sum(axis=0)
        common = np.where(total > 0, self.goals.sum(axis=0) / np.maximum(total, 1e-9), 0.0)
        worth = (self.goals + self.PRIOR * common) / (self.counts + self.PRIOR)
        return np.asarray(worth[leagues])

    def learn(self, leagues: Ints, measures: Measures) -> None:
        """Learn from matches of the day reached."""
        counted = np.isfinite(measures.counts).all(axis=1)
        goals = measures.goals.sum(axis=1)[:, None] * counted
        np.add.at(self.goals, leagues, goals)
        np.add.at(self.counts, leagues, np.nan_to_num(measures.counts).sum(axis=1) * counted)

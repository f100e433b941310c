"""What is believed of one country: clubs and leagues as one normal belief, moved by one day.

Between match days the belief widens, over a summer more; a day's matches sharpen it in one step of
an extended Kalman filter. Knows arrays; neither other countries nor what stands for goals.

References
----------
Fahrmeir and Tutz (1994), "Dynamic stochastic models for time-dependent ordered paired comparison
systems", JASA 89; Durbin and Koopman (2012), "Time Series Analysis by State Space Methods", ch. 10.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solve_triangular

from ml.encoding import Names, Sides
from ml.ratings import RatingPrior

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Arrays = dict[str, NDArray[Any]]

#: a country that has not played for so many days has been on holiday
PAUSE_DAYS = 40
#: usual log goals of a side on neutral ground, and log of home over away goals
USUAL_LEVEL, USUAL_HOME = 0.26, 0.3
#: goals count for no more than so many times what was expected, so no score upsets a belief
_HIGHEST = 5.0
#: home and away rate of a match as sums of attack, defence, level and home advantage
_SIGNS = np.array([[1.0, -1.0, 1.0, 0.5], [1.0, -1.0, 1.0, -0.5]])


@dataclass(frozen=True, kw_only=True, slots=True)
class Responses:
    """What ratings learn from: matches, and goals or what stands for them."""

    sides: Sides
    #: (n, 2) of home and away side; NaN where unknown
    values: Floats
    #: (n,) variance of a value over its mean: 1 for goals themselves, less for better measures
    noise: Floats
    #: whether values are rates, above 0 and close to the truth, rather than counts
    are_rates: bool = False

    def take(self, rows: Ints | NDArray[np.bool_]) -> Responses:
        """Return some rows."""
        return replace(
            self, sides=self.sides.take(rows), values=self.values[rows], noise=self.noise[rows]
        )


class CountryBelief:
    """The belief about one country: attacks, defences, levels, home advantages, in this order."""

    def __init__(self, names: Names, code: str, prior: RatingPrior) -> None:
        self.prior = prior
        self.clubs = np.array(
            [at for at, club in enumerate(names.clubs) if club.split("|")[0] == code], np.int64
        )
        self.leagues = np.array(
            [at for at, country in enumerate(names.countries) if country == code], np.int64
        )
        self.top_tier = min(names.tiers[league] for league in self.leagues)
        c, m = len(self.clubs), len(self.leagues)
        self.attack, self.defence = slice(0, c), slice(c, 2 * c)
        self.level, self.home = slice(2 * c, 2 * c + m), slice(2 * c + m, 2 * (c + m))
        self.day = self.first_day = -1
        self.seen = np.zeros(c, np.bool_)
        self.mean = np.zeros(2 * (c + m))
        self.mean[self.level], self.mean[self.home] = USUAL_LEVEL, USUAL_HOME
        self.covariance = np.zeros((len(self.mean), len(self.mean)))
        diagonal = self._diagonal()
        diagonal[self.level], diagonal[self.home] = prior.level_spread**2, prior.home_spread**2

    def forward(self, day: int, *, last_played: int) -> None:
        """Widen the belief by what can have changed since the day before.

        A pause since the country last played counts once, however many steps lead through it.
        """
        if self.day < 0:
            self.day = self.first_day = day
        ahead, self.day = day - self.day, day
        if ahead > 0:
            rested = day - last_played
            pause = self.prior.pause if rested - ahead <= PAUSE_DAYS < rested else 0.0
            self._widen(np.flatnonzero(self.seen), self.prior.daily * ahead + pause)
            self._diagonal()[self.level] += self.prior.level_daily * ahead
            self._diagonal()[self.home] += self.prior.home_daily * ahead

    def admit(self, club: int, start: float) -> None:
        """Take in a club never seen: attack and defence `start`, as sure as the prior is."""
        at = int(np.searchsorted(self.clubs, club))
        self.seen[at] = True
        self.mean[[at, at + len(self.clubs)]] = start
        self._widen(np.array([at]), self.prior.spread**2)

    def learn(self, responses: Responses) -> None:
        """Move the belief by what matches of one day say."""
        columns, signs = self._design(responses.sides)
        rates = np.exp((self.mean[columns] * signs).sum(axis=1))
        spread = np.einsum("rkn,rk->rn", self.covariance[columns], signs)
        between = np.einsum("rsk,sk->rs", spread[:, columns], signs)
        between[np.diag_indices(len(rates))] += np.tile(responses.noise, 2) / rates
        ratio = responses.values.T.ravel() / rates
        surprise = np.log(ratio) if responses.are_rates else np.minimum(ratio, _HIGHEST) - 1.0
        # by the root of what lies between, so that the covariance stays symmetric
        root = np.linalg.cholesky(between)
        both = solve_triangular(root, np.column_stack([spread, surprise]), lower=True)
        gain, scaled = both[:, :-1], both[:, -1]
        self.mean += scaled @ gain
        self.covariance -= gain.T @ gain

    def state(self) -> Arrays:
        """Return what is believed; of the covariance the lower triangle."""
        return {
            "days": np.array([self.day, self.first_day]),
            "seen": self.seen,
            "mean": self.mean,
            "covariance": self.covariance[np.tril_indices(len(self.mean))],
        }

    def restore(self, state: Arrays) -> None:
        """Take up what was believed."""
        self.day, self.first_day = (int(day) for day in state["days"])
        self.seen[:], self.mean[:] = state["seen"], state["mean"]
        half = np.zeros_like(self.covariance)
        half[np.tril_indices(len(half))] = state["covariance"]
        self.covariance[:] = half + np.tril(half, -1).T

    def doubt(self) -> tuple[Ints, Floats]:
        """Return the clubs that were seen, and the variance of attack plus defence of each."""
        c, diagonal = len(self.clubs), self._diagonal()
        both = np.arange(c)
        total = diagonal[:c] + diagonal[c : 2 * c] + 2.0 * self.covariance[both, both + c]
        return self.clubs[self.seen], total[self.seen]

    def _design(self, sides: Sides) -> tuple[Ints, Floats]:
        """Return which four numbers make up each log rate, and their factors, (2n, 4) each.

        All home sides come first, then all away sides.
        """
        c, m = len(self.clubs), len(self.leagues)
        home, away = (np.searchsorted(self.clubs, side) for side in (sides.home, sides.away))
        league = 2 * c + np.searchsorted(self.leagues, sides.league)
        columns = np.concatenate(
            [
                np.column_stack([home, away + c, league, league + m]),
                np.column_stack([away, home + c, league, league + m]),
            ]
        )
        return columns, np.repeat(_SIGNS, len(sides), axis=0)

    def _widen(self, clubs: Ints, variance: float) -> None:
        """Add variance to clubs' attack and defence, and its share to what they have in common."""
        attack, defence = clubs, clubs + len(self.clubs)
        for one, other, share in (
            (attack, attack, 1.0),
            (defence, defence, 1.0),
            (attack, defence, self.prior.correlation),
            (defence, attack, self.prior.correlation),
        ):
            self.covariance[one, other] += share * variance

    def _diagonal(self) -> Floats:
        """Return the variances, as a view that can be written to."""
        return self.covariance.reshape(-1)[:: len(self.mean) + 1]

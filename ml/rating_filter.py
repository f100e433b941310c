"""Ratings carried from match day to match day: an extended Kalman filter for each country.

Attack and defence of all clubs of a country, and level and home advantage of its leagues, are one
normal belief with its whole covariance: beating a club that has beaten others says something of
them all, and of their division. Between match days the belief widens, over a summer more; a day's
matches sharpen it in one step. Countries share no clubs, so each is a filter of its own.

Knows arrays; neither frames nor what stands for goals.

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
from ml.ratings import RatingPrior, Ratings

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Arrays = dict[str, NDArray[Any]]

#: a country that has not played for so many days has been on holiday
PAUSE_DAYS = 40
#: a club first seen later than this after its country has come from outside the data
_SETTLED_DAYS = 300
#: clubs that played within so many days make up the middle of a division; fewer of them do not
_CURRENT_DAYS = 400
_FEWEST_MEMBERS = 6
#: usual log goals of a side on neutral ground, and log of home over away goals
_USUAL_LEVEL, _USUAL_HOME = 0.26, 0.3
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


class RatingFilter:
    """The belief about all clubs and leagues, moved forward in time.

    Parameters
    ----------
    names
        Every club and league that it may meet.
    prior
        What is believed before anything is played, and how it ages.
    """

    def __init__(self, names: Names, prior: RatingPrior) -> None:
        clubs, leagues = len(names.clubs) + 1, len(names.leagues) + 1
        self.names = names
        self.prior = prior
        self.day = 0
        self.attack = np.zeros(clubs)
        self.defence = np.zeros(clubs)
        self.variance = np.full(clubs, prior.club_variance)
        self.league_of_club = np.full(clubs, -1)
        self.last_day = np.full(clubs, -1)
        self.level = np.full(leagues, _USUAL_LEVEL)
        self.home = np.full(leagues, _USUAL_HOME)
        self.strength = np.zeros(leagues)
        self._countries = [_Country(names, country, prior) for country in names.country_codes]
        self._country_of_league = np.append(names.country_of_league, -1)

    def forward(self, day: int, sides: Sides | None = None) -> None:
        """Go on to a day; with fixtures, make room in the belief for clubs that are new in them.

        Without fixtures all countries go on, else those that play.
        """
        self.day = day
        countries = range(len(self._countries)) if sides is None else self._playing(sides)
        for at in countries:
            country = self._countries[at]
            country.forward(day)
            if sides is not None:
                self._admit(country, sides.take(self._country_of_league[sides.league] == at))
            country.write_variance(self.variance)

    def learn(self, responses: Responses) -> None:
        """Learn from the matches of the day reached."""
        for at in self._playing(responses.sides):
            mine = self._country_of_league[responses.sides.league] == at
            known = mine & np.isfinite(responses.values).all(axis=1)
            if known.any():
                country = self._countries[at]
                country.learn(responses.take(known))
                country.write(self)

    def ratings(self) -> Ratings:
        """Return what is believed now, before the matches of the day reached."""
        return Ratings(
            day=self.day,
            attack=self.attack,
            defence=self.defence,
            variance=self.variance,
            daily_variance=self.prior.daily_variance,
            league_of_club=self.league_of_club,
            level=self.level,
            home=self.home,
            strength=self.strength,
            newcomer=self.strength + self.prior.newcomer,
        )

    def state(self) -> Arrays:
        """Return all that `restored` needs to go on from here."""
        carried: Arrays = {
            "day": np.array(self.day),
            "league_of_club": self.league_of_club,
            "last_day": self.last_day,
            "strength": self.strength,
        }
        for code, country in zip(self.names.country_codes, self._countries, strict=True):
            carried |= {f"{code}/{name}": array for name, array in country.state().items()}
        return carried

    @classmethod
    def restored(cls, names: Names, prior: RatingPrior, state: Arrays) -> RatingFilter:
        """Return the filter of which this is the state.

        Raises
        ------
        KeyError, ValueError
            When something is missing or does not fit the names.
        """
        ratings = cls(names, prior)
        ratings.day = int(state["day"])
        for name in ("league_of_club", "last_day", "strength"):
            getattr(ratings, name)[:] = state[name]
        for code, country in zip(names.country_codes, ratings._countries, strict=True):
            country.restore({name: state[f"{code}/{name}"] for name in country.state()})
            country.write(ratings)
        return ratings

    def _playing(self, sides: Sides) -> list[int]:
        return [int(at) for at in np.unique(self._country_of_league[sides.league])]

    def _admit(self, country: _Country, sides: Sides) -> None:
        """Take in the clubs of fixtures, new ones at what their division's newcomers are worth."""
        for club, league in _both_sides(sides):
            if self.league_of_club[club] < 0:
                start = self._start(country, league)
                country.admit(club, start)
                self.attack[club] = self.defence[club] = start
            self.league_of_club[club] = league
            self.last_day[club] = self.day
        for league in np.unique(sides.league):
            members = self._members(int(league))
            if len(members) >= _FEWEST_MEMBERS:
                self.strength[league] = (self.attack[members] + self.defence[members]).mean() / 2

    def _start(self, country: _Country, league: int) -> float:
        """Return attack and defence of a club that was never seen."""
        if len(self._members(league)) < _FEWEST_MEMBERS:
            gap = self.names.tiers[league] - country.top_tier
            self.strength[league] = -self.prior.tier_gap * gap
        settled = self.day - country.first_day > _SETTLED_DAYS
        return float(self.strength[league] + (self.prior.newcomer if settled else 0.0))

    def _members(self, league: int) -> Ints:
        current = self.last_day > self.day - _CURRENT_DAYS
        return np.flatnonzero((self.league_of_club == league) & current)


class _Country:
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
        self.mean[self.level], self.mean[self.home] = _USUAL_LEVEL, _USUAL_HOME
        self.covariance = np.zeros((len(self.mean), len(self.mean)))
        diagonal = self._diagonal()
        diagonal[self.level], diagonal[self.home] = prior.level_spread**2, prior.home_spread**2

    def forward(self, day: int) -> None:
        """Widen the belief by what can have changed since the day before."""
        if self.day < 0:
            self.day = self.first_day = day
        ahead, self.day = day - self.day, day
        if ahead > 0:
            pause = self.prior.pause if ahead > PAUSE_DAYS else 0.0
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

    def write(self, ratings: RatingFilter) -> None:
        """Write what is believed of this country among all."""
        ratings.attack[self.clubs] = self.mean[self.attack]
        ratings.defence[self.clubs] = self.mean[self.defence]
        ratings.level[self.leagues] = self.mean[self.level]
        ratings.home[self.leagues] = self.mean[self.home]
        self.write_variance(ratings.variance)

    def write_variance(self, variance: Floats) -> None:
        """Write the variance of attack plus defence of the clubs seen among that of all."""
        c, diagonal = len(self.clubs), self._diagonal()
        both = np.arange(c)
        total = diagonal[:c] + diagonal[c : 2 * c] + 2.0 * self.covariance[both, both + c]
        variance[self.clubs[self.seen]] = total[self.seen]

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


def _both_sides(sides: Sides) -> list[tuple[int, int]]:
    """Return club and league of every side."""
    clubs = np.concatenate([sides.home, sides.away]).tolist()
    return list(zip(clubs, np.tile(sides.league, 2).tolist(), strict=True))

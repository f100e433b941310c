"""Ratings of all clubs and leagues, carried from match day to match day.

Beating a club that has beaten others says something of them all, and of their division. Countries
share no clubs, so each has a belief of its own (`ml/belief.py`). Knows arrays; neither frames nor
what stands for goals.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ml.belief import USUAL_HOME, USUAL_LEVEL, Arrays, CountryBelief, Responses
from ml.encoding import Names, Sides
from ml.ratings import RatingPrior, Ratings

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: a club first seen later than this after its country has come from outside the data
_SETTLED_DAYS = 300
#: clubs that played within so many days make up the middle of a division; fewer of them do not
_CURRENT_DAYS = 400
_FEWEST_MEMBERS = 6


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
        self.level = np.full(leagues, USUAL_LEVEL)
        self.home = np.full(leagues, USUAL_HOME)
        self.strength = np.zeros(leagues)
        self._countries = [CountryBelief(names, country, prior) for country in names.country_codes]
        self._country_of_league = np.append(names.country_of_league, -1)

    def forward(self, day: int, sides: Sides | None = None) -> None:
        """Go on to a day; with fixtures, make room in the belief for clubs that are new in them.

        Without fixtures all countries go on, else those that play.
        """
        self.day = day
        countries = range(len(self._countries)) if sides is None else self._playing(sides)
        for at in countries:
            country = self._countries[at]
            country.forward(day, last_played=int(self.last_day[country.clubs].max()))
            if sides is not None:
                self._admit(country, sides.take(self._country_of_league[sides.league] == at))
            self._write_doubt(country)

    def learn(self, responses: Responses) -> None:
        """Learn from the matches of the day reached."""
        for at in self._playing(responses.sides):
            mine = self._country_of_league[responses.sides.league] == at
            known = mine & np.isfinite(responses.values).all(axis=1)
            if known.any():
                country = self._countries[at]
                country.learn(responses.take(known))
                self._write(country)

    def ratings(self) -> Ratings:
        """Return what is believed now, before the matches of the day reached.

        The arrays are the filter's own: they hold until it goes on.
        """
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
            ratings._write(country)
        return ratings

    def _playing(self, sides: Sides) -> list[int]:
        return [int(at) for at in np.unique(self._country_of_league[sides.league])]

    def _write(self, country: CountryBelief) -> None:
        """Write what is believed of a country among all."""
        self.attack[country.clubs] = country.mean[country.attack]
        self.defence[country.clubs] = country.mean[country.defence]
        self.level[country.leagues] = country.mean[country.level]
        self.home[country.leagues] = country.mean[country.home]
        self._write_doubt(country)

    def _write_doubt(self, country: CountryBelief) -> None:
        clubs, doubt = country.doubt()
        self.variance[clubs] = doubt

    def _admit(self, country: CountryBelief, sides: Sides) -> None:
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

    def _start(self, country: CountryBelief, league: int) -> float:
        """Return attack and defence of a club that was never seen."""
        if len(self._members(league)) < _FEWEST_MEMBERS:
            gap = self.names.tiers[league] - country.top_tier
            self.strength[league] = -self.prior.tier_gap * gap
        settled = self.day - country.first_day > _SETTLED_DAYS
        return float(self.strength[league] + (self.prior.newcomer if settled else 0.0))

    def _members(self, league: int) -> Ints:
        current = self.last_day > self.day - _CURRENT_DAYS
        return np.flatnonzero((self.league_of_club == league) & current)


def _both_sides(sides: Sides) -> list[tuple[int, int]]:
    """Return club and league of every side."""
    clubs = np.concatenate([sides.home, sides.away]).tolist()
    return list(zip(clubs, np.tile(sides.league, 2).tolist(), strict=True))

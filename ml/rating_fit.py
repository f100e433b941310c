"""The fit of the ratings: one penalised Poisson regression for each country.

Knows arrays; neither frames nor where the responses come from.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import linalg

from ml.encoding import Names, Sides
from ml.ratings import LEAST_WEIGHT, RatingPrior, Ratings

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_MOST_STEPS = 40
_TOLERANCE = 1e-4
#: a Newton step changes no parameter by more, so that a cold start cannot overshoot
_LONGEST_STEP = 1.0
#: a club first seen later than this after its country has come from outside the data
_SETTLED_DAYS = 300
#: spread of the strength of a country's top division about 0: fixes the origin of the scale
_ORIGIN_SPREAD = 0.01


@dataclass(frozen=True, kw_only=True, slots=True)
class Responses:
    """What ratings are fitted to, in order of date."""

    sides: Sides
    #: (n, 2) goals, or what stands for them, of home and away side; NaN where unknown
    values: Floats

    def take(self, rows: Ints | NDArray[np.bool_]) -> Responses:
        """Return some rows."""
        return Responses(sides=self.sides.take(rows), values=self.values[rows])


def fit_ratings(
    names: Names,
    responses: Responses,
    *,
    day: int,
    prior: RatingPrior,
    start: Ratings | None = None,
) -> Ratings:
    """Fit ratings to the responses before a day.

    Parameters
    ----------
    responses
        Rows on or after `day` are not looked at.
    day
        Days since 1970-01-01.
    start
        Earlier ratings of the same names, to start Newton's method from.
    """
    past = responses.take(responses.sides.day < day)
    weight = 0.5 ** ((day - past.sides.day) / prior.half_life)
    used = np.flatnonzero(np.isfinite(past.values).all(axis=1) & (weight > LEAST_WEIGHT))
    division, outsider = _origins(names, past.sides)
    rows, weight = past.take(used), weight[used]
    ratings = _blank(names, rows, weight, day, division, prior)
    country_of_row = np.array(_country_positions(names))[rows.sides.league]
    for country in np.unique(country_of_row):
        mine = country_of_row == country
        leagues = np.flatnonzero(np.array(_country_positions(names)) == country)
        _Country(names, leagues, rows.take(mine), weight[mine], division, outsider, prior).solve(
            ratings, start
        )
    return ratings


class _Country:
    """The regression of one country.

    The parameters in order: level, home advantage and strength of each league, the newcomers'
    shift, attack of each club, defence of each club.
    """

    def __init__(
        self,
        names: Names,
        leagues: Ints,
        rows: Responses,
        weight: Floats,
        division: Ints,
        outsider: NDArray[np.bool_],
        prior: RatingPrior,
    ) -> None:
        self.leagues = leagues
        self.clubs = np.union1d(rows.sides.home, rows.sides.away)
        self.tiers = np.array([names.tiers[league] for league in leagues])
        self.division = np.searchsorted(leagues, division[self.clubs])
        self.outsider = outsider[self.clubs].astype(np.float64)
        self.weight = np.tile(weight, 2) * prior.sharpness
        self.values = rows.values.T.ravel()
        self.columns, self.signs = self._design(rows.sides)
        self.prior = prior

    def solve(self, ratings: Ratings, start: Ratings | None) -> None:
        """Find the most probable parameters and write them into `ratings`."""
        penalty, pull = self._penalty(ratings)
        size = len(pull)
        pairs = self.columns[:, :, None] * size + self.columns[:, None, :]
        products = self.signs[:, :, None] * self.signs[:, None, :]
        theta = self._read(start if start is not None else ratings)
        for _ in range(_MOST_STEPS):
            rate = self.weight * np.exp((theta[self.columns] * self.signs).sum(axis=1))
            surplus = (self.weight * self.values - rate)[:, None] * self.signs
            slope = _sums(self.columns, surplus, size) + pull - penalty @ theta
            curve = _sums(pairs, rate[:, None, None] * products, size**2)
            curve = curve.reshape(size, size) + penalty
            step = linalg.cho_solve(linalg.cho_factor(curve), slope)
            theta = theta + np.clip(step, -_LONGEST_STEP, _LONGEST_STEP)
            if np.abs(step).max() < _TOLERANCE:
                break
        self._write(theta, curve, ratings)

    def _design(self, sides: Sides) -> tuple[Ints, Floats]:
        """Return which four parameters make up each log rate, and their factors, (2n, 4) each.

        All home sides come first, then all away sides.
        """
        n, m, c = len(sides), len(self.leagues), len(self.clubs)
        league = np.searchsorted(self.leagues, sides.league)
        home, away = (np.searchsorted(self.clubs, side) for side in (sides.home, sides.away))
        attack, defence = 3 * m + 1, 3 * m + 1 + c
        columns = [
            np.tile(league, 2),
            np.tile(league + m, 2),
            attack + np.concatenate([home, away]),
            defence + np.concatenate([away, home]),
        ]
        one = np.ones(2 * n)
        return np.column_stack(columns), np.column_stack(
            [one, np.repeat([0.5, -0.5], n), one, -one]
        )

    def _penalty(self, ratings: Ratings) -> tuple[Floats, Floats]:
        """Return precision and precision x mean of the parameters' normal prior."""
        m, c, prior = len(self.leagues), len(self.clubs), self.prior
        size = 3 * m + 1 + 2 * c
        rows = np.zeros((3 * m + 1 + 2 * c, size))
        mean, spread = np.zeros(len(rows)), np.empty(len(rows))
        np.fill_diagonal(rows[: 3 * m + 1], 1.0)
        gap = self.tiers - self.tiers.min()
        mean[:m], spread[:m] = ratings.level[-1], prior.level_spread
        mean[m : 2 * m], spread[m : 2 * m] = ratings.home[-1], prior.home_spread
        mean[2 * m : 3 * m] = -prior.tier_gap * gap
        spread[2 * m : 3 * m] = np.where(gap > 0, prior.tier_spread, _ORIGIN_SPREAD)
        mean[3 * m], spread[3 * m] = prior.newcomer, prior.newcomer_spread
        self._club_rows(rows[3 * m + 1 :], spread[3 * m + 1 :])
        precision = rows.T / spread**2
        return precision @ rows, precision @ mean

    def _club_rows(self, rows: Floats, spread: Floats) -> None:
        """Draw attack and defence to the division's strength: their sum, and their difference."""
        m, c, prior = len(self.leagues), len(self.clubs), self.prior
        club = np.arange(c)
        attack, defence = 3 * m + 1 + club, 3 * m + 1 + c + club
        rows[club, attack] = rows[club, defence] = np.sqrt(0.5)
        rows[club, 2 * m + self.division] = -np.sqrt(2.0)
        rows[club, 3 * m] = -np.sqrt(2.0) * self.outsider
        rows[c + club, attack], rows[c + club, defence] = np.sqrt(0.5), -np.sqrt(0.5)
        spread[:c] = prior.spread * np.sqrt(1.0 + prior.correlation)
        spread[c:] = prior.spread * np.sqrt(1.0 - prior.correlation)

    def _read(self, ratings: Ratings) -> Floats:
        shift = ratings.newcomer[self.leagues[0]] - ratings.strength[self.leagues[0]]
        return np.concatenate(
            [
                ratings.level[self.leagues],
                ratings.home[self.leagues],
                ratings.strength[self.leagues],
                [shift],
                ratings.attack[self.clubs],
                ratings.defence[self.clubs],
            ]
        )

    def _write(self, theta: Floats, curve: Floats, ratings: Ratings) -> None:
        m, c = len(self.leagues), len(self.clubs)
        level, home, strength, shift, attack, defence = np.split(theta, np.cumsum([m, m, m, 1, c]))
        ratings.level[self.leagues], ratings.home[self.leagues] = level, home
        ratings.strength[self.leagues] = strength
        ratings.newcomer[self.leagues] = strength + shift
        ratings.attack[self.clubs], ratings.defence[self.clubs] = attack, defence
        # what is unknown of the clubs themselves; their division's level is common to both sides
        spread = linalg.inv(curve[3 * m + 1 :, 3 * m + 1 :])
        ratings.variance[self.clubs] = (
            np.diag(spread)[:c] + np.diag(spread)[c:] + 2 * np.diag(spread[:c, c:])
        )


def _sums(groups: Ints, values: Floats, count: int) -> Floats:
    """Return the sum of the values of each group."""
    return np.asarray(np.bincount(groups.ravel(), values.ravel(), count), np.float64)


def _country_positions(names: Names) -> list[int]:
    """Return the position of each league's country among all countries."""
    position = {country: at for at, country in enumerate(sorted(set(names.countries)))}
    return [position[country] for country in names.countries]


def _origins(names: Names, past: Sides) -> tuple[Ints, NDArray[np.bool_]]:
    """Return each club's newest league, and whether it came from outside the data."""
    division = np.full(len(names.clubs) + 1, -1)
    first = np.full(len(names.clubs) + 1, np.iinfo(np.int64).max)
    for side in (past.home, past.away):
        np.minimum.at(first, side, past.day)
    both = np.column_stack([past.home, past.away]).ravel()
    division[both] = np.repeat(past.league, 2)
    countries = np.array([*_country_positions(names), -1])
    opened = np.full(len(set(names.countries)) + 1, np.iinfo(np.int64).max)
    np.minimum.at(opened, countries[past.league], past.day)
    outsider = (division >= 0) & (first - _SETTLED_DAYS > opened[countries[division]])
    return division, outsider


def _blank(
    names: Names, rows: Responses, weight: Floats, day: int, division: Ints, prior: RatingPrior
) -> Ratings:
    """Return ratings before any fit: all leagues alike, all clubs at the middle."""
    clubs, leagues = len(names.clubs) + 1, len(names.leagues) + 1
    goals = weight @ rows.values if len(weight) else np.ones(2)
    mean = goals / weight.sum() if len(weight) else goals
    sides = rows.sides
    evidence = sum(np.bincount(side, weight, clubs) for side in (sides.home, sides.away))
    return Ratings(
        day=day,
        attack=np.zeros(clubs),
        defence=np.zeros(clubs),
        variance=np.full(clubs, prior.club_variance),
        evidence=np.asarray(evidence),
        league_of_club=division,
        level=np.full(leagues, np.log(mean).mean()),
        home=np.full(leagues, np.log(mean[0] / mean[1])),
        strength=np.zeros(leagues),
        newcomer=np.full(leagues, prior.newcomer),
    )

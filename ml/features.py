"""What is known of a fixture before kick-off: pure functions in a list.

A feature takes what is known on a day and the fixtures, and returns one column for each side,
shape (n, 2): something that raises (above 0) or lowers the log of that side's mean goals. It sees
ratings of that day and earlier days of play, never a fixture's own result. Which features a model
has, and in which order, is a list of such functions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ml.encoding import Sides
from ml.ratings import Ratings

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: after so many days without a match a club is rested, more does not matter
_RESTED_DAYS = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """What a model knows on the day it speaks.

    `ratings` are by name: "results" always, "prices" where prices of past matches may be used.
    """

    ratings: Mapping[str, Ratings]
    calendar: Calendar

    @property
    def day(self) -> int:
        """Day of the ratings, since 1970-01-01: no result on or after it was used."""
        return self.ratings["results"].day


@dataclass(frozen=True, kw_only=True, slots=True)
class Calendar:
    """On which days each club played: club c on `days[starts[c] : starts[c + 1]]`, sorted."""

    starts: Ints
    days: Ints

    @classmethod
    def of(cls, sides: Sides, clubs: int) -> Calendar:
        """Collect the days of all matches given."""
        club = np.concatenate([sides.home, sides.away])
        day = np.tile(sides.day, 2)
        order = np.lexsort((day, club))
        starts = np.searchsorted(club[order], np.arange(clubs + 1))
        return cls(starts=starts, days=day[order])

    def since_last(self, club: Ints, day: Ints) -> Floats:
        """Return the days from each club's newest match before `day`; infinite without one."""
        gaps = np.full(len(club), np.inf)
        for row in np.flatnonzero(club >= 0):
            days = self.days[self.starts[club[row]] : self.starts[club[row] + 1]]
            before = int(np.searchsorted(days, day[row]))
            if before:
                gaps[row] = day[row] - days[before - 1]
        return gaps


Feature = Callable[[Known, Sides], Floats]


def strength(known: Known, sides: Sides) -> Floats:
    """Log mean goals by the ratings of results: clubs, league and home advantage."""
    return known.ratings["results"].log_rates(sides)


def past_prices(known: Known, sides: Sides) -> Floats:
    """How much more, or fewer, goals the prices of earlier matches make of both clubs.

    Shrunk to nothing for clubs that had no prices lately.
    """
    results, prices = known.ratings["results"], known.ratings["prices"]
    trust = np.clip(1.0 - prices.doubt(sides) / (2.0 * prices.variance[-1]), 0.0, 1.0)
    return np.asarray(trust[:, None] * (prices.log_rates(sides) - results.log_rates(sides)))


def rest(known: Known, sides: Sides) -> Floats:
    """Whether a side has had more days of rest than the other, in logs of days."""
    days = [
        np.log(np.clip(known.calendar.since_last(club, sides.day), 1.0, _RESTED_DAYS))
        for club in (sides.home, sides.away)
    ]
    ahead = days[0] - days[1]
    return np.column_stack([ahead, -ahead])


#: from results alone
RESULT_FEATURES: tuple[Feature, ...] = (strength, rest)
#: where prices of earlier matches may be used
PRICE_FEATURES: tuple[Feature, ...] = (*RESULT_FEATURES, past_prices)


def columns(features: tuple[Feature, ...], known: Known, sides: Sides) -> Floats:
    """Return all features of fixtures, shape (n, 2, k)."""
    return np.stack([feature(known, sides) for feature in features], axis=2)

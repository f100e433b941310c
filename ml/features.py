"""What is known of a fixture before kick-off: pure functions in a list.

A feature takes what is known on a day and the fixtures, and returns one column for each side,
shape (n, 2): what it says of the log of that side's mean goals. It sees nothing but what `Known`
holds, and all of that is from before the day. Which features a model has, and in which order, is
a list of such functions; the first is the one that the others correct.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ml.encoding import Sides
from ml.ratings import Ratings
from ml.tables import Standings

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """What a model knows on the day it speaks.

    `ratings` are by name: "performance", "form" and "goals" always, "prices" where prices of past
    matches may be used.
    """

    ratings: Mapping[str, Ratings]
    standings: Standings

    @property
    def day(self) -> int:
        """Day of the ratings, since 1970-01-01: nothing on or after it was used."""
        return self.ratings["performance"].day


Feature = Callable[[Known, Sides], Floats]


def strength(known: Known, sides: Sides) -> Floats:
    """Log mean goals by how the clubs played: goals, shots, corners, expected goals."""
    return known.ratings["performance"].log_rates(sides)


def form(known: Known, sides: Sides) -> Floats:
    """How many more, or fewer, goals the play of the last weeks expects than that of the year."""
    return known.ratings["form"].log_rates(sides) - strength(known, sides)


def finishing(known: Known, sides: Sides) -> Floats:
    """How many more, or fewer, goals the clubs' goals alone expect than their play does."""
    return known.ratings["goals"].log_rates(sides) - strength(known, sides)


def past_prices(known: Known, sides: Sides) -> Floats:
    """How many more, or fewer, goals the prices of earlier matches expect than their play does.

    Shrunk to nothing for clubs that had no prices lately.
    """
    prices = known.ratings["prices"]
    gap = prices.log_rates(sides) - strength(known, sides)
    return np.asarray(prices.certainty(sides)[:, None] * gap)


def relegation(known: Known, sides: Sides) -> Floats:
    """How much of the fight against the drop is left for each side, 0 to 1."""
    return known.standings.stakes(sides)[:, :, 0]


def title(known: Known, sides: Sides) -> Floats:
    """How much of the fight for the title is left for each side, 0 to 1."""
    return known.standings.stakes(sides)[:, :, 1]


def top_places(known: Known, sides: Sides) -> Floats:
    """How much of the fight for Europe, or for going up, is left for each side, 0 to 2."""
    return np.asarray(known.standings.stakes(sides)[:, :, 2:].sum(axis=2))


#: from what happened on the pitch alone
RESULT_FEATURES: tuple[Feature, ...] = (strength, form, finishing, relegation, title, top_places)
#: where prices of earlier matches may be used
PRICE_FEATURES: tuple[Feature, ...] = (*RESULT_FEATURES, past_prices)


def columns(features: tuple[Feature, ...], known: Known, sides: Sides) -> Floats:
    """Return all features of fixtures, shape (n, 2, k)."""
    return np.stack([feature(known, sides) for feature in features], axis=2)

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

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """What a model knows on the day it speaks.

    `ratings` are by name: "results" always, "prices" where prices of past matches may be used.
    """

    ratings: Mapping[str, Ratings]

    @property
    def day(self) -> int:
        """Day of the ratings, since 1970-01-01: nothing on or after it was used."""
        return self.ratings["results"].day


Feature = Callable[[Known, Sides], Floats]


def strength(known: Known, sides: Sides) -> Floats:
    """Log mean goals by the ratings of results: clubs, league and home advantage."""
    return known.ratings["results"].log_rates(sides)


def past_prices(known: Known, sides: Sides) -> Floats:
    """How many more, or fewer, goals the prices of earlier matches expect than the results do.

    Shrunk to nothing for clubs that had no prices lately.
    """
    results, prices = known.ratings["results"], known.ratings["prices"]
    gap = prices.log_rates(sides) - results.log_rates(sides)
    return np.asarray(prices.certainty(sides)[:, None] * gap)


#: from results and shots alone
RESULT_FEATURES: tuple[Feature, ...] = (strength,)
#: where prices of earlier matches may be used
PRICE_FEATURES: tuple[Feature, ...] = (*RESULT_FEATURES, past_prices)


def columns(features: tuple[Feature, ...], known: Known, sides: Sides) -> Floats:
    """Return all features of fixtures, shape (n, 2, k)."""
    return np.stack([feature(known, sides) for feature in features], axis=2)

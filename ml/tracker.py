"""What is known, carried forward day by day: ratings, tables, what a shot is worth.

Everything a model knows of clubs is in here, and all of it is from before the day reached. Knows
arrays; not what a model makes of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ml.belief import Responses
from ml.encoding import Names, Sides
from ml.features import PRICE_FEATURES, RESULT_FEATURES, Feature, Known
from ml.measures import NOISE_OF_GOALS, Worth
from ml.played import Played
from ml.rating_filter import RatingFilter
from ml.ratings import RatingPrior
from ml.tables import Tables

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Arrays = dict[str, NDArray[Any]]

#: variance of the goals that prices imply, over their mean
_NOISE_OF_PRICES = 0.01


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What is tracked, and what is believed of it beforehand."""

    performance: RatingPrior = field(default_factory=RatingPrior)
    goals: RatingPrior = field(default_factory=RatingPrior)
    #: the same play, forgotten within weeks
    form: RatingPrior = field(default_factory=lambda: RatingPrior(daily=3e-4, pause=0.01))
    #: prices move faster than clubs: they know who is injured
    prices: RatingPrior = field(
        default_factory=lambda: RatingPrior(
            daily=3e-4, pause=0.01, correlation=0.3, level_daily=2e-5, home_daily=2e-5
        )
    )
    #: whether prices of earlier matches are rated too
    use_past_prices: bool = True

    @property
    def features(self) -> tuple[Feature, ...]:
        """The features that a model of this plan has."""
        return PRICE_FEATURES if self.use_past_prices else RESULT_FEATURES

    @property
    def ratings(self) -> Mapping[str, RatingPrior]:
        """What is rated."""
        rated = {"performance": self.performance, "form": self.form, "goals": self.goals}
        return rated | {"prices": self.prices} if self.use_past_prices else rated


class Tracker:
    """All that is known, on one day after the other.

    Parameters
    ----------
    names
        Every club and league that it may meet.
    """

    def __init__(self, names: Names, plan: Plan) -> None:
        self.filters = {name: RatingFilter(names, prior) for name, prior in plan.ratings.items()}
        self.tables = Tables(len(names.clubs) + 1, len(names.leagues) + 1)
        self.worth = Worth(len(names.leagues))

    def forward(self, day: int, sides: Sides | None = None) -> None:
        """Go on to a day; ratings take in the clubs that play on it."""
        for each in self.filters.values():
            each.forward(day, sides)
        self.worth.forward(day)

    def known(self) -> Known:
        """Return what is known before the matches of the day reached."""
        return Known(
            ratings={name: each.ratings() for name, each in self.filters.items()},
            standings=self.tables.now(),
        )

    def play(
        self, played: Played, rows: Ints, note: Callable[[Ints, Known], None] | None = None
    ) -> None:
        """Go through matches in order of date, day by day.

        Parameters
        ----------
        rows
            Which matches of `played`.
        note
            Told, before each day's matches are learned from, which they are and what is known.
        """
        day = played.sides.day[rows]
        for today in np.split(rows, np.flatnonzero(np.diff(day)) + 1):
            if len(today):
                sides = played.sides.take(today)
                self.forward(int(sides.day[0]), sides)
                if note is not None:
                    note(today, self.known())
                # only now: what is known of a match is the same whoever else plays on its day, and
                # so the same as a model of that morning knows, which is asked for it alone
                self.tables.enter(sides)
                self.learn(played, today[played.fair[today]])

    def state(self) -> Arrays:
        """Return all that `restored` needs to go on from here."""
        carried = {
            **{f"tables/{name}": array for name, array in vars(self.tables).items()},
            **{f"worth/{name}": np.asarray(value) for name, value in vars(self.worth).items()},
        }
        for name, each in self.filters.items():
            carried |= {f"ratings/{name}/{key}": array for key, array in each.state().items()}
        return carried

    @classmethod
    def restored(cls, names: Names, plan: Plan, state: Mapping[str, NDArray[Any]]) -> Tracker:
        """Return the tracker of which this is the state.

        Raises
        ------
        KeyError, ValueError
            When something is missing or does not fit names and plan.
        """
        tracker = cls(names, plan)
        for name, array in vars(tracker.tables).items():
            array[:] = state[f"tables/{name}"]
        tracker.worth.goals[:], tracker.worth.counts[:] = (
            state["worth/goals"],
            state["worth/counts"],
        )
        tracker.worth.day = int(state["worth/day"])
        for name, prior in plan.ratings.items():
            mine = under(f"ratings/{name}/", state)
            tracker.filters[name] = RatingFilter.restored(names, prior, mine)
        return tracker

    def learn(self, played: Played, rows: Ints) -> None:
        """Learn from the matches of the day reached."""
        sides, measures = played.sides.take(rows), played.measures.take(rows)
        performance, noise = measures.performance(self.worth.of(sides.league))
        one = np.ones(len(sides))
        values = {
            "performance": (performance, noise),
            "form": (performance, noise),
            "goals": (measures.goals, NOISE_OF_GOALS * one),
            "prices": (played.priced_goals[rows], _NOISE_OF_PRICES * one),
        }
        for name, each in self.filters.items():
            response, spread = values[name]
            each.learn(
                Responses(sides=sides, values=response, noise=spread, are_rates=name == "prices")
            )
        self.tables.learn(sides, measures.goals)
        self.worth.learn(sides.league, measures)


def under(prefix: str, state: Mapping[str, NDArray[Any]]) -> Arrays:
    """Return the arrays whose names begin with a prefix, without it."""
    return {
        name.removeprefix(prefix): array for name, array in state.items() if name.startswith(prefix)
    }

"""Which legs make up a slip to somebody's conditions: so many, and so much for them together.

Of each match one leg at most, so that they may be multiplied. Knows neither clubs nor markets: a
leg is a chance and a price.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np

#: odds of a slip are told apart by this step of their logarithm
STEP = 0.004
#: what a slip at twice the odds wanted loses beside its mean return: near ones win only over equals
DISTANCE = 0.05
#: odds of a slip beyond what was wanted that are looked at, as a factor
BEYOND = 1.5
#: no state
_NONE = -np.inf


@dataclass(frozen=True, slots=True)
class Option:
    """One leg that a match offers: its chance, 0..1, and its decimal price."""

    chance: float
    price: float


@dataclass(frozen=True, slots=True)
class Chosen:
    """A leg that was chosen: which match, and which of its options."""

    match: int
    option: int


def likeliest(matches: Sequence[Sequence[Option]], count: int) -> list[Chosen]:
    """Return the likeliest legs of so many matches, the likeliest first; [] where there are fewer.

    Of equally likely ones that with the higher price.
    """
    best = [
        Chosen(at, max(range(len(options)), key=lambda one: _likely(options[one])))
        for at, options in enumerate(matches)
        if options
    ]
    best.sort(key=lambda one: _likely(matches[one.match][one.option]), reverse=True)
    return best[:count] if len(best) >= count else []


def nearest(
    matches: Sequence[Sequence[Option]], count: int, low: float, high: float
) -> list[Chosen]:
    """Return so many legs whose prices multiply to between `low` and `high`; [] where none can.

    Of several such slips the one with the best mean return, and of equals the one nearest to the
    middle. Where no slip comes between, that which comes nearest.

    Notes
    -----
    A knapsack over the logarithms of the prices, in steps of `STEP`.
    """
    middle = log(sqrt(low * high))
    width = int((log(high) + log(BEYOND)) / STEP) + 1
    best = np.full((count + 1, width), _NONE)
    best[0, 0] = 0.0
    took: list[np.ndarray] = []
    for options in matches:
        best, taken = _with_match(best, options)
        took.append(taken)
    sums = np.arange(width) * STEP
    within = (sums >= log(low) - STEP) & (sums <= log(high) + STEP)
    worth = best[count] - DISTANCE * np.abs(sums - middle)
    reached = np.isfinite(best[count])
    if (reached & within).any():
        at = int(np.argmax(np.where(within, worth, _NONE)))
    elif reached.any():
        at = int(np.argmin(np.where(reached, np.abs(sums - middle), np.inf)))
    else:
        return []
    return sorted(_traced(took, matches, count, at), key=lambda one: one.match)


def price_of(matches: Sequence[Sequence[Option]], chosen: Sequence[Chosen]) -> float:
    """Return what chosen legs pay together."""
    return exp(sum(log(matches[one.match][one.option].price) for one in chosen))


def _likely(option: Option) -> tuple[float, float]:
    return option.chance, option.price


def _with_match(best: np.ndarray, options: Sequence[Option]) -> tuple[np.ndarray, np.ndarray]:
    """Return the best slips with one more match, and which of its options each took, or -1."""
    after, taken = best.copy(), np.full(best.shape, -1, np.int16)
    for number, option in enumerate(options):
        shift = _steps(option)
        if shift >= best.shape[1] or option.chance <= 0:
            continue
        reached = best[:-1, : best.shape[1] - shift] + log(option.chance * option.price)
        better = reached > after[1:, shift:]
        after[1:, shift:][better] = reached[better]
        taken[1:, shift:][better] = number
    return after, taken


def _traced(
    took: Sequence[np.ndarray], matches: Sequence[Sequence[Option]], count: int, at: int
) -> Iterator[Chosen]:
    """Yield the legs that led to a slip, the last match first."""
    for match in reversed(range(len(matches))):
        if (number := int(took[match][count, at])) >= 0:
            yield Chosen(match, number)
            count, at = count - 1, at - _steps(matches[match][number])


def _steps(option: Option) -> int:
    return round(log(option.price) / STEP)

"""How far a mean or a share can be trusted: intervals, of 95 % where nothing else is said.

Knows numbers, not what they are of. Random draws are seeded: equal data give equal intervals.

References
----------
Efron (1979), "Bootstrap methods: another look at the jackknife"; Student (1908), "The probable
error of a mean"; Wilson (1927), "Probable inference, the law of succession, and statistical
inference".
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

#: resamples of a bootstrap
DRAWS = 2000
_AT_ONCE = 500_000
#: of a normal variable, 95 % lie within so many standard deviations
_Z = 1.959963984540054


@dataclass(frozen=True, kw_only=True, slots=True)
class Interval:
    """A mean and its interval, in the unit of what was measured."""

    mean: float
    low: float
    high: float

    @property
    def is_above_zero(self) -> bool:
        """Whether the whole interval lies above zero."""
        return self.low > 0.0

    @property
    def is_below_zero(self) -> bool:
        """Whether the whole interval lies below zero."""
        return self.high < 0.0


def bootstrap_mean(
    values: ArrayLike, *, level: float = 0.95, draws: int = DRAWS, seed: int = 1
) -> Interval:
    """Return the mean of independent values with its percentile bootstrap interval.

    Parameters
    ----------
    values
        Shape (n,), n ≥ 1, finite; of matches, differences of two scores of the same match.
    level
        How often such an interval holds the true mean, 0..1.
    """
    sample = np.asarray(values, dtype=np.float64)
    rng = np.random.default_rng(seed)
    # as many resamples at once as fit into a few megabytes
    size = max(_AT_ONCE // len(sample), 1)
    means = np.concatenate(
        [
            sample[rng.integers(len(sample), size=(min(size, draws - done), len(sample)))].mean(
                axis=1
            )
            for done in range(0, draws, size)
        ]
    )
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return Interval(mean=float(sample.mean()), low=float(low), high=float(high))


def mean_interval(values: ArrayLike) -> Interval:
    """Return the mean of independent values with its interval by Student's t.

    One pass over the values, where a bootstrap takes thousands; for 2 or more of them.
    """
    sample = np.asarray(values, dtype=np.float64)
    mean, half = float(sample.mean()), float(half_width(len(sample), sample.std(ddof=1)))
    return Interval(mean=mean, low=mean - half, high=mean + half)


def half_width(count: ArrayLike, spread: ArrayLike) -> Floats:
    """Return half the widths of the intervals of means by Student's t, NaN of fewer than two.

    `spread` are standard deviations of samples of `count` values, of the same shape.
    """
    from scipy.special import stdtrit  # late: it takes longer to load than all the rest

    size = np.asarray(count, dtype=np.float64)
    freedom = np.where(size > 1, size - 1, np.nan)
    return np.asarray(stdtrit(freedom, 0.975) * np.asarray(spread) / np.sqrt(freedom + 1))


def share_interval(hits: ArrayLike, trials: ArrayLike) -> tuple[Floats, Floats]:
    """Return the Wilson intervals of shares, low and high, both of the shape of `hits`, 0..1.

    `trials` are 1 or more, `hits` 0 to `trials`.
    """
    count = np.asarray(trials, dtype=np.float64)
    share = np.asarray(hits, dtype=np.float64) / count
    middle = (share + _Z**2 / (2 * count)) / (1 + _Z**2 / count)
    half = _Z * np.sqrt(share * (1 - share) / count + _Z**2 / (4 * count**2)) / (1 + _Z**2 / count)
    return np.maximum(middle - half, 0.0), np.minimum(middle + half, 1.0)

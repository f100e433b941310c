"""Half-time and full-time together, from the full-time grid.

Each goal falls in the first half with one probability, apart from the others; and leads change
hands a little more often than that alone would have it. The full-time results of all nine pairs are
the grid's own. Knows nothing of how the grid came about.

The three figures are of 85,718 matches of twenty leagues, 2012-24; `benchmarks/half_time.py`
measures them again, and what they are worth on seasons that they were not taken from.
"""

from __future__ import annotations

from functools import lru_cache
from math import comb

import numpy as np
from numpy.typing import NDArray

from ml.errors import BadGrid
from ml.markets import PLAIN, Selection

Floats = NDArray[np.float64]

#: share of goals that fall in the first half
FIRST_HALF = 0.44
#: how much oftener than goals apart from each other have it, a side that leads at half-time is
#: held to a draw, and loses
HELD, TURNED = 1.06, 1.17


def half_time_full_time(grids: Floats) -> Floats:
    """Return the probability of each pair of results, (n, g, g) to (n, 3, 3).

    `[i, half, full]` with 0 home, 1 draw, 2 away; summed over `half` it is the grid's 1X2.
    """
    if grids.ndim != 3 or grids.shape[1] != grids.shape[2]:
        raise BadGrid(f"Score grids have the shape (n, g, g), not {grids.shape}.")
    goals = grids.shape[1]
    pairs = grids.reshape(-1, goals * goals) @ pairs_of_scores(goals).reshape(-1, 9)
    return np.asarray(pairs.reshape(-1, 3, 3))


@lru_cache(maxsize=16)
def pairs_of_scores(
    goals: int, first_half: float = FIRST_HALF, held: float = HELD, turned: float = TURNED
) -> Floats:
    """Return how each full-time score splits into pairs of results, shape (g * g, 3, 3).

    `[score, half, full]`; each score's nine sum to 1. Scores are in the order of a grid's cells.
    """
    full = _results(goals)
    early = (_early(goals, first_half) @ full)[:, :, None]
    split = early * full[:, None, :] * _leads(held, turned)
    return np.asarray(split / split.sum(axis=(1, 2), keepdims=True))


def goals_by_half(grid: Floats) -> tuple[Floats, Floats]:
    """Return the probability of each number of goals in the first half, and in the second.

    From one grid (g, g), both of shape (2g - 1,); with the same leads as `half_time_full_time`.
    """
    goals = len(grid)
    weights = grid.ravel()[:, None] * _halves(goals)
    totals = np.indices((goals, goals)).sum(axis=0).ravel()
    early = np.broadcast_to(totals, weights.shape)
    late = np.maximum(totals[:, None] - totals, 0)
    size = 2 * goals - 1
    first, second = (
        np.asarray(np.bincount(count.ravel(), weights.ravel(), size), np.float64)
        for count in (early, late)
    )
    return first, second


@lru_cache(maxsize=16)
def _halves(goals: int) -> Floats:
    """Return the probability of each half-time score given that of full time, leads weighed in."""
    full = _results(goals)
    split = _early(goals, FIRST_HALF) * (full @ _leads(HELD, TURNED).T @ full.T)
    return np.asarray(split / split.sum(axis=1, keepdims=True))


def _leads(held: float, turned: float) -> Floats:
    """Return how much oftener each pair of results is than goals apart would have it, (3, 3)."""
    return np.array([[1.0, held, turned], [1.0, 1.0, 1.0], [turned, held, 1.0]])


def _results(goals: int) -> Floats:
    """Return 1 for the result of each score, shape (g * g, 3)."""
    home, away = (side.ravel() for side in np.indices((goals, goals)))
    shares = [Selection("1x2", outcome).share(home, away) for outcome in PLAIN["1x2"]]
    return np.maximum(np.column_stack(shares), 0.0)


def _early(goals: int, share: float) -> Floats:
    """Return the probability of each half-time score given that of full time, (g * g, g * g)."""
    one = [
        [
            comb(all_, early) * share**early * (1.0 - share) ** max(all_ - early, 0)
            for early in range(goals)
        ]
        for all_ in range(goals)
    ]
    return np.asarray(np.kron(one, one), np.float64)

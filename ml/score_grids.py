"""Many score grids at once: from mean goals to grids, and grids bent to given totals.

Knows arrays only; which cells a result or a total is made of, the price sheet says. Shapes: n
matches, goals 0 … g - 1 of each side.

References
----------
Dixon and Coles (1997), Applied Statistics 46: the correction of low scores (`rho`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from ml.markets import Selection
from ml.price_sheet import RESULT, PriceSheet

Floats = NDArray[np.float64]

#: goals of a side that a grid holds, 0 included; more are worth less than one in a thousand
GOALS = 13
#: mean goals outside this range are no football; grids are cut there
LEAST_RATE, HIGHEST_RATE = 0.05, 6.0
#: rounds of proportional fitting: the error falls at least tenfold in each
_ROUNDS = 12

_goals = np.arange(GOALS)
_log_factorials = gammaln(_goals + 1.0)
_TOTAL = (Selection("over_under", "over", 2.5), Selection("over_under", "under", 2.5))
_BOTH_SCORE = (Selection("both_teams_score", "yes"),)


def _cells(selections: tuple[Selection, ...]) -> Floats:
    """Return which cells win for each selection, (m, g * g)."""
    one_hot = np.eye(GOALS * GOALS).reshape(-1, GOALS, GOALS)
    return np.ascontiguousarray(PriceSheet.of(one_hot, selections).won.T)


#: (6, g * g) the cells of each pair of result and total: home over, home under, draw over, …
_regions = (_cells(RESULT)[:, None] * _cells(_TOTAL)[None, :]).reshape(6, -1)


def dixon_coles(log_rates: Floats, rho: float) -> Floats:
    """Return the grids of sides with these log mean goals, shape (n, 2) to (n, g, g).

    Two Poisson numbers with the four lowest scores corrected by `rho` (below 0: more draws of 0-0
    and 1-1); each grid sums to 1.
    """
    bounded = np.clip(log_rates, np.log(LEAST_RATE), np.log(HIGHEST_RATE))
    rates = np.exp(bounded)
    poisson = np.exp(bounded[:, :, None] * _goals - rates[:, :, None] - _log_factorials)
    grids = poisson[:, 0, :, None] * poisson[:, 1, None, :]
    grids[:, :2, :2] *= low_score_factors(rates, rho)
    grids /= grids.reshape(-1, GOALS * GOALS).sum(axis=1)[:, None, None]
    return np.asarray(grids)


def low_score_factors(rates: Floats, rho: float) -> Floats:
    """Return what 0-0, 0-1, 1-0 and 1-1 are multiplied with, (n, 2) to (n, 2, 2)."""
    home, away = rates[:, 0], rates[:, 1]
    factors = np.empty((len(rates), 2, 2))
    factors[:, 0, 0] = 1.0 - home * away * rho
    factors[:, 0, 1] = 1.0 + home * rho
    factors[:, 1, 0] = 1.0 + away * rho
    factors[:, 1, 1] = 1.0 - rho
    return np.asarray(np.maximum(factors, 1e-6))


def results(grids: Floats) -> Floats:
    """Return home, draw and away probabilities, (n, g, g) to (n, 3)."""
    return PriceSheet.of(grids, RESULT).won


def totals(grids: Floats) -> Floats:
    """Return the probabilities of over and under 2.5 goals, (n, g, g) to (n, 2)."""
    return PriceSheet.of(grids, _TOTAL).won


def both_score(grids: Floats) -> Floats:
    """Return the probability that both sides score, (n, g, g) to (n,)."""
    return PriceSheet.of(grids, _BOTH_SCORE).won[:, 0]


def bend(grids: Floats, result: Floats, total: Floats) -> Floats:
    """Return grids whose results and totals over 2.5 are given ones.

    The cells are multiplied by a factor for their result and one for their total (iterative
    proportional fitting), which changes them as little as can be in relative entropy. The results
    come out exactly; totals that contradict them come as near as a dozen rounds bring them.

    Parameters
    ----------
    result
        Shape (n, 3): home, draw, away; each row sums to 1.
    total
        Shape (n, 2): over, under 2.5 goals; each row sums to 1.
    """
    cells = grids.reshape(-1, GOALS * GOALS)
    # the matches last: every round is arithmetic on whole rows
    mass = (_regions @ cells.T).reshape(3, 2, -1)
    bent = mass
    for _ in range(_ROUNDS):
        bent = bent * (total.T / (bent[0] + bent[1] + bent[2]))
        bent = bent * (result.T / (bent[:, 0] + bent[:, 1]))[:, None]
    moved = (bent / mass).reshape(6, -1).T @ _regions
    moved *= cells
    return np.asarray(moved.reshape(grids.shape))

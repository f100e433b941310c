"""Many score grids at once: from mean goals to grids, and grids bent to given totals.

Knows arrays only. Shapes: n matches, goals 0 … g - 1 of each side.

References
----------
Dixon and Coles (1997), Applied Statistics 46: the correction of low scores (`rho`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

Floats = NDArray[np.float64]

#: goals of a side that a grid holds, 0 included; more are worth less than one in a thousand
GOALS = 13
#: mean goals outside this range are no football; grids are cut there
LEAST_RATE, HIGHEST_RATE = 0.05, 6.0
#: rounds of proportional fitting: the error falls at least tenfold in each
_ROUNDS = 12

_goals = np.arange(GOALS)
_log_factorials = gammaln(_goals + 1.0)
_lead = _goals[:, None] - _goals[None, :]
#: (g, g) home win 0, draw 1, away win 2
_result = np.sign(-_lead) + 1
#: (g, g) over 2.5 goals 0, under 1
_total = (_goals[:, None] + _goals[None, :] < 3).astype(np.int64)
#: (6, g * g) which cells belong to each pair of result and total
_regions = (np.arange(6)[:, None] == (_result * 2 + _total).ravel()[None, :]).astype(np.float64)


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
    return np.asarray(grids / grids.sum(axis=(1, 2), keepdims=True))


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
    return np.asarray(_region_mass(grids).sum(axis=2))


def totals(grids: Floats) -> Floats:
    """Return the probabilities of over and under 2.5 goals, (n, g, g) to (n, 2)."""
    return np.asarray(_region_mass(grids).sum(axis=1))


def both_score(grids: Floats) -> Floats:
    """Return the probability that both sides score, (n, g, g) to (n,)."""
    return np.asarray(grids[:, 1:, 1:].sum(axis=(1, 2)))


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
    mass = _region_mass(grids)
    bent = mass
    for _ in range(_ROUNDS):
        bent = bent * (total / bent.sum(axis=1))[:, None, :]
        bent = bent * (result / bent.sum(axis=2))[:, :, None]
    factors = (bent / mass).reshape(len(grids), 6) @ _regions
    moved = grids * factors.reshape(grids.shape)
    return np.asarray(moved / moved.sum(axis=(1, 2), keepdims=True))


def _region_mass(grids: Floats) -> Floats:
    """Return the probability of each result with each total, shape (n, 3, 2)."""
    flat = grids.reshape(len(grids), GOALS * GOALS)
    return np.asarray((flat @ _regions.T).reshape(len(grids), 3, 2))

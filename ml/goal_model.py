"""From features to mean goals: a small Poisson regression on earlier forecasts.

Each feature counts twice: through the mean of its two sides (how open a match is) and through
their difference (how one-sided). So ratings that are too bold or too timid are put right here,
the same way for all leagues. Knows columns, not where they are from.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

from ml.score_grids import dixon_coles, low_score_factors

Floats = NDArray[np.float64]

_STEPS = 25
#: pseudo-matches that hold the weights at their start: 1 for the first feature, 0 for others
_PRIOR_PRECISION = 50.0
_RHO_RANGE = (-0.25, 0.10)


@dataclass(frozen=True, kw_only=True, slots=True)
class GoalModel:
    """Weights of k features and the correction of low scores."""

    #: constant of the log mean goals
    constant: float
    #: (k,) weights of the features' means over both sides, and of their differences
    openness: Floats
    balance: Floats
    rho: float

    @classmethod
    def plain(cls, features: int) -> GoalModel:
        """Return the model that takes the first feature as it is, and leaves the others out."""
        first = np.eye(1, features)[0]
        return cls(constant=0.0, openness=first, balance=first.copy(), rho=-0.05)

    @classmethod
    def fit(cls, features: Floats, goals: Floats) -> GoalModel:
        """Fit to earlier matches.

        Parameters
        ----------
        features
            Shape (n, 2, k), as known before each match.
        goals
            Shape (n, 2).
        """
        size = features.shape[2]
        design = np.concatenate([_side_design(features, side) for side in (0, 1)])
        start = np.concatenate([[0.0], np.tile(np.eye(1, size)[0], 2)])
        weights = _poisson_weights(design, goals.T.ravel(), start)
        rates = np.exp(design @ weights).reshape(2, -1).T
        return cls(
            constant=float(weights[0]),
            openness=weights[1 : size + 1],
            balance=weights[size + 1 :],
            rho=_fit_rho(rates, goals),
        )

    def log_rates(self, features: Floats) -> Floats:
        """Return the log mean goals, (n, 2, k) to (n, 2)."""
        shares = (self.share(features[:, :, k], k) for k in range(features.shape[2]))
        return np.asarray(self.constant + sum(shares))

    def grids(self, features: Floats) -> Floats:
        """Return the score grids, (n, 2, k) to (n, g, g)."""
        return dixon_coles(self.log_rates(features), self.rho)

    def share(self, column: Floats, feature: int) -> Floats:
        """Return what a column of a feature, or a part of it, adds to the log mean goals.

        Shape (n, 2) to (n, 2); linear, so the shares of parts add up to that of the whole.
        """
        mean = column.mean(axis=1, keepdims=True)
        return np.asarray(self.openness[feature] * mean + self.balance[feature] * (column - mean))


def _side_design(features: Floats, side: int) -> Floats:
    mean = features.mean(axis=1)
    one = np.ones((len(features), 1))
    return np.concatenate([one, mean, features[:, side] - mean], axis=1)


def _poisson_weights(design: Floats, target: Floats, start: Floats) -> Floats:
    """Return the weights of a Poisson regression that is drawn to `start` (Newton's method)."""
    precision = np.full(len(start), _PRIOR_PRECISION)
    precision[0] = 1.0
    weights = start
    for _ in range(_STEPS):
        rate = np.exp(design @ weights)
        slope = design.T @ (target - rate) - precision * (weights - start)
        curve = (design.T * rate) @ design + np.diag(precision)
        step = np.linalg.solve(curve, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def _fit_rho(rates: Floats, goals: Floats) -> float:
    """Return the correction under which the low scores that happened are most probable."""
    low = (goals < 2).all(axis=1)
    scores = goals[low].astype(np.int64)
    rates_low = rates[low]
    row = np.arange(len(scores))

    def surprise(rho: float) -> float:
        factors = low_score_factors(rates_low, rho)
        return -float(np.log(factors[row, scores[:, 0], scores[:, 1]]).sum())

    return float(minimize_scalar(surprise, bounds=_RHO_RANGE, method="bounded").x)

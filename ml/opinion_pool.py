"""Several opinions on one question become one: a logarithmic opinion pool.

The pooled probability of an outcome is proportional to the product of the sources' probabilities,
each raised to its weight, times a constant of the outcome. With one source this is a calibration.
Fitted to earlier questions with their answers. Does not know who holds the opinions.

References
----------
Genest and Zidek (1986), "Combining probability distributions", Statistical Science 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_STEPS = 30
#: answers' worth of belief in the plain start: weight 1 for the first source, 0 for the others
_PRIOR_PRECISION = 20.0
_LEAST = 1e-9


@dataclass(frozen=True, kw_only=True, slots=True)
class OpinionPool:
    """A fitted pool of s sources over k outcomes."""

    #: (s,) one for each source
    weights: Floats
    #: (k,) log constants of the outcomes; the last is 0
    constants: Floats

    @classmethod
    def plain(cls, sources: int, outcomes: int) -> OpinionPool:
        """Return the pool that believes the first source."""
        return cls(weights=np.eye(1, sources)[0], constants=np.zeros(outcomes))

    @classmethod
    def fit(cls, opinions: Floats, answers: Ints) -> OpinionPool:
        """Fit to earlier answers by penalised maximum likelihood.

        Parameters
        ----------
        opinions
            Shape (n, s, k): each source's probabilities.
        answers
            Shape (n,): which outcome it was, 0 … k - 1.
        """
        _, sources, outcomes = opinions.shape
        start = np.concatenate([np.eye(1, sources)[0], np.zeros(outcomes - 1)])
        # (n, k, p): how each parameter moves the log of each outcome
        design = np.concatenate([_logs(opinions), _constant_columns(opinions)], axis=2)
        theta = start
        for _ in range(_STEPS):
            chance = _softmax(design @ theta)
            centred = design - (chance[:, :, None] * design).sum(axis=1, keepdims=True)
            picked = centred[np.arange(len(answers)), answers]
            slope = picked.sum(axis=0) - _PRIOR_PRECISION * (theta - start)
            curve = np.einsum("nk,nkp,nkq->pq", chance, centred, centred, optimize=True)
            step = np.linalg.solve(curve + _PRIOR_PRECISION * np.eye(len(theta)), slope)
            theta = theta + step
            if np.abs(step).max() < 1e-8:
                break
        return cls(weights=theta[:sources], constants=np.append(theta[sources:], 0.0))

    def pool(self, opinions: Floats) -> Floats:
        """Return the pooled probabilities, (n, s, k) to (n, k)."""
        return _softmax(_logs(opinions) @ self.weights + self.constants)


def _logs(opinions: Floats) -> Floats:
    """Return logs as (n, k, s)."""
    return np.asarray(np.log(np.maximum(opinions, _LEAST)).swapaxes(1, 2))


def _constant_columns(opinions: Floats) -> Floats:
    count, _, outcomes = opinions.shape
    return np.broadcast_to(np.eye(outcomes)[:, :-1], (count, outcomes, outcomes - 1))


def _softmax(logs: Floats) -> Floats:
    raised = np.exp(logs - logs.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))

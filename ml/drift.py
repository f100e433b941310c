"""Drift: whether a model's forecasts still mean what they say.

A forecaster whose probabilities are true cannot be bet against: whoever stakes a unit on other
probabilities has, on average, a unit left. So the stakes of a few who think that the forecasts are
too bold, too timid, or lean to one side, all put together, are evidence: while the forecasts are
true they ever grow past 1 / a with a chance of at most a, however often one looks. `ALARM` is 100:
over the whole life of a model a false alarm comes with a chance of at most 1 %.
Knows probabilities and what happened; not whose they are, nor what follows from an alarm.

References
----------
Ville (1939), "Étude critique de la notion de collectif"; Shafer (2021), "Testing by betting".
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ml.evaluation import log_loss

Floats = NDArray[np.float64]

#: evidence from which on the forecasts are taken to have drifted
ALARM = 100.0
#: log odds are stretched so: below 1 for those who think the forecasts too bold
_STRETCHED = (0.5, 0.7, 1.4, 2.0)
#: or an outcome's log odds are moved so
_MOVED = 0.35
#: a probability below this is taken for it: one miss is no proof of anything
_FLOOR = 1e-9


@dataclass(frozen=True, kw_only=True, slots=True)
class Drift:
    """A model's settled forecasts beside what they promised."""

    matches: int
    #: mean log loss, and what it should have been if the forecasts were true; None without matches
    log_loss: float | None
    expected_log_loss: float | None
    #: largest evidence against the forecasts so far, 1 at the start
    evidence: float

    @property
    def is_drifting(self) -> bool:
        """Whether the forecasts no longer mean what they say."""
        return self.evidence >= ALARM


def drift_of(probabilities: ArrayLike, happened: ArrayLike) -> Drift:
    """Weigh settled forecasts, shape (n, k), in the order in which they were settled.

    `happened` are the outcomes 0 … k - 1, shape (n,).
    """
    chances = np.asarray(probabilities, dtype=np.float64)
    answers = np.asarray(happened, dtype=np.int64)
    if not len(answers):
        return Drift(matches=0, log_loss=None, expected_log_loss=None, evidence=1.0)
    safe = np.maximum(chances, _FLOOR)
    return Drift(
        matches=len(answers),
        log_loss=float(log_loss(chances, answers).mean()),
        expected_log_loss=float(-(chances * np.log(safe)).sum(axis=1).mean()),
        evidence=_evidence(safe, answers),
    )


def _evidence(chances: Floats, answers: NDArray[np.int64]) -> float:
    """Return the most that the doubters' stakes, put together, have ever grown to."""
    rows = np.arange(len(answers))
    doubters = np.stack([said[rows, answers] for said in _doubts(np.log(chances))], axis=1)
    grown = np.cumsum(np.log(doubters) - np.log(chances[rows, answers])[:, None], axis=0)
    peak = grown.max(axis=1, keepdims=True)
    together = peak[:, 0] + np.log(np.exp(grown - peak).mean(axis=1))
    # beyond this a number says no more
    return float(np.exp(np.clip(together.max(), 0.0, 50.0)))


def _doubts(logs: Floats) -> list[Floats]:
    """Return what each doubter thinks, shape (n, k) each."""
    moved = [
        logs + side * _MOVED * np.eye(logs.shape[1])[outcome]
        for outcome in range(logs.shape[1])
        for side in (-1.0, 1.0)
    ]
    return [_normalised(each) for each in (*(logs * by for by in _STRETCHED), *moved)]


def _normalised(logs: Floats) -> Floats:
    raw = np.exp(logs - logs.max(axis=1, keepdims=True))
    return np.asarray(raw / raw.sum(axis=1, keepdims=True))

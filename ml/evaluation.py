"""How good forecasts were: proper scores and calibration.

Outcomes are counted 0 … k - 1; of a match: home 0, draw 1, away 2. Knows probabilities and what
happened, not who made the forecasts.

References
----------
Epstein (1969), ranked probability score; Constantinou and Fenton (2012), "Solving the problem of
inadequate scoring rules for assessing probabilistic football forecast models".
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from ml.errors import BadFrame

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def outcomes(home_goals: ArrayLike, away_goals: ArrayLike) -> Ints:
    """Return 0 for home wins, 1 for draws, 2 for away wins."""
    lead = np.asarray(home_goals, dtype=np.float64) - np.asarray(away_goals, dtype=np.float64)
    if not np.isfinite(lead).all():
        raise BadFrame("Only matches with a score have an outcome.")
    return np.asarray(1 - np.sign(lead), dtype=np.int64)


def rps(probabilities: ArrayLike, happened: ArrayLike) -> Floats:
    """Return the ranked probability score of each row, 0 (best) to 1.

    The sum of squared cumulative differences over the ordered outcomes, divided by k - 1.
    """
    chances, hits = _paired(probabilities, happened)
    steps = np.cumsum(chances - hits, axis=1)[:, :-1]
    return np.asarray((steps**2).sum(axis=1) / steps.shape[1])


def log_loss(probabilities: ArrayLike, happened: ArrayLike) -> Floats:
    """Return minus the natural log of the probability of what happened, each row."""
    chances, hits = _paired(probabilities, happened)
    with np.errstate(divide="ignore"):
        return np.asarray(-np.log((chances * hits).sum(axis=1)))


def brier(probabilities: ArrayLike, happened: ArrayLike) -> Floats:
    """Return the sum of squared differences over all outcomes, each row, 0 (best) to 2."""
    chances, hits = _paired(probabilities, happened)
    return np.asarray(((chances - hits) ** 2).sum(axis=1))


def calibration_table(
    probabilities: ArrayLike, happened: ArrayLike, *, bins: int = 20, outcome: int | None = None
) -> pd.DataFrame:
    """Compare what was said with what happened, over all outcomes together or of one alone.

    Returns
    -------
    One row for each bin of equal width that holds any: `low`, `high`, `count`, `said` (mean
    probability) and `happened` (share that came true).
    """
    chances, hits = _paired(probabilities, happened)
    sides = slice(None) if outcome is None else outcome
    said, came = chances[:, sides].ravel(), hits[:, sides].ravel()
    place = np.minimum((said * bins).astype(np.int64), bins - 1)
    count = np.bincount(place, minlength=bins)
    used = np.flatnonzero(count)
    return pd.DataFrame(
        {
            "low": used / bins,
            "high": (used + 1) / bins,
            "count": count[used],
            "said": np.bincount(place, said, bins)[used] / count[used],
            "happened": np.bincount(place, came, bins)[used] / count[used],
        }
    )


def calibration_error(probabilities: ArrayLike, happened: ArrayLike, *, bins: int = 20) -> float:
    """Return the mean distance of said from happened over the bins, weighted by their counts."""
    table = calibration_table(probabilities, happened, bins=bins)
    gap = (table["said"] - table["happened"]).abs()
    return float((gap * table["count"]).sum() / table["count"].sum())


def _paired(probabilities: ArrayLike, happened: ArrayLike) -> tuple[Floats, Floats]:
    chances = np.asarray(probabilities, dtype=np.float64)
    answers = np.asarray(happened)
    if chances.ndim != 2 or len(chances) != len(answers):
        raise BadFrame("Probabilities are of shape (n, k), with n outcomes beside them.")
    if not np.allclose(chances.sum(axis=1), 1.0, atol=1e-6):
        raise BadFrame("The probabilities of each row sum to 1.")
    return chances, np.eye(chances.shape[1])[answers]

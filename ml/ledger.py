"""The ledger of a trial: what each forecast lost, match by match, and what its yardsticks lost.

Rows can be grouped by anything that is known of the matches, so a ledger of a hundred thousand
forecasts is scored once and read many times. Knows no leagues, models or seasons.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ml.evaluation import brier, log_loss, rps
from ml.intervals import half_width
from ml.trials import YARDSTICKS, Trial

Floats = NDArray[np.float64]

#: what came although it was given no chance at all counts as one in so many, a mean stays a number
WORST = float(-np.log(1e-15))
#: columns of losses; lower is better
LOSSES = {"rps": rps, "log_loss": log_loss, "brier": brier}


def ledger(trial: Trial) -> pd.DataFrame:
    """Return the losses of a trial's forecasts and yardsticks.

    Returns
    -------
    pandas.DataFrame
        One row for each row of the trial: `rps, log_loss, brier`, `hit` (the likeliest outcome
        came); for each of `YARDSTICKS` `base_rps`, `price_brier`, …, NaN where it is silent.
    """
    rows = dict(_losses(trial.chances, trial))
    rows["hit"] = (trial.chances.argmax(axis=1) == trial.happened).astype(np.float64)
    for name in YARDSTICKS:
        for loss, values in _losses(trial.yardsticks[name], trial).items():
            rows[f"{name}_{loss}"] = values
    return pd.DataFrame(rows)


def parts(table: pd.DataFrame, key: pd.Series[str]) -> pd.DataFrame:
    """Sum up the parts of a table of figures, NaN where there is none, all parts at once.

    Parameters
    ----------
    table
        One row a match, of columns of numbers.
    key
        The part that each row belongs to.

    Returns
    -------
    pandas.DataFrame
        One row a part, in order of the keys: for each column `name`, `name_count`, `name_mean`
        (NaN of none), and `name_low` and `name_high`, its 95 % interval by Student's t (NaN of
        fewer than two).
    """
    groups = table.groupby(key)
    count, mean, spread = groups.count(), groups.mean(), groups.std(ddof=1)
    half = half_width(count.to_numpy(), spread.to_numpy())
    found = {"count": count, "mean": mean, "low": mean - half, "high": mean + half}
    return pd.concat([each.add_suffix(f"_{name}") for name, each in found.items()], axis="columns")


def _losses(chances: Floats, trial: Trial) -> dict[str, Floats]:
    """Return each loss of some probabilities, NaN where a row has none."""
    speaks = np.isfinite(chances).all(axis=1)
    found = {name: np.full(len(chances), np.nan) for name in LOSSES}
    if speaks.any():
        for name, loss in LOSSES.items():
            found[name][speaks] = np.minimum(loss(chances[speaks], trial.happened[speaks]), WORST)
    return found

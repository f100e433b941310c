"""Walk-forward: every match of a range forecast from what was known before its day.

Ratings and tables are those of each match's own morning. How far they can be trusted (goal model
and pools) is learned anew every few days from the matches before. Knows frames and the rehearsal,
not how well it went.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.base import clone

from ml import score_grids
from ml.errors import BadFrame
from ml.frame import MATCH_COLUMNS, day_number, day_of, scored, tidy
from ml.match_model import GridModel
from ml.parameters import digest, learned_arrays
from ml.predictor import OddsUse, Predictor
from ml.rehearsal import Rehearsal, one_thread

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: columns of the answer, in order
COLUMNS = (
    "date",
    "league",
    "home_team",
    "away_team",
    "p_home",
    "p_draw",
    "p_away",
    "p_over_2_5",
    "p_btts",
    "data_cutoff",
    "model_version",
)


def walk_forward(
    matches: pd.DataFrame,
    *,
    start: date | datetime,
    end: date | datetime,
    leagues: Collection[str] | None = None,
    odds: OddsUse = "none",
    refit_days: int = 28,
    on_progress: Callable[[float], None] | None = None,
    predictor: Predictor | None = None,
) -> pd.DataFrame:
    """Forecast every match with a score from `start` to `end`, both included.

    Parameters
    ----------
    matches
        Frame of matches, also those long before `start`.
    leagues
        Which leagues are forecast; all of the frame are learned from.
    odds
        Which prices may be used; see `Predictor`.
    refit_days
        Days between fits.
    on_progress
        Called with the share of the work that is done, 0 to 1.
    predictor
        Other hyperparameters than the usual; its `odds` are those given here.

    Returns
    -------
    One row for each match, with the columns `COLUMNS`: dates in ISO form, `home_team` and
    `away_team` the names of the clubs where the frame has `home_name` and `away_name`.
    `data_cutoff` is the match's own day: every match that it was forecast from was before it.
    `model_version` names the day of the last fit.

    Raises
    ------
    BadFrame
        If columns are missing or no match lies in the range.
    """
    if refit_days < 1:
        raise BadFrame("Days between fits are 1 or more.")
    matches = matches.reset_index(drop=True)
    first, last = day_of(pd.Timestamp(start)), day_of(pd.Timestamp(end))
    frame = scored(tidy(matches, MATCH_COLUMNS), as_of=last + pd.Timedelta(days=1))
    learner = clone(predictor or Predictor()).set_params(odds=odds)
    frame = learner.recent(frame, first)
    asked = (frame["date"] >= first) & (leagues is None or frame["league"].isin(leagues or ()))
    if not asked.any():
        raise BadFrame("No match with a score lies in that range: widen it or import more data.")
    walk = learner.rehearsal(frame)
    with one_thread():
        steps = _steps(learner, walk, day_number(first), refit_days, on_progress)
        answer = pd.concat([_rows(frame, *step) for step in steps])
    _name_clubs(answer, matches)
    rows: pd.DataFrame = answer.loc[asked[answer.index], list(COLUMNS)]
    return rows.reset_index(drop=True)


def _steps(
    learner: Predictor,
    walk: Rehearsal,
    begin: int,
    refit_days: int,
    on_progress: Callable[[float], None] | None,
) -> Iterator[tuple[Ints, Floats, str]]:
    """Go forward from fit to fit; give the matches between them, their grids, and the version."""
    days = walk.played.sides.day
    steps = range(begin, int(days[-1]) + 1, refit_days)
    for done, day in enumerate(steps, start=1):
        walk.run(day)
        grid_model = walk.grid_model(before=day)
        walk.run(day + refit_days)
        rows = np.flatnonzero((days >= day) & (days < day + refit_days))
        prices = walk.played.prices.take(rows) if learner.odds == "prematch" else None
        if len(rows):
            yield rows, grid_model.grids(walk.features[rows], prices), _version(day, grid_model)
        if on_progress is not None:
            on_progress(done / len(steps))


def _version(day: int, grid_model: GridModel) -> str:
    """Return the day of a fit and a short hash of what was learned."""
    learned = digest(learned_arrays(grid_model))
    return f"{np.datetime64(day, 'D')}".replace("-", "") + f"-{learned[:8]}"


def _rows(frame: pd.DataFrame, rows: Ints, grids: Floats, version: str) -> pd.DataFrame:
    """Return the answer's rows for some matches of the frame; the index is the frame's."""
    fixtures = frame.iloc[rows]
    result, days = score_grids.results(grids), fixtures["date"].dt.strftime("%Y-%m-%d")
    return fixtures[["league", "home_team", "away_team"]].assign(
        date=days,
        p_home=result[:, 0],
        p_draw=result[:, 1],
        p_away=result[:, 2],
        p_over_2_5=score_grids.totals(grids)[:, 0],
        p_btts=score_grids.both_score(grids),
        data_cutoff=days,
        model_version=version,
    )


def _name_clubs(answer: pd.DataFrame, matches: pd.DataFrame) -> None:
    """Put the clubs' names in the place of their keys where the frame has them."""
    for side in ("home", "away"):
        if f"{side}_name" in matches.columns:
            answer[f"{side}_team"] = matches.loc[answer.index, f"{side}_name"]

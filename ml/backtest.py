"""Walk-forward: every match of a range forecast from what was known before its day.

Ratings, goal model and pools are fitted anew every few days to the matches before that day; the
matches until the next fit are forecast from them. So ratings are as of the last fit, up to
`refit_days` - 1 days old. Knows frames and the rehearsal, not how well it went.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime

import numpy as np
import pandas as pd
from sklearn.base import clone

from ml import score_grids
from ml.errors import BadFrame
from ml.frame import MATCH_COLUMNS, day_number, day_numbers, day_of, learnable, tidy
from ml.match_model import MatchModel
from ml.parameters import digest
from ml.predictor import OddsUse, Predictor
from ml.rehearsal import Rehearsal, one_thread

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
    refit_days: int = 7,
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
    `data_cutoff` is the day of the fit: every match learned from was before it.

    Raises
    ------
    BadFrame
        If columns are missing or no match lies in the range.
    """
    if refit_days < 1:
        raise BadFrame("Days between fits are 1 or more.")
    matches = matches.reset_index(drop=True)
    frame = tidy(matches, MATCH_COLUMNS)
    first, last = day_of(pd.Timestamp(start)), day_of(pd.Timestamp(end))
    fixtures = _fixtures(frame, first, last, leagues)
    known = learnable(frame, as_of=last)
    learner = clone(predictor or Predictor()).set_params(odds=odds)
    walk = learner.rehearsal(known, first)
    with one_thread():
        parts = list(_steps(learner, walk, fixtures, first, refit_days, on_progress))
    answer = pd.concat(parts)
    _name_clubs(answer, matches)
    return answer.loc[:, list(COLUMNS)].reset_index(drop=True)


def _steps(
    learner: Predictor,
    walk: Rehearsal,
    fixtures: pd.DataFrame,
    first: pd.Timestamp,
    refit_days: int,
    on_progress: Callable[[float], None] | None,
) -> Iterator[pd.DataFrame]:
    """Go forward from fit to fit and give the rows of the fixtures between them."""
    begin = day_number(first)
    walk.run(begin - learner.rehearsal_days, begin, learner.rehearsal_step)
    days = day_numbers(fixtures["date"])
    steps = range(begin, int(days.max()) + 1, refit_days)
    for done, day in enumerate(steps, start=1):
        walk.rate(day)
        walk.note(day + refit_days)
        rows = (days >= day) & (days < day + refit_days)
        if rows.any():
            yield _rows(learner, walk.model(), fixtures[rows])
        if on_progress is not None:
            on_progress(done / len(steps))


def _fixtures(
    frame: pd.DataFrame,
    first: pd.Timestamp,
    last: pd.Timestamp,
    leagues: Collection[str] | None,
) -> pd.DataFrame:
    """Return the matches to forecast."""
    scored = frame["home_goals"].notna() & frame["away_goals"].notna()
    chosen = scored & (frame["date"] >= first) & (frame["date"] <= last)
    if leagues is not None:
        chosen &= frame["league"].isin(list(leagues))
    if not chosen.any():
        raise BadFrame("No match with a score lies in that range: widen it or import more data.")
    return frame[chosen]


def _rows(learner: Predictor, model: MatchModel, fixtures: pd.DataFrame) -> pd.DataFrame:
    """Return the answer's rows for fixtures, all by one model; the index is the fixtures'."""
    grids = model.grids(model.names.sides(fixtures), learner.usable_prices(fixtures))
    cutoff = str(np.datetime64(model.known.day, "D"))
    # what was learned from the past alone: the list of names holds clubs still to come
    learned = digest(model, parts="goal_model")
    result = score_grids.results(grids)
    return fixtures[["league", "home_team", "away_team"]].assign(
        date=fixtures["date"].dt.strftime("%Y-%m-%d"),
        p_home=result[:, 0],
        p_draw=result[:, 1],
        p_away=result[:, 2],
        p_over_2_5=score_grids.totals(grids)[:, 0],
        p_btts=score_grids.both_score(grids),
        data_cutoff=cutoff,
        model_version=f"{cutoff.replace('-', '')}-{learned[:8]}",
    )


def _name_clubs(answer: pd.DataFrame, matches: pd.DataFrame) -> None:
    """Put the clubs' names in the place of their keys where the frame has them."""
    for side in ("home", "away"):
        if f"{side}_name" in matches.columns:
            answer[f"{side}_team"] = matches.loc[answer.index, f"{side}_name"]

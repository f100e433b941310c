"""Backtests: a walk-forward over the matches that are known, and their scores afterwards.

Knows where matches and prices are; not how a forecast is made, nor how scores are shown.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

from knowledge.database import Database
from knowledge.history import REACH, match_frame
from knowledge.yardstick import yardstick_frame
from tools.competitions import find_league

if TYPE_CHECKING:
    import pandas as pd

Progress = Callable[[float], None]
OddsUse = Literal["none", "past", "prematch"]

#: base rates are those of the results in so long before the first forecast
BASE_YEARS = dt.timedelta(days=5 * 365)


async def backtest(
    db: Database,
    days: tuple[dt.date, dt.date],
    *,
    as_of: dt.datetime,
    leagues: Sequence[str] | None = None,
    odds: OddsUse = "none",
    refit_days: int = 7,
    on_progress: Progress | None = None,
) -> pd.DataFrame:
    """Return a walk-forward prediction of every match in a range of days, both included.

    Leagues are ids ("E0", "en.1") or names.

    Returns
    -------
    pandas.DataFrame
        The contract's columns, one row for each match with a score known at `as_of`.

    Raises
    ------
    NotThere
        When a league is none, or has no matches here.
    BadFrame
        When no match with a score lies in the range.
    """
    from ml.backtest import walk_forward

    start, end = days
    async with db.reading() as session:
        if leagues:
            found = [await find_league(session, league) for league in leagues]
            leagues = list(dict.fromkeys(league.id for league in found))
        matches = await match_frame(
            session, as_of=as_of, since=start - REACH, with_odds=odds != "none"
        )
    return await asyncio.to_thread(
        walk_forward,
        matches,
        start=start,
        end=end,
        leagues=leagues,
        odds=odds,
        refit_days=refit_days,
        on_progress=on_progress,
    )


async def with_yardsticks(
    db: Database, forecasts: pd.DataFrame, *, as_of: dt.datetime
) -> pd.DataFrame:
    """Return a backtest's rows with what they are scored by: results, prices and base rates.

    Parameters
    ----------
    forecasts
        As `backtest` returns them: 1 or more rows.

    Returns
    -------
    The rows whose results are known, with the columns that `ml.scorecard` reads. Base rates are
    those of the league in the `BASE_YEARS` before the first day, or of all leagues where it has
    none.
    """
    days = [dt.date.fromisoformat(day) for day in forecasts["date"].unique()]
    start = min(days)
    async with db.reading() as session:
        known = await yardstick_frame(
            session,
            as_of=as_of,
            since=start - BASE_YEARS,
            until=max(days),
            leagues=sorted(forecasts["league"].unique()),
        )
    return await asyncio.to_thread(_joined, forecasts, known, start.isoformat())


def _joined(forecasts: pd.DataFrame, known: pd.DataFrame, start: str) -> pd.DataFrame:
    from ml.base_rates import with_base_rates

    known = known.assign(date=known["date"].dt.strftime("%Y-%m-%d"))
    before = known["date"] < start
    names = {"home_name": "home_team", "away_name": "away_team"}
    table = forecasts.merge(
        known[~before].rename(columns=names),
        on=["date", "league", "home_team", "away_team"],
        validate="one_to_one",
    )
    return with_base_rates(table, known[before])

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

if TYPE_CHECKING:
    import pandas as pd

Progress = Callable[[float], None]
OddsUse = Literal["none", "past", "prematch"]


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

    Returns
    -------
    pandas.DataFrame
        The contract's columns, one row for each match with a score known at `as_of`.

    Raises
    ------
    BadFrame
        When no match with a score lies in the range.
    """
    from ml.backtest import walk_forward

    start, end = days
    async with db.reading() as session:
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

"""Results and prices to score forecasts by, after they were made.

Closing prices are in no other frame: they are a yardstick, never something to learn from. Does
not know the forecasts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from knowledge.database import ReadSession
from knowledge.frames import read_frame
from knowledge.matches import AWAY, HOME, MatchQuery, is_known
from knowledge.odds import AVERAGE, BEST
from knowledge.schema import Match, Odds

if TYPE_CHECKING:
    import pandas as pd

RESULT = ("home", "draw", "away")
TOTAL = ("over_2_5", "under_2_5")
#: prefix of columns → book, moment, which prices
PRICES = {
    "avg": (AVERAGE, "prematch", (*RESULT, *TOTAL)),
    "close": (AVERAGE, "closing", (*RESULT, *TOTAL)),
    "best": (BEST, "prematch", RESULT),
}


async def yardstick_frame(
    session: ReadSession,
    *,
    as_of: dt.datetime,
    since: dt.date,
    until: dt.date,
    leagues: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Return the matches of a range of days whose results are known at `as_of`.

    Awarded games are left out: nobody played them.

    Returns
    -------
    pandas.DataFrame
        `league, season, date` (datetime64), `home_name, away_name, home_goals, away_goals`, and
        decimal prices, NaN where unknown: `avg_*` and `close_*` (the market's average before
        kick-off and at closing: home, draw, away, over_2_5, under_2_5), `best_*` (the best price
        before kick-off: home, draw, away).
    """
    query: MatchQuery = select(
        Match.league_id.label("league"),
        *(Match.season, Match.date, Match.home_goals, Match.away_goals),
        *(HOME.name.label("home_name"), AWAY.name.label("away_name")),
    ).where(is_known(as_of), Match.awarded.is_(False), Match.date.between(since, until))
    query = query.join(HOME, HOME.id == Match.home_id).join(AWAY, AWAY.id == Match.away_id)
    if leagues is not None:
        query = query.where(Match.league_id.in_(leagues))
    for prefix, (book, moment, outcomes) in PRICES.items():
        offered = aliased(Odds)
        query = query.outerjoin(
            offered,
            and_(
                offered.match_id == Match.id,
                offered.book == book,
                offered.moment == moment,
                offered.as_of <= as_of,
            ),
        ).add_columns(*(getattr(offered, name).label(f"{prefix}_{name}") for name in outcomes))
    return await read_frame(session, query.order_by(Match.date, Match.id))

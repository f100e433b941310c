"""Matches as a data frame: what a model may know at a moment.

One row a match, in order of day; counts and prices as floats, NaN where unknown. Does not know
what is made of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from knowledge.database import ReadSession
from knowledge.frames import read_frame
from knowledge.matches import MatchQuery, is_known
from knowledge.odds import AVERAGE, SHARPEST
from knowledge.schema import League, Match, Odds, Team

if TYPE_CHECKING:
    import pandas as pd

COUNTED = tuple(
    f"{side}_{what}"
    for what in ("goals", "shots", "shots_on_target", "corners", "reds", "xg")
    for side in ("home", "away")
)
PRICED = ("home", "draw", "away", "over_2_5", "under_2_5")

#: older matches weigh nothing in a model, so they are not even read for one
REACH = dt.timedelta(days=8 * 365)


async def match_frame(
    session: ReadSession,
    *,
    as_of: dt.datetime,
    since: dt.date | None = None,
    leagues: Sequence[str] | None = None,
    with_odds: bool = False,
) -> pd.DataFrame:
    """Return the matches known at `as_of`, oldest first.

    Parameters
    ----------
    since
        First day.
    leagues
        League ids; without it all leagues but cups.
    with_odds
        Adds the market's decimal prices, as far as they were on offer at `as_of`: the average
        before kick-off, `avg_home, avg_draw, avg_away, avg_over_2_5, avg_under_2_5`, and the
        closing one, `closing_home, …`: the average, or the sharpest book's where there is none.

    Returns
    -------
    pandas.DataFrame
        `league, season, country, tier, date` (datetime64), `home_team, away_team` (ids of clubs),
        `home_name, away_name, awarded` (decided at the table); of each side, `home_goals,
        away_goals, …`: `goals, shots, shots_on_target, corners, reds` (counts), `xg`.
    """
    query = _query(as_of, since, leagues, with_odds)
    names = {team.id: team.name for team in await session.execute(select(Team.id, Team.name))}
    frame = await read_frame(session, query)
    frame["home_name"] = frame["home_team"].map(names)
    frame["away_name"] = frame["away_team"].map(names)
    return frame


def _query(
    as_of: dt.datetime,
    since: dt.date | None,
    leagues: Sequence[str] | None,
    with_odds: bool,
) -> MatchQuery:
    query = (
        select(
            Match.league_id.label("league"),
            *(Match.season, League.country, League.tier, Match.date),
            Match.home_id.label("home_team"),
            Match.away_id.label("away_team"),
            Match.awarded,
            *(getattr(Match, name) for name in COUNTED),
        )
        .join(League, League.id == Match.league_id)
        .where(is_known(as_of))
        .where(League.is_cup.is_(False) if leagues is None else Match.league_id.in_(leagues))
        .order_by(Match.date, Match.id)
    )
    if since:
        query = query.where(Match.date >= since)
    return _with_odds(query, as_of) if with_odds else query


def _with_odds(query: MatchQuery, as_of: dt.datetime) -> MatchQuery:
    before, closing, sharp = (aliased(Odds) for _ in range(3))
    for offer, book, moment in (
        (before, AVERAGE, "prematch"),
        (closing, AVERAGE, "closing"),
        (sharp, SHARPEST, "closing"),
    ):
        query = query.outerjoin(
            offer,
            and_(
                offer.match_id == Match.id,
                offer.book == book,
                offer.moment == moment,
                offer.as_of <= as_of,
            ),
        )
    return query.add_columns(
        *(getattr(before, name).label(f"avg_{name}") for name in PRICED),
        *(
            func.coalesce(getattr(closing, name), getattr(sharp, name)).label(f"closing_{name}")
            for name in PRICED
        ),
    )

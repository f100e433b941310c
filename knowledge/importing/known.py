"""What is known already around the rows of a file: one query a subject."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Table, and_, select

from knowledge.database import WriteSession
from knowledge.importing import seasons
from knowledge.importing.pairing import DAYS_APART, Known, Row
from knowledge.schema import Match

MATCHES: Table = Match.metadata.tables["matches"]
ODDS: Table = Match.metadata.tables["odds"]

#: match id, book, moment
OddsKey = tuple[str, str, str]
#: day, home club, away club
Day = tuple[dt.date, str, str]


def near(league_id: str, season: str, rows: Sequence[Row]) -> ColumnElement[bool]:
    """Return the condition for the matches that the rows of one season may be about.

    Days alone, since an index knows them: those of the season, and what lies beyond them.
    """
    first, last = seasons.window(season)
    days = [first, last, *(row.record.date for row in rows)]
    slack = dt.timedelta(days=DAYS_APART)
    return and_(
        MATCHES.c.league_id == league_id,
        MATCHES.c.date.between(min(days) - slack, max(days) + slack),
    )


async def known_matches(session: WriteSession, where: ColumnElement[bool]) -> list[Known]:
    """Return these matches, every column."""
    found = await session.execute(select(MATCHES).where(where))
    return [dict(match) for match in found.mappings()]


async def known_elsewhere(
    session: WriteSession, league_id: str, rows: Sequence[Row]
) -> dict[Day, str]:
    """Return the same clubs' matches in other leagues: whole files exist under a wrong name."""
    days = [row.record.date for row in rows]
    columns = MATCHES.c.date, MATCHES.c.home_id, MATCHES.c.away_id, MATCHES.c.league_id
    query = select(*columns).where(
        MATCHES.c.home_id.in_({row.home_id for row in rows}),
        MATCHES.c.date.between(min(days), max(days)),
        MATCHES.c.league_id != league_id,
    )
    return {(date, home, away): league for date, home, away, league in await session.execute(query)}


async def known_odds(session: WriteSession, where: ColumnElement[bool]) -> dict[OddsKey, Known]:
    """Return the prices of these matches."""
    query = select(ODDS).join(MATCHES, MATCHES.c.id == ODDS.c.match_id).where(where)
    found = (await session.execute(query)).mappings()
    return {(row["match_id"], row["book"], row["moment"]): dict(row) for row in found}

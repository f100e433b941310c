"""Leagues, and which of their seasons is under way at a moment.

Fixtures are known before they are played: a season is told from the days of its matches alone.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, or_, select

from knowledge.database import ReadSession
from knowledge.errors import NotFound
from knowledge.schema import League, Match

#: a new season this near is the one people mean, once the old one is over
ABOUT_TO_START = dt.timedelta(days=3)


@dataclass(frozen=True, kw_only=True, slots=True)
class LeagueInfo:
    """A competition."""

    #: football-data's division code ("E0")
    id: str
    name: str
    country: str
    #: 1 is the top; 0 for cups
    tier: int
    is_cup: bool
    is_demo: bool


async def list_leagues(session: ReadSession) -> list[LeagueInfo]:
    """Return the leagues, by country, top tier first, cups last."""
    query = select(League).order_by(League.country, League.is_cup, League.tier, League.id)
    return [_read(league) for league in await session.scalars(query)]


async def get_league(session: ReadSession, league_id: str) -> LeagueInfo:
    """Return one league.

    Raises
    ------
    NotFound
        When no league has this id.
    """
    league = await session.get(League, league_id)
    if league is None:
        raise NotFound(f"No league has the id “{league_id}”: see the list of leagues.")
    return _read(league)


async def list_seasons(session: ReadSession, league_id: str) -> list[str]:
    """Return the seasons of a league with at least one match, newest first."""
    query = (
        select(Match.season)
        .where(Match.league_id == league_id)
        .group_by(Match.season)
        .order_by(func.max(Match.date).desc())
    )
    return list(await session.scalars(query))


async def list_seasons_of(session: ReadSession, team_id: str) -> dict[str, str]:
    """Return the seasons that a club has league matches in, newest first, each with its league."""
    query = (
        select(Match.season, Match.league_id)
        .join(League, League.id == Match.league_id)
        .where(or_(Match.home_id == team_id, Match.away_id == team_id), League.is_cup.is_(False))
        .group_by(Match.season, Match.league_id)
        .order_by(func.max(Match.date).desc())
    )
    return {row[0]: row[1] for row in await session.execute(query)}


async def current_season(session: ReadSession, league_id: str, *, as_of: dt.datetime) -> str | None:
    """Return the season under way at `as_of`, or the last one between seasons.

    A season that is about to start takes over once the last match of the one before is past. When
    all of a league's matches are still to come it is the first of them; None without any.
    """
    today = as_of.date()
    of_league = select(Match.season).where(Match.league_id == league_id)
    newest = of_league.order_by(Match.date.desc(), Match.season.desc()).limit(1)
    coming = of_league.where(Match.date > today).order_by(Match.date, Match.season).limit(1)
    soon = coming.where(Match.date <= today + ABOUT_TO_START)
    last: str | None = await session.scalar(newest.where(Match.date <= today))
    if last is None:
        return await session.scalar(coming)
    goes_on = await session.scalar(
        of_league.where(Match.season == last, Match.date >= today).limit(1)
    )
    return last if goes_on else await session.scalar(soon) or last


def _read(league: League) -> LeagueInfo:
    return LeagueInfo(
        id=league.id,
        name=league.name,
        country=league.country,
        tier=league.tier,
        is_cup=league.is_cup,
        is_demo=league.is_demo,
    )

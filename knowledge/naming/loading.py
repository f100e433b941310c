"""The resolver of the clubs in a database. Knows the tables, not how names are understood."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import NamedTuple

from sqlalchemy import ScalarSelect, Select, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from knowledge.database import ReadSession
from knowledge.naming.resolver import TeamResolver
from knowledge.naming.teams import KnownTeam
from knowledge.schema import League, Match, Team, TeamSpelling


async def load_resolver(session: ReadSession) -> TeamResolver:
    """Build the resolver of all clubs in the database: their spellings and their newest league.

    Two queries. The newest league is that of a club's newest match that is not a cup's; a club of
    cups alone has its newest cup. Fixtures count: they say where a club plays now.
    """
    spellings: dict[str, list[str]] = defaultdict(list)
    for team_id, spelling in await session.execute(
        select(TeamSpelling.team_id, TeamSpelling.spelling).order_by(TeamSpelling.spelling)
    ):
        spellings[team_id].append(spelling)
    stays: dict[Team, list[_Stay]] = defaultdict(list)
    for team, league_id, tier, is_cup, newest in await session.execute(_stays()):
        stays[team].append(_Stay(not is_cup, newest, league_id, tier))
    return TeamResolver.build(
        _known(team, spellings[team.id], own_stays) for team, own_stays in stays.items()
    )


class _Stay(NamedTuple):
    """A club in a league; the greatest says where it plays now."""

    is_league: bool
    newest: dt.date
    league_id: str
    tier: int


def _stays() -> Select[Team, str, int, bool, dt.date]:
    """Select each club with the leagues and dates of its newest matches, home and away.

    Both of all matches and of those that are not a cup's. An index finds each in one step, where
    grouping would read every match.
    """
    newest = union_all(
        *(
            select(Team.id.label("team_id"), _newest(side, and_cups).label("match_id"))
            for side in (Match.home_id, Match.away_id)
            for and_cups in (True, False)
        )
    ).subquery()
    return (
        select(Team, League.id, League.tier, League.is_cup, Match.date)
        .join(newest, newest.c.team_id == Team.id)
        .join(Match, newest.c.match_id == Match.id)
        .join(League, Match.league_id == League.id)
        .order_by(Team.id)
    )


def _newest(side: InstrumentedAttribute[str], and_cups: bool) -> ScalarSelect[str]:
    query = select(Match.id).where(side == Team.id).order_by(Match.date.desc()).limit(1)
    if not and_cups:
        query = query.join(League, Match.league_id == League.id).where(~League.is_cup)
    return query.correlate(Team).scalar_subquery()


def _known(team: Team, spellings: list[str], stays: list[_Stay]) -> KnownTeam:
    home = max(stays)
    return KnownTeam(
        id=team.id,
        name=team.name,
        country=team.country,
        spellings=tuple(spellings),
        league_id=home.league_id,
        tier=home.tier,
        newest_date=max(stay.newest for stay in stays),
        is_demo=team.is_demo,
    )

"""The resolver of the clubs in a database. Knows the tables, not how names are understood."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import func, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge.naming.resolver import TeamResolver
from knowledge.naming.teams import KnownTeam
from knowledge.schema import League, Match, Team, TeamSpelling


async def load_resolver(session: AsyncSession) -> TeamResolver:
    """Build the resolver of all clubs in the database: their spellings and their newest league.

    Two queries. The newest league is that of a club's newest match that is not a cup's; a club of
    cups alone has its newest cup. Fixtures count: they say where a club plays now.
    """
    spellings: dict[str, list[str]] = defaultdict(list)
    for team_id, spelling in await session.execute(
        select(TeamSpelling.team_id, TeamSpelling.spelling).order_by(TeamSpelling.spelling)
    ):
        spellings[team_id].append(spelling)
    rows = await session.execute(_newest_leagues())
    return TeamResolver.build(
        KnownTeam(
            id=team.id,
            name=team.name,
            country=team.country,
            spellings=tuple(spellings[team.id]),
            league_id=league_id,
            tier=tier or 0,
            newest_date=newest,
            is_demo=team.is_demo,
        )
        for team, league_id, tier, newest in rows
    )

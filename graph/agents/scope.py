"""Which matches and leagues an agent looks at. Knows no forecast and no words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from graph.agents.configuration import Scoped
from knowledge.errors import KnowledgeError
from knowledge.leagues import list_leagues
from knowledge.matches import MatchInfo, MatchStatus, find_matches
from knowledge.preferences import get_preferences
from tools.competitions import find_league
from tools.desk import Desk
from tools.errors import ToolError
from tools.pairings import find_club

#: matches of one league or club that are looked through
MANY = 1000


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """Leagues and clubs, by id."""

    leagues: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    #: everything there is, but cups
    is_all: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look at."""
        return not (self.is_all or self.leagues or self.teams)


async def scope_of(desk: Desk, told: Scoped) -> Scope:
    """Return what an agent looks at: as it was told, else its owner's favourites, else all.

    What is no longer known here (a league whose data went) is left out; if nothing is left of what
    was told, the scope is that nothing: it never widens by itself.
    """
    leagues, teams = told.leagues, told.teams
    if not (leagues or teams):
        async with desk.db.reading() as session:
            kept = await get_preferences(session, desk.user_id)
        leagues, teams = kept.favourite_leagues, kept.favourite_teams
    if not (leagues or teams):
        return Scope(is_all=True)
    return Scope(leagues=await _leagues(desk, leagues), teams=_teams(desk, teams))


async def must_be_known(desk: Desk, leagues: Sequence[str], teams: Sequence[str]) -> None:
    """Refuse a league or club that nobody knows, where somebody has just named it.

    Raises
    ------
    ToolError, KnowledgeError
        Names it.
    """
    async with desk.db.reading() as session:
        for name in leagues:
            await find_league(session, name)
    for name in teams:
        find_club(desk.clubs, name)


async def coming(desk: Desk, scope: Scope, *, days: int) -> list[MatchInfo]:
    """Return the matches of so many days, today included, that have not kicked off; no cups."""
    last = desk.today + dt.timedelta(days=days - 1)
    found = await between(desk, scope, desk.today, last, status="scheduled")
    return [match for match in found if match.starts > desk.as_of]


async def between(
    desk: Desk, scope: Scope, first: dt.date, last: dt.date, *, status: MatchStatus
) -> list[MatchInfo]:
    """Return the scope's league matches of some days, both included, in order of day."""
    if scope.is_empty:
        return []
    found: dict[str, MatchInfo] = {}
    async with desk.db.reading() as session:
        cups = {league.id for league in await list_leagues(session) if league.is_cup}
        asked: list[tuple[str | None, str | None]] = [
            *((league, None) for league in scope.leagues),
            *((None, team) for team in scope.teams),
        ]
        for league, team in asked or [(None, None)]:
            matches = await find_matches(
                session,
                as_of=desk.as_of,
                league=league,
                team_id=team,
                date_from=first,
                date_to=last,
                status=status,
                limit=MANY,
            )
            found |= {match.id: match for match in matches if match.league_id not in cups}
    return sorted(found.values(), key=lambda match: (match.date, match.id))


async def _leagues(desk: Desk, names: Sequence[str]) -> tuple[str, ...]:
    found = []
    async with desk.db.reading() as session:
        for name in names:
            try:
                found.append((await find_league(session, name)).id)
            except (ToolError, KnowledgeError):
                continue  # its data are not here (any more)
    return tuple(dict.fromkeys(found))


def _teams(desk: Desk, names: Sequence[str]) -> tuple[str, ...]:
    found = []
    for name in names:
        try:
            found.append(find_club(desk.clubs, name).id)
        except (ToolError, KnowledgeError):
            continue
    return tuple(dict.fromkeys(found))

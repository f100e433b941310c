"""Clubs by id, and lists of them. How their names are spelled is `knowledge.naming`'s subject.

Fixtures are known before they are played: a club is told from its matches, played or not.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import CompoundSelect, select, union

from knowledge.cursors import read_cursor, write_cursor
from knowledge.database import ReadSession
from knowledge.errors import NotFound
from knowledge.schema import Match, Team


@dataclass(frozen=True, kw_only=True, slots=True)
class TeamInfo:
    """A club."""

    id: str
    #: the one preferred spelling
    name: str
    country: str
    is_demo: bool

    @property
    def cursor(self) -> str:
        """The place of the club in a list: pass it as `after` to go on from here."""
        return write_cursor(self.name, self.id)


async def list_teams(
    session: ReadSession,
    *,
    league: str | None = None,
    limit: int = 50,
    after: str | None = None,
) -> list[TeamInfo]:
    """Return clubs by name: all, or those with a match in a league."""
    query = select(Team).order_by(Team.name, Team.id).limit(limit)
    if league:
        query = query.where(Team.id.in_(_with_a_match_in(league)))
    if after:
        name, team_id = read_cursor(after, 2)
        query = query.where((Team.name > name) | ((Team.name == name) & (Team.id > team_id)))
    return [_read(team) for team in await session.scalars(query)]


async def get_team(session: ReadSession, team_id: str) -> TeamInfo:
    """Return one club.

    Raises
    ------
    NotFound
        When no club has this id.
    """
    team = await session.get(Team, team_id)
    if team is None:
        raise NotFound(f"No club has the id “{team_id}”: look it up among the teams.")
    return _read(team)


def _with_a_match_in(league: str) -> CompoundSelect[str]:
    of_league = Match.league_id == league
    return union(select(Match.home_id).where(of_league), select(Match.away_id).where(of_league))


def _read(team: Team) -> TeamInfo:
    return TeamInfo(id=team.id, name=team.name, country=team.country, is_demo=team.is_demo)

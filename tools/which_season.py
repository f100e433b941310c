"""Which season is meant: of a league, of a club's league, or of the only league there is.

Knows no figures and no words of an answer.
"""

from __future__ import annotations

import datetime as dt

from knowledge.database import Database, ReadSession
from knowledge.leagues import LeagueInfo, list_leagues
from knowledge.naming import KnownTeam, TeamResolver
from knowledge.standings import TableRow
from tools.competitions import OFFERED, find_league, league_of
from tools.errors import NotThere
from tools.pairings import find_club
from tools.seasons import SeasonOutlook, Seasons


async def find_season(
    db: Database,
    clubs: TeamResolver,
    seasons: Seasons,
    *,
    league: str | None = None,
    team: str | None = None,
) -> tuple[SeasonOutlook, TableRow | None]:
    """Return the outlook of the season that is meant, and the row of the club, if one is.

    Raises
    ------
    NotThere, UnknownTeam, Ambiguous
        When there is no such league, season or club, the club plays in another league, or nothing
        tells which of several leagues is meant.
    NoForecast, MlError
        When no model may speak about the matches left.
    """
    async with db.reading() as session:
        named = await find_league(session, league) if league else None
        club = _club(clubs, team, named) if team else None
        meant = named or await _league_of(session, club, as_of=seasons.now)
    if meant.is_cup:
        raise NotThere(
            f"{meant.name} is a cup: only the seasons of leagues are simulated.",
            reason="season_of_cup",
            league=meant.id,
        )
    found = await seasons.outlook(meant.id)
    return found, _row_of(found, club) if club else None


def _club(clubs: TeamResolver, name: str, league: LeagueInfo | None) -> KnownTeam:
    """Return the club of that name in the league; a club of another one, when it is certain."""
    there = clubs.resolve(name, league=league.id if league else None).team
    return there or find_club(clubs, name)


async def _league_of(
    session: ReadSession, club: KnownTeam | None, *, as_of: dt.datetime
) -> LeagueInfo:
    """Return the league of a club; without one the league that is the only one here."""
    if club:
        return await league_of(session, club.id, as_of=as_of)
    here = [one for one in await list_leagues(session) if not one.is_cup]
    if len(here) == 1:
        return here[0]
    offered = [one.name for one in sorted(here, key=lambda one: one.tier)[:OFFERED]]
    raise NotThere("Name a league or a club: one is enough.", offered, reason="which_league")


def _row_of(found: SeasonOutlook, club: KnownTeam) -> TableRow:
    table = found.run_in.table
    row = table.row_of(club.id)
    if row is None:
        raise NotThere(
            f"{club.name} do not play in {table.league_name} {table.season}.",
            [each.team.name for each in table.rows],
            reason="not_in_league",
            club=club.name,
            league=table.league_id,
            season=table.season,
        )
    return row

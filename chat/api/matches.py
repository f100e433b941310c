"""Look-ups: leagues and tables, clubs and their form, matches."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from chat.api.asking import (
    FEW_ROWS,
    AskerDep,
    Cursor,
    Day,
    HouseDep,
    Limit,
    Now,
    Page,
    page_of,
    page_within,
)
from chat.api.shapes import BookPrices, Form, League, Match, MatchWithOdds, Meetings, Table, Team
from chat.house import House
from knowledge.database import ReadSession
from knowledge.errors import Ambiguous, NotFound, UnknownTeam
from knowledge.form import Venue, team_form
from knowledge.head_to_head import head_to_head
from knowledge.leagues import list_leagues
from knowledge.matches import MatchStatus, find_matches, get_match
from knowledge.naming import KnownTeam
from knowledge.odds import quotes
from knowledge.standings import league_table
from knowledge.teams import get_team, list_teams
from tools.competitions import find_league

router = APIRouter(tags=["matches"])

Name = Annotated[str | None, Query(max_length=120)]


@router.get("/leagues")
async def leagues(
    house: HouseDep, _asker: AskerDep, limit: Limit = FEW_ROWS, cursor: Cursor = None
) -> Page[League]:
    """List the leagues."""
    async with house.db.reading() as session:
        found = await list_leagues(session)
    return page_within(found, limit, cursor, lambda league: league.id, League.of)


@router.get("/leagues/{league_id}/table")
async def table(
    league_id: str,
    house: HouseDep,
    _asker: AskerDep,
    now: Now,
    season: Annotated[str | None, Query(max_length=12, examples=["2023-24"])] = None,
) -> Table:
    """Give a league's table as it stands, or stood at the end of a season."""
    async with house.db.reading() as session:
        league = await find_league(session, league_id)
        return Table.of(await league_table(session, league.id, as_of=now, season=season))


@router.get("/teams")
async def teams(
    house: HouseDep,
    _asker: AskerDep,
    q: Annotated[str | None, Query(max_length=120, description="A name in any spelling.")] = None,
    league: Name = None,
    limit: Limit = FEW_ROWS,
    cursor: Cursor = None,
) -> Page[Team]:
    """List the clubs; with `q`, the one of that name, or those that may be meant."""
    if q and not q.isspace():
        clubs = await house.clubs.fresh()
        resolution = clubs.resolve(q, league=league)
        found = [resolution.team] if resolution.team else list(resolution.candidates)
        return page_within(found, limit, cursor, lambda team: team.id, _known)
    async with house.db.reading() as session:
        league_id = (await find_league(session, league)).id if league else None
        rows = await list_teams(session, league=league_id, limit=limit + 1, after=cursor)
    return page_of(
        rows,
        limit,
        lambda row: Team(
            id=row.id, name=row.name, country=row.country, league=league_id, is_demo=row.is_demo
        ),
        lambda row: row.cursor,
    )


@router.get("/teams/{team_id}/form")
async def form(
    team_id: str,
    house: HouseDep,
    _asker: AskerDep,
    now: Now,
    last: Annotated[int, Query(ge=1, le=50)] = 6,
    venue: Venue | None = None,
) -> Form:
    """Give a club's latest results; a name in any spelling will do for the id."""
    async with house.db.reading() as session:
        club = await club_id(house, session, team_id)
        return Form.of(await team_form(session, club, as_of=now, last=last, venue=venue))


@router.get("/matches")
async def matches(
    house: HouseDep,
    _asker: AskerDep,
    now: Now,
    league: Name = None,
    team: Name = None,
    opponent: Name = None,
    date_from: Annotated[Day | None, Query(alias="from")] = None,
    date_to: Annotated[Day | None, Query(alias="to")] = None,
    status: MatchStatus | None = None,
    newest_first: bool = False,
    limit: Limit = FEW_ROWS,
    cursor: Cursor = None,
) -> Page[Match]:
    """List matches, oldest first; results that were not known yet are fixtures."""
    async with house.db.reading() as session:
        found = await find_matches(
            session,
            as_of=now,
            league=await _league_id(session, league),
            team_id=await club_id(house, session, team, league) if team else None,
            opponent_id=await club_id(house, session, opponent, league) if opponent else None,
            date_from=date_from,
            date_to=date_to,
            status=status,
            limit=limit + 1,
            newest_first=newest_first,
            after=cursor,
        )
    return page_of(found, limit, Match.of, lambda match: match.cursor)


@router.get("/matches/{match_id}")
async def match(match_id: str, house: HouseDep, _asker: AskerDep, now: Now) -> MatchWithOdds:
    """Give one match and the odds on it so far."""
    async with house.db.reading() as session:
        found = await get_match(session, match_id, as_of=now)
        offered = await quotes(session, match_id, as_of=now)
    return MatchWithOdds(
        **Match.of(found).model_dump(), odds=[BookPrices.of(quote) for quote in offered]
    )


@router.get("/matches/{match_id}/head-to-head")
async def meetings(
    match_id: str,
    house: HouseDep,
    _asker: AskerDep,
    now: Now,
    last: Annotated[int, Query(ge=1, le=100)] = 10,
) -> Meetings:
    """Give what the two clubs did against each other before."""
    async with house.db.reading() as session:
        found = await get_match(session, match_id, as_of=now)
        home, away = found.home.id, found.away.id
        return Meetings.of(await head_to_head(session, home, away, as_of=now, last=last))


async def club_id(house: House, session: ReadSession, name: str, league: str | None = None) -> str:
    """Return the id of a club named by its id or in any spelling.

    Raises
    ------
    UnknownTeam, Ambiguous
        When it is not one club.
    """
    try:
        return (await get_team(session, name)).id
    except NotFound:
        resolution = (await house.clubs.fresh()).resolve(name, league=league)
    if resolution.team:
        return resolution.team.id
    names = [team.name for team in resolution.candidates]
    is_shared = len(names) > 1 and resolution.fits
    raise Ambiguous(name, names) if is_shared else UnknownTeam(name, names)


async def _league_id(session: ReadSession, league: str | None) -> str | None:
    return (await find_league(session, league)).id if league else None


def _known(team: KnownTeam) -> Team:
    return Team(
        id=team.id,
        name=team.name,
        country=team.country,
        league=team.league_id,
        is_demo=team.is_demo,
    )

"""Leagues and clubs of imported rows: finds them, and writes those that are new."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy import insert, select

from knowledge.catalogue import entry
from knowledge.database import WriteSession
from knowledge.importing.records import Source
from knowledge.naming import ClubName, identify
from knowledge.schema import League, Team, TeamSpelling


async def write_leagues(session: WriteSession, league_ids: Iterable[str]) -> None:
    """Write the leagues that are not there yet, as the catalogue knows them."""
    wanted = sorted(set(league_ids))
    known = set(await session.scalars(select(League.id).where(League.id.in_(wanted))))
    rows = [
        {
            "id": league.id,
            "name": league.name,
            "country": league.country,
            "tier": league.tier,
            "is_cup": league.is_cup,
            "is_demo": False,
        }
        for league in map(entry, wanted)
        if league.id not in known
    ]
    if rows:
        await session.execute(insert(League), rows)


def club_of(league_id: str, spelling: str) -> ClubName:
    """Return the club that a league's source calls so.

    Raises
    ------
    ValueError
        The spelling can be no club's.
    """
    return identify(entry(league_id).country, spelling)


async def write_clubs(
    session: WriteSession, spellings: Iterable[tuple[str, str]], source: Source
) -> None:
    """Write the clubs and the spellings that are not there yet.

    Parameters
    ----------
    session
        The file's transaction; the leagues are written already.
    spellings
        (league id, spelling) of every club in the file.
    source
        Who spells them so.
    """
    clubs: dict[str, ClubName] = {}
    met: dict[tuple[str, str], str] = {}
    for league_id, spelling in set(spellings):
        club = club_of(league_id, spelling)
        clubs[club.team_id] = club
        met[country_of(club.team_id), _without_country(spelling)] = club.team_id
    await _write_teams(session, clubs)
    await _write_spellings(session, met, source)


def country_of(team_id: str) -> str:
    """Return the country that a club's id starts with (`e-man-united` → `E`)."""
    return team_id.partition("-")[0].upper()


def _without_country(spelling: str) -> str:
    return re.sub(r" \([A-Z]{3}\)$", "", spelling)


async def _write_teams(session: WriteSession, clubs: dict[str, ClubName]) -> None:
    known = set(await session.scalars(select(Team.id).where(Team.id.in_(clubs))))
    rows = [
        {"id": key, "name": club.name, "country": country_of(key), "is_demo": False}
        for key, club in sorted(clubs.items())
        if key not in known
    ]
    if rows:
        await session.execute(insert(Team), rows)


async def _write_spellings(
    session: WriteSession, met: dict[tuple[str, str], str], source: Source
) -> None:
    countries = {country for country, _ in met}
    query = select(TeamSpelling.country, TeamSpelling.spelling)
    found = await session.execute(query.where(TeamSpelling.country.in_(countries)))
    known = {(country, spelling) for country, spelling in found}
    rows = [
        {"country": key[0], "spelling": key[1], "team_id": team_id, "source": source}
        for key, team_id in sorted(met.items())
        if key not in known
    ]
    if rows:
        await session.execute(insert(TeamSpelling), rows)

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

#: country, spelling
SpellingKey = tuple[str, str]

#: the "country" of competitions between countries
ANYWHERE = "EUR"


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


class Clubs:
    """The clubs of a file. A spelling that was met before stays with the club it was met for."""

    def __init__(self, met: dict[SpellingKey, str]) -> None:
        self._met = met

    @classmethod
    async def load(cls, session: WriteSession, league_ids: Iterable[str]) -> Clubs:
        """Read the spellings of these leagues' countries."""
        countries = {entry(league_id).country for league_id in league_ids}
        query = select(TeamSpelling.country, TeamSpelling.spelling, TeamSpelling.team_id)
        if ANYWHERE not in countries:
            query = query.where(TeamSpelling.country.in_(countries))
        found = await session.execute(query)
        return cls({(country, spelling): team_id for country, spelling, team_id in found})

    def club(self, league_id: str, spelling: str) -> ClubName:
        """Return the club that a league's source calls so.

        Raises
        ------
        ValueError
            The spelling can be no club's.
        """
        named = identify(entry(league_id).country, spelling)
        met = self._met.get(_key(named, spelling))
        return ClubName(met, named.name) if met else named

    async def write(
        self, session: WriteSession, spellings: Iterable[tuple[str, str]], source: Source
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
        new: dict[SpellingKey, str] = {}
        for league_id, spelling in set(spellings):
            club = self.club(league_id, spelling)
            clubs[club.team_id] = club
            key = _key(club, spelling)
            if key not in self._met:
                new[key] = club.team_id
        await _write_teams(session, clubs)
        await _write_spellings(session, new, source)


def _key(club: ClubName, spelling: str) -> SpellingKey:
    return country_of(club.team_id), re.sub(r" \([A-Z]{3}\)$", "", spelling)


def country_of(team_id: str) -> str:
    """Return the country that a club's id starts with (`e-man-united` → `E`)."""
    return team_id.partition("-")[0].upper()


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
    session: WriteSession, new: dict[SpellingKey, str], source: Source
) -> None:
    rows = [
        {"country": key[0], "spelling": key[1], "team_id": team_id, "source": source}
        for key, team_id in sorted(new.items())
    ]
    if rows:
        await session.execute(insert(TeamSpelling), rows)

"""The resolver of what is in the database."""

from __future__ import annotations

import datetime as dt

from knowledge.database import Database
from knowledge.naming.loading import load_resolver
from knowledge.schema import League, Match, Team, TeamSpelling

MIDNIGHT = dt.time(tzinfo=dt.UTC)


def match(league: str, day: dt.date, home: str, away: str) -> Match:
    return Match(
        id=f"{league}-{day}-{home}", league_id=league, season="2023-24", date=day,
        known_from=dt.datetime.combine(day, MIDNIGHT), home_id=home, away_id=away,
        awarded=False, source="csv",
    )  # fmt: skip


async def test_clubs_come_with_spellings_and_their_newest_league(any_db: Database) -> None:
    async with any_db.writing() as session:
        session.add_all(
            [
                League(id="E0", name="Premier League", country="E", tier=1),
                League(id="E1", name="Championship", country="E", tier=2),
                League(id="CUP", name="Cup", country="E", tier=0, is_cup=True),
                Team(id="e-leeds", name="Leeds", country="E"),
                Team(id="e-hull", name="Hull", country="E"),
                Team(id="e-idle", name="Idle", country="E"),
                TeamSpelling(country="E", spelling="Leeds Utd FC", team_id="e-leeds", source="csv"),
            ]
        )
        await session.flush()
        session.add_all(
            [
                match("E0", dt.date(2022, 5, 1), "e-leeds", "e-hull"),
                match("E1", dt.date(2024, 5, 1), "e-hull", "e-leeds"),
                match("CUP", dt.date(2024, 6, 1), "e-hull", "e-leeds"),
            ]
        )
    async with any_db.reading() as session:
        resolver = await load_resolver(session)
    leeds = resolver.resolve("Leeds Utd FC").team
    assert leeds is not None
    assert (leeds.id, leeds.league_id, leeds.tier) == ("e-leeds", "E1", 2)
    assert leeds.newest_date == dt.date(2024, 6, 1)
    assert leeds.spellings == ("Leeds Utd FC",)
    assert resolver.resolve("Idle").is_unknown


async def test_an_empty_database_knows_no_club(any_db: Database) -> None:
    async with any_db.reading() as session:
        resolver = await load_resolver(session)
    assert resolver.resolve("Arsenal").is_unknown

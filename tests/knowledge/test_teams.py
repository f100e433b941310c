from __future__ import annotations

import pytest

from knowledge.database import Database
from knowledge.errors import NotFound, UnknownTeam
from knowledge.teams import get_team, list_teams
from tests.knowledge.league_book import LeagueBook


@pytest.fixture
async def book(db: Database) -> Database:
    """Clubs in two leagues."""
    async with db.writing() as session:
        book = LeagueBook(session)
        await book.league()
        await book.league("E1", "Championship", tier=2)
        await book.match("2023-08-08", "Arsenal", "Chelsea", season="2022-23")
        await book.match("2023-08-09", "Chelsea", "Arsenal", season="2022-23")
        await book.match("2024-08-08", "Everton", "Arsenal", season="2023-24")
        await book.match("2024-08-09", "Derby", "Barnsley", league_id="E1")
    return db


async def test_clubs_are_listed_by_name(book: Database) -> None:
    async with book.reading() as session:

        async def names(league: str | None = None) -> list[str]:
            return [team.name for team in await list_teams(session, league=league)]

        assert await names() == ["Arsenal", "Barnsley", "Chelsea", "Derby", "Everton"]
        assert await names("E0") == ["Arsenal", "Chelsea", "Everton"]
        assert await names("E1") == ["Barnsley", "Derby"]
        assert await names("D1") == []


async def test_pages_of_clubs_put_together_are_the_whole_list(book: Database) -> None:
    async with book.reading() as session:
        whole = await list_teams(session)
        paged, after = [], None
        while page := await list_teams(session, limit=2, after=after):
            paged += page
            after = page[-1].cursor
    assert paged == whole


async def test_one_club(book: Database) -> None:
    async with book.reading() as session:
        assert (await get_team(session, "e-derby")).name == "Derby"
        with pytest.raises(NotFound, match="e-nobody"):
            await get_team(session, "e-nobody")


def test_who_names_a_club_that_nobody_knows_is_told_what_to_do() -> None:
    assert str(UnknownTeam("Nosuchtown")).endswith(
        "check how it is written, or import its matches."
    )
    assert str(UnknownTeam("Leds", ["Leeds"])).endswith("“Leds”. Did you mean Leeds?")

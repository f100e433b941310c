from __future__ import annotations

import pytest

from knowledge.database import Database
from knowledge.errors import NotFound
from knowledge.leagues import get_league, list_leagues, list_seasons
from tests.knowledge.league_book import LeagueBook


async def test_leagues_by_country_and_tier(db: Database) -> None:
    async with db.writing() as session:
        book = LeagueBook(session)
        await book.league("E1", "Championship", tier=2)
        await book.league("DFB", "DFB-Pokal", country="D", tier=0, is_cup=True)
        await book.league()
        await book.league("D1", "Bundesliga", country="D")
    async with db.reading() as session:
        assert [each.id for each in await list_leagues(session)] == ["D1", "DFB", "E0", "E1"]
        assert (await get_league(session, "E1")).name == "Championship"
        with pytest.raises(NotFound, match="E9"):
            await get_league(session, "E9")


async def test_seasons_newest_first(db: Database) -> None:
    async with db.writing() as session:
        book = LeagueBook(session)
        await book.league()
        await book.match("1999-08-08", "Arsenal", "Chelsea", season="1999-00")
        await book.match("2005-08-08", "Arsenal", "Chelsea", season="2005-06")
    async with db.reading() as session:
        assert await list_seasons(session, "E0") == ["2005-06", "1999-00"]
        assert await list_seasons(session, "D1") == []

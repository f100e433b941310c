from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.database import Database
from knowledge.errors import NotFound
from knowledge.importing.importer import import_path
from knowledge.leagues import current_season
from knowledge.standings import LeagueTable, league_table
from tests.knowledge.league_book import LeagueBook, instant


async def test_a_table_stands_as_it_did_at_the_moment(db: Database) -> None:
    async with db.writing() as session:
        book = LeagueBook(session)
        await book.league()
        await book.match("2024-05-01", "Arsenal", "Chelsea", "2-0")
        await book.match("2024-05-03", "Chelsea", "Fulham", "1-1")
        await book.match("2024-05-10", "Fulham", "Arsenal", "4-0")
    async with db.reading() as session:
        start = await league_table(session, "E0", as_of=instant("2024-05-01"))
        middle = await league_table(session, "E0", as_of=instant("2024-05-04"))
        end = await league_table(session, "E0", as_of=instant("2024-05-11"))
    assert [(row.team.name, row.played) for row in start.rows] == [
        *(("Arsenal", 0), ("Chelsea", 0), ("Fulham", 0))
    ]
    assert _points(middle) == {"Arsenal": 3, "Fulham": 1, "Chelsea": 1}
    assert [row.place for row in middle.rows] == [1, 2, 3]
    assert _points(end) == {"Fulham": 4, "Arsenal": 3, "Chelsea": 1}
    row = end.row_of("e-arsenal")
    assert row
    assert (row.won, row.drawn, row.lost, row.goals_for, row.goals_against) == (1, 0, 1, 2, 4)
    assert (row.goal_difference, row.deducted) == (-2, 0)
    assert end.row_of("e-nobody") is None


async def test_awarded_games_count_in_a_table(db: Database) -> None:
    async with db.writing() as session:
        book = LeagueBook(session)
        await book.league()
        await book.match("2024-05-01", "Arsenal", "Chelsea", "3-0", awarded=True)
    async with db.reading() as session:
        table = await league_table(session, "E0", as_of=instant("2024-05-02"))
    assert _points(table) == {"Arsenal": 3, "Chelsea": 0}


async def test_play_offs_do_not_count_in_a_table(db: Database) -> None:
    async with db.writing() as session:
        book = LeagueBook(session)
        await book.league()
        await book.match("2024-05-01", "Arsenal", "Chelsea", "1-0", round="Matchday 30")
        await book.match("2024-05-20", "Chelsea", "Arsenal", "2-0", round="Play-offs, Final")
        await book.match("2024-05-21", "Chelsea", "Derby", "2-0", round="Promotion")
    async with db.reading() as session:
        table = await league_table(session, "E0", as_of=instant("2024-06-01"))
    assert _points(table) == {"Arsenal": 3, "Chelsea": 0}


async def test_an_unknown_league_or_season_is_not_found(db: Database) -> None:
    async with db.writing() as session:
        await LeagueBook(session).league()
    async with db.reading() as session:
        for league, season, words in (
            ("X9", None, "X9"),
            ("E0", None, "Premier League is known"),
            ("E0", "1899-00", "in 1899-00"),
        ):
            with pytest.raises(NotFound, match=words):
                await league_table(session, league, as_of=instant("2024-05-02"), season=season)


async def test_the_season_under_way(db: Database) -> None:
    async with db.writing() as session:
        book = LeagueBook(session)
        await book.league()
        await book.match("2023-08-11", "Arsenal", "Chelsea", "1-0", season="2023-24")
        await book.match("2024-05-19", "Chelsea", "Arsenal", "1-0", season="2023-24")
        await book.match("2024-08-16", "Arsenal", "Chelsea", season="2024-25")

    async def season(day: str) -> str | None:
        async with db.reading() as session:
            return await current_season(session, "E0", as_of=instant(day))

    assert await season("2020-01-01") == "2023-24"  # all is still to come
    assert await season("2024-05-19") == "2023-24"
    assert await season("2024-07-01") == "2023-24"  # between seasons
    assert await season("2024-08-12") == "2023-24"
    assert await season("2024-08-14") == "2024-25"  # about to start
    assert await season("2026-01-01") == "2024-25"


async def test_a_season_about_to_start_waits_for_the_old_one_to_end(db: Database) -> None:
    async with db.writing() as session:
        book = LeagueBook(session)
        await book.league()
        await book.match("2024-06-28", "Arsenal", "Chelsea", season="2024/1")
        await book.match("2024-06-30", "Chelsea", "Arsenal", season="2024/1")
        await book.match("2024-07-01", "Arsenal", "Chelsea", season="2024/2")
    async with db.reading() as session:
        assert await current_season(session, "E0", as_of=instant("2024-06-30 09:00")) == "2024/1"
        assert await current_season(session, "E0", as_of=instant("2024-07-01")) == "2024/2"


@pytest.fixture
async def real(db: Database, real_data: Path) -> Database:
    """Seasons whose final tables are well known."""
    for file in ("2324/E0", "2223/D1", "0607/SP1", "2223/SC0", "1617/SC0", "2324/I1", "2223/G1"):
        await import_path(
            db, real_data / "football-data" / f"{file}.csv", now=instant("2024-05-10")
        )
    return db


async def test_real_tables_end_as_they_ended(real: Database) -> None:
    async with real.reading() as session:

        async def final(league: str, season: str, day: str = "2025-01-01") -> LeagueTable:
            return await league_table(session, league, as_of=instant(day), season=season)

        england = _points(await final("E0", "2023-24"))
        assert list(england)[:3] == ["Man City", "Arsenal", "Liverpool"]
        assert (england["Man City"], england["Arsenal"]) == (91, 89)
        assert (england["Everton"], england["Nott'm Forest"]) == (40, 32)

        germany = await final("D1", "2022-23")
        assert [(row.team.name, row.points) for row in germany.rows[:2]] == [
            *(("Bayern Munich", 71), ("Dortmund", 71))
        ]

        # Barcelona had the better goal difference, Real the better games against them
        spain = await final("SP1", "2006-07")
        assert [(row.team.name, row.points, row.goal_difference) for row in spain.rows[:2]] == [
            *(("Real Madrid", 76, 26), ("Barcelona", 76, 45))
        ]
        italy = list(_points(await final("I1", "2023-24")))
        assert italy.index("Torino") < italy.index("Napoli")  # level; goal difference 0 and +7


async def test_a_scottish_club_stays_in_its_half(real: Database) -> None:
    async with real.reading() as session:
        table = await league_table(session, "SC0", as_of=instant("2017-07-01"), season="2016-17")
    sixth, seventh = table.rows[5], table.rows[6]
    assert [row.played for row in table.rows] == [38] * 12
    # Partick were in the upper half after 33 matches, and took fewer points than the next club
    assert (sixth.team.name, seventh.team.name) == ("Partick", "Ross County")
    assert sixth.points < seventh.points


async def test_greek_clubs_stay_in_their_part_of_the_table(real: Database) -> None:
    async with real.reading() as session:
        table = await league_table(session, "G1", as_of=instant("2023-07-01"), season="2022-23")
        before = await league_table(session, "G1", as_of=instant("2023-02-01"))
    sixth, seventh = table.rows[5], table.rows[6]
    assert (sixth.team.name, seventh.team.name) == ("Volos NFC", "OFI Crete")
    assert sixth.points < seventh.points
    points = [row.points for row in before.rows]
    assert points == sorted(points, reverse=True)


async def test_points_taken_away_count_from_the_day_of_the_decision(real: Database) -> None:
    async def everton(day: str) -> int:
        async with real.reading() as session:
            table = await league_table(session, "E0", as_of=instant(day))
        row = table.row_of("e-everton")
        assert row
        return row.deducted

    assert await everton("2023-11-16") == 0
    assert await everton("2023-11-20") == 10
    assert await everton("2024-03-01") == 6
    assert await everton("2024-04-10") == 8


def _points(table: LeagueTable) -> dict[str, int]:
    return {row.team.name: row.points for row in table.rows}

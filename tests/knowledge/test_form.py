from __future__ import annotations

import pytest

from knowledge.database import Database
from knowledge.errors import NotFound
from knowledge.form import team_form
from tests.knowledge.league_book import LeagueBook, instant

NOW = instant("2024-05-10")


@pytest.fixture
async def book(db: Database) -> Database:
    """Arsenal: W at home, L away, D at home, an awarded game, W away, and one to come."""
    async with db.writing() as session:
        book = LeagueBook(session)
        await book.league()
        await book.match("2024-04-01", "Arsenal", "Chelsea", "2-0")
        await book.match("2024-04-08", "Fulham", "Arsenal", "3-1")
        await book.match("2024-04-15", "Arsenal", "Fulham", "1-1")
        await book.match("2024-04-20", "Arsenal", "Everton", "3-0", awarded=True)
        await book.match("2024-04-22", "Chelsea", "Arsenal", "0-1")
        await book.match("2024-05-10", "Everton", "Arsenal", "9-0")
    return db


async def test_form_is_newest_first_and_sums_up(book: Database) -> None:
    async with book.reading() as session:
        form = await team_form(session, "e-arsenal", as_of=NOW)
    assert form.letters == "WDLW"
    assert (form.won, form.drawn, form.lost, form.points) == (2, 1, 1, 7)
    assert (form.goals_for, form.goals_against) == (5, 4)
    assert [match.score for match in form.matches] == ["0-1", "1-1", "3-1", "2-0"]


async def test_form_of_a_few_at_home_or_away(book: Database) -> None:
    async with book.reading() as session:
        last = await team_form(session, "e-arsenal", as_of=NOW, last=2)
        home = await team_form(session, "e-arsenal", as_of=NOW, venue="home")
        away = await team_form(session, "e-arsenal", as_of=NOW, venue="away")
    assert (last.letters, home.letters, away.letters) == ("WD", "DW", "WL")


async def test_a_club_without_results_has_no_form(book: Database) -> None:
    async with book.reading() as session:
        form = await team_form(session, "e-everton", as_of=NOW)
        with pytest.raises(NotFound, match="e-nobody"):
            await team_form(session, "e-nobody", as_of=NOW)
    assert (form.letters, form.matches, form.points) == ("", (), 0)

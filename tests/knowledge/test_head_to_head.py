from __future__ import annotations

import pytest

from knowledge.database import Database
from knowledge.errors import NotFound
from knowledge.form import Venue
from knowledge.head_to_head import head_to_head
from tests.knowledge.league_book import LeagueBook, instant

NOW = instant("2024-05-10")


@pytest.fixture
async def book(db: Database) -> Database:
    """Meetings of Arsenal and Chelsea, and other matches."""
    async with db.writing() as session:
        book = LeagueBook(session)
        await book.league()
        await book.match("2022-04-01", "Arsenal", "Chelsea", "2-0")
        await book.match("2022-11-08", "Chelsea", "Arsenal", "3-3")
        await book.match("2023-04-15", "Arsenal", "Chelsea", "0-1")
        await book.match("2023-05-15", "Chelsea", "Arsenal", "3-0", awarded=True)
        await book.match("2023-06-15", "Arsenal", "Fulham", "4-0")
        await book.match("2024-05-10", "Chelsea", "Arsenal", "0-5")
    return db


async def test_meetings_are_counted_from_the_first_club(book: Database) -> None:
    async with book.reading() as session:
        both = await head_to_head(session, "e-arsenal", "e-chelsea", as_of=NOW, last=2)
    assert (both.team.name, both.opponent.name) == ("Arsenal", "Chelsea")
    assert (both.played, both.won, both.drawn, both.lost) == (3, 1, 1, 1)
    assert (both.goals_for, both.goals_against) == (5, 4)
    assert (both.over_2_5, both.both_scored) == (1, 1)
    assert [match.score for match in both.matches] == ["0-1", "3-3"]


@pytest.mark.parametrize(
    ("venue", "played", "goals"), [("home", 2, (2, 1)), ("away", 1, (3, 3)), (None, 3, (5, 4))]
)
async def test_meetings_at_one_ground_alone(
    book: Database, venue: Venue | None, played: int, goals: tuple[int, int]
) -> None:
    async with book.reading() as session:
        both = await head_to_head(session, "e-arsenal", "e-chelsea", as_of=NOW, venue=venue)
    assert (both.played, (both.goals_for, both.goals_against)) == (played, goals)
    assert len(both.matches) == played


async def test_it_is_its_own_mirror(book: Database) -> None:
    async with book.reading() as session:
        one = await head_to_head(session, "e-arsenal", "e-chelsea", as_of=NOW)
        other = await head_to_head(session, "e-chelsea", "e-arsenal", as_of=NOW)
    assert (one.won, one.lost, one.drawn) == (other.lost, other.won, other.drawn)
    assert (one.goals_for, one.goals_against) == (other.goals_against, other.goals_for)
    assert one.matches == other.matches


async def test_clubs_that_never_met(book: Database) -> None:
    async with book.reading() as session:
        both = await head_to_head(session, "e-chelsea", "e-fulham", as_of=NOW)
        with pytest.raises(NotFound, match="e-nobody"):
            await head_to_head(session, "e-chelsea", "e-nobody", as_of=NOW)
    assert (both.played, both.won, both.goals_for, both.matches) == (0, 0, 0, ())


async def test_the_last_of_each_end_is_told_however_long_ago(book: Database) -> None:
    async with book.reading() as session:
        one = await head_to_head(session, "e-arsenal", "e-chelsea", as_of=NOW, last=1)
        away = await head_to_head(session, "e-arsenal", "e-chelsea", as_of=NOW, venue="away")
        fulham = await head_to_head(session, "e-arsenal", "e-fulham", as_of=NOW)
    ends = [one.last_won, one.last_drawn, one.last_lost]
    # the awarded game and the one of today are none
    assert [match.date.isoformat() for match in ends if match] == [
        "2022-04-01", "2022-11-08", "2023-04-15"
    ]  # fmt: skip
    assert (away.last_won, away.last_lost) == (None, None)
    assert (fulham.last_drawn, fulham.last_lost) == (None, None)

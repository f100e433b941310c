from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from knowledge.database import Database
from knowledge.errors import InvalidValue, NotFound
from knowledge.matches import count_results, find_fixture, find_matches, get_match, known_at
from tests.knowledge.league_book import LeagueBook, instant

NOW = instant("2024-05-10 12:00")


@pytest.fixture
def db(any_db: Database) -> Database:
    """Take a database of each kind."""
    return any_db


@pytest.fixture
async def book(db: Database) -> Database:
    """A few matches around NOW."""
    async with db.writing() as session:
        book = LeagueBook(session)
        await book.league()
        await book.league("D1", "Bundesliga", country="D")
        await book.match(
            "2024-05-01", "Arsenal", "Chelsea", "5-0", home_goals_ht=1, away_goals_ht=0
        )
        await book.match("2024-05-09", "Fulham", "Arsenal", "1-1")
        await book.match("2024-05-10", "Chelsea", "Fulham", "2-2")
        await book.match("2024-05-11 14:00", "Arsenal", "Fulham", "3-0", home_xg=2.5, away_xg=0.4)
        await book.match("2024-05-07", "Fulham", "Chelsea")
        await book.match("2024-05-18 15:00", "Chelsea", "Arsenal")
        await book.match("2024-05-12", "Mainz", "Bochum", league_id="D1")
    return db


async def test_a_result_is_seen_from_the_day_after_when_only_the_day_is_known(
    book: Database,
) -> None:
    async with book.reading() as session:
        on_the_day = await get_match(
            session, "2024-05-10-e-chelsea-e-fulham", as_of=instant("2024-05-10 23:59")
        )
        a_minute_later = await get_match(
            session, "2024-05-10-e-chelsea-e-fulham", as_of=instant("2024-05-11 00:00")
        )
    assert (on_the_day.status, on_the_day.score) == ("scheduled", None)
    assert (a_minute_later.status, a_minute_later.score) == ("finished", "2-2")


async def test_a_result_is_seen_150_minutes_after_a_known_kick_off(book: Database) -> None:
    async with book.reading() as session:
        match_id = "2024-05-11-e-arsenal-e-fulham"
        before = await get_match(session, match_id, as_of=instant("2024-05-11 16:29"))
        after = await get_match(session, match_id, as_of=instant("2024-05-11 16:30"))
    assert (before.score, before.home_xg, before.away_xg) == (None, None, None)
    assert (after.score, after.home_xg, after.away_xg) == ("3-0", 2.5, 0.4)
    assert after.title == "Arsenal – Fulham, 2024-05-11"


async def test_a_fixture_without_result_a_day_after_its_day_is_postponed(book: Database) -> None:
    async with book.reading() as session:
        postponed = await find_matches(session, as_of=NOW, status="postponed")
        earlier = await find_matches(session, as_of=instant("2024-05-08 12:00"), status="postponed")
    assert [match.id for match in postponed] == ["2024-05-07-e-fulham-e-chelsea"]
    assert earlier == []


async def test_every_match_has_exactly_one_status(book: Database) -> None:
    async with book.reading() as session:
        for day in range(1, 20):
            as_of = instant(f"2024-05-{day:02} 17:00")
            everything = await find_matches(session, as_of=as_of)
            by_status = {
                match.id: match.status
                for status in ("scheduled", "finished", "postponed")
                for match in await find_matches(session, as_of=as_of, status=status)
            }
            assert by_status == {match.id: match.status for match in everything}


async def test_matches_are_found_by_league_club_opponent_and_days(book: Database) -> None:
    async with book.reading() as session:

        async def found(**filters: object) -> list[str]:
            matches = await find_matches(session, as_of=NOW, **filters)  # type: ignore[arg-type]
            return [match.title for match in matches]

        assert await found(league="D1") == ["Mainz – Bochum, 2024-05-12"]
        assert await found(team_id="e-arsenal", opponent_id="e-chelsea") == [
            "Arsenal – Chelsea, 2024-05-01",
            "Chelsea – Arsenal, 2024-05-18",
        ]
        assert await found(team_id="e-chelsea", newest_first=True, limit=2) == [
            "Chelsea – Arsenal, 2024-05-18",
            "Chelsea – Fulham, 2024-05-10",
        ]
        days = {"date_from": dt.date(2024, 5, 9), "date_to": dt.date(2024, 5, 10)}
        assert await found(**days) == [
            "Fulham – Arsenal, 2024-05-09",
            "Chelsea – Fulham, 2024-05-10",
        ]
        assert await found(team_id="e-nobody") == []


@pytest.mark.parametrize("newest_first", [False, True])
async def test_pages_put_together_are_the_whole_list(book: Database, newest_first: bool) -> None:
    async with book.reading() as session:
        whole = await find_matches(session, as_of=NOW, newest_first=newest_first)
        paged, after = [], None
        while page := await find_matches(
            session, as_of=NOW, limit=2, newest_first=newest_first, after=after
        ):
            paged += page
            after = page[-1].cursor
    assert paged == whole
    assert len(whole) == 7


async def test_matches_of_a_day_are_in_order_of_their_kick_off(book: Database) -> None:
    pairs = {"20:00": "Chelsea", "12:30": "Everton", "": "Fulham", "15:00": "Leeds"}
    async with book.writing() as session:
        added = LeagueBook(session)
        for at, home in pairs.items():
            await added.match(f"2024-07-06 {at}".strip(), home, "Arsenal", id=f"{home}-x")
    day = dt.date(2024, 7, 6)
    async with book.reading() as session:
        for newest_first in (False, True):
            paged, after = [], None
            while page := await find_matches(
                session, as_of=NOW, limit=1, newest_first=newest_first, after=after, date_from=day
            ):
                paged += [match.home.name for match in page]
                after = page[-1].cursor
            ordered = ["Fulham", "Everton", "Leeds", "Chelsea"]
            assert paged == (ordered[::-1] if newest_first else ordered)


async def test_a_page_starts_after_its_cursor_even_when_rows_were_added(book: Database) -> None:
    async with book.reading() as session:
        first = await find_matches(session, as_of=NOW, limit=3)
    async with book.writing() as session:
        await LeagueBook(session).match("2024-04-01", "Chelsea", "Arsenal", "0-0", id="added")
    async with book.reading() as session:
        second = await find_matches(session, as_of=NOW, limit=50, after=first[-1].cursor)
    assert len(second) == 4
    assert {match.id for match in first}.isdisjoint(match.id for match in second)


@pytest.mark.parametrize("cursor", ["", "nonsense", "WyJhIl0", "WyJhIiwgImIiXQ", "Ű", "[1]"])
async def test_a_foreign_cursor_is_refused(book: Database, cursor: str) -> None:
    async with book.reading() as session:
        if cursor:
            with pytest.raises(InvalidValue, match="cursor"):
                await find_matches(session, as_of=NOW, after=cursor)
        else:
            assert await find_matches(session, as_of=NOW, after=cursor)


async def test_a_limit_below_one_is_refused(book: Database) -> None:
    async with book.reading() as session:
        with pytest.raises(InvalidValue, match="limit"):
            await find_matches(session, as_of=NOW, limit=0)


async def test_an_unknown_match_is_not_found(book: Database) -> None:
    async with book.reading() as session:
        with pytest.raises(NotFound, match="no-such-id"):
            await get_match(session, "no-such-id", as_of=NOW)


async def test_the_next_match_of_two_clubs(book: Database) -> None:
    async with book.reading() as session:
        named = await find_fixture(session, "e-chelsea", "e-arsenal", as_of=NOW)
        swapped = await find_fixture(session, "e-arsenal", "e-chelsea", as_of=NOW)
        none_left = await find_fixture(session, "e-chelsea", "e-mainz", as_of=NOW)
    assert named
    assert named.title == "Chelsea – Arsenal, 2024-05-18"
    assert swapped == named
    assert none_left is None


async def test_the_named_home_side_is_preferred_to_an_earlier_match_swapped(
    book: Database,
) -> None:
    async with book.writing() as session:
        await LeagueBook(session).match("2024-09-01", "Arsenal", "Chelsea")
    async with book.reading() as session:
        found = await find_fixture(session, "e-arsenal", "e-chelsea", as_of=NOW)
    assert found
    assert found.title == "Arsenal – Chelsea, 2024-09-01"


async def test_the_match_of_two_clubs_on_a_day(book: Database) -> None:
    async with book.reading() as session:
        played = await find_fixture(
            session, "e-chelsea", "e-arsenal", as_of=NOW, on=dt.date(2024, 5, 1)
        )
        no_such = await find_fixture(
            session, "e-chelsea", "e-arsenal", as_of=NOW, on=dt.date(2024, 5, 2)
        )
    assert played
    assert (played.title, played.score) == ("Arsenal – Chelsea, 2024-05-01", "5-0")
    assert no_such is None


async def test_results_to_learn_from_are_counted(book: Database) -> None:
    async with book.writing() as writing:
        writer = LeagueBook(writing)
        await writer.league("FA", "FA Cup", tier=0, is_cup=True)
        await writer.match("2024-05-02", "Fulham", "Arsenal", "1-1", league_id="FA")
        await writer.match("2024-05-03", "Chelsea", "Arsenal", "3-0", awarded=True)

    async def count(day: str, moment: dt.datetime = NOW) -> int:
        async with book.reading() as session:
            since = dt.date.fromisoformat(day)
            return await count_results(session, as_of=moment, date_from=since)

    assert await count("2024-05-01") == 2
    assert await count("2024-05-02") == 1
    assert await count("2024-05-01", instant("2024-05-12")) == 4
    assert await count("2030-01-01") == 0


async def test_goals_are_told_from_either_side(book: Database) -> None:
    async with book.reading() as session:
        match = await get_match(session, "2024-05-01-e-arsenal-e-chelsea", as_of=NOW)
    assert match.goals_of("e-arsenal") == (5, 0)
    assert match.goals_of("e-chelsea") == (0, 5)
    with pytest.raises(ValueError, match="no result"):
        replace(match, home_goals=None).goals_of("e-arsenal")


async def test_which_results_were_known_at_a_moment(db: Database) -> None:
    async with db.writing() as session:
        book = LeagueBook(session)
        await book.league()
        early = await book.match("2024-05-11 14:00", "Arsenal", "Chelsea", "2-1")
        late = await book.match("2024-05-12 14:00", "Fulham", "Everton", "0-0")
        coming = await book.match("2024-05-26", "Leeds", "Burnley")
    async with db.reading() as session:
        ids = [early, late, coming]
        assert await known_at(session, ids, as_of=instant("2024-05-12")) == {early}
        assert await known_at(session, ids, as_of=instant("2024-05-13")) == {early, late}
        assert await known_at(session, [], as_of=instant("2024-05-13")) == set()

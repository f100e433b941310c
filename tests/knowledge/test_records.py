from __future__ import annotations

import datetime as dt
from itertools import groupby

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from knowledge.database import Database
from knowledge.errors import NotFound
from knowledge.records import Run, Split, team_records
from knowledge.schema import League
from tests.knowledge.league_book import LeagueBook, instant

NOW = instant("2024-05-10")


async def test_records_of_a_club(db: Database) -> None:
    async with db.writing() as session:
        book = LeagueBook(session)
        await book.league()
        await book.match("2024-01-01", "Arsenal", "Chelsea", "5-0")
        await book.match("2024-01-08", "Fulham", "Arsenal", "1-6")
        await book.match("2024-01-15", "Arsenal", "Fulham", "1-1")
        await book.match("2024-01-22", "Chelsea", "Arsenal", "4-0")
        await book.match("2024-01-29", "Arsenal", "Everton", "9-0", awarded=True)
        await book.match("2024-02-05", "Everton", "Arsenal", "2-0")
        await book.match("2023-05-05", "Arsenal", "Everton", "7-0", season="2022-23")
        await book.match("2024-05-10", "Everton", "Arsenal", "9-0")
    async with db.reading() as session:
        ever = await team_records(session, "e-arsenal", as_of=NOW)
        season = await team_records(session, "e-arsenal", as_of=NOW, season="2023-24")
    assert ever.since == dt.date(2023, 5, 5)
    assert ever.home == Split(
        played=3, won=2, drawn=1, lost=0, goals_for=13, goals_against=1, clean_sheets=2,
        scoreless=0, both_scored=1, over_1_5=3, over_2_5=2, over_3_5=2,
    )  # fmt: skip
    assert ever.away == Split(
        played=3, won=1, drawn=0, lost=2, goals_for=6, goals_against=7, clean_sheets=0,
        scoreless=2, both_scored=1, over_1_5=3, over_2_5=2, over_3_5=2,
    )  # fmt: skip
    assert (ever.all.played, ever.all.goals_for, ever.all.both_scored) == (6, 19, 2)
    assert ever.biggest_win
    assert ever.biggest_win.score == "7-0"
    assert season.biggest_win
    assert season.biggest_win.score == "1-6"  # as high as 5-0, with more goals
    assert season.biggest_defeat
    assert season.biggest_defeat.score == "4-0"
    assert (ever.runs["winning"].longest, ever.runs["unbeaten"].longest) == (3, 4)
    assert (season.runs["winning"].longest, season.runs["unbeaten"].longest) == (2, 3)
    assert (ever.runs["losing"].longest, ever.runs["winless"].longest) == (2, 3)
    assert (ever.current_letter, ever.current_streak) == ("L", 2)
    assert (ever.runs["unbeaten"].current, ever.runs["losing"].current) == (0, 2)


async def test_a_club_without_results_has_no_records(db: Database) -> None:
    async with db.writing() as session:
        book = LeagueBook(session)
        await book.league()
        await book.match("2024-05-10", "Everton", "Arsenal", "9-0")
    async with db.reading() as session:
        records = await team_records(session, "e-arsenal", as_of=NOW)
        with pytest.raises(NotFound, match="e-nobody"):
            await team_records(session, "e-nobody", as_of=NOW)
    assert (records.since, records.biggest_win, records.biggest_defeat) == (None, None, None)
    assert (records.current_letter, records.current_streak) == ("", 0)
    assert set(records.runs.values()) == {Run(longest=0, current=0)}


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(scores=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=15))
async def test_streaks_are_the_longest_runs_of_letters(
    db: Database, scores: list[tuple[int, int]]
) -> None:
    letters = ["W" if a > b else "L" if a < b else "D" for a, b in scores]
    runs = [(letter, len(list(run))) for letter, run in groupby(letters)]
    async with db.writing() as session:
        await session.execute(delete(League))
        book = LeagueBook(session)
        await book.league()
        for number, (scored, conceded) in enumerate(scores):
            day = dt.date(2024, 1, 1) + dt.timedelta(days=number)
            await book.match(day.isoformat(), "Arsenal", "Chelsea", f"{scored}-{conceded}")
        records = await team_records(session, "e-arsenal", as_of=NOW)
    told = records.runs
    assert told["winning"].longest == max((n for letter, n in runs if letter == "W"), default=0)
    assert told["losing"].longest == max((n for letter, n in runs if letter == "L"), default=0)
    assert (records.current_letter, records.current_streak) == runs[-1]
    assert told["unbeaten"].longest == max(map(len, "".join(letters).split("L")))
    with_goals = "".join("g" if goals else "-" for goals, _ in scores)
    clean = "".join("-" if goals else "c" for _, goals in scores)
    for kind, written in (("scoring", with_goals), ("clean_sheet", clean)):
        spells = written.split("-")
        assert told[kind] == Run(longest=max(map(len, spells)), current=len(spells[-1]))
    assert told["scoreless"].longest == max(map(len, with_goals.split("g")))
    assert records.home.played == records.home.won + records.home.drawn + records.home.lost

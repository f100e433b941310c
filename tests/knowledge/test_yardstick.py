"""What forecasts are scored by: results and prices of played matches, closing ones too."""

from __future__ import annotations

import datetime as dt
import math

from knowledge.database import Database
from knowledge.yardstick import yardstick_frame
from tests.knowledge.league_book import LeagueBook, instant

NOW = instant("2024-05-12")
SINCE, UNTIL = dt.date(2024, 4, 1), dt.date(2024, 5, 11)


async def test_prices_of_each_moment_stand_beside_a_result(any_db: Database) -> None:
    async with any_db.writing() as session:
        book = LeagueBook(session)
        await book.league()
        await book.league("E1", "Championship", tier=2)
        await book.match("2024-03-31", "Arsenal", "Everton", "5-0")
        first = await book.match("2024-04-01", "Arsenal", "Chelsea", "2-1")
        await book.match("2024-04-02", "Fulham", "Chelsea", "0-0")
        await book.match("2024-04-03", "Everton", "Chelsea", "3-0", awarded=True)
        await book.match("2024-04-04", "Leeds", "Norwich", "1-1", league_id="E1")
        await book.match("2024-05-11 23:00", "Fulham", "Arsenal", "7-7")
        await book.odds(first, "2024-03-29", (1.5, 4.0, 7.0), over_2_5=1.6, under_2_5=2.3)
        await book.odds(first, "2024-03-29", (1.55, 4.2, 7.5), book="max")
        await book.odds(first, "2024-03-29", (9.0, 9, 9), book="ps")
        await book.odds(first, "2024-04-01", (1.4, 4.2, 8.0), moment="closing")
    async with any_db.reading() as session:
        frame = await yardstick_frame(session, as_of=NOW, leagues=["E0"], since=SINCE, until=UNTIL)
        all_leagues = await yardstick_frame(session, as_of=NOW, since=SINCE, until=UNTIL)
    assert frame["home_name"].tolist() == ["Arsenal", "Fulham"]
    assert frame["away_name"].tolist() == ["Chelsea", "Chelsea"]
    row, bare = frame.iloc[0], frame.iloc[1]
    assert (row["home_goals"], row["away_goals"]) == (2.0, 1.0)
    assert (row["avg_home"], row["avg_over_2_5"], row["best_home"]) == (1.5, 1.6, 1.55)
    assert (row["close_away"], row["season"]) == (8.0, "2023-24")
    assert math.isnan(row["close_over_2_5"])
    assert math.isnan(bare["avg_home"])
    assert set(all_leagues["league"]) == {"E0", "E1"}


async def test_closing_prices_are_seen_once_the_match_is_settled(db: Database) -> None:
    async with db.writing() as session:
        book = LeagueBook(session)
        await book.league()
        match = await book.match("2024-04-01 15:00", "Arsenal", "Chelsea", "2-1")
        await book.odds(match, "2024-04-01 15:00", (1.4, 4.2, 8.0), moment="closing")
    async with db.reading() as session:
        early = await yardstick_frame(
            session, as_of=instant("2024-04-01 16:00"), since=SINCE, until=UNTIL
        )
        late = await yardstick_frame(
            session, as_of=instant("2024-04-01 18:00"), since=SINCE, until=UNTIL
        )
    assert early.empty
    assert late["close_home"].tolist() == [1.4]

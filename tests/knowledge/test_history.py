from __future__ import annotations

import datetime as dt
import math

import pandas as pd
import pytest
from sqlalchemy import update

from knowledge.database import Database
from knowledge.demo import ensure_demo
from knowledge.frames import CHUNK
from knowledge.history import match_frame
from knowledge.schema import Odds
from tests.knowledge.league_book import LeagueBook, instant

NOW = instant("2024-05-10")

COLUMNS = {
    *("league", "season", "country", "tier", "date", "awarded"),
    *("home_team", "away_team", "home_name", "away_name"),
    *(f"home_{what}" for what in ("goals", "shots", "shots_on_target", "corners", "reds", "xg")),
    *(f"away_{what}" for what in ("goals", "shots", "shots_on_target", "corners", "reds", "xg")),
}
PRICES = {
    f"{moment}_{outcome}"
    for moment in ("avg", "closing")
    for outcome in ("home", "draw", "away", "over_2_5", "under_2_5")
}


@pytest.fixture
async def book(db: Database) -> Database:
    """A league, a cup, prices, an awarded game and a fixture."""
    async with db.writing() as session:
        book = LeagueBook(session)
        await book.league()
        await book.league("FA", "FA Cup", tier=0, is_cup=True)
        await book.match("2024-04-01", "Arsenal", "Chelsea", "2-1", home_shots_on_target=5)
        await book.match("2024-04-02 19:30", "Fulham", "Chelsea", "0-0")
        await book.match("2024-04-03", "Everton", "Chelsea", "3-0", awarded=True)
        await book.match("2024-04-04", "Chelsea", "Arsenal", "1-0", league_id="FA")
        coming = await book.match("2024-05-11 14:00", "Fulham", "Arsenal", "7-7")
        await book.odds("2024-04-01-e-arsenal-e-chelsea", "2024-03-29", (1.5, 4.0, 7.0))
        await book.odds(
            "2024-04-01-e-arsenal-e-chelsea", "2024-04-01", (1.4, 4.2, 8.0), moment="closing"
        )
        await book.odds("2024-04-01-e-arsenal-e-chelsea", "2024-03-29", (9.0, 9, 9), book="ps")
        for match_id in ("2024-04-01-e-arsenal-e-chelsea", "2024-04-02-e-fulham-e-chelsea"):
            await book.odds(match_id, "2024-04-02", (9.0, 8.0, 7.0), moment="closing", book="ps")
        await book.odds(coming, "2024-05-09", (2.5, 3.5, 3.0), over_2_5=1.8, under_2_5=2.0)
        await book.odds(coming, "2024-05-11", (2.4, 3.5, 3.1), moment="closing")
    return db


async def test_results_known_come_in_order_of_day_without_cups(book: Database) -> None:
    async with book.reading() as session:
        frame = await match_frame(session, as_of=NOW)
    assert set(frame.columns) == COLUMNS
    assert list(frame["home_name"]) == ["Arsenal", "Fulham", "Everton"]
    assert list(frame["home_team"]) == ["e-arsenal", "e-fulham", "e-everton"]
    assert list(frame["awarded"]) == [False, False, True]
    assert list(frame["home_goals"]) == [2, 0, 3]
    assert frame["home_shots_on_target"].iloc[0] == 5
    assert math.isnan(frame["home_shots_on_target"].iloc[1])
    assert frame["date"].iloc[0] == pd.Timestamp("2024-04-01")
    assert set(frame["country"]) == {"E"}


async def test_types_do_not_depend_on_what_is_there(book: Database) -> None:
    async with book.reading() as session:
        full = await match_frame(session, as_of=NOW, with_odds=True)
        empty = await match_frame(session, as_of=instant("1990-01-01"), with_odds=True)
    assert len(empty) == 0
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()
    assert str(full["date"].dtype) == "datetime64[s]"
    assert full["home_goals"].dtype == float


async def test_average_prices_beside_the_matches(book: Database) -> None:
    async with book.reading() as session:
        frame = await match_frame(session, as_of=NOW, with_odds=True)
    assert set(frame.columns) == COLUMNS | PRICES
    first = frame.iloc[0]
    assert (first["avg_home"], first["avg_draw"], first["avg_away"]) == (1.5, 4.0, 7.0)
    assert frame["avg_home"].isna().tolist() == [False, True, True]
    # the average closing price, and the sharpest book's where there is none
    assert frame["closing_away"].tolist()[:2] == [8.0, 7.0]
    assert math.isnan(frame["closing_away"].iloc[2])


async def test_prices_that_were_not_on_offer_yet_are_missing(book: Database) -> None:
    async with book.writing() as session:
        await session.execute(update(Odds).values(as_of=NOW + dt.timedelta(seconds=1)))
    async with book.reading() as session:
        frame = await match_frame(session, as_of=NOW, with_odds=True)
    assert len(frame) == 3
    assert frame["avg_home"].isna().all()


async def test_some_leagues_since_a_day(book: Database) -> None:
    async with book.reading() as session:
        cup = await match_frame(session, as_of=NOW, leagues=["FA"])
        late = await match_frame(session, as_of=NOW, since=dt.date(2024, 4, 2))
        none = await match_frame(session, as_of=NOW, leagues=[])
    assert list(cup["home_name"]) == ["Chelsea"]
    assert list(late["home_name"]) == ["Fulham", "Everton"]
    assert len(none) == 0


async def test_the_parts_of_a_long_history_fit_together(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ensure_demo(db, now=NOW)
    async with db.reading() as session:
        whole = await match_frame(session, as_of=NOW, with_odds=True)
        monkeypatch.setattr("knowledge.frames.CHUNK", 100)
        parts = await match_frame(session, as_of=NOW, with_odds=True)
    assert 100 < len(whole) < CHUNK
    pd.testing.assert_frame_equal(whole, parts)

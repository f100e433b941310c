"""Tips: kept once, before kick-off, and what is known of them later."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from knowledge.database import Database
from knowledge.errors import InvalidValue, NotFound
from knowledge.settlement import Which
from knowledge.tips import Tip, TipOutcome, keep_tips, tips_of
from tests.knowledge.league_book import LeagueBook, instant

KICKOFF = instant("2024-05-11 14:00")
MATCH = "2024-05-11-e-arsenal-e-chelsea"
TIP = Tip(
    user_id="local",
    match_id=MATCH,
    selection="home",
    price=2.1,
    source="user",
    model_version="m1",
    p_model=0.5,
    p_together=0.49,
    p_consensus=0.48,
    verdict="thin",
    as_of=instant("2024-05-10"),
)
LATE = instant("2024-05-20")


@pytest.fixture
def db(any_db: Database) -> Database:
    """Take a database of each kind."""
    return any_db


@pytest.fixture
async def book(db: Database) -> Database:
    """A match with prices, and an awarded one without."""
    async with db.writing() as session:
        book = LeagueBook(session)
        await book.league()
        await book.match("2024-05-11 14:00", "Arsenal", "Chelsea", "2-1")
        await book.match("2024-05-12", "Fulham", "Everton", "3-0", awarded=True)
        await book.odds(MATCH, "2024-05-07", (1.6, 4.0, 6.0))
        await book.odds(MATCH, "2024-05-11 14:00", (1.5, 4.2, 6.5), moment="closing")
        await book.odds(MATCH, "2024-05-11 14:00", (9, 9, 9), moment="closing", book="ps")
    return db


async def keep(db: Database, *tips: Tip) -> None:
    async with db.writing() as session:
        await keep_tips(session, tips)


async def outcomes(db: Database, as_of: dt.datetime, **which: Any) -> list[TipOutcome]:
    async with db.reading() as session:
        return await tips_of(session, "local", as_of=as_of, which=Which(**which))


async def test_the_same_tip_is_kept_once(book: Database) -> None:
    again = replace(TIP, verdict="value", as_of=instant("2024-05-11"))
    others = [
        replace(TIP, price=2.2),
        replace(TIP, selection="draw"),
        replace(TIP, model_version="m2"),
    ]
    await keep(book, TIP, TIP)
    await keep(book, again, *others)
    found = [each.tip for each in await outcomes(book, LATE)]
    assert sorted(found, key=repr) == sorted([TIP, *others], key=repr)


async def test_a_tip_is_its_users_alone(book: Database) -> None:
    await keep(book, TIP, replace(TIP, user_id="kati", price=3.0))
    assert [each.tip for each in await outcomes(book, LATE)] == [TIP]


async def test_what_is_known_of_a_tip_grows_with_the_clock(book: Database) -> None:
    await keep(book, TIP)
    assert await outcomes(book, TIP.as_of - dt.timedelta(seconds=1)) == []
    (before,) = await outcomes(book, KICKOFF - dt.timedelta(seconds=1))
    assert (before.closing, before.home_goals) == (None, None)
    (running,) = await outcomes(book, KICKOFF)
    assert running.closing
    assert (running.closing.home, running.home_goals) == (1.5, None)
    (over,) = await outcomes(book, LATE)
    assert (over.league, over.date, over.home_goals, over.away_goals) == (
        "E0",
        KICKOFF.date(),
        2,
        1,
    )


async def test_an_awarded_match_settles_no_tip(book: Database) -> None:
    await keep(book, replace(TIP, match_id="2024-05-12-e-fulham-e-everton"))
    (one,) = await outcomes(book, LATE)
    assert (one.home_goals, one.closing) == (None, None)


@pytest.mark.parametrize(
    ("which", "count"),
    [({"league": "E0"}, 1), ({"league": "E1"}, 0), ({"first": dt.date(2024, 5, 12)}, 0),
     ({"model_version": "m1"}, 1), ({"model_version": "m2"}, 0)],
)  # fmt: skip
async def test_tips_of_some_matches(book: Database, which: dict[str, Any], count: int) -> None:
    await keep(book, TIP)
    assert len(await outcomes(book, LATE, **which)) == count


async def test_no_tip_once_the_match_has_kicked_off(book: Database) -> None:
    for moment in (KICKOFF, LATE):
        with pytest.raises(InvalidValue, match="has kicked off"):
            await keep(book, replace(TIP, as_of=moment))
    with pytest.raises(NotFound, match="no-such"):
        await keep(book, replace(TIP, match_id="no-such"))
    assert await outcomes(book, LATE) == []


@pytest.mark.parametrize(
    "wrong",
    [{"price": 1.0}, {"price": float("nan")}, {"p_model": 1.2}, {"p_consensus": -0.1},
     {"p_together": float("nan")}],
)  # fmt: skip
def test_what_cannot_be_is_no_tip(wrong: dict[str, float]) -> None:
    with pytest.raises(InvalidValue):
        replace(TIP, **wrong)  # type: ignore[arg-type]

"""What holds betting advice back is kept, lasts as long as it is due, and is never shortened."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.database import Database
from knowledge.errors import InvalidValue, NotFound
from knowledge.holds import LASTS, RULES, Hold, Sign, clear, holds_of, notice
from knowledge.preferences import forget, get_preferences, set_preference, set_preferences

NOW = dt.datetime(2024, 5, 10, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


async def held(db: Database, now: dt.datetime = NOW, user: str = "anna") -> tuple[Hold, ...]:
    async with db.reading() as session:
        return await holds_of(session, user, now=now)


async def see(db: Database, sign: Sign, now: dt.datetime = NOW) -> None:
    async with db.writing() as session:
        await notice(session, "anna", sign, now=now)


async def test_nothing_holds_back_who_gave_no_reason(db: Database) -> None:
    assert await held(db) == ()


async def test_a_sign_lasts_as_long_as_it_is_due(db: Database) -> None:
    await see(db, "chasing_losses")
    assert await held(db) == (Hold(rule="chasing_losses", until=NOW + DAY),)
    assert await held(db, NOW + DAY) == ()
    assert await held(db, user="bela") == ()


async def test_a_minor_stays_one_until_somebody_clears_it(db: Database) -> None:
    await see(db, "minor")
    assert await held(db, NOW + 1000 * DAY) == (Hold(rule="minor", until=None),)
    async with db.writing() as session:
        await clear(session, "anna", "minor")
    assert await held(db) == ()


async def test_who_asks_for_a_sure_bet_is_held_back_in_that_conversation_alone(
    db: Database,
) -> None:
    await see(db, "sure_bet")
    assert await held(db) == ()


async def test_a_sign_seen_again_lasts_longer_and_an_older_clock_shortens_nothing(
    db: Database,
) -> None:
    await see(db, "distress")
    await see(db, "distress", NOW + 2 * DAY)
    await see(db, "distress", NOW - 5 * DAY)
    (hold,) = await held(db)
    assert hold.until == NOW + 9 * DAY


async def test_the_gravest_comes_first(db: Database) -> None:
    for sign in ("chasing_losses", "self_harm", "minor"):
        await see(db, sign)
    async with db.writing() as session:
        await set_preference(session, "anna", "cooling_off_until", "2024-05-12", now=NOW)
        await set_preference(session, "anna", "self_excluded_until", "2024-06-30", now=NOW)
    rules = [hold.rule for hold in await held(db)]
    assert rules == ["self_harm", "minor", "self_excluded", "cooling_off", "chasing_losses"]
    assert set(LASTS) < set(RULES)


async def test_only_what_is_there_and_a_sign_can_be_cleared(db: Database) -> None:
    with pytest.raises(NotFound):
        async with db.writing() as session:
            await clear(session, "anna", "distress")
    with pytest.raises(InvalidValue):
        async with db.writing() as session:
            await clear(session, "anna", "self_excluded")


async def test_a_break_can_be_lengthened_and_outlives_all_else(db: Database) -> None:
    async with db.writing() as session:
        await set_preference(session, "anna", "cooling_off_until", "2024-05-20", now=NOW)
    for shorter in ("2024-05-19", None, "none"):
        with pytest.raises(InvalidValue, match="lengthened"):
            async with db.writing() as session:
                await set_preference(session, "anna", "cooling_off_until", shorter, now=NOW)
    async with db.writing() as session:
        await set_preferences(session, "anna", {"risk": "high"}, now=NOW)
        await forget(session, "anna", now=NOW)
        kept = await get_preferences(session, "anna")
    assert kept.risk is None
    assert [hold.rule for hold in await held(db)] == ["cooling_off"]
    async with db.writing() as session:
        await set_preference(session, "anna", "cooling_off_until", "2024-05-30", now=NOW)
    assert await held(db, NOW + 18 * DAY) != ()


async def test_a_country_is_two_letters(db: Database) -> None:
    async with db.writing() as session:
        kept = await set_preference(session, "anna", "country", " gb ", now=NOW)
    assert kept.country == "GB"
    with pytest.raises(InvalidValue, match="two letters"):
        async with db.writing() as session:
            await set_preference(session, "anna", "country", "England", now=NOW)

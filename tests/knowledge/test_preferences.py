from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.database import Database
from knowledge.errors import InvalidValue
from knowledge.preferences import (
    TAKES,
    Origin,
    PreferenceSet,
    forget,
    get_origins,
    get_preferences,
    set_preference,
    set_preferences,
)
from tests.knowledge.league_book import instant

NOW = instant("2024-05-10 12:00")

FULL = {
    "favourite_teams": ["Arsenal", "Ferencvaros"],
    "favourite_leagues": ["E0"],
    "favourite_markets": ["1x2", "both_teams_score"],
    "risk": "low",
    "odds_min": 1.4,
    "odds_max": 3.5,
    "odds_format": "fractional",
    "bankroll": 500,
    "max_stake_share": 0.02,
    "language": "hu",
}


async def put(db: Database, name: str, value: object, now: dt.datetime = NOW) -> PreferenceSet:
    async with db.writing() as session:
        return await set_preference(session, "u", name, value, now=now)


async def replace(db: Database, document: dict[str, Any], now: dt.datetime = NOW) -> PreferenceSet:
    async with db.writing() as session:
        return await set_preferences(session, "u", document, now=now)


async def stored(db: Database, user: str = "u") -> PreferenceSet:
    async with db.reading() as session:
        return await get_preferences(session, user)


def test_every_preference_says_what_it_takes() -> None:
    assert set(TAKES) == set(PreferenceSet.model_fields)


async def test_a_document_is_kept_as_it_was_put(db: Database) -> None:
    assert await stored(db) == PreferenceSet()
    put_in = await replace(db, FULL)
    assert await stored(db) == put_in
    assert put_in.model_dump(mode="json") == {
        **FULL,
        "country": None,
        "self_excluded_until": None,
        "cooling_off_until": None,
    }
    assert await stored(db, "someone else") == PreferenceSet()
    assert await replace(db, {"risk": "high"}) == PreferenceSet(risk="high")


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("favourite_teams", " Arsenal,Chelsea , Arsenal", ("Arsenal", "Chelsea")),
        ("favourite_markets", "1x2", ("1x2",)),
        ("risk", "Low", "low"),
        ("odds_min", "1,5", 1.5),
        ("max_stake_share", "2%", 0.02),
        ("max_stake_share", "2,5 %", 0.025),
        ("bankroll", "10 000", 10000.0),
        ("language", "HU", "hu"),
        ("odds_format", "American", "american"),
    ],
)
async def test_values_as_people_write_them(
    db: Database, name: str, text: str, value: object
) -> None:
    assert getattr(await put(db, name, text), name) == value
    assert getattr(await stored(db), name) == value
    assert await put(db, name, "none") == PreferenceSet()
    assert await put(db, name, value) == PreferenceSet(**{name: value})
    assert await put(db, name, None) == PreferenceSet()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("risk", "reckless"),
        ("odds_min", "1"),
        ("odds_min", "cheap"),
        ("odds_max", "1e9"),
        ("odds_max", "nan"),
        ("bankroll", "-5"),
        ("bankroll", "inf"),
        ("max_stake_share", "0"),
        ("max_stake_share", "150%"),
        ("language", "de"),
        ("odds_format", "roman"),
        ("favourite_markets", "corners"),
        ("favourite_teams", ["x" * 200]),
        ("favourite_teams", 7),
        ("self_excluded_until", "soon"),
        ("self_excluded_until", "2030-01-31T12:00:00"),
    ],
)
async def test_a_bad_value_is_refused_with_what_is_taken(
    db: Database, name: str, value: object
) -> None:
    await replace(db, {"risk": "high"})
    with pytest.raises(InvalidValue, match=f"^{name} takes ") as refused:
        await put(db, name, value)
    assert TAKES[name] in str(refused.value)
    with pytest.raises(InvalidValue, match=f"^{name} takes "):
        await replace(db, {name: value})
    assert await stored(db) == PreferenceSet(risk="high")


async def test_an_unknown_name_is_refused_with_those_there_are(db: Database) -> None:
    with pytest.raises(InvalidValue, match="“colour” is no preference; there are favourite_teams,"):
        await put(db, "colour", "red")
    with pytest.raises(InvalidValue, match="“colour” is no preference"):
        await replace(db, {"colour": "red"})


async def test_the_odds_range_is_in_order(db: Database) -> None:
    await put(db, "odds_max", 2.0)
    with pytest.raises(InvalidValue, match="not above odds_max"):
        await put(db, "odds_min", 2.5)
    assert (await put(db, "odds_min", 2.0)).odds_min == 2.0


async def test_a_bare_date_excludes_through_its_last_day(db: Database) -> None:
    preferences = await put(db, "self_excluded_until", "2024-06-30")
    assert preferences.is_excluded(NOW)
    assert preferences.is_excluded(instant("2024-06-30 23:59"))
    assert not preferences.is_excluded(instant("2024-07-01"))
    assert not PreferenceSet().is_excluded(NOW)


async def test_an_exclusion_can_be_lengthened_and_not_shortened(db: Database) -> None:
    await put(db, "self_excluded_until", "2024-06-30")
    for shorter in ("2024-06-29", "2024-01-01", None, "none"):
        with pytest.raises(InvalidValue, match="lengthened"):
            await put(db, "self_excluded_until", shorter)
    with pytest.raises(InvalidValue, match="lengthened"):
        await replace(db, {"self_excluded_until": "2024-06-29"})
    longer = await put(db, "self_excluded_until", "2024-07-31")
    assert longer.self_excluded_until == instant("2024-08-01")


async def test_an_exclusion_outlives_replacing_and_forgetting(db: Database) -> None:
    await replace(db, {**FULL, "self_excluded_until": "2024-06-30"})
    until = instant("2024-07-01")
    for document in ({}, {"risk": "high"}, {"self_excluded_until": None}):
        assert (await replace(db, document)).self_excluded_until == until
    async with db.writing() as session:
        await forget(session, "u", now=NOW)
    assert await stored(db) == PreferenceSet(self_excluded_until=until)


async def test_an_exclusion_that_is_over_binds_nobody(db: Database) -> None:
    await replace(db, {"risk": "low", "self_excluded_until": "2024-06-30"})
    over = instant("2024-07-01")
    assert (await put(db, "self_excluded_until", None, over)).self_excluded_until is None
    await replace(db, {"self_excluded_until": "2024-07-30"}, over)
    async with db.writing() as session:
        await forget(session, "u", now=instant("2024-08-01"))
    assert await stored(db) == PreferenceSet()


async def test_forgetting_takes_everything(db: Database) -> None:
    await replace(db, FULL)
    async with db.writing() as session:
        await forget(session, "u", now=NOW)
        await forget(session, "never there", now=NOW)
    assert await stored(db) == PreferenceSet()


steps = st.lists(
    st.tuples(
        st.sampled_from(["set", "replace", "forget"]),
        st.one_of(st.none(), st.integers(1, 60)),
        st.integers(0, 3),
    ),
    max_size=12,
)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=steps)
async def test_no_way_leads_out_of_an_exclusion_before_its_end(
    db: Database, steps: list[tuple[str, int | None, int]]
) -> None:
    now, promised = NOW, NOW
    async with db.writing() as session:
        for action, ahead, passed in steps:
            now += dt.timedelta(days=passed)
            until = now + dt.timedelta(days=ahead) if ahead else None
            try:
                if action == "set":
                    await set_preference(session, "u", "self_excluded_until", until, now=now)
                elif action == "replace":
                    await set_preferences(session, "u", {"self_excluded_until": until}, now=now)
                else:
                    await forget(session, "u", now=now)
            except InvalidValue:
                assert now < promised
            kept = await get_preferences(session, "u")
            assert kept.is_excluded(now) or promised <= now
            if kept.self_excluded_until:
                assert kept.self_excluded_until >= promised or promised <= now
                promised = max(promised, kept.self_excluded_until)
        await forget(session, "u", now=now + dt.timedelta(days=100))


async def origins(db: Database) -> dict[str, Origin]:
    async with db.reading() as session:
        return await get_origins(session, "u")


async def test_each_preference_keeps_when_and_how_it_was_set(db: Database) -> None:
    later = instant("2024-05-11 12:00")
    await replace(db, {"risk": "low", "bankroll": 500})
    async with db.writing() as session:
        await set_preference(
            session, "u", "risk", "high", now=later, words="high risk \u202eplease"
        )
    kept = await origins(db)
    assert kept["risk"] == Origin(set_at=later, door="conversation", words="high risk please")
    assert kept["bankroll"] == Origin(set_at=NOW, door="program")
    # what a document leaves as it was keeps its origin
    await replace(db, {"risk": "high", "bankroll": 800}, later)
    assert (await origins(db))["risk"].door == "conversation"
    assert (await origins(db))["bankroll"] == Origin(set_at=later, door="program")
    await put(db, "risk", None)
    assert set(await origins(db)) == {"bankroll"}


async def test_forgetting_forgets_the_words_too(db: Database) -> None:
    await put(db, "bankroll", 500)
    await put(db, "self_excluded_until", "2024-12-31")
    async with db.writing() as session:
        await forget(session, "u", now=NOW)
    assert set(await origins(db)) == {"self_excluded_until"}


@pytest.mark.parametrize(
    "name", ["<b>Arsenal</b>", "[[f1]]", "Human: hi", "a\u202eb", "a\nb", "www.evil.example", "99%"]
)
async def test_a_name_that_is_none_is_refused(db: Database, name: str) -> None:
    for what in ("favourite_teams", "favourite_leagues"):
        with pytest.raises(InvalidValue, match=f"{what} takes"):
            await replace(db, {what: [name]})
    assert await stored(db) == PreferenceSet()

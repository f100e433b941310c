"""Settling: which predictions count, what is known of them when, and the base rates beside them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.database import Database
from knowledge.predictions import write_prediction
from knowledge.settlement import Which, base_rates, count_settled, count_waiting, settled_frame
from tests.knowledge.league_book import LeagueBook, instant
from tests.knowledge.test_predictions import KICKOFF, MATCH, ROW

DERBY = "2024-05-11-e-derby-e-hull"
LATE = instant("2024-05-20")


@pytest.fixture
def db(any_db: Database) -> Database:
    """Take a database of each kind."""
    return any_db


@pytest.fixture
async def book(db: Database) -> Database:
    """Four matches predicted by one model: one with prices, one awarded, one still to come."""
    async with db.writing() as session:
        book = LeagueBook(session)
        await book.league()
        await book.league("E1", "Championship", tier=2)
        await book.match("2024-05-11 14:00", "Arsenal", "Chelsea", "2-1")
        await book.match("2024-05-11", "Derby", "Hull", "0-0", league_id="E1")
        awarded = await book.match("2024-05-12", "Fulham", "Everton", "3-0", awarded=True)
        coming = await book.match("2024-05-26", "Leeds", "Burnley")
        await book.odds(MATCH, "2024-05-07", (1.6, 4.0, 6.0), over_2_5=1.9)
        await book.odds(MATCH, "2024-05-11 14:00", (1.5, 4.2, 6.5), moment="closing")
        await book.odds(MATCH, "2024-05-11 14:00", (9, 9, 9), moment="closing", book="ps")
        for match_id in (MATCH, DERBY, awarded, coming):
            await write_prediction(session, replace(ROW, match_id=match_id))
    return db


async def test_a_prediction_is_settled_when_the_result_is_known(book: Database) -> None:
    async with book.reading() as session:
        at_kickoff = await settled_frame(session, as_of=KICKOFF)
        settled = (await settled_frame(session, as_of=LATE)).set_index("match_id")
        waiting = [await count_waiting(session, as_of=moment) for moment in (KICKOFF, LATE)]
    assert len(at_kickoff) == 0
    # a game decided at a table is no result of play
    assert set(settled.index) == {MATCH, DERBY}
    one = settled.loc[MATCH]
    assert (one["p_home"], one["p_draw"], one["p_away"]) == (0.5, 0.3, 0.2)
    assert (one["home_goals"], one["away_goals"]) == (2, 1)
    assert (one["avg_home"], one["avg_over_2_5"], one["close_home"]) == (1.6, 1.9, 1.5)
    assert settled.loc[DERBY, ["avg_home", "close_home"]].isna().all()
    assert waiting == [4, 1]


@pytest.mark.parametrize(
    ("after", "until", "which", "count"),
    [
        ("2024-05-10", "2024-05-20", {}, 2),
        ("2024-05-10", "2024-05-11 14:00", {}, 0),
        ("2024-05-11 16:30", "2024-05-20", {}, 1),
        ("2024-05-12", "2024-05-20", {}, 0),
        ("2024-05-10", "2024-05-20", {"leagues": ["E1"]}, 1),
        ("2024-05-10", "2024-05-20", {"teams": ["e-chelsea"]}, 1),
        ("2024-05-10", "2024-05-20", {"leagues": ["E1"], "teams": ["e-chelsea"]}, 2),
        ("2024-05-10", "2024-05-20", {"teams": ["e-leeds"]}, 0),
    ],
)
async def test_what_was_settled_between_two_moments_is_counted(
    book: Database, after: str, until: str, which: dict[str, list[str]], count: int
) -> None:
    async with book.reading() as session:
        found = await count_settled(session, after=instant(after), as_of=instant(until), **which)
    assert found == count


async def test_each_match_counts_once_with_its_last_prediction(book: Database) -> None:
    later = replace(ROW, model_version="m2", predicted_at=instant("2024-05-11 09:00"))
    async with book.writing() as session:
        await write_prediction(session, replace(later, p_home=0.6, p_away=0.1))
    async with book.reading() as session:
        everything = await settled_frame(session, as_of=LATE)
        first = await settled_frame(session, as_of=LATE, which=Which(model_version="m1"))
        second = await settled_frame(session, as_of=LATE, which=Which(model_version="m2"))
    assert dict(zip(everything["match_id"], everything["p_home"], strict=True)) == {
        MATCH: 0.6,
        DERBY: 0.5,
    }
    assert set(first["p_home"]) == {0.5}
    assert list(second["match_id"]) == [MATCH]


async def test_of_two_predictions_at_one_instant_the_one_with_newer_data_counts(
    book: Database,
) -> None:
    newer = replace(ROW, p_home=0.6, p_away=0.1, model_version="m0", data_cutoff=ROW.predicted_at)
    async with book.writing() as session:
        await write_prediction(session, newer)
    async with book.reading() as session:
        settled = (await settled_frame(session, as_of=LATE)).set_index("match_id")
    assert settled.loc[MATCH, "model_version"] == "m0"


@pytest.mark.parametrize(
    ("which", "found"),
    [
        (Which(league="E1"), {DERBY}),
        (Which(league="E0"), {MATCH}),
        (Which(first=KICKOFF.date(), last=KICKOFF.date()), {MATCH, DERBY}),
        (Which(last=instant("2024-05-10").date()), set()),
        (Which(first=instant("2024-05-12").date()), set()),
        (Which(model_version="m9"), set()),
    ],
)
async def test_a_record_may_be_of_some_matches(
    book: Database, which: Which, found: set[str]
) -> None:
    async with book.reading() as session:
        frame = await settled_frame(session, as_of=LATE, which=which)
    assert set(frame["match_id"]) == found


async def test_base_rates_are_of_the_results_before_a_day(book: Database) -> None:
    async with book.reading() as session:
        before = await base_rates(session, before=KICKOFF.date())
        after = (await base_rates(session, before=LATE.date())).set_index("league")
    assert len(before) == 0
    england = after.loc["E0"]
    assert (england["matches"], england["home"], england["draw"], england["away"]) == (1, 1, 0, 0)
    assert (england["over_2_5"], england["btts"]) == (1, 1)
    assert after.loc["E1", "draw"] == 1

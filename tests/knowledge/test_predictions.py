from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from knowledge.database import Database
from knowledge.errors import InvalidValue, NotFound
from knowledge.predictions import (
    PredictionRow,
    prediction_ids,
    predictions_of,
    write_prediction,
)
from tests.knowledge.league_book import LeagueBook, instant

KICKOFF = instant("2024-05-11 14:00")
MATCH = "2024-05-11-e-arsenal-e-chelsea"
ROW = PredictionRow(
    match_id=MATCH,
    model_version="m1",
    data_cutoff=instant("2024-05-09"),
    predicted_at=instant("2024-05-10"),
    p_home=0.5,
    p_draw=0.3,
    p_away=0.2,
    p_over_2_5=0.55,
    p_btts=0.6,
)


@pytest.fixture
def db(any_db: Database) -> Database:
    """Take a database of each kind."""
    return any_db


@pytest.fixture
async def book(db: Database) -> Database:
    """A match with a kick-off, and one with a day alone."""
    async with db.writing() as session:
        book = LeagueBook(session)
        await book.league()
        await book.league("E1", "Championship", tier=2)
        await book.match("2024-05-11 14:00", "Arsenal", "Chelsea", "2-1")
        await book.match("2024-05-11", "Derby", "Hull", "0-0", league_id="E1")
    return db


async def write(db: Database, row: PredictionRow) -> PredictionRow:
    async with db.writing() as session:
        return await write_prediction(session, row)


async def test_the_first_prediction_of_a_version_stands(book: Database) -> None:
    assert await write(book, ROW) == ROW
    other = replace(ROW, p_home=0.1, p_away=0.6, predicted_at=instant("2024-05-11"))
    assert await write(book, other) == ROW
    second = replace(other, model_version="m2")
    assert await write(book, second) == second
    async with book.reading() as session:
        now = instant("2024-05-12")
        assert await predictions_of(session, MATCH, as_of=now) == [second, ROW]
        assert await predictions_of(session, MATCH, as_of=instant("2024-05-10 12:00")) == [ROW]


async def test_no_prediction_once_the_match_has_kicked_off(book: Database) -> None:
    last_second = KICKOFF - dt.timedelta(seconds=1)
    for moment in (KICKOFF, instant("2024-05-20")):
        with pytest.raises(InvalidValue, match="Arsenal – Chelsea, 2024-05-11 has kicked off"):
            await write(book, replace(ROW, predicted_at=moment))
    assert await write(book, replace(ROW, predicted_at=last_second))


async def test_without_a_kick_off_the_day_before_is_the_last(book: Database) -> None:
    row = replace(ROW, match_id="2024-05-11-e-derby-e-hull")
    with pytest.raises(InvalidValue, match="kicked off"):
        await write(book, replace(row, predicted_at=instant("2024-05-11")))
    assert await write(book, replace(row, predicted_at=instant("2024-05-10 23:59")))


async def test_an_unknown_match_is_not_predicted(book: Database) -> None:
    with pytest.raises(NotFound, match="no-such"):
        await write(book, replace(ROW, match_id="no-such"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"p_home": 1.2, "p_draw": -0.2, "p_away": 0.0},
        {"p_home": 0.6},
        {"p_btts": float("nan")},
        {"p_over_2_5": 1.5},
        {"data_cutoff": instant("2024-05-10 00:01")},
    ],
)
def test_what_cannot_be_is_no_prediction(wrong: dict[str, float]) -> None:
    with pytest.raises(InvalidValue):
        replace(ROW, **wrong)  # type: ignore[arg-type]


async def test_predictions_are_found_by_match_and_model(book: Database) -> None:
    async with book.writing() as session:
        for version in ("m1", "m2", "m1"):
            await write_prediction(session, replace(ROW, model_version=version))
    async with book.reading() as session:
        found = await prediction_ids(session, [MATCH, "another"])
    assert set(found) == {(MATCH, "m1"), (MATCH, "m2")}
    assert len(set(found.values())) == 2

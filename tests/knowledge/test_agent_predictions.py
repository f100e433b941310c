from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select, update

from knowledge.agent_predictions import settled_of_agent
from knowledge.agents import AgentInfo
from knowledge.database import Database
from knowledge.predictions import write_prediction
from knowledge.schema import Match, PredictionMade
from knowledge.tasks import begin_task, complete_task
from tests.knowledge.at_work import NOW, active_agent, ask
from tests.knowledge.league_book import LeagueBook, instant
from tests.knowledge.test_predictions import MATCH, ROW

LATE = instant("2024-05-20")


@pytest.fixture
async def book(any_db: Database) -> Database:
    """Three matches with a prediction each: played, awarded, and still to come."""
    async with any_db.writing() as session:
        book = LeagueBook(session)
        await book.league()
        await book.match("2024-05-11 14:00", "Arsenal", "Chelsea", "2-1")
        awarded = await book.match("2024-05-12", "Fulham", "Everton", "3-0", awarded=True)
        coming = await book.match("2024-05-26", "Leeds", "Burnley")
        for match_id in (MATCH, awarded, coming):
            await write_prediction(session, replace(ROW, match_id=match_id))
    return any_db


async def ids(db: Database, version: str = ROW.model_version) -> list[str]:
    async with db.reading() as session:
        query = select(PredictionMade.id).where(PredictionMade.model_version == version)
        return list(await session.scalars(query))


async def do(db: Database, agent: AgentInfo, written: list[str], **parts: Any) -> None:
    """Do a task that wrote predictions down."""
    task = await ask(db, agent, **{"type": "update_predictions", **parts})
    async with db.writing() as session:
        await begin_task(session, task.id, now=NOW)
        await complete_task(session, task.id, result={"prediction_ids": written}, now=NOW)


async def settled(db: Database, agent: AgentInfo, as_of: dt.datetime = LATE) -> list[Any]:
    async with db.reading() as session:
        return list(await settled_of_agent(session, agent.id, as_of=as_of))


async def test_an_agents_predictions_are_settled_when_results_are_known(book: Database) -> None:
    agent, other = await active_agent(book), await active_agent(book)
    await do(book, agent, await ids(book))
    await do(book, other, [])
    assert await settled(book, agent, instant("2024-05-11 14:30")) == []
    (one,) = await settled(book, agent)
    assert (one.match_id, one.home_goals, one.away_goals) == (MATCH, 2, 1)
    assert (one.p_home, one.p_draw, one.p_away) == (ROW.p_home, ROW.p_draw, ROW.p_away)
    assert await settled(book, other) == []


async def test_only_completed_tasks_that_predict_count(book: Database) -> None:
    agent = await active_agent(book)
    await do(book, agent, await ids(book), type="generate_insights")
    await ask(book, agent, type="predict_match")
    assert await settled(book, agent) == []


async def test_a_match_counts_once_with_the_agents_own_last_prediction(book: Database) -> None:
    agent, other = await active_agent(book), await active_agent(book)
    for hours, version in ((1, "second"), (2, "third")):
        later = ROW.predicted_at + dt.timedelta(hours=hours)
        row = replace(ROW, model_version=version, predicted_at=later, p_home=0.6, p_away=0.1)
        async with book.writing() as session:
            await write_prediction(session, row)
    await do(book, agent, await ids(book))
    await do(book, agent, await ids(book, "second"), type="batch_predict")
    await do(book, other, await ids(book, "third"))
    (one,) = await settled(book, agent)
    assert one.predicted_at == ROW.predicted_at + dt.timedelta(hours=1)
    assert one.p_home == 0.6


async def test_what_was_said_after_a_kick_off_brought_forward_does_not_count(
    book: Database,
) -> None:
    agent = await active_agent(book)
    await do(book, agent, await ids(book))
    async with book.writing() as session:
        brought_forward = update(Match).where(Match.id == MATCH)
        await session.execute(brought_forward.values(kickoff=ROW.predicted_at))
    assert await settled(book, agent) == []

"""An agent's accuracy: the track record's own scores, on the agent's own predictions."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from knowledge.schema import PredictionMade
from knowledge.tasks import begin_task, complete_task
from tests.knowledge.at_work import active_agent, ask
from tests.tools.conftest import House
from tests.tools.test_record import LATER, live_through, record_of
from tools.accuracy import Accuracy, accuracy_of


async def accuracy(house: House, agent_id: str, as_of: dt.datetime) -> Accuracy | None:
    async with house.db.reading() as session:
        return await accuracy_of(session, agent_id, as_of=as_of)


async def test_it_is_what_the_record_says_of_the_same_predictions(house: House) -> None:
    agent = await active_agent(house.db)
    await live_through(house, LATER)
    async with house.db.reading() as session:
        written = list(await session.scalars(select(PredictionMade.id)))
    task = await ask(house.db, agent, type="update_predictions")
    async with house.db.writing() as session:
        await begin_task(session, task.id, now=house.now)
        await complete_task(session, task.id, result={"prediction_ids": written}, now=house.now)
    record = await record_of(house, LATER)
    found = await accuracy(house, agent.id, LATER)
    assert record.model is not None
    assert found is not None
    assert found.settled == record.n > 10
    assert found.brier == pytest.approx(record.model.brier)
    assert found.rps == pytest.approx(record.model.rps)


async def test_while_nothing_is_settled_there_is_none(house: House) -> None:
    agent = await active_agent(house.db)
    assert await accuracy(house, agent.id, LATER) is None

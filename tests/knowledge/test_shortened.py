"""Ids as people type them."""

from __future__ import annotations

import pytest

from knowledge.agents import delete_agent
from knowledge.database import Database
from knowledge.errors import Ambiguous, NotFound
from knowledge.schema import Task
from knowledge.shortened import Kind, id_of, shortened
from knowledge.tally import tasks_by_agent
from knowledge.tasks import cancel_task
from tests.knowledge.at_work import NOW, ask, make_agent


async def meant(db: Database, kind: Kind, typed: str, user_id: str = "kati") -> str:
    async with db.reading() as session:
        return await id_of(session, kind, typed, user_id=user_id)


async def test_a_beginning_or_a_name_is_enough(any_db: Database) -> None:
    agent = await make_agent(any_db, name="Őrszem")
    task = await ask(any_db, agent)
    for typed in (agent.id, agent.id[:14], shortened(agent.id), "őrszem", " ŐRSZEM "):
        assert await meant(any_db, "agent", typed) == agent.id
    for typed in (task.id, task.id[:12], shortened(task.id)):
        assert await meant(any_db, "task", typed) == task.id


async def test_what_fits_several_is_not_guessed(any_db: Database) -> None:
    first, second = await make_agent(any_db), await make_agent(any_db)
    with pytest.raises(Ambiguous) as caught:
        await meant(any_db, "agent", "scout")
    assert all(shortened(each.id) in str(caught.value) for each in (first, second))
    with pytest.raises(Ambiguous):
        await meant(any_db, "agent", "agent-")
    assert await meant(any_db, "agent", first.id) == first.id


async def test_a_whole_id_is_meant_though_others_begin_with_it(any_db: Database) -> None:
    agent = await make_agent(any_db)
    row = {"user_id": "kati", "agent_id": agent.id, "type": "predict_match", "status": "pending"}
    more = {"priority": "medium", "input": {}, "launch": 0, "attempts": 0, "created_at": NOW}
    async with any_db.writing() as session:
        session.add_all(Task(id=id_, **row, **more) for id_ in ("task-ab", "task-abc"))
    assert await meant(any_db, "task", "task-ab") == "task-ab"
    with pytest.raises(Ambiguous):
        await meant(any_db, "task", "a")


@pytest.mark.parametrize("typed", ["", "%", "agent-%", "_", "nobody"])
async def test_what_nothing_is_called_is_nothing(any_db: Database, typed: str) -> None:
    agent = await make_agent(any_db)
    await ask(any_db, agent)
    with pytest.raises(NotFound):
        await meant(any_db, "agent", typed)
    with pytest.raises(NotFound):
        await meant(any_db, "task", typed)


async def test_what_is_anothers_or_deleted_is_not_there(any_db: Database) -> None:
    agent = await make_agent(any_db)
    with pytest.raises(NotFound):
        await meant(any_db, "agent", "Scout", user_id="bela")
    async with any_db.writing() as session:
        await delete_agent(session, agent.id, user_id="kati", now=NOW)
    with pytest.raises(NotFound):
        await meant(any_db, "agent", agent.id)


async def test_tasks_are_counted_by_agent_and_status(any_db: Database) -> None:
    first, second = await make_agent(any_db), await make_agent(any_db)
    others = await make_agent(any_db, "bela")
    ended, *_ = [await ask(any_db, agent) for agent in (first, first, second, others)]
    async with any_db.writing() as session:
        await cancel_task(session, ended.id, now=NOW)
    async with any_db.reading() as session:
        counted = await tasks_by_agent(session, user_id="kati")
    assert counted == {first.id: {"cancelled": 1, "pending": 1}, second.id: {"pending": 1}}

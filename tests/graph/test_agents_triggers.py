"""What sets agents to work: schedules, imports, their start; each once, however many look."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Any

import pytest

from graph.agents.configuration import read_configuration
from graph.agents.triggers import DOES, DUE, SET_OFF, Triggers, first_due
from knowledge.agents import AgentInfo, AgentType, get_agent, move_agent, set_due
from knowledge.database import Database
from knowledge.events import EventDraft, tell
from knowledge.tasks import TaskInfo, begin_task, list_tasks
from tests.knowledge.at_work import NOW, active_agent, ask
from tests.knowledge.conftest import any_db as db

__all__ = ["db"]

HOUR = dt.timedelta(hours=1)


async def hire(db: Database, type_: AgentType = "prediction", **told: Any) -> AgentInfo:
    """Make an active agent that is due first after NOW."""
    kept = read_configuration(type_, told).model_dump(mode="json")
    agent = await active_agent(db, type=type_, configuration=kept)
    async with db.writing() as session:
        await set_due(session, agent.id, first_due(agent, NOW))
        return await get_agent(session, agent.id, user_id=None)


async def tasks(db: Database, agent: AgentInfo) -> list[TaskInfo]:
    async with db.reading() as session:
        return await list_tasks(session, agent_id=agent.id)


def triggers(db: Database) -> Triggers:
    return Triggers(db, wall=lambda: NOW)


async def quiet(db: Database) -> Triggers:
    """Return triggers that have heard all that was told so far."""
    made = triggers(db)
    await made.run(NOW)
    return made


async def imports(db: Database, *leagues: str, times: int = 1) -> None:
    async with db.writing() as session:
        payload = {"leagues": list(leagues), "new": 1, "changed": 0}
        draft = EventDraft(name="data:imported", user_id=None, payload=payload)
        await tell(session, *[draft] * times, now=NOW)


@pytest.mark.parametrize("type_", DOES)
async def test_a_schedule_asks_for_what_the_type_does(db: Database, type_: AgentType) -> None:
    agent = await hire(db, type_, schedule="0 * * * *")
    heard = await quiet(db)
    begun = await tasks(db, agent)
    async with db.writing() as session:
        for task in begun:
            await begin_task(session, task.id, now=NOW)
    assert await heard.run(NOW + HOUR) == 1
    asked = await tasks(db, agent)
    assert len(asked) == len(begun) + 1
    assert {task.type for task in asked} == {DOES[type_]}
    assert await heard.run(NOW + HOUR) == 0


async def test_missed_hours_are_one_task_and_the_next_is_due(db: Database) -> None:
    agent = await hire(db, "custom", schedule="0 * * * *")
    heard = await quiet(db)
    late = NOW + 7.5 * HOUR
    assert await heard.run(late) == 1
    async with db.reading() as session:
        due = (await get_agent(session, agent.id, user_id=None)).due_at
    assert due == NOW + 8 * HOUR


async def test_who_is_due_more_often_than_he_gets_through_has_one_task_waiting(
    db: Database,
) -> None:
    agent = await hire(db, "custom", schedule="* * * * *")
    heard = await quiet(db)
    minute = dt.timedelta(minutes=1)
    assert [await heard.run(NOW + after * minute) for after in (1, 2, 3)] == [1, 0, 0]
    (waiting,) = await tasks(db, agent)
    async with db.writing() as session:
        await begin_task(session, waiting.id, now=NOW)
    # while it runs the next one waits already
    assert [await heard.run(NOW + after * minute) for after in (4, 5)] == [1, 0]


async def test_who_has_too_much_to_do_holds_nobody_up(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.tasks.MOST_OPEN", 1)
    busy = await hire(db, "custom", schedule="0 * * * *")
    free = await hire(db, "workflow", schedule="0 * * * *")
    await ask(db, busy)
    heard = await quiet(db)
    assert await heard.run(NOW + 24 * HOUR) == 1
    assert len(await tasks(db, free)) == 1


async def test_many_workers_ask_once(db: Database) -> None:
    agent = await hire(db, "custom", schedule="0 * * * *")
    await imports(db, "E0")
    workers = [await quiet(db) for _ in range(4)]
    new = await asyncio.gather(*(worker.run(NOW + HOUR) for worker in workers))
    assert sum(new) == 1
    assert len(await tasks(db, agent)) == 1


async def test_what_an_earlier_version_asked_for_otherwise_was_asked_for(db: Database) -> None:
    agent = await hire(db, "custom", schedule="0 * * * *")
    heard = await quiet(db)
    due = NOW + HOUR
    key = f"{DUE}{due.isoformat()}"
    earlier = await ask(db, agent, type="generate_insights", idempotency_key=key)
    async with db.writing() as session:
        await begin_task(session, earlier.id, now=NOW)
    assert (earlier.priority, await heard.run(due + HOUR / 2)) == ("medium", 0)
    assert [task.id for task in await tasks(db, agent)] == [earlier.id]
    assert await heard.run(due + 2 * HOUR) == 1


async def test_nobody_is_asked_who_does_not_work(db: Database) -> None:
    agent = await hire(db, "monitoring")
    async with db.writing() as session:
        await move_agent(session, agent.id, "paused", now=NOW)
    assert await triggers(db).run(NOW + 48 * HOUR) == 0


async def test_without_a_schedule_nothing_is_due(db: Database) -> None:
    agent = await hire(db, "monitoring", schedule=None)
    assert agent.due_at is None
    assert await triggers(db).run(NOW + 1000 * HOUR) == 0


@pytest.mark.parametrize(
    ("type_", "told", "works"),
    [
        ("prediction", {"leagues": ["E0"]}, True),
        ("prediction", {"leagues": ["E0", "D1"]}, True),
        ("prediction", {"leagues": ["D1"]}, False),
        ("prediction", {}, True),
        ("prediction", {"teams": ["Arsenal"]}, True),
        ("prediction", {"leagues": ["E0"], "on_import": False}, False),
        ("insight", {"leagues": ["E0"]}, False),
        ("insight", {"leagues": ["E0"], "on_import": True}, True),
        ("monitoring", {"leagues": ["E0"]}, True),
        ("monitoring", {"leagues": ["D1"]}, False),
        ("monitoring", {"on_import": False}, False),
        ("analysis", {"leagues": ["E0"]}, False),
    ],
)
async def test_new_results_set_off_whose_leagues_they_are(
    db: Database, type_: AgentType, told: dict[str, Any], works: bool
) -> None:
    await hire(db, type_, **told)
    heard = await quiet(db)
    await imports(db, "E0", "E1")
    assert await heard.run(NOW) == int(works)
    assert await heard.run(NOW) == 0


async def test_several_imports_at_once_are_one_task(db: Database) -> None:
    agent = await hire(db, leagues=["E0"])
    heard = await quiet(db)
    before = len(await tasks(db, agent))
    await imports(db, "E0", times=300)
    assert [await heard.run(NOW) for _ in range(4)] == [1, 0, 0, 0]
    assert len(await tasks(db, agent)) == before + 1


@pytest.mark.parametrize("groups", [(1,), (30, 100), (99, 1, 250)])
async def test_who_begins_to_look_does_not_ask_again_for_what_others_heard(
    db: Database, groups: tuple[int, ...]
) -> None:
    await hire(db, leagues=["E0"])
    heard = await quiet(db)
    for times in groups:
        await imports(db, "E0", times=times)
        assert await heard.run(NOW) == 1
    anew = triggers(db)
    assert [await anew.run(NOW) for _ in range(5)] == [0] * 5
    await imports(db, "E0")
    assert [await anew.run(NOW), await heard.run(NOW)] == [1, 0]


async def test_an_import_sets_off_who_was_there_when_it_came(db: Database) -> None:
    old = await hire(db, "insight", schedule=None, on_import=True)
    async with db.writing() as session:
        await move_agent(session, old.id, "paused", now=NOW)
    await imports(db, "E0")
    async with db.writing() as session:
        await move_agent(session, old.id, "active", now=NOW)
    await hire(db, "insight", schedule=None, on_import=True)
    assert await triggers(db).run(NOW) == 0


@pytest.mark.parametrize("key", [f"{SET_OFF}x", f"{SET_OFF}{'9' * 30}"])
async def test_a_users_own_key_keeps_no_agent_from_its_work(db: Database, key: str) -> None:
    agent = await hire(db, "insight", schedule=None, on_import=True)
    heard = await quiet(db)
    await ask(db, agent, idempotency_key=key)
    await imports(db, "E0")
    assert await heard.run(NOW) == 1


async def test_what_came_while_no_worker_ran_is_made_up_for_once(db: Database) -> None:
    await hire(db, "insight", leagues=["E0"], on_import=True)
    await imports(db, "E0")
    assert await triggers(db).run(NOW) == 1
    assert await triggers(db).run(NOW) == 0


@pytest.mark.parametrize(
    ("type_", "told", "works"),
    [
        ("prediction", {}, True),
        ("prediction", {"schedule": None}, True),
        *((type_, {}, True) for type_ in ("monitoring", "insight")),
        *((type_, {"schedule": None}, False) for type_ in ("monitoring", "insight")),
        *(
            (type_, {"schedule": "0 7 * * *"}, False)
            for type_ in ("analysis", "workflow", "custom")
        ),
    ],
)
async def test_who_works_by_himself_begins_as_soon_as_he_is_active(
    db: Database, type_: AgentType, told: dict[str, Any], works: bool
) -> None:
    agent = await hire(db, type_, **told)
    assert await triggers(db).run(NOW) == works
    asked = [(task.type, task.priority) for task in await tasks(db, agent)]
    assert asked == [(DOES[type_], "low")] * works
    heard = await quiet(db)
    for status in ("paused", "active"):
        async with db.writing() as session:
            await move_agent(session, agent.id, status, now=NOW)
    assert await heard.run(NOW) == 0


async def test_who_is_due_while_he_waits_to_begin_does_the_same_work_once(db: Database) -> None:
    agent = await hire(db, "monitoring")
    heard = await quiet(db)
    assert await heard.run(NOW + HOUR) == 0
    (waiting,) = await tasks(db, agent)
    async with db.writing() as session:
        await begin_task(session, waiting.id, now=NOW)
    assert await heard.run(NOW + 2 * HOUR) == 1

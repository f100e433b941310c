from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import pytest

from knowledge.agents import move_agent
from knowledge.database import Database, WriteSession
from knowledge.errors import InvalidValue, KeyReused, NotFound
from knowledge.tasks import (
    LONG_AGO,
    LOW_AT_ONCE,
    TaskDraft,
    TaskInfo,
    begin_task,
    cancel_task,
    cancel_tasks_of,
    complete_task,
    create_task,
    fail_task,
    get_task,
    launched,
    list_tasks,
    progress_task,
    told_to_stop,
    waiting_tasks,
)
from tests.knowledge.at_work import NOW, active_agent, ask, make_agent, told

#: every way to change a task
CHANGES: dict[str, Callable[[WriteSession, str], Awaitable[TaskInfo | None]]] = {
    "begin": lambda session, id_: begin_task(session, id_, now=NOW),
    "progress": lambda session, id_: progress_task(session, id_, done=1, total=9, now=NOW),
    "complete": lambda session, id_: complete_task(session, id_, result={"p": 0.5}, now=NOW),
    "fail": lambda session, id_: fail_task(session, id_, error="No such match.", now=NOW),
    "cancel": lambda session, id_: cancel_task(session, id_, now=NOW),
}


@pytest.fixture
def db(any_db: Database) -> Database:
    """Take a database of each kind."""
    return any_db


async def change(db: Database, task_id: str, *steps: str) -> TaskInfo | None:
    async with db.writing() as session:
        for step in steps:
            task = await CHANGES[step](session, task_id)
    return task


async def test_a_task_lives_from_asking_to_its_end(db: Database) -> None:
    agent = await active_agent(db)
    last = len(await told(db))
    task = await ask(db, agent, input={"match_id": "m1"}, priority="high")
    assert (task.status, task.launch, task.attempts, task.ended_at) == ("pending", 0, 0, None)
    ended = await change(db, task.id, "begin", "progress", "complete")
    async with db.reading() as session:
        assert await get_task(session, task.id, user_id="kati", agent_id=agent.id) == ended
    assert ended is not None
    assert (ended.status, ended.result, ended.started_at) == ("completed", {"p": 0.5}, NOW)
    events = await told(db, last)
    assert [(event.name, event.payload["status"]) for event in events] == [
        ("task:created", "pending"),
        ("task:updated", "running"),
        ("task:updated", "running"),
        ("task:completed", "completed"),
    ]
    assert events[2].payload["progress"] == {"done": 1, "total": 9, "note": ""}
    ours = {(event.user_id, event.agent_id, event.match_id) for event in events}
    assert ours == {("kati", agent.id, "m1")}
    assert {event.payload["task_id"] for event in events} == {task.id}


@pytest.mark.parametrize("end", ["complete", "fail", "cancel"])
async def test_what_has_ended_stays_as_it_is_and_nothing_is_told(db: Database, end: str) -> None:
    task = await ask(db, await active_agent(db))
    ended = await change(db, task.id, "begin", end)
    last = len(await told(db))
    for step in CHANGES:
        assert await change(db, task.id, step) is None
    assert await told(db, last) == []
    async with db.reading() as session:
        assert await get_task(session, task.id, user_id=None) == ended


async def test_a_task_that_was_cut_off_is_begun_again_untold(db: Database) -> None:
    task = await ask(db, await active_agent(db))
    await change(db, task.id, "begin")
    last = len(await told(db))
    again = await change(db, task.id, "begin")
    assert again is not None
    assert (again.status, again.attempts) == ("running", 2)
    assert await told(db, last) == []


async def test_a_task_ends_once_whoever_ends_it(db: Database) -> None:
    task = await ask(db, await active_agent(db))
    await change(db, task.id, "begin")
    last = len(await told(db))

    async def end(how: str) -> TaskInfo | None:
        async with db.writing() as session:
            await get_task(session, task.id, user_id="kati")
            return await CHANGES[how](session, task.id)

    ended = await asyncio.gather(*(end(how) for how in ["complete", "fail", "cancel"] * 3))
    assert len([each for each in ended if each]) == 1
    assert len(await told(db, last)) == 1


async def test_nobody_waits_for_a_task_that_is_held_by_who_waits_for_him(db: Database) -> None:
    agent = await active_agent(db)
    first, second = sorted([await ask(db, agent), await ask(db, agent)], key=lambda task: task.id)
    begun, told_one = asyncio.Event(), asyncio.Event()

    async def stop() -> None:
        await begun.wait()
        async with db.writing() as session:
            await cancel_task(session, first.id, now=NOW)
            told_one.set()
            await cancel_task(session, second.id, now=NOW)

    async def hand_over() -> TaskInfo | None:
        async with db.writing() as session:
            await launched(session, second.id, 1)
            begun.set()
            # whose turn it is not cannot have told anything, however long one waits
            with suppress(TimeoutError):
                await asyncio.wait_for(told_one.wait(), 0.1)
            return await begin_task(session, second.id, now=NOW)

    _, running = await asyncio.gather(stop(), hand_over())
    assert running is not None
    async with db.reading() as session:
        tasks = await list_tasks(session, agent_id=agent.id)
    assert {task.status for task in tasks} == {"cancelled"}


async def test_the_same_key_asks_for_the_same_task(db: Database) -> None:
    agent = await make_agent(db)
    last = len(await told(db))

    async def one(**parts: Any) -> tuple[TaskInfo, bool]:
        draft = TaskDraft(
            agent_id=agent.id,
            user_id="kati",
            **{"type": "predict_match", "input": {"a": [1]}, "idempotency_key": "k", **parts},
        )
        async with db.writing() as session:
            return await create_task(session, draft, now=NOW)

    asked = await asyncio.gather(*(one() for _ in range(6)))
    assert len({task.id for task, _ in asked}) == 1
    assert sum(is_new for _, is_new in asked) == 1
    assert len(await told(db, last)) == 1
    others = {"input": {"a": [2]}}, {"type": "batch_predict"}
    for other in (*others, {"priority": "high"}, {"timeout_seconds": 5}):
        with pytest.raises(KeyReused, match="“k”"):
            await one(**other)
    assert (await one(idempotency_key=None))[1]
    assert (await one(idempotency_key=None))[1]


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "predict_lottery"},
        {"priority": "urgent"},
        {"idempotency_key": ""},
        {"idempotency_key": "x" * 201},
        {"timeout_seconds": 0},
        {"timeout_seconds": float("nan")},
    ],
)
def test_what_cannot_be_is_no_task(wrong: dict[str, Any]) -> None:
    given = {"agent_id": "a", "user_id": "kati", "type": "predict_match", "input": {}}
    with pytest.raises(InvalidValue):
        TaskDraft(**{**given, **wrong})


async def test_tasks_are_their_owners_alone(db: Database) -> None:
    agent = await make_agent(db)
    task = await ask(db, agent)
    async with db.writing() as session:
        draft = TaskDraft(agent_id=agent.id, user_id="peti", type="predict_match", input={})
        for attempt in (
            create_task(session, draft, now=NOW),
            get_task(session, task.id, user_id="peti"),
            get_task(session, task.id, user_id="kati", agent_id="agent-x"),
            get_task(session, "task-x", user_id=None),
        ):
            with pytest.raises(NotFound):
                await attempt
        assert await list_tasks(session, user_id="peti") == []


async def test_pages_of_tasks_newest_first_by_status(db: Database) -> None:
    agent = await active_agent(db)
    tasks = [await ask(db, agent, now=NOW + dt.timedelta(minutes=n)) for n in (0, 1, 1, 1, 2)]
    begun = await change(db, tasks[0].id, "begin")
    async with db.reading() as session:
        whole = await list_tasks(session, agent_id=agent.id)
        paged, after = [], None
        while page := await list_tasks(session, user_id="kati", limit=2, after=after):
            paged += page
            after = page[-1].cursor
        assert await list_tasks(session, status="running") == [begun]
    assert paged == whole
    assert [task.id for task in whole][0::4] == [tasks[4].id, tasks[0].id]


async def test_the_urgent_wait_first_and_only_for_agents_at_work(db: Database) -> None:
    agent = await active_agent(db)
    await ask(db, await make_agent(db), priority="critical")
    later = NOW + dt.timedelta(minutes=1)
    young = await ask(db, agent, priority="high", now=later)
    low, medium, high = [await ask(db, agent, priority=p) for p in ("low", "medium", "high")]
    async with db.reading() as session:
        waiting = await waiting_tasks(session, limit=9, now=NOW)
        assert await waiting_tasks(session, limit=1, now=NOW) == waiting[:1]
    assert [task.id for task in waiting] == [high.id, young.id, medium.id, low.id]


async def test_few_of_low_priority_are_under_way_at_a_time(db: Database) -> None:
    agent = await active_agent(db)
    flow = await ask(db, agent, priority="low", type="workflow_prediction")
    low = [await ask(db, agent, priority="low") for _ in range(4)]

    async def given(now: dt.datetime = NOW) -> list[str]:
        async with db.reading() as session:
            return [task.id for task in await waiting_tasks(session, limit=9, now=now)]

    async def begin(task: TaskInfo) -> None:
        async with db.writing() as session:
            assert await launched(session, task.id, 1)
            await begin_task(session, task.id, now=NOW, launch=1)

    assert len(await given()) == LOW_AT_ONCE == 2
    await begin(flow)  # waits for its workflow, and holds no place
    await begin(low[0])
    assert len(await given()) == 1
    await begin(low[1])
    urgent = await ask(db, agent)
    assert await given() == [urgent.id]
    # what the engine may have lost is not waited for
    assert len(await given(NOW + LONG_AGO)) == 3
    async with db.writing() as session:
        await complete_task(session, low[0].id, result={}, now=NOW)
    assert await given() == [urgent.id, min(low[2].id, low[3].id)]


async def test_a_task_is_handed_over_once_and_taken_back_while_its_agent_rests(
    db: Database,
) -> None:
    agent = await active_agent(db)
    task = await ask(db, agent)
    async with db.writing() as session:
        assert not await launched(session, task.id, 2)
        assert await launched(session, task.id, task.next_launch)
        assert not await launched(session, task.id, 1)
        assert await waiting_tasks(session, limit=9, now=NOW) == []
        await move_agent(session, agent.id, "paused", now=NOW)
        assert await begin_task(session, task.id, now=NOW, launch=1) is None
        assert await waiting_tasks(session, limit=9, now=NOW) == []
        await move_agent(session, agent.id, "active", now=NOW)
        (back,) = await waiting_tasks(session, limit=9, now=NOW)
        assert (back.status, back.launch, back.next_launch) == ("pending", -1, 2)
        assert await launched(session, task.id, 2)
        assert await begin_task(session, task.id, now=NOW, launch=1) is None
        begun = await begin_task(session, task.id, now=NOW, launch=2)
    assert begun is not None
    assert (begun.status, begun.launch, begun.attempts) == ("running", 2, 1)


async def test_who_works_is_told_to_stop(db: Database) -> None:
    agent, other = await active_agent(db), await active_agent(db)
    done, running, waiting = [await ask(db, agent) for _ in range(3)]
    kept = await ask(db, other)
    await change(db, done.id, "begin", "complete")
    await change(db, running.id, "begin")
    async with db.writing() as session:
        ended = await cancel_tasks_of(session, agent.id, now=NOW, reason="It stops.")
        stops = await told_to_stop(session, [done.id, running.id, kept.id])
    assert {task.id for task in ended} == {running.id, waiting.id}
    assert {(task.status, task.error) for task in ended} == {("cancelled", "It stops.")}
    assert stops == {running.id}


async def test_a_launch_may_begin_before_it_is_written_down(any_db: Database) -> None:
    task = await ask(any_db, await active_agent(any_db))
    async with any_db.writing() as session:
        begun = await begin_task(session, task.id, now=NOW, launch=1)
        assert begun is not None
        assert begun.launch == 1
        assert not await launched(session, task.id, 1)


async def test_what_is_no_id_of_a_match_is_asked_about_all_the_same(db: Database) -> None:
    agent = await make_agent(db)
    for named in ("m" * 41, ["m"], None):
        await ask(db, agent, input={"match_id": named})
    await ask(db, agent, input={"match_id": "m" * 40})
    asked = [event.match_id for event in await told(db) if event.name == "task:created"]
    assert asked == [None, None, None, "m" * 40]

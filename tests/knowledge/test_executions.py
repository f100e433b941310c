from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from knowledge.database import Database, WriteSession
from knowledge.errors import InvalidValue, KeyReused, NotFound
from knowledge.execution_steps import begin_step, end_step, steps_of
from knowledge.executions import (
    ExecutionDraft,
    ExecutionInfo,
    cancel_execution,
    cancel_execution_of,
    cancel_executions_of,
    complete_execution,
    fail_execution,
    get_execution,
    launched,
    list_executions,
    start_execution,
    told_to_stop,
    unlaunched_executions,
)
from knowledge.tasks import begin_task, get_task
from tests.knowledge.at_work import NOW, active_agent, ask, told

#: every way an execution ends
ENDS: dict[str, Callable[[WriteSession, str], Awaitable[ExecutionInfo | None]]] = {
    "completed": lambda session, id_: complete_execution(
        session, id_, output={"prediction": {"p": 1}}, now=NOW
    ),
    "failed": lambda session, id_: fail_execution(session, id_, error="It failed.", now=NOW),
    "cancelled": lambda session, id_: cancel_execution(session, id_, now=NOW),
}


@pytest.fixture
def db(any_db: Database) -> Database:
    """Take a database of each kind."""
    return any_db


async def start(db: Database, minutes: int = 0, **parts: Any) -> tuple[ExecutionInfo, bool]:
    given = {
        "user_id": "kati",
        "workflow_id": "standard",
        "version": 1,
        "definition": {"steps": []},
        "input": {"match_id": "m1"},
    }
    async with db.writing() as session:
        now = NOW + dt.timedelta(minutes=minutes)
        return await start_execution(session, ExecutionDraft(**{**given, **parts}), now=now)


async def begin(db: Database, execution: ExecutionInfo, name: str, place: int = 0) -> Any:
    async with db.writing() as session:
        return await begin_step(session, execution.id, name, place=place, now=NOW)


async def end(db: Database, execution: ExecutionInfo, name: str, **parts: Any) -> bool:
    given = {"place": 0, "status": "completed", "output": {"p": 0.5}, "now": NOW, **parts}
    async with db.writing() as session:
        return await end_step(session, execution.id, name, **given)


async def finish(db: Database, execution: ExecutionInfo, how: str) -> ExecutionInfo | None:
    async with db.writing() as session:
        return await ENDS[how](session, execution.id)


@pytest.mark.parametrize("how", ENDS)
async def test_the_task_that_asked_for_it_ends_with_it(db: Database, how: str) -> None:
    agent = await active_agent(db)
    task = await ask(db, agent, type="workflow_prediction")
    async with db.writing() as session:
        await begin_task(session, task.id, now=NOW)
    execution, _ = await start(db, agent_id=agent.id, task_id=task.id)
    last = (await told(db))[-1].id
    ended = await finish(db, execution, how)
    assert ended is not None
    async with db.reading() as session:
        task = await get_task(session, task.id, user_id="kati")
    assert (task.status, task.error) == (how, ended.error)
    assert task.result == (
        {
            "execution_id": execution.id,
            "workflow": "standard",
            "prediction": {"p": 1},
            "insight_ids": None,
        }
        if how == "completed"
        else None
    )
    names = [event.name for event in await told(db, last)]
    assert names[1:] == [{"cancelled": "task:updated"}.get(how, f"task:{how}")]


async def test_a_task_that_is_not_wanted_takes_its_execution_along(db: Database) -> None:
    agent = await active_agent(db)
    task = await ask(db, agent, type="workflow_prediction")
    wanted, _ = await start(db, task_id=task.id)
    other, _ = await start(db)
    async with db.writing() as session:
        await cancel_execution_of(session, task.id, now=NOW, reason="Enough.")
    async with db.reading() as session:
        statuses = [
            (await get_execution(session, each.id, user_id="kati")).status
            for each in (wanted, other)
        ]
    assert statuses == ["cancelled", "running"]


async def test_an_execution_goes_step_by_step_to_its_end(db: Database) -> None:
    execution, is_new = await start(db, agent_id="a1")
    assert is_new
    assert (execution.status, execution.launch, execution.created_at) == ("running", 0, NOW)
    step = await begin(db, execution, "prediction", 1)
    assert (step.status, step.attempts, step.output) == ("running", 1, None)
    assert await end(db, execution, "prediction", place=1)
    ended = await finish(db, execution, "completed")
    async with db.reading() as session:
        assert await get_execution(session, execution.id, user_id="kati") == ended
        (step,) = await steps_of(session, execution.id)
    assert (step.status, step.output, step.place) == ("completed", {"p": 0.5}, 1)
    events = await told(db)
    assert [(event.name, event.payload["status"]) for event in events] == [
        ("workflow:started", "running"),
        ("workflow:step:completed", "completed"),
        ("workflow:completed", "completed"),
    ]
    assert {(event.user_id, event.agent_id, event.match_id) for event in events} == {
        ("kati", "a1", "m1")
    }
    assert {(event.workflow_id, event.execution_id) for event in events} == {
        ("standard", execution.id)
    }
    assert events[1].payload["step"] == "prediction"


async def test_a_steps_output_is_stored_and_told_once_whoever_ends_it(db: Database) -> None:
    execution, _ = await start(db)
    await begin(db, execution, "odds")
    wrote = await asyncio.gather(
        *(end(db, execution, "odds", output={"by": number}) for number in range(6))
    )
    assert sum(wrote) == 1
    assert len(await told(db)) == 2
    step = await begin(db, execution, "odds")
    assert (step.status, step.output, step.attempts) == ("completed", {"by": wrote.index(True)}, 1)


async def test_a_step_that_was_cut_off_counts_its_attempts(db: Database) -> None:
    execution, _ = await start(db)
    assert [(await begin(db, execution, "odds")).attempts for _ in range(3)] == [1, 2, 3]
    assert len(await told(db)) == 1


async def test_a_skipped_step_has_never_begun(db: Database) -> None:
    execution, _ = await start(db)
    assert await end(db, execution, "risk", status="skipped", output=None, error="No odds.")
    async with db.reading() as session:
        (step,) = await steps_of(session, execution.id)
    assert (step.status, step.attempts, step.error) == ("skipped", 0, "No odds.")
    assert (await told(db))[-1].payload["status"] == "skipped"


@pytest.mark.parametrize("how", ENDS)
async def test_what_has_ended_takes_nothing_more(db: Database, how: str) -> None:
    execution, _ = await start(db)
    await begin(db, execution, "odds")
    ended = await finish(db, execution, how)
    last = len(await told(db))
    assert ended is not None
    assert (ended.status, ended.ended_at) == (how, NOW)
    assert [await finish(db, execution, other) for other in ENDS] == [None, None, None]
    assert await begin(db, execution, "odds") is None
    assert not await end(db, execution, "odds")
    async with db.reading() as session:
        (step,) = await steps_of(session, execution.id)
        assert await get_execution(session, execution.id, user_id=None) == ended
        stops = await told_to_stop(session, [execution.id])
    assert (step.status, step.error) == ("cancelled", ended.error)
    assert stops == ({execution.id} if how == "cancelled" else set())
    assert await told(db, last) == []


async def test_what_runs_for_an_agent_ends_with_it(db: Database) -> None:
    done, _ = await start(db, agent_id="a1")
    running, _ = await start(db, 1, agent_id="a1")
    others = [(await start(db, 2, agent_id=agent_id))[0] for agent_id in ("a2", None)]
    await finish(db, done, "completed")
    last = len(await told(db))
    async with db.writing() as session:
        ended = await cancel_executions_of(session, "a1", now=NOW, reason="It stops.")
        assert await cancel_executions_of(session, "a1", now=NOW, reason="Again.") == []
        stops = await told_to_stop(session, [done.id, running.id, *(each.id for each in others)])
    assert [(each.id, each.status, each.error) for each in ended] == [
        (running.id, "cancelled", "It stops.")
    ]
    assert stops == {running.id}
    (event,) = await told(db, last)
    assert (event.name, event.execution_id) == ("workflow:failed", running.id)


async def test_an_execution_ends_once_whoever_ends_it(db: Database) -> None:
    execution, _ = await start(db)

    async def one(how: str) -> ExecutionInfo | None:
        async with db.writing() as session:
            await get_execution(session, execution.id, user_id="kati")
            return await ENDS[how](session, execution.id)

    ended = await asyncio.gather(*(one(how) for how in [*ENDS] * 3))
    assert len([each for each in ended if each]) == 1
    assert len(await told(db)) == 2


async def test_the_same_key_starts_the_same_execution(db: Database) -> None:
    started = await asyncio.gather(*(start(db, idempotency_key="k") for _ in range(6)))
    assert len({execution.id for execution, _ in started}) == 1
    assert sum(is_new for _, is_new in started) == 1
    assert len(await told(db)) == 1
    others: list[dict[str, Any]] = [{"input": {}}, {"workflow_id": "real_time"}]
    for other in others:
        with pytest.raises(KeyReused):
            await start(db, idempotency_key="k", **other)
    assert (await start(db, idempotency_key="k", user_id="peti"))[1]


@pytest.mark.parametrize("wrong", [{"idempotency_key": "x" * 201}, {"timeout_seconds": -1}])
async def test_what_cannot_be_is_not_started(db: Database, wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidValue):
        await start(db, **wrong)


async def test_executions_are_handed_over_once_the_oldest_first(db: Database) -> None:
    young, _ = await start(db, 1)
    old, _ = await start(db, 0)
    await start(db, launch=1)
    done, _ = await start(db)
    await finish(db, done, "failed")
    async with db.writing() as session:
        waiting = await unlaunched_executions(session, limit=9)
        assert not await launched(session, old.id, 2)
        assert await launched(session, old.id, 1)
        assert not await launched(session, old.id, 1)
        (left,) = await unlaunched_executions(session, limit=9)
    assert [each.id for each in waiting] == [old.id, young.id]
    assert left.id == young.id


async def test_executions_are_their_owners_alone_in_pages_newest_first(db: Database) -> None:
    made = [(await start(db, n, agent_id=f"a{n % 2}"))[0] for n in (0, 1, 2, 2, 3)]
    await finish(db, made[0], "failed")
    async with db.reading() as session:
        with pytest.raises(NotFound):
            await get_execution(session, made[0].id, user_id="peti")
        assert await list_executions(session, user_id="peti") == []
        whole = await list_executions(session, user_id="kati")
        paged, after = [], None
        while page := await list_executions(session, workflow_id="standard", limit=2, after=after):
            paged += page
            after = page[-1].cursor
        of_agent = await list_executions(session, agent_id="a1")
        failed = await list_executions(session, status="failed")
    assert paged == whole
    assert [each.id for each in whole][0::4] == [made[4].id, made[0].id]
    assert [each.id for each in of_agent] == [made[4].id, made[1].id]
    assert [each.id for each in failed] == [made[0].id]

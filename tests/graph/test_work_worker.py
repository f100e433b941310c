"""What waits in the tables is done, once; what is cancelled stops; what fails says why."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from graph.work.handing_over import hand_over
from graph.work.in_process import InProcess
from graph.work.port import Engine, Job, StartRunner, Steps
from graph.work.processes import is_gone, this_process
from graph.work.task_work import Progress, TaskWork
from graph.work.worker import Pace, Worker
from graph.work.working import UNEXPECTED, Working
from knowledge.agents import AgentInfo, move_agent
from knowledge.database import Database
from knowledge.errors import InvalidValue, StorageAway, StorageBusy
from knowledge.executions import ExecutionDraft, cancel_execution, get_execution, start_execution
from knowledge.tasks import TaskInfo, cancel_task, get_task
from knowledge.workers import WorkerDraft, enlist, inherit, list_workers
from tests.graph.engines import engine_of
from tests.knowledge.at_work import NOW, active_agent, ask, told

WAIT = 20.0
#: looks only when a bell rings: what a test waits for did not come by a timer
BELLS_ONLY = Pace(look=3600.0, beat=3600.0)

Do = Callable[[TaskInfo, AgentInfo, Progress], Awaitable[dict[str, Any]]]


class Ward:
    """A database, an engine, and workers that do what a test gives them."""

    def __init__(self, db: Database, engine: Engine, start: StartRunner) -> None:
        self.db = db
        self.engine = engine
        self.start = start

    @asynccontextmanager
    async def works(
        self, does: Do | None = None, execution: Any = None, *, pace: Pace = BELLS_ONLY
    ) -> AsyncIterator[Worker]:
        task = TaskWork(self.db, does or nothing, wall=wall)
        working = Working(self.db, task=task, execution=execution or task, wall=wall)
        worker = await Worker.open(self.db, self.engine, self.start, working, wall=wall, pace=pace)
        try:
            yield worker
        finally:
            await worker.aclose()

    async def ended(self, task_id: str) -> TaskInfo:
        """Wait until a task has ended."""
        rung = asyncio.Event()
        self.db.bells.append(rung.set)
        try:
            async with asyncio.timeout(WAIT):
                while True:
                    rung.clear()
                    async with self.db.reading() as session:
                        task = await get_task(session, task_id, user_id=None)
                    if task.ended_at:
                        return task
                    await rung.wait()
        finally:
            self.db.bells.remove(rung.set)


def wall() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


async def nothing(_task: TaskInfo, _agent: AgentInfo, _progress: Progress) -> dict[str, Any]:
    return {}


@pytest.fixture(params=["in process", "sqlite"])
async def ward(request: pytest.FixtureRequest, blank_home: Path) -> AsyncIterator[Ward]:
    db = await Database.open(None, home=blank_home)
    async with engine_of(request.param, f"sqlite:///{blank_home}/work.sqlite") as (engine, start):
        yield Ward(db, engine, start)
    await db.close()


@pytest.fixture
async def here(blank_home: Path) -> AsyncIterator[Ward]:
    """A ward with the engine that is within the process."""
    db = await Database.open(None, home=blank_home)
    engine = InProcess()
    yield Ward(db, engine, engine.serve)
    await db.close()


async def test_a_task_is_done_and_tells_how_far_it_is(ward: Ward) -> None:
    agent = await active_agent(ward.db)

    async def does(task: TaskInfo, at: AgentInfo, progress: Progress) -> dict[str, Any]:
        assert (task.status, at.id) == ("running", agent.id)
        await progress(1, 2, "half of it")
        return {"matches": 2}

    async with ward.works(does):
        task = await ward.ended((await ask(ward.db, agent)).id)
    assert (task.status, task.result, task.attempts) == ("completed", {"matches": 2}, 1)
    assert task.progress == {"done": 1, "total": 2, "note": "half of it"}
    names = [event.name for event in await told(ward.db) if event.name.startswith("task:")]
    assert names == ["task:created", "task:updated", "task:updated", "task:completed"]


async def test_a_task_that_fails_says_why(ward: Ward) -> None:
    agent = await active_agent(ward.db)
    tries: list[str] = []

    async def does(task: TaskInfo, _at: AgentInfo, _progress: Progress) -> dict[str, Any]:
        tries.append(task.id)
        if task.input["is_bad"]:
            raise InvalidValue("There is no league X9.")
        raise ZeroDivisionError

    async with ward.works(does):
        bad = await ward.ended((await ask(ward.db, agent, input={"is_bad": True})).id)
        bug = await ward.ended((await ask(ward.db, agent, input={"is_bad": False})).id)
    assert (bad.status, bad.error) == ("failed", "There is no league X9.")
    assert (bug.status, bug.error) == ("failed", UNEXPECTED)
    assert tries == [bad.id, bug.id]


async def test_a_cancelled_task_is_broken_off_where_it_waits(ward: Ward) -> None:
    agent = await active_agent(ward.db)
    begun, broken_off = asyncio.Event(), asyncio.Event()

    async def does(_task: TaskInfo, _at: AgentInfo, _progress: Progress) -> dict[str, Any]:
        begun.set()
        try:
            return await asyncio.Event().wait() and {}
        finally:
            broken_off.set()

    async with ward.works(does) as worker:
        task = await ask(ward.db, agent)
        await asyncio.wait_for(begun.wait(), WAIT)
        async with ward.db.writing() as session:
            await cancel_task(session, task.id, now=wall())
        await asyncio.wait_for(broken_off.wait(), WAIT)
        left = await ward.ended(task.id)
        assert (left.status, left.error) == ("cancelled", "It was cancelled.")
    assert not worker.running


async def test_a_task_has_the_time_it_was_given(ward: Ward) -> None:
    agent = await active_agent(ward.db)

    async def does(_task: TaskInfo, _at: AgentInfo, _progress: Progress) -> dict[str, Any]:
        return await asyncio.Event().wait() and {}

    async with ward.works(does):
        late = await ward.ended((await ask(ward.db, agent, timeout_seconds=0.2)).id)
    assert late.status == "failed"
    assert late.error == "It took longer than the 0.2 seconds that it was given."


async def test_what_may_pass_is_tried_again(here: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    agent = await active_agent(here.db)
    errors = [StorageBusy("in use"), StorageAway("away")]

    async def does(_task: TaskInfo, _at: AgentInfo, _progress: Progress) -> dict[str, Any]:
        if errors:
            raise errors.pop()
        return {}

    monkeypatch.setattr("graph.work.patience.FIRST_LOOK", 0.001)
    async with here.works(does):
        assert (await here.ended((await ask(here.db, agent)).id)).status == "completed"


async def test_a_paused_agent_s_task_waits_for_it(ward: Ward) -> None:
    agent = await active_agent(ward.db)
    task = await ask(ward.db, agent)
    assert await hand_over(ward.db, ward.engine, limit=10, now=wall()) == 1
    await _move(ward.db, agent, "paused")
    other = await active_agent(ward.db)
    async with ward.works():
        # the paused one's job was first, and is through when this one is
        await ward.ended((await ask(ward.db, other)).id)
        async with ward.db.reading() as session:
            waits = await get_task(session, task.id, user_id=None)
        assert (waits.status, waits.attempts) == ("pending", 0)
        await _move(ward.db, agent, "active")
        done = await ward.ended(task.id)
    assert (done.status, done.attempts) == ("completed", 1)


async def _move(db: Database, agent: AgentInfo, status: Any) -> None:
    async with db.writing() as session:
        await move_agent(session, agent.id, status, now=NOW)


async def test_an_execution_is_done_or_cancelled_too(ward: Ward) -> None:
    begun: asyncio.Queue[str] = asyncio.Queue()
    broken_off = asyncio.Event()

    async def execution(job: Job, steps: Steps) -> None:
        async def wait() -> None:
            await begun.put(job.ref)
            try:
                await asyncio.Event().wait()
            finally:
                broken_off.set()

        await steps.all({"wait": wait})

    draft = ExecutionDraft(
        user_id="kati", workflow_id="standard", version=1, definition={"steps": []}, input={}
    )
    async with ward.works(execution=execution):
        async with ward.db.writing() as session:
            started, _ = await start_execution(session, draft, now=NOW)
        assert await asyncio.wait_for(begun.get(), WAIT) == started.id
        async with ward.db.writing() as session:
            await cancel_execution(session, started.id, now=NOW)
        await asyncio.wait_for(broken_off.wait(), WAIT)
    async with ward.db.reading() as reading:
        kept = await get_execution(reading, started.id, user_id=None)
    assert (kept.status, kept.launch) == ("cancelled", 1)


@pytest.mark.slow
async def test_a_worker_that_leaves_in_order_is_not_in_the_books(ward: Ward) -> None:
    async with ward.works() as worker, ward.db.reading() as session:
        assert [each.id for each in await list_workers(session)] == [worker.id]
    async with ward.db.reading() as session:
        assert await list_workers(session) == []
    assert ward.db.bells == []


async def test_who_was_taken_for_dead_begins_anew(ward: Ward) -> None:
    agent = await active_agent(ward.db)
    begun = asyncio.Event()
    lives = 0

    async def does(_task: TaskInfo, _at: AgentInfo, _progress: Progress) -> dict[str, Any]:
        nonlocal lives
        lives += 1
        if lives == 1:
            begun.set()
            await asyncio.Event().wait()
        return {}

    async with ward.works(does) as worker:
        task = await ask(ward.db, agent)
        await asyncio.wait_for(begun.wait(), WAIT)
        name = worker.id
        async with ward.db.writing() as session:
            await enlist(session, WorkerDraft(id="heir", host="elsewhere", pid=1), now=wall())
            dead = next(w for w in await list_workers(session) if w.id == name)
            assert await inherit(session, dead, "heir", now=wall())
        await worker._live()
        assert worker.id != name
        if not isinstance(ward.engine, InProcess):  # which takes its jobs along
            assert (await ward.ended(task.id)).status == "completed"


def test_a_process_is_gone_when_it_is_gone_here() -> None:
    place, own = this_process()
    assert not is_gone(place, own)
    assert is_gone(place, 2**22 + 1)
    assert not is_gone("another machine", 2**22 + 1)

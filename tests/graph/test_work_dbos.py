"""What only the engine on DBOS promises: turns in the queue, and one who has a job at a time."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from graph.errors import EngineAway, JobLost, StepsChanged, WorkersLost
from graph.work.dbos_books import Books
from graph.work.dbos_engine import DbosEngine
from graph.work.dbos_runner import DbosRunner
from graph.work.port import Job, Steps
from graph.work.taking_over import take_over
from graph.work.working import Working
from knowledge.database import Database
from knowledge.tasks import get_task
from knowledge.workers import WorkerDraft, enlist, list_workers
from tests.graph.engines import job
from tests.knowledge.at_work import NOW, active_agent, ask

WAIT = 20.0
SILENT = dt.timedelta(seconds=15)


@pytest.fixture
def books(tmp_path: Path) -> Books:
    return Books.beside(None, tmp_path)


@pytest.fixture
async def engine(books: Books) -> AsyncIterator[DbosEngine]:
    engine = await DbosEngine.open(books)
    yield engine
    await engine.aclose()


class Held:
    """Work that begins, and ends when it is let go."""

    def __init__(self) -> None:
        self.begun: asyncio.Queue[str] = asyncio.Queue()
        self.let_go = asyncio.Event()

    async def __call__(self, asked: Job, _steps: Steps) -> None:
        await self.begun.put(asked.ref)
        await self.let_go.wait()

    async def next(self) -> str:
        return await asyncio.wait_for(self.begun.get(), WAIT)


def test_books_lie_beside_the_tables(tmp_path: Path) -> None:
    assert Books.beside(None, tmp_path).url == f"sqlite:///{tmp_path}/work.sqlite"
    there = Books.beside("postgres://anna:secret@db/tippmix", tmp_path)
    assert there.url == "postgresql://anna:secret@db/tippmix"
    assert there.place == "db/tippmix"


async def test_books_that_cannot_be_opened_are_told_of(tmp_path: Path) -> None:
    with pytest.raises(EngineAway, match=r"work\.sqlite"):
        await DbosEngine.open(Books.beside(None, tmp_path / "nowhere"))

    async def work(_job: Job, _steps: Steps) -> None: ...

    with pytest.raises(EngineAway):
        await DbosRunner.open(Books.beside(None, tmp_path / "nowhere"), "worker-1", work)
    runner = await DbosRunner.open(Books.beside(None, tmp_path), "worker-1", work)
    await runner.aclose()


async def test_the_most_urgent_is_first(books: Books, engine: DbosEngine) -> None:
    held = Held()
    runner = await DbosRunner.open(books, "worker-1", held, at_once=1)
    await engine.submit(job("first"))
    assert await held.next() == "first"
    for priority in ("low", "high", "medium", "critical"):
        await engine.submit(job(priority, priority=priority))
    held.let_go.set()
    assert [await held.next() for _ in range(4)] == ["critical", "high", "medium", "low"]
    await runner.aclose()


async def test_nobody_takes_all_the_places(books: Books, engine: DbosEngine) -> None:
    held = Held()
    for number in range(5):
        await engine.submit(job(f"anna-{number}"))
    await engine.submit(job("béla-0", user_id="béla"))
    runner = await DbosRunner.open(books, "worker-1", held, at_once=4, per_user=2)
    assert sorted([await held.next() for _ in range(3)]) == ["anna-0", "anna-1", "béla-0"]
    # a fourth place is free, but not for Anna
    await engine.submit(job("béla-1", user_id="béla"))
    assert await held.next() == "béla-1"
    held.let_go.set()
    assert sorted([await held.next() for _ in range(3)]) == ["anna-2", "anna-3", "anna-4"]
    await runner.aclose()


async def test_what_is_inherited_waits_for_no_place(books: Books, engine: DbosEngine) -> None:
    await engine.submit(job("begun"))
    await _dies(books, engine, "dead")
    held = Held()
    heir = await DbosRunner.open(books, "heir", held, at_once=1, per_user=1)
    for ref in ("own", "waits"):
        await engine.submit(job(ref))
    assert await held.next() == "own"
    await engine.release("dead", died=True)
    assert await held.next() == "begun"
    held.let_go.set()
    assert await held.next() == "waits"
    await heir.aclose()


async def test_who_lost_a_job_stops_at_its_next_step(books: Books, engine: DbosEngine) -> None:
    begun, go_on, ended = asyncio.Event(), asyncio.Event(), asyncio.Event()
    lost: list[Exception] = []
    lives = 0

    async def work(_asked: Job, steps: Steps) -> None:
        nonlocal lives
        lives += 1
        is_first = lives == 1

        async def step() -> None:
            if is_first:
                begun.set()
                await go_on.wait()

        try:
            await steps.run("step", step)
            await steps.run("next", step)
        except JobLost as error:
            lost.append(error)
            ended.set()
        else:
            # the one that came after is through: now the first one wakes up
            go_on.set()

    runner = await DbosRunner.open(books, "worker-1", work)
    await engine.submit(job())
    await asyncio.wait_for(begun.wait(), WAIT)
    # taken for dead, it is still at it
    assert await engine.release("worker-1", died=True) == []
    await asyncio.wait_for(ended.wait(), WAIT)
    assert lives == 2
    assert "task-1.1" in str(lost[0])
    await runner.aclose()


async def test_a_job_that_goes_other_ways_is_not_gone_on_with(
    books: Books, engine: DbosEngine
) -> None:
    begun = asyncio.Event()
    ends: asyncio.Queue[Exception | None] = asyncio.Queue()

    async def nothing() -> None: ...

    async def older(_asked: Job, steps: Steps) -> None:
        await steps.run("look", nothing)
        begun.set()
        await asyncio.Event().wait()

    async def newer(_asked: Job, steps: Steps) -> None:
        try:
            await steps.run("listen", nothing)
        except StepsChanged as error:
            await ends.put(error)

    await engine.submit(job())
    runner = await DbosRunner.open(books, "worker-1", older)
    await asyncio.wait_for(begun.wait(), WAIT)
    await runner.aclose()
    await engine.release("worker-1", died=False)
    runner = await DbosRunner.open(books, "worker-2", newer)
    assert "start it again" in str(await asyncio.wait_for(ends.get(), WAIT))
    await runner.aclose()


async def _dies(books: Books, engine: DbosEngine, runner_id: str) -> None:
    """Let a runner take a job and vanish."""
    held = Held()
    runner = await DbosRunner.open(books, runner_id, held)
    await held.next()
    await runner.aclose()


async def test_the_work_of_the_dead_is_taken_over(
    books: Books, engine: DbosEngine, blank_home: Path
) -> None:
    db = await Database.open(None, home=blank_home)
    agent = await active_agent(db)
    tasks = [await ask(db, agent) for _ in range(2)]
    held = Held()
    working = Working(db, task=held, execution=held, wall=lambda: NOW)
    heir = WorkerDraft(id="heir", host="elsewhere", pid=1)

    async def take(later: dt.timedelta) -> None:
        now = NOW + later
        await take_over(db, engine, working, heir_id="heir", now=now, silent_for=SILENT)

    async with db.writing() as session:
        await enlist(session, heir, now=NOW + SILENT)
        await enlist(session, WorkerDraft(id="dead", host="elsewhere", pid=2), now=NOW)
    await engine.submit(job(tasks[0].id))
    await _dies(books, engine, "dead")
    await engine.submit(job(tasks[1].id))
    await _dies(books, engine, "never heard of")
    assert await engine.holders() == {"dead", "never heard of"}
    # not silent for long enough yet; but who is in no book is nobody's
    await take(SILENT)
    assert await engine.holders() == {"dead"}
    await take(SILENT + dt.timedelta(seconds=1))
    assert await engine.holders() == set()
    async with db.reading() as reading:
        assert [each.id for each in await list_workers(reading)] == ["heir"]
    runner = await DbosRunner.open(books, "heir", working)
    assert {await held.next(), await held.next()} == {task.id for task in tasks}
    await runner.aclose()
    await db.close()


async def test_who_brings_one_worker_after_the_other_down_is_given_up(
    books: Books, engine: DbosEngine, blank_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.work.dbos_engine.LIVES", 3)
    db = await Database.open(None, home=blank_home)
    task = await ask(db, await active_agent(db))
    held = Held()
    working = Working(db, task=held, execution=held, wall=lambda: NOW)
    await engine.submit(job(task.id))
    for life in range(3):
        await _dies(books, engine, f"worker-{life}")
        await take_over(db, engine, working, heir_id="heir", now=NOW, silent_for=SILENT)
    async with db.reading() as session:
        ended = await get_task(session, task.id, user_id=None)
    assert (ended.status, ended.error) == ("failed", str(WorkersLost()))
    assert await engine.holders() == set()
    await db.close()


async def test_what_ended_is_forgotten(books: Books, engine: DbosEngine) -> None:
    held = Held()
    held.let_go.set()
    runner = await DbosRunner.open(books, "worker-1", held)
    await engine.submit(job("task-1"))
    await held.next()
    async with asyncio.timeout(WAIT):
        while await engine.holders():
            continue
    now = dt.datetime.now(dt.UTC)
    assert await engine.tidy(now - dt.timedelta(days=1)) == 0
    assert await engine.tidy(now + dt.timedelta(seconds=1)) == 1
    await runner.aclose()

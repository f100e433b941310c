"""A job is run once, its steps are remembered, and it stops when it is told: on every engine."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from graph.errors import SecondWorker
from graph.work.dbos_books import Books
from graph.work.dbos_runner import DbosRunner
from graph.work.patience import retry
from graph.work.port import Engine, Job, Retries, Runner, StartRunner, Steps, Work
from knowledge.errors import InvalidValue, StorageAway, StorageBusy
from tests.graph.engines import engine_of, job

WAIT = 20.0


class Bench:
    """An engine with runners whose work is given by a test."""

    def __init__(self, engine: Engine, start: StartRunner) -> None:
        self.engine = engine
        self._start = start
        self._runners: list[Runner] = []

    async def works(self, work: Work, *, runner_id: str = "worker-1") -> Runner:
        runner = await self._start(runner_id, work)
        self._runners.append(runner)
        return runner

    async def aclose(self) -> None:
        for runner in self._runners:
            await runner.aclose()


@pytest.fixture(params=["in process", "sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
async def bench(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Bench]:
    url = f"sqlite:///{tmp_path}/work.sqlite"
    if request.param == "postgres":
        url = request.getfixturevalue("postgres_url")
    async with engine_of(request.param, url) as (engine, start):
        bench = Bench(engine, start)
        yield bench
        await bench.aclose()


@pytest.fixture
async def sqlite_bench(tmp_path: Path) -> AsyncIterator[Bench]:
    async with engine_of("sqlite", f"sqlite:///{tmp_path}/work.sqlite") as (engine, start):
        bench = Bench(engine, start)
        yield bench
        await bench.aclose()


async def test_a_job_goes_through_its_steps_on_the_house_s_own_loop(bench: Bench) -> None:
    done: list[tuple[str, object]] = []
    ended = asyncio.Event()

    async def note(name: str) -> None:
        done.append((name, asyncio.get_running_loop()))

    async def work(asked: Job, steps: Steps) -> None:
        assert asked == job()
        await steps.run("look", lambda: note("look"))
        await steps.all({"odds": lambda: note("odds"), "form": lambda: note("form")})
        await steps.run("tell", lambda: note("tell"))
        ended.set()

    await bench.engine.submit(job())
    await bench.works(work)
    await asyncio.wait_for(ended.wait(), WAIT)
    names = [name for name, _ in done]
    assert [names[0], set(names[1:3]), names[3]] == ["look", {"odds", "form"}, "tell"]
    assert {loop for _, loop in done} == {asyncio.get_running_loop()}


async def test_the_same_job_is_run_once(bench: Bench) -> None:
    seen: asyncio.Queue[str] = asyncio.Queue()

    async def work(asked: Job, _steps: Steps) -> None:
        await seen.put(asked.id)

    await bench.works(work)
    for ref in ("task-1", "task-1", "task-2"):
        await bench.engine.submit(job(ref))
        await bench.engine.submit(job(ref))
    assert {await asyncio.wait_for(seen.get(), WAIT) for _ in range(2)} == {"task-1.1", "task-2.1"}
    await bench.engine.submit(job("task-3"))
    assert await asyncio.wait_for(seen.get(), WAIT) == "task-3.1"


async def test_steps_side_by_side_wait_for_each_other(bench: Bench) -> None:
    one, other, ended = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def first() -> None:
        one.set()
        await other.wait()

    async def second() -> None:
        await one.wait()
        other.set()

    async def work(_job: Job, steps: Steps) -> None:
        await steps.all({"first": first, "second": second})
        ended.set()

    await bench.works(work)
    await bench.engine.submit(job())
    await asyncio.wait_for(ended.wait(), WAIT)


async def test_a_failed_step_stops_its_neighbours_and_leaves_as_it_is(bench: Bench) -> None:
    begun, stopped, ended = asyncio.Event(), asyncio.Event(), asyncio.Event()
    left: list[Exception] = []

    async def endless() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            stopped.set()

    async def wrong() -> None:
        await begun.wait()
        raise InvalidValue("there is no such match")

    async def work(_job: Job, steps: Steps) -> None:
        try:
            await steps.all({"endless": endless, "wrong": wrong})
        except InvalidValue as error:
            left.append(error)
        # a job may go on after a step that failed
        await steps.run("after", _nothing)
        ended.set()

    await bench.works(work)
    await bench.engine.submit(job())
    await asyncio.wait_for(ended.wait(), WAIT)
    assert stopped.is_set()
    assert [str(error) for error in left] == ["there is no such match"]


async def _nothing() -> None:
    pass


async def test_a_job_is_stopped_in_the_middle_of_a_step(bench: Bench) -> None:
    begun, stopped, next_one = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def call_the_model() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0.01)
            stopped.set()

    async def work(asked: Job, steps: Steps) -> None:
        if asked.ref == "task-2":
            next_one.set()
            return
        await steps.run("ask", call_the_model)
        raise AssertionError("it went on after it was stopped")

    runner = await bench.works(work)
    await bench.engine.submit(job())
    await asyncio.wait_for(begun.wait(), WAIT)
    assert set(runner.running) == {"task-1.1"}
    await bench.engine.cancel("task-1.1")
    runner.stop("task-1.1")
    await asyncio.sleep(0)
    # told once more, it is left to clean up
    runner.stop("task-1.1")
    await asyncio.wait_for(stopped.wait(), WAIT)
    await bench.engine.submit(job("task-2"))
    await asyncio.wait_for(next_one.wait(), WAIT)
    assert "task-1.1" not in runner.running


async def test_a_job_that_waits_can_be_cancelled(bench: Bench) -> None:
    seen: asyncio.Queue[str] = asyncio.Queue()

    async def work(asked: Job, _steps: Steps) -> None:
        await seen.put(asked.id)

    await bench.engine.submit(job("task-1"))
    await bench.engine.submit(job("task-2"))
    await bench.engine.cancel("task-1.1")
    await bench.works(work)
    assert await asyncio.wait_for(seen.get(), WAIT) == "task-2.1"


async def test_a_step_that_lost_the_database_is_gone_on_with(bench: Bench) -> None:
    tries: list[str] = []
    ended = asyncio.Event()

    async def write() -> None:
        tries.append("write")
        if len(tries) < 3:
            raise StorageAway("the database does not answer")

    async def work(_job: Job, steps: Steps) -> None:
        await steps.run("write", write)
        ended.set()

    await bench.works(work)
    await bench.engine.submit(job())
    await asyncio.wait_for(ended.wait(), WAIT)
    assert tries == ["write"] * 3


async def test_only_what_may_pass_is_tried_again() -> None:
    tries: list[int] = []

    async def busy() -> None:
        tries.append(1)
        raise StorageBusy("in use")

    async def wrong() -> None:
        tries.append(1)
        raise InvalidValue("no")

    thrice = Retries(attempts=3, first_pause=0.001, retryable=(StorageBusy,))
    with pytest.raises(StorageBusy):
        await retry(busy, thrice)
    assert len(tries) == 3
    with pytest.raises(InvalidValue):
        await retry(wrong, thrice)
    assert len(tries) == 4


async def test_a_closed_runner_leaves_its_job_to_the_next(sqlite_bench: Bench) -> None:
    bench = sqlite_bench
    begun, ended = asyncio.Event(), asyncio.Event()
    counts = {"first": 0, "second": 0}

    async def first() -> None:
        counts["first"] += 1

    async def second() -> None:
        counts["second"] += 1
        begun.set()
        if counts["second"] == 1:
            await asyncio.Event().wait()

    async def work(_job: Job, steps: Steps) -> None:
        await steps.run("first", first)
        await steps.run("second", second)
        ended.set()

    runner = await bench.works(work)
    await bench.engine.submit(job())
    await asyncio.wait_for(begun.wait(), WAIT)
    await runner.aclose()
    await bench.works(work, runner_id="worker-2")
    assert await bench.engine.release("worker-1", died=False) == []
    await asyncio.wait_for(ended.wait(), WAIT)
    assert counts == {"first": 1, "second": 2}


async def test_a_process_has_one_worker(sqlite_bench: Bench, tmp_path: Path) -> None:
    async def work(_job: Job, _steps: Steps) -> None:
        pass

    runner = await sqlite_bench.works(work)
    with pytest.raises(SecondWorker, match="tippmix worker"):
        await sqlite_bench.works(work, runner_id="worker-2")
    await runner.aclose()
    await sqlite_bench.works(work, runner_id="worker-3")


async def test_nothing_of_a_runner_is_left(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    begun = asyncio.Event()

    async def work(_job: Job, _steps: Steps) -> None:
        begun.set()
        await asyncio.Event().wait()

    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, lambda: None)
    books = Books(f"sqlite:///{tmp_path}/work.sqlite")
    async with AsyncExitStack() as stack:
        engine, _ = await stack.enter_async_context(engine_of("sqlite", books.url))
        ours = loop._default_executor  # type: ignore[attr-defined]
        runner = await DbosRunner.open(books, "worker-1", work)
        stack.push_async_callback(runner.aclose)
        await engine.submit(job())
        await asyncio.wait_for(begun.wait(), WAIT)
        await engine.cancel("task-1.1")
        runner.stop("task-1.1")
        assert any("dbos" in thread.name for thread in threading.enumerate())
        assert loop._default_executor is ours  # type: ignore[attr-defined]
    await loop.shutdown_default_executor()
    names = {thread.name for thread in threading.enumerate()}
    assert not [name for name in names if "dbos" in name or "queue" in name or "scheduler" in name]
    # neither its banner nor the job that was stopped is told on the terminal
    assert capfd.readouterr() == ("", "")

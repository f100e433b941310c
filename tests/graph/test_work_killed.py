"""A worker is killed in the middle of its work; another one goes on with it."""

from __future__ import annotations

import asyncio
import os
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from knowledge.database import Database
from knowledge.tasks import list_tasks
from knowledge.workers import list_workers
from tests.graph.work_process import STEPS
from tests.knowledge.at_work import active_agent, ask

ROOT = Path(__file__).resolve().parents[2]
TASKS = 12
#: jobs that a worker runs at once
AT_ONCE = 8
#: within these seconds the work of the dead is done by another
TAKEN_OVER = 30.0

pytestmark = pytest.mark.slow


class Process:
    """A worker process, and what it tells."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def line(self) -> list[str]:
        assert self._process.stdout
        line = await self._process.stdout.readline()
        assert line, "the worker ended by itself"
        return line.decode().split()

    async def until(self, word: str) -> None:
        while (await self.line())[0] != word:
            pass

    async def kill(self) -> list[list[str]]:
        """Kill it, and return what it had told and nobody had read."""
        assert self._process.stdout
        self._process.kill()
        left = await self._process.stdout.read()
        await self._process.wait()
        return [line.split() for line in left.decode().splitlines()]


@asynccontextmanager
async def worker(home: Path, url: str | None) -> AsyncIterator[Process]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.graph.work_process", str(home), *([url] if url else [])),
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield Process(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(
    request: pytest.FixtureRequest, blank_home: Path
) -> AsyncIterator[tuple[Database, Path, str | None]]:
    on_postgresql = request.param == "postgresql"
    url = request.getfixturevalue("blank_postgres_url") if on_postgresql else None
    database = await Database.open(url, home=blank_home)
    yield database, blank_home, url
    await database.close()


async def test_another_worker_goes_on_where_one_was_killed(
    database: tuple[Database, Path, str | None],
) -> None:
    db, home, url = database
    for user in ("anna", "béla", "cili"):
        agent = await active_agent(db, user)
        for _ in range(TASKS // 3):
            await ask(db, agent)
    steps: Counter[tuple[str, ...]] = Counter()
    done: Counter[str] = Counter()

    def note(line: list[str]) -> None:
        if line[0] == "step":
            steps[tuple(line[1:])] += 1
        elif line[0] == "done":
            done[line[1]] += 1

    async with worker(home, url) as first, worker(home, url) as second:
        await asyncio.gather(first.until("ready"), second.until("ready"))
        while sum(steps.values()) < 8:
            note(await first.line())
        for line in await first.kill():
            note(line)
        async with asyncio.timeout(TAKEN_OVER):
            while len(done) < TASKS:
                note(await second.line())
    async with db.reading() as session:
        ended = await list_tasks(session)
        workers = await list_workers(session)
    assert {task.status for task in ended} == {"completed"}
    assert set(steps) == {(task.id, name) for task in ended for name in STEPS}
    # what was through is not done again: only what was under way when the worker died
    assert max(steps.values()) <= 2
    assert sum(steps.values()) - len(steps) <= AT_ONCE * 3
    # the dead one is buried; the other was killed after it had done everything
    assert len(workers) == 1

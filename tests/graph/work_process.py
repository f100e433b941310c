"""A worker process for tests to kill: does every task in five steps and says so, a line a step.

`python -m tests.graph.work_process HOME [DATABASE_URL]`, until it is killed. Tells `ready`,
`step TASK NAME` and `done TASK`.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import sys
from functools import partial
from pathlib import Path

from graph.work.dbos_books import Books
from graph.work.dbos_engine import DbosEngine
from graph.work.dbos_runner import DbosRunner
from graph.work.port import Job, Steps
from graph.work.worker import Pace, Worker
from graph.work.working import Working
from knowledge.database import Database
from knowledge.tasks import begin_task, complete_task

STEPS = ("one", "two", "three", "four", "five")
#: seconds that a step takes
STEP = 0.05


def wall() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def say(*words: str) -> None:
    # one write: a line is told whole or not at all
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


async def in_five_steps(database: Database, job: Job, steps: Steps) -> None:
    async with database.writing() as session:
        if await begin_task(session, job.ref, now=wall(), launch=job.launch) is None:
            # the one before died after it had ended it, maybe before it could say so
            say("done", job.ref)
            return

    async def step(name: str) -> None:
        await asyncio.sleep(STEP)
        say("step", job.ref, name)

    for name in STEPS[:2]:
        await steps.run(name, partial(step, name))
    await steps.all({name: partial(step, name) for name in STEPS[2:]})
    async with database.writing() as session:
        await complete_task(session, job.ref, result={}, now=wall())
    say("done", job.ref)


async def main(home: Path, url: str | None) -> None:
    database = await Database.open(url, home=home)
    books = Books.beside(url, home)
    engine = await DbosEngine.open(books)
    work = partial(in_five_steps, database)
    await Worker.open(
        database,
        engine,
        partial(DbosRunner.open, books),
        Working(database, task=work, execution=work, wall=wall),
        wall=wall,
        pace=Pace(beat=0.5, silent=3.0),
    )
    say("ready")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None))

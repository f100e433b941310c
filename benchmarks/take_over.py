"""How long the work of a worker that was killed stands still, until another one goes on with it.

Two workers on one machine share executions of the workflow `comprehensive`. One is killed with
kill -9 while it has some under way; the time runs until the first step of one of those is begun, or
begun again, by the other. The killed one is replaced, and it is the other's turn. `--apart` lets
the two look to each other as if each stood on a machine of its own, where a process that is gone
cannot be seen: only its silence.

`--under-way` says how many executions of one user there are: with more than both have places for,
all of the heir's are taken when the other dies.

Run: .venv/bin/python -m benchmarks.take_over [--times 10] [--under-way 4] [--apart]
     [--database-url URL] [HOME]
(HOME: a data folder with a model; default: the demo)
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import statistics
import tempfile
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter

from dbos import DBOSClient
from sqlalchemy import select

from benchmarks.services import copy_of, until
from graph.work.dbos_books import Books
from graph.workflows.built_in import DEFINITIONS, VERSION
from knowledge.database import Database
from knowledge.executions import ExecutionDraft, start_execution
from knowledge.schema import Execution, ExecutionStep, Match, Worker
from knowledge.workers import list_workers
from tests.chat.running import DEMO_DAY
from tests.chat.under_fire import Command

WORKFLOW = "comprehensive"
#: executions under way: as many as a worker does of one user, so that the heir has room for one
UNDER_WAY = 4
#: the workers' clock stands still there: later matches have not been played
TODAY = dt.date.fromisoformat(DEMO_DAY)
#: rows of steps: execution and step → times begun
Begun = dict[tuple[str, str], int]


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", nargs="?", type=Path)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--under-way", type=int, default=UNDER_WAY)
    parser.add_argument("--apart", action="store_true")
    parser.add_argument("--database-url")
    asked = parser.parse_args()
    url = asked.database_url
    with tempfile.TemporaryDirectory() as folder:
        home = copy_of(asked.home, Path(folder) / "home")
        settings = {"database_url": url} if url else {}
        workers = [Command(f"worker-{name}", home, "worker", **settings) for name in "ab"]
        db = await Database.open(url, home=home)
        for worker in workers:
            await worker.start()
        try:
            seconds = [
                await taken_over(
                    db, Books.beside(url, home), workers[number % 2], asked.under_way, asked.apart
                )
                for number in range(asked.times)
            ]
        finally:
            for worker in workers:
                await worker.end()
            await db.close()
    p50, most = statistics.median(seconds), max(seconds)
    print(f"{len(seconds)} times: p50 {p50:.1f} s, most {most:.1f} s (bound: 30 s)")


async def taken_over(
    db: Database, books: Books, victim: Command, under_way: int, apart: bool
) -> float:
    """Kill a worker in the middle of its work; return the seconds until that goes on."""
    client = await asyncio.to_thread(books.client)
    try:
        held: list[str] = []

        async def is_at_work() -> bool:
            if await enlisted(db) < 2 or victim.pid is None:
                return False
            await ask_for_more(db, under_way)
            held[:] = await jobs_of(db, client, victim.pid)
            return bool(held) and bool(await begun(db, held))

        await until(is_at_work)
        if apart:
            await move_away(db, victim)
        await victim.kill()
        killed = perf_counter()
        before = await begun(db, held)

        async def goes_on() -> bool:
            return await begun(db, held) != before

        await until(goes_on)
        seconds = perf_counter() - killed
        print(f"{seconds:.1f} s", flush=True)
        await victim.start()
        return seconds
    finally:
        client.destroy()


async def enlisted(db: Database) -> int:
    async with db.reading() as session:
        return sum(worker.heir_id is None for worker in await list_workers(session))


async def jobs_of(db: Database, client: DBOSClient, pid: int) -> list[str]:
    """Return the executions that a worker has begun and not ended."""
    async with db.reading() as session:
        names = [each.id for each in await list_workers(session) if each.pid == pid]
        query = select(Execution.id).where(Execution.status == "running")
        running = set(await session.scalars(query))
    if not names:
        return []
    found = await client.list_workflows_async(executor_id=names[0], status="PENDING")
    return [ref for each in found if (ref := each.workflow_id.rpartition(".")[0]) in running]


async def begun(db: Database, executions: list[str]) -> Begun:
    """Return how often the steps of some executions were begun."""
    async with db.reading() as session:
        query = select(ExecutionStep).where(ExecutionStep.execution_id.in_(executions))
        return {(row.execution_id, row.name): row.attempts for row in await session.scalars(query)}


async def ask_for_more(db: Database, under_way: int) -> None:
    """Start executions until so many are under way."""
    definition = DEFINITIONS[WORKFLOW]
    async with db.writing() as session:
        running = select(Execution.id).where(Execution.status == "running")
        coming = select(Match.id).where(Match.date > TODAY)
        matches = cycle((await session.scalars(coming)).all())
        lacking = under_way - len((await session.scalars(running)).all())
        for match in islice(matches, max(0, lacking)):
            draft = ExecutionDraft(
                user_id="local",
                workflow_id=WORKFLOW,
                version=VERSION,
                definition=definition,
                input={**definition["defaults"], "match_id": match},
            )
            await start_execution(session, draft, now=dt.datetime.now(dt.UTC))


async def move_away(db: Database, worker: Command) -> None:
    """Write in the books that a worker is on another machine."""
    async with db.writing() as session:
        rows = await session.scalars(select(Worker).where(Worker.pid == worker.pid))
        for row in rows:
            row.host = "elsewhere"


if __name__ == "__main__":
    asyncio.run(main())

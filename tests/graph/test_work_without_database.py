"""PostgreSQL is killed in the middle of the work, and comes back: the worker outlives it."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from graph.errors import EngineAway
from graph.work.dbos_books import Books
from graph.work.dbos_engine import DbosEngine
from graph.work.dbos_runner import DbosRunner
from graph.work.task_work import Progress, TaskWork
from graph.work.worker import Pace, Worker
from graph.work.working import Working
from knowledge.agents import AgentInfo
from knowledge.database import Database
from knowledge.errors import StorageAway
from knowledge.tasks import TaskInfo, get_task
from tests.graph.engines import job
from tests.knowledge.at_work import active_agent, ask
from tests.postgres import Server

pytestmark = pytest.mark.slow

#: how long the database may take to come back, and all to go on
BACK = 60.0


def wall() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


async def test_the_worker_outlives_its_database(own_postgres: Server, tmp_path: Path) -> None:
    url = f"{own_postgres.url}/postgres"
    db = await Database.open(url, home=tmp_path)
    books = Books.beside(url, tmp_path)
    engine = await DbosEngine.open(books)
    begun, is_away = asyncio.Event(), asyncio.Event()

    async def does(task: TaskInfo, _agent: AgentInfo, _progress: Progress) -> Mapping[str, Any]:
        if task.input.get("is_first"):
            begun.set()
            await is_away.wait()
        # its end is to be written while there is nowhere to write it
        return {"found": 1}

    task_work = TaskWork(db, does, wall=wall)
    worker = await Worker.open(
        db,
        engine,
        partial(DbosRunner.open, books),
        Working(db, task=task_work, execution=task_work, wall=wall),
        wall=wall,
        pace=Pace(beat=0.5, look=0.2),
    )
    agent = await active_agent(db)
    first = await ask(db, agent, input={"is_first": True})
    await asyncio.wait_for(begun.wait(), BACK)
    second = await ask(db, agent)

    await asyncio.to_thread(own_postgres.kill)
    with pytest.raises(StorageAway):
        await ask(db, agent)
    with pytest.raises(EngineAway, match="cannot be read or written"):
        await engine.submit(job())
    is_away.set()
    # it has looked for the database, in vain, by then
    await asyncio.sleep(1.0)
    await asyncio.to_thread(own_postgres.start)

    for task in (first, second):
        assert (await _ended(db, task.id)).status == "completed"
    third = await ask(db, agent)
    assert (await _ended(db, third.id)).attempts == 1
    await worker.aclose()
    await engine.aclose()
    await db.close()


async def _ended(db: Database, task_id: str) -> TaskInfo:
    """Wait until a task has ended; no bell is trusted here: it may have rung while all was away."""
    async with asyncio.timeout(BACK):
        while True:
            async with db.reading() as session:
                task = await get_task(session, task_id, user_id=None)
            if task.ended_at:
                return task
            await asyncio.sleep(0.1)

"""Engines for durable work's tests: the one within the process, and DBOS on each database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from graph.work.dbos_books import Books
from graph.work.dbos_engine import DbosEngine
from graph.work.dbos_runner import DbosRunner
from graph.work.in_process import InProcess
from graph.work.port import Engine, Job, Runner, StartRunner, Work


@asynccontextmanager
async def engine_of(kind: str, url: str) -> AsyncIterator[tuple[Engine, StartRunner]]:
    """Give an engine, and how a runner of its jobs is started."""
    if kind == "in process":
        here = InProcess()
        yield here, here.serve
        return
    books = Books(url)
    engine = await DbosEngine.open(books)

    async def start(runner_id: str, work: Work) -> Runner:
        return await DbosRunner.open(books, runner_id, work)

    yield engine, start
    await engine.aclose()


def job(ref: str = "task-1", **said: Any) -> Job:
    """Return a job that asks for a task of Anna's."""
    return Job(**{"kind": "task", "ref": ref, "user_id": "anna", **said})

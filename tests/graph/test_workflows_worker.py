"""Workflows by a worker, on each engine: started as a row, taken up, run to the end, cancelled."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from graph.work.port import Job, Steps
from graph.work.worker import Pace, Worker
from graph.work.working import Working
from graph.workflows.catalogue import BuiltInStep, Inputs
from knowledge.executions import ExecutionInfo, cancel_execution
from tests.graph.engines import engine_of
from tests.graph.workflow_world import Mill, a_mill, wall
from tests.tools.conftest import House

WAIT = 30.0
BELLS_ONLY = Pace(look=3600.0, beat=3600.0)


async def no_tasks(_job: Job, _steps: Steps) -> None:
    raise AssertionError("no task is asked for here")


@asynccontextmanager
async def working(mill: Mill, engine_name: str, home: Path) -> AsyncIterator[None]:
    db = mill.house.db
    async with engine_of(engine_name, f"sqlite:///{home}/work.sqlite") as (engine, start):
        does = Working(db, task=no_tasks, execution=mill.work, wall=wall)
        worker = await Worker.open(db, engine, start, does, wall=wall, pace=BELLS_ONLY)
        try:
            yield
        finally:
            await worker.aclose()


async def ended(mill: Mill, execution: ExecutionInfo) -> ExecutionInfo:
    rung = asyncio.Event()
    mill.house.db.bells.append(rung.set)
    async with asyncio.timeout(WAIT):
        while True:
            rung.clear()
            found, _ = await mill.look(execution.id)
            if found.ended_at:
                return found
            await rung.wait()


@pytest.mark.parametrize("engine", ["in process", "sqlite"])
async def test_a_workflow_is_taken_up_and_run(house: House, tmp_path: Path, engine: str) -> None:
    mill = a_mill(house)
    async with working(mill, engine, tmp_path):
        done = await ended(mill, await mill.built_in("comprehensive"))
    assert done.status == "completed", done.error
    _, steps = await mill.look(done.id)
    assert {step.attempts for step in steps.values()} == {1}
    names = [event.name for event in await mill.events() if event.execution_id == done.id]
    # steps run side by side: when the recommendations are told of is not settled
    names.remove("recommendation:updated")
    assert names == ["workflow:started", *["workflow:step:completed"] * 10, "workflow:completed"]


@pytest.mark.parametrize("engine", ["in process", "sqlite"])
async def test_a_cancelled_one_stops_in_the_middle(
    house: House, tmp_path: Path, engine: str
) -> None:
    begun, stopped = asyncio.Event(), asyncio.Event()

    async def wait(_asked: Inputs, _context: Any) -> dict[str, Any]:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            stopped.set()
        return {}

    slow = BuiltInStep(name="slow", does="Waits.", takes=Inputs, gives=frozenset(), run=wait)
    mill = a_mill(house, slow)
    async with working(mill, engine, tmp_path), asyncio.timeout(WAIT):
        execution = await mill.own({"name": "one", "step": "slow"})
        await begun.wait()
        async with house.db.writing() as session:
            await cancel_execution(session, execution.id, now=wall())
        await stopped.wait()
    done, steps = await mill.look(execution.id)
    assert (done.status, steps["one"].status) == ("cancelled", "cancelled")

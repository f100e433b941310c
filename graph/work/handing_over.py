"""What waits in our tables goes to the engine; what was cancelled there is found among the running.

A task or an execution is submitted first and written down as launched then: after a crash between
the two it is submitted once more under the same id, which does nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from graph.work.port import Engine, Job
from knowledge import executions, tasks
from knowledge.database import Database
from knowledge.executions import ExecutionInfo
from knowledge.tasks import TaskInfo


async def hand_over(database: Database, engine: Engine, *, limit: int, now: dt.datetime) -> int:
    """Hand what waits to the engine, so many of each kind at most; return how many."""
    async with database.reading() as session:
        waiting = await tasks.waiting_tasks(session, limit=limit, now=now)
        begun = await executions.unlaunched_executions(session, limit=limit)
    jobs = [*map(_job_of_task, waiting), *map(_job_of_execution, begun)]
    for job in jobs:
        await engine.submit(job)
    if jobs:
        async with database.writing() as session:
            for job in jobs:
                rows = tasks if job.kind == "task" else executions
                await rows.launched(session, job.ref, job.launch)
    return len(jobs)


async def cancelled(database: Database, running: Collection[Job]) -> list[str]:
    """Return the ids of those jobs whose task or execution was cancelled."""
    if not running:
        return []
    jobs = list(running)
    refs = [job.ref for job in jobs]
    async with database.reading() as session:
        told = await tasks.told_to_stop(session, refs)
        told |= await executions.told_to_stop(session, refs)
    return [job.id for job in jobs if job.ref in told]


def _job_of_task(task: TaskInfo) -> Job:
    return Job(
        kind="task",
        ref=task.id,
        user_id=task.user_id,
        launch=task.next_launch,
        priority=task.priority,
        timeout_seconds=task.timeout_seconds,
    )


def _job_of_execution(execution: ExecutionInfo) -> Job:
    return Job(
        kind="execution",
        ref=execution.id,
        user_id=execution.user_id,
        launch=execution.launch + 1,
        timeout_seconds=execution.timeout_seconds,
    )

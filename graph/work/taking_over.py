"""Who lives takes over from who does not: no engine's work is left with a process that is gone.

Gone is a worker that was silent for too long, one whose process is no more on this machine, and
one that holds a job but is not in the books (it was taken for dead, woke up, and died before it
found out).
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Sequence

from graph.errors import WorkersLost
from graph.work.port import Engine
from graph.work.processes import is_gone
from graph.work.working import Working
from knowledge.database import Database
from knowledge.workers import WorkerInfo, bury, dead_workers, inherit, list_workers

log = logging.getLogger(__name__)


async def take_over(
    database: Database,
    engine: Engine,
    working: Working,
    *,
    heir_id: str,
    now: dt.datetime,
    silent_for: dt.timedelta,
) -> None:
    """Put back into the queue whatever the dead had begun, and bury them."""
    # in this order: who holds a job by now was in the books before
    holders = await engine.holders()
    async with database.reading() as session:
        workers = await list_workers(session)
        silent = await dead_workers(session, now=now, silent_for=silent_for)
    gone = [worker for worker in workers if worker not in silent and _is_gone(worker, workers)]
    for dead in [*silent, *gone]:
        if dead.id == heir_id:
            continue
        async with database.writing() as session:
            if not await inherit(session, dead, heir_id, now=now):
                continue
        log.warning("the worker %s is gone: its work is taken over", dead.id)
        await _release(engine, working, dead.id)
        async with database.writing() as session:
            await bury(session, dead.id)
    for stranger in holders - {worker.id for worker in workers}:
        await _release(engine, working, stranger)


async def _release(engine: Engine, working: Working, runner_id: str) -> None:
    for job in await engine.release(runner_id, died=True):
        await working.fail(job, str(WorkersLost()))
        await engine.cancel(job.id)


def _is_gone(worker: WorkerInfo, workers: Sequence[WorkerInfo]) -> bool:
    """Tell whether a worker's process is gone, and nobody who lives inherits from it already."""
    heirs = [other for other in workers if other.id == worker.heir_id]
    return all(is_gone(each.host, each.pid) for each in (worker, *heirs))

"""Workers: processes that do queued work, how they say that they live, and who inherits from whom.

A worker that is silent too long may live all the same: its next `beat` tells it that its work has
gone to another, so that it lets go. Times are the wall's. Does not know what the work is.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields

from sqlalchemy import delete, select, update
from sqlalchemy.orm import aliased

from knowledge.database import ReadSession, WriteSession
from knowledge.schema import Worker


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkerDraft:
    """A process that begins to work."""

    #: unlike any other's, ever
    id: str
    host: str
    pid: int


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkerInfo:
    """A process that works, or did."""

    id: str
    host: str
    pid: int
    started_at: dt.datetime
    #: when it last said that it lives
    seen_at: dt.datetime
    #: who takes its work over, since when; None: nobody
    heir_id: str | None
    inherited_at: dt.datetime | None


async def enlist(session: WriteSession, draft: WorkerDraft, *, now: dt.datetime) -> WorkerInfo:
    """Write down that a process begins to work."""
    worker = Worker(id=draft.id, host=draft.host, pid=draft.pid, started_at=now, seen_at=now)
    session.add(worker)
    await session.flush()
    return _read(worker)


async def beat(session: WriteSession, worker_id: str, *, now: dt.datetime) -> bool:
    """Write down that a worker lives; False when its work has gone to another: it must let go."""
    own = (Worker.id == worker_id) & Worker.heir_id.is_(None)
    alive = update(Worker).where(own).values(seen_at=now).returning(Worker.id)
    return await session.scalar(alive) is not None


async def list_workers(session: ReadSession) -> list[WorkerInfo]:
    """Return all workers that are not buried, the oldest first."""
    query = select(Worker).order_by(Worker.started_at, Worker.id)
    return [_read(worker) for worker in await session.scalars(query)]


async def dead_workers(
    session: ReadSession, *, now: dt.datetime, silent_for: dt.timedelta
) -> list[WorkerInfo]:
    """Return workers that were silent for longer, and whom nobody alive inherits from."""
    silent = now - silent_for
    heir = aliased(Worker)
    heirs = select(heir.id).where(heir.id == Worker.heir_id, heir.seen_at >= silent)
    query = select(Worker).where(Worker.seen_at < silent, ~heirs.exists())
    return [_read(worker) for worker in await session.scalars(query.order_by(Worker.id))]


async def inherit(
    session: WriteSession, dead: WorkerInfo, heir_id: str, *, now: dt.datetime
) -> bool:
    """Make one worker another's heir, and tell whether it is.

    False when the dead one has spoken, was buried, or got another heir since it was looked at.
    """
    unchanged = (Worker.id == dead.id) & (Worker.seen_at == dead.seen_at)
    unchanged &= Worker.heir_id.is_not_distinct_from(dead.heir_id)
    claim = update(Worker).where(unchanged).values(heir_id=heir_id, inherited_at=now)
    return await session.scalar(claim.returning(Worker.id)) is not None


async def bury(session: WriteSession, worker_id: str) -> None:
    """Forget a worker: it left in order, or its work is all taken over."""
    await session.execute(delete(Worker).where(Worker.id == worker_id))


def _read(row: Worker) -> WorkerInfo:
    return WorkerInfo(**{field.name: getattr(row, field.name) for field in fields(WorkerInfo)})

"""Conversations: threads, and the runs (turns) in them. A user sees his own alone.

Does not know the messages between; those are the graph's checkpoints.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from uuid import uuid4

from sqlalchemy import delete, select, tuple_, update

from knowledge.cursors import read_cursor, read_instant, write_cursor
from knowledge.database import ReadSession, WriteSession
from knowledge.errors import NotFound
from knowledge.inserting import insert_new
from knowledge.plain_text import visible
from knowledge.schema import Run, Thread

RunStatus = Literal["running", "completed", "failed", "cancelled"]

TITLE_LENGTH = 120


@dataclass(frozen=True, kw_only=True, slots=True)
class ThreadInfo:
    """A conversation."""

    id: str
    user_id: str
    title: str
    created_at: dt.datetime
    #: when its last run began or ended
    updated_at: dt.datetime

    @property
    def cursor(self) -> str:
        """The place of the thread in a list: pass it as `after` to go on from here."""
        return write_cursor(self.updated_at.isoformat(), self.id)


@dataclass(frozen=True, kw_only=True, slots=True)
class RunInfo:
    """One turn: the question and, when it ended well, the answer object."""

    id: str
    thread_id: str
    user_id: str
    question: str
    #: running, completed, failed, cancelled
    status: str
    answer: Mapping[str, Any] | None
    started_at: dt.datetime
    ended_at: dt.datetime | None


async def open_thread(
    session: WriteSession,
    *,
    user_id: str,
    title: str,
    now: dt.datetime,
    thread_id: str | None = None,
) -> ThreadInfo:
    """Return a new thread, or the user's own one of this id as it is.

    Raises
    ------
    NotFound
        When the thread is someone else's.
    """
    thread_id = thread_id or f"thread-{uuid4().hex}"
    row = {"id": thread_id, "user_id": user_id, "title": _title(title)}
    await session.execute(
        insert_new(session, Thread), [{**row, "created_at": now, "updated_at": now}]
    )
    return await get_thread(session, thread_id, user_id=user_id)


async def list_threads(
    session: ReadSession, user_id: str, *, limit: int = 50, after: str | None = None
) -> list[ThreadInfo]:
    """Return a user's threads, the latest used first."""
    query = select(Thread).where(Thread.user_id == user_id)
    if after:
        moment, thread_id = read_cursor(after, 2)
        place = tuple_(Thread.updated_at, Thread.id)
        query = query.where(place < tuple_(read_instant(moment), thread_id))
    query = query.order_by(Thread.updated_at.desc(), Thread.id.desc()).limit(limit)
    return [_read_thread(thread) for thread in await session.scalars(query)]


async def get_thread(session: ReadSession, thread_id: str, *, user_id: str) -> ThreadInfo:
    """Return one of a user's threads.

    Raises
    ------
    NotFound
        When he has none of this id.
    """
    thread = await session.get(Thread, thread_id)
    if thread is None or thread.user_id != user_id:
        raise NotFound("There is no such conversation.")
    return _read_thread(thread)


async def owner_of(session: ReadSession, thread_id: str) -> str | None:
    """Return whose thread it is, None when there is none of this id."""
    return await session.scalar(select(Thread.user_id).where(Thread.id == thread_id))


async def rename_thread(
    session: WriteSession, thread_id: str, *, user_id: str, title: str
) -> ThreadInfo:
    """Give one of a user's threads another title.

    Raises
    ------
    NotFound
        When he has none of this id.
    """
    await get_thread(session, thread_id, user_id=user_id)
    await session.execute(update(Thread).where(Thread.id == thread_id).values(title=_title(title)))
    return await get_thread(session, thread_id, user_id=user_id)


async def delete_thread(session: WriteSession, thread_id: str, *, user_id: str) -> None:
    """Delete one of a user's threads with its runs.

    Raises
    ------
    NotFound
        When he has none of this id.
    """
    await get_thread(session, thread_id, user_id=user_id)
    await session.execute(delete(Thread).where(Thread.id == thread_id))


async def start_run(
    session: WriteSession,
    *,
    run_id: str,
    thread_id: str,
    user_id: str,
    question: str,
    now: dt.datetime,
) -> RunInfo:
    """Write down that a turn began.

    A thread works on one turn at a time, so an earlier one that is still called running was cut
    off with its process: it is written down as failed.

    Raises
    ------
    NotFound
        When the user has no such thread.
    """
    await get_thread(session, thread_id, user_id=user_id)
    cut_off = (Run.thread_id == thread_id) & (Run.status == "running")
    await session.execute(update(Run).where(cut_off).values(status="failed", ended_at=now))
    run = Run(
        id=run_id,
        thread_id=thread_id,
        user_id=user_id,
        question=question,
        status="running",
        answer=None,
        started_at=now,
        ended_at=None,
    )
    session.add(run)
    await session.flush()
    await _touch(session, thread_id, now)
    return _read_run(run)


async def end_run(
    session: WriteSession,
    run_id: str,
    *,
    status: RunStatus,
    answer: Mapping[str, Any] | None,
    now: dt.datetime,
) -> RunInfo:
    """Write down how a turn ended.

    Raises
    ------
    NotFound
        When there is no such run (its thread was deleted meanwhile).
    """
    run = await session.get(Run, run_id)
    if run is None:
        raise NotFound("There is no such turn.")
    run.status, run.ended_at = status, now
    run.answer = dict(answer) if answer is not None else None
    await session.flush()
    await _touch(session, run.thread_id, now)
    return _read_run(run)


async def get_run(session: ReadSession, run_id: str, *, user_id: str) -> RunInfo:
    """Return one of a user's runs.

    Raises
    ------
    NotFound
        When he has none of this id.
    """
    run = await session.get(Run, run_id)
    if run is None or run.user_id != user_id:
        raise NotFound("There is no such turn.")
    return _read_run(run)


async def runs_of(session: ReadSession, thread_id: str, *, user_id: str) -> list[RunInfo]:
    """Return the turns of a user's thread, oldest first.

    Raises
    ------
    NotFound
        When he has no such thread.
    """
    await get_thread(session, thread_id, user_id=user_id)
    query = select(Run).where(Run.thread_id == thread_id).order_by(Run.started_at, Run.id)
    return [_read_run(run) for run in await session.scalars(query)]


async def _touch(session: WriteSession, thread_id: str, now: dt.datetime) -> None:
    await session.execute(update(Thread).where(Thread.id == thread_id).values(updated_at=now))


def _title(text: str) -> str:
    line = " ".join(visible(text).split())
    return line if len(line) <= TITLE_LENGTH else line[: TITLE_LENGTH - 1] + "…"


def _read_thread(thread: Thread) -> ThreadInfo:
    return ThreadInfo(
        id=thread.id,
        user_id=thread.user_id,
        title=thread.title,
        created_at=thread.created_at,
        updated_at=thread.updated_at,
    )


def _read_run(run: Run) -> RunInfo:
    return RunInfo(
        id=run.id,
        thread_id=run.thread_id,
        user_id=run.user_id,
        question=run.question,
        status=run.status,
        answer=run.answer,
        started_at=run.started_at,
        ended_at=run.ended_at,
    )

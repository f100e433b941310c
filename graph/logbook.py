"""Where conversations and their runs are written down. Does not know how a run works."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from time import time_ns
from typing import TYPE_CHECKING, Any, Literal, Protocol
from uuid import uuid4

from graph.run import Question
from knowledge import threads
from knowledge.errors import NotFound

if TYPE_CHECKING:
    from knowledge.database import Database

RunStatus = Literal["completed", "failed", "cancelled"]


class Logbook(Protocol):
    """Writes down threads and runs."""

    async def open(self, run_id: str, question: Question) -> str:
        """Write down that a run starts; return its thread's id, a new one where none is named.

        Raises `knowledge.errors.NotFound` when the thread belongs to another user.
        """
        ...

    async def close(self, run_id: str, status: RunStatus, answer: dict[str, Any] | None) -> None:
        """Write down how the run ended."""
        ...


class NoLogbook:
    """Writes nothing down: for graphs used from Python without a database."""

    async def open(self, run_id: str, question: Question) -> str:
        """Return the thread's id."""
        return question.thread_id or new_thread_id()

    async def close(self, run_id: str, status: RunStatus, answer: dict[str, Any] | None) -> None:
        """Do nothing."""


def new_run_id() -> str:
    """Return an id that no run has; later runs of a process sort after earlier ones.

    Runs of a thread are told apart by it where the clock stands still.
    """
    return f"run-{time_ns():016x}{uuid4().hex[:16]}"


def new_thread_id() -> str:
    """Return an id that no thread has."""
    return f"thread-{uuid4().hex}"


class KnowledgeLogbook:
    """Writes down in the database."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def open(self, run_id: str, question: Question) -> str:
        """Write down that a run starts; return its thread's id, a new one where none is named.

        Raises
        ------
        knowledge.errors.NotFound : the thread is someone else's.
        knowledge.errors.StorageError : the database refuses.
        """
        now, user_id, text = self._clock(), question.user_id, question.text
        async with self._database.writing() as session:
            thread = await threads.open_thread(
                session, user_id=user_id, title=text, now=now, thread_id=question.thread_id
            )
            await threads.start_run(
                session, run_id=run_id, thread_id=thread.id, user_id=user_id, question=text, now=now
            )
        return thread.id

    async def close(self, run_id: str, status: RunStatus, answer: dict[str, Any] | None) -> None:
        """Write down how the run ended; nothing when its thread was deleted meanwhile."""
        with suppress(NotFound):
            async with self._database.writing() as session:
                await threads.end_run(
                    session, run_id, status=status, answer=answer, now=self._clock()
                )

"""Where conversations and their runs are written down. Does not know how a run works."""

from __future__ import annotations

from typing import Any, Literal, Protocol
from uuid import uuid4

from graph.run import Question

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


def new_thread_id() -> str:
    """Return an id that no thread has."""
    return f"thread-{uuid4().hex}"

"""One turn under way: its numbered events, its answer, its stop button.

A run lives apart from whoever started it: listeners come and go, and each can take up from the
event that it saw last. Does not know how the answer is made.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Literal

from graph.answer import Answer
from graph.errors import GraphError
from graph.events import EventKind
from graph.persona import Persona
from graph.usage import TokenCount
from graph.wording import Language


@dataclass(frozen=True, slots=True)
class Said:
    """Something said before the question, as the asker remembers it.

    It leads to the question and backs nothing: what the mentor is said to have said is no fact.
    """

    by: Literal["user", "mentor"]
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """What a person or a program asks."""

    text: str
    user_id: str = "local"
    #: None starts a new conversation
    thread_id: str | None = None
    #: None: the language of the question
    language: Language | None = None
    #: what was said before, oldest first, where the asker keeps the conversation himself
    history: tuple[Said, ...] = ()
    #: False: neither the run nor its thread is written down; the mentor forgets it with its end
    kept: bool = True
    #: True: the built-in analyst speaks, whoever else could
    by_analyst: bool = False
    #: the agent that answers; None: the mentor himself
    persona: Persona | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RunEvent:
    """Something that happened in a run; `id` counts from 1 without gaps."""

    id: int
    kind: EventKind
    data: dict[str, Any]


class Run:
    """One turn under way, or just ended."""

    def __init__(self, run_id: str, thread_id: str, question: Question) -> None:
        self.id = run_id
        self.thread_id = thread_id
        self.question = question
        #: what language models have counted so far
        self.tokens = TokenCount()
        self._events: list[RunEvent] = []
        self._news = asyncio.Condition()
        self._outcome: Answer | GraphError | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def ended(self) -> bool:
        """Whether the last event is there."""
        return self._outcome is not None

    @property
    def told(self) -> tuple[RunEvent, ...]:
        """The events so far."""
        return tuple(self._events)

    async def events(self, after: int = 0) -> AsyncIterator[RunEvent]:
        """Yield the events with an id above `after`, then those to come, until the run ends."""
        seen = after
        while True:
            while seen < len(self._events):
                seen += 1
                yield self._events[seen - 1]
            async with self._news:
                if seen < len(self._events):
                    continue
                if self.ended:
                    return
                await self._news.wait()

    async def answer(self) -> Answer:
        """Wait for the answer.

        Raises
        ------
        GraphError : the run failed or was stopped; the message is for a person.
        """
        async with self._news:
            await self._news.wait_for(lambda: self.ended)
        if isinstance(self._outcome, GraphError):
            raise self._outcome
        assert self._outcome is not None
        return self._outcome

    def cancel(self) -> None:
        """Stop the run; the connection to the model closes. Nothing happens after its end."""
        if self._task is not None:
            self._task.cancel()

    def works_in(self, task: asyncio.Task[None] | None) -> None:
        """Name the task to stop; None: there is nothing to stop any more."""
        self._task = task

    async def tell(self, kind: EventKind, data: dict[str, Any]) -> None:
        """Add an event."""
        async with self._news:
            self._add(kind, data)

    async def end(self, outcome: Answer | GraphError) -> None:
        """Add the last event: the answer, or one plain sentence on why there is none."""
        async with self._news:
            if isinstance(outcome, Answer):
                self._add("answer", outcome.to_dict())
            else:
                self._add("error", {"code": outcome.code, "message": str(outcome)})
            self._outcome = outcome
            self._news.notify_all()

    def _add(self, kind: EventKind, data: dict[str, Any]) -> None:
        self._events.append(RunEvent(id=len(self._events) + 1, kind=kind, data=data))
        self._news.notify_all()

"""Listens to a run at its borders: what the chat models say, and what the tools give back.

A tape is blank at the start of a run and read out at its end. It changes nothing that passes, and
does not know where recordings are kept.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncGenerator, Awaitable
from contextlib import aclosing
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any

from langchain_core.messages import AIMessageChunk, AnyMessage, ToolCall, ToolMessage
from langchain_core.messages.ai import add_ai_message_chunks

from graph.errors import ModelError
from graph.readers import Reader
from graph.recorded import (
    RecordedError,
    RecordedMessage,
    RecordedReply,
    RecordedResult,
    ReplyEnd,
    calls_of,
)

if TYPE_CHECKING:
    from graph.context import RunContext
    from graph.speakers import Speaker
    from graph.state import MentorState

#: channels of the state that each turn starts anew; any other may be the conversation's
_OF_THE_TURN = frozenset(
    {
        *(
            "messages",
            "facts",
            "tool_calls",
            "shown",
            "grounded",
            "models",
            "handed_over",
            "held_back",
            "guard",
            "refused",
        ),
        *("stumbles", "model_calls", "tokens", "tools_before", "spent", "last_step", "next"),
    }
)


@dataclass(slots=True)
class Heard:
    """What a speaker said when it was asked once, as it came."""

    speaker: Speaker
    #: it spoke because another had failed earlier in the turn
    took_over: bool
    chunks: list[AIMessageChunk] = field(default_factory=list)
    end: ReplyEnd = "unheard"
    error: Exception | None = None

    def recorded(self) -> RecordedReply:
        """Return it as it is recorded."""
        whole = self._whole()
        return RecordedReply(
            speaker=self.speaker.name,
            text=str(whole.text),
            calls=calls_of(whole),
            end=self.end,
            error=_error(self.error),
            instead=_error(self.speaker.instead),
            took_over=self.took_over,
        )

    def _whole(self) -> AIMessageChunk:
        # adding chunks reads broken arguments as far as they go: one alone stays as it came
        if len(self.chunks) < 2:
            return self.chunks[0] if self.chunks else AIMessageChunk(content="")
        return add_ai_message_chunks(*self.chunks)


@dataclass(slots=True)
class Called:
    """A tool call and its answer; None: it was stopped before there was one."""

    call: ToolCall
    answer: ToolMessage | None = None
    ms: int = 0

    def recorded(self) -> RecordedResult:
        """Return it as it is recorded."""
        name, args = self.call["name"], self.call["args"]
        if self.answer is None:
            return RecordedResult(name=name, args=args)
        given = RecordedMessage.of(self.answer)
        return RecordedResult(
            name=name, args=args, text=given.text, artifact=given.artifact, ok=given.ok, ms=self.ms
        )


@dataclass(slots=True)
class Tape:
    """What has happened in one run so far; nothing of it is read before the run has ended."""

    #: the mentor's own present when the question came
    asked_at: dt.datetime | None = None
    reader: Reader = field(default_factory=Reader)
    #: the conversation before the question
    before: tuple[AnyMessage, ...] = ()
    #: what else the conversation remembered, by channel of the state
    remembered: dict[str, Any] = field(default_factory=dict)
    replies: list[Heard] = field(default_factory=list)
    results: list[Called] = field(default_factory=list)

    def opens(self, state: MentorState) -> None:
        """Take down the conversation as it is when the question has been added to it."""
        self.before = tuple(state["messages"][:-1])
        self.remembered = {
            channel: value for channel, value in state.items() if channel not in _OF_THE_TURN
        }

    async def listen(
        self,
        speaker: Speaker,
        stream: AsyncGenerator[AIMessageChunk],
        *,
        took_over: bool = False,
    ) -> AsyncGenerator[AIMessageChunk]:
        """Pass on what a speaker says, and take it down; `took_over`: another had failed."""
        heard = Heard(speaker=speaker, took_over=took_over)
        self.replies.append(heard)
        try:
            async with aclosing(stream) as chunks:
                async for chunk in chunks:
                    heard.chunks.append(chunk)
                    yield chunk
            heard.end = "whole"
        except asyncio.CancelledError:
            heard.end = "stopped"
            raise
        # whatever a model raises is taken down and passed on: its listener translates it
        except Exception as error:
            heard.end, heard.error = "failed", error
            raise

    async def call(self, call: ToolCall, work: Awaitable[ToolMessage]) -> ToolMessage:
        """Wait for a tool's answer, and take it down."""
        called = Called(call)
        self.results.append(called)
        started = monotonic()
        called.answer = await work
        called.ms = round(1000 * (monotonic() - started))
        return called.answer


def tape_of(context: RunContext | None) -> Tape:
    """Return the run's tape; one that nobody keeps, for a run that is not recorded."""
    return (context.tape if context is not None else None) or Tape()


def _error(error: BaseException | None) -> RecordedError | None:
    """Return an error as it is recorded: foreign ones keep nothing of their text."""
    if error is None:
        return None
    if isinstance(error, ModelError):
        return RecordedError(code=error.code, message=str(error))
    return RecordedError(code=ModelError.code, message=type(error).__name__)

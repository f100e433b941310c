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

from graph.errors import ModelError
from graph.recorded import (
    RecordedError,
    RecordedMessage,
    RecordedReply,
    RecordedResult,
    ReplyEnd,
    calls_of,
)
from graph.readers import Reader

if TYPE_CHECKING:
    from graph.context import RunContext
    from graph.speakers import Speaker
    from graph.state import MentorState

#: channels of the state that each turn starts anew; any other may be the conversation's
_OF_THE_TURN = frozenset(
    {
        *("messages", "facts", "tool_calls", "shown", "grounded", "models", "handed_over"),
        *("stumbles", "model_calls", "spent", "last_step", "next"),
    }
)


@dataclass(slots=True)
class Tape:
    """What has happened in one run so far."""

    asked_at: dt.datetime | None = None
    reader: Reader = field(default_factory=Reader)
    before: tuple[AnyMessage, ...] = ()
    remembered: dict[str, Any] = field(default_factory=dict)
    replies: list[RecordedReply] = field(default_factory=list)
    results: list[RecordedResult] = field(default_factory=list)

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
        whole: AIMessageChunk | None = None
        end: ReplyEnd = "unheard"
        error: BaseException | None = None
        try:
            async with aclosing(stream) as chunks:
                async for chunk in chunks:
                    whole = chunk if whole is None else whole + chunk
                    yield chunk
            end = "whole"
        except asyncio.CancelledError:
            end = "stopped"
            raise
        except GeneratorExit:
            raise
        # whatever a model raises is taken down and passed on: its listener translates it
        except Exception as raised:
            end, error = "failed", raised
            raise
        finally:
            self.replies.append(
                RecordedReply(
                    speaker=speaker.name,
                    text=str(whole.text) if whole else "",
                    calls=calls_of(whole) if whole else (),
                    end=end,
                    error=error_of(error),
                    instead=error_of(speaker.instead),
                    took_over=took_over,
                )
            )

    async def call(self, call: ToolCall, work: Awaitable[ToolMessage]) -> ToolMessage:
        """Wait for a tool's answer, and take it down; a call that is stopped stays without one."""
        place = len(self.results)
        asked = RecordedResult(name=call["name"], args=call["args"])
        self.results.append(asked)
        started = monotonic()
        message = await work
        given = RecordedMessage.of(message)
        self.results[place] = asked.model_copy(
            update={
                "text": given.text,
                "artifact": given.artifact,
                "ok": given.ok,
                "ms": round(1000 * (monotonic() - started)),
            }
        )
        return message


def tape_of(context: RunContext | None) -> Tape:
    """Return the run's tape; one that nobody keeps, for a run that is not recorded."""
    return (context.tape if context is not None else None) or Tape()


def error_of(error: BaseException | None) -> RecordedError | None:
    """Return an error as it is recorded: foreign ones keep nothing of their text."""
    if error is None:
        return None
    if isinstance(error, ModelError):
        return RecordedError(code=error.code, message=str(error))
    return RecordedError(code=ModelError.code, message=type(error).__name__)

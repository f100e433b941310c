"""The outside world of a run that is played again: chat models and tools that repeat themselves.

A language model says again what it said, in order. A tool gives again what it gave for the same
arguments. What today's code asks beyond that is noted down in `Played`, and refused or passed on.
Does not know what becomes of the answers.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import (
    AIMessage,
    AIMessageChunk,
    BaseMessage,
    InvalidToolCall,
    ToolCall,
    ToolMessage,
)
from langchain_core.outputs import ChatResult
from langchain_core.runnables import Runnable, RunnableConfig
from langchain_core.tools import BaseTool
from pydantic import BaseModel, ConfigDict, ValidationError

from graph import errors
from graph.errors import ModelError, ModelOutOfTime, NotRecorded
from graph.nodes.use_tools import error_message
from graph.recorded import RecordedError, RecordedMessage, RecordedReply, RecordedResult, Recording
from graph.speakers import ANALYST, Speaker

#: of the event loop, in which everything else that can go on goes on; a few would do
_TURNS_OF_THE_LOOP = 100


@dataclass(slots=True)
class Played:
    """How far a recording has been played, and what was asked beyond it."""

    recording: Recording
    #: stops the run, as its user did
    stop: Callable[[], None] = lambda: None
    #: what today's code asked that nobody asked when the run was recorded, in words
    asked_anew: list[str] = field(default_factory=list)
    #: replies of chosen speakers that have been given
    chosen: int = 0

    @property
    def choices(self) -> list[RecordedReply]:
        """The replies of the speakers that the gateway chose, in order."""
        return [reply for reply in self.recording.replies if reply.instead or not reply.took_over]

    def next_choice(self) -> RecordedReply | None:
        """Return the reply that comes next; None after the last."""
        choices = self.choices
        return choices[self.chosen] if self.chosen < len(choices) else None

    async def stop_here(self) -> None:
        """Stop the run where it was stopped."""
        # what ran beside it had come to its end then, and what was said had reached the reader
        for _ in range(_TURNS_OF_THE_LOOP):
            await asyncio.sleep(0)
        self.stop()
        await asyncio.Event().wait()


@dataclass(frozen=True, slots=True)
class PlayedSource:
    """Chooses the speakers that were chosen; today's analyst speaks for the analyst of then."""

    played: Played
    analyst: BaseChatModel

    async def choose(self) -> Speaker:
        """Return the speaker that spoke at this point of the run."""
        played = self.played
        reply = played.next_choice()
        if reply is None and played.recording.outcome.status == "cancelled":
            await played.stop_here()
        if reply is not None and not reply.by_language_model:
            played.chosen += 1
        if reply is None:
            reply = played.choices[-1] if played.choices else None
        if reply is None or not reply.by_language_model:
            instead = _raisable(reply.instead) if reply is not None else None
            return Speaker(model=self.analyst, name=ANALYST, instead=instead)
        return Speaker(model=PlayedModel(played=played), name=reply.speaker)

    def failed(self, error: ModelError) -> None:
        """Nothing to do: what comes next is recorded."""


class PlayedModel(BaseChatModel):
    """A language model that says again what was recorded, however it is asked."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    played: Any

    @property
    def _llm_type(self) -> str:
        return "played"

    def bind_tools(
        self, tools: Sequence[Any], *, tool_choice: str | None = None, **kwargs: Any
    ) -> Runnable[LanguageModelInput, AIMessage]:
        """Return the model as it is: its calls are recorded."""
        return self

    async def astream(
        self,
        input: LanguageModelInput,  # noqa: A002 - LangChain's own name
        config: RunnableConfig | None = None,
        *,
        stop: list[str] | None = None,
        **kwargs: Any,
    ) -> AsyncGenerator[AIMessageChunk]:
        """Yield the next reply in one piece, and end it as it ended."""
        played: Played = self.played
        reply = played.next_choice()
        if reply is None or not reply.by_language_model:
            played.asked_anew.append("the language model, once more than it had been asked")
            raise NotRecorded
        played.chosen += 1
        yield _chunk(reply)
        if reply.end == "stopped" and _was_the_last(reply, played.recording):
            await played.stop_here()
        if reply.end == "unheard":
            played.asked_anew.append("the language model, for the rest of a reply cut off then")
            raise NotRecorded
        if reply.end == "stopped":
            # the run went on after it: its time was up
            raise ModelOutOfTime
        if reply.error is not None:
            raise _raisable(reply.error) or ModelError(reply.error.message)

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        raise NotImplementedError("a recorded reply is streamed")


class PlayedTool(BaseTool):
    """Today's tool to look at, the recorded results to call."""

    played: Any
    today: Any
    live: bool = False
    #: does its work again although its result is recorded: the data may be other now
    anew: bool = False

    async def ainvoke(
        self,
        input: Any,  # noqa: A002 - LangChain's own name
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> Any:
        """Return the recorded answer to the same call."""
        played: Played = self.played
        recorded = _result(played.recording.results, input["name"], input["args"])
        if recorded is not None and recorded.text is None:
            await played.stop_here()
        # arguments that today's tool does not take get its own complaint: it does no work for it
        refuses = not _takes(self.today, input["args"])
        if recorded is not None and self.anew and not refuses:
            return await self.today.ainvoke(input, config)
        if recorded is not None and not (recorded.ok and refuses):
            return _message(recorded, input)
        if recorded is None and not refuses:
            played.asked_anew.append(f"{input['name']} {_plain(input['args'])}")
        if self.live or refuses:
            return await self.today.ainvoke(input, config)
        call = ToolCall(name=input["name"], args=input["args"], id=input["id"])
        said = "This was not asked when the run was recorded."
        return error_message(call, said, retryable=False)

    def _run(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError("a recorded tool is called through the graph")


def played_tools(
    played: Played, tools: Sequence[BaseTool], *, live: Collection[str] = (), anew: bool = False
) -> list[BaseTool]:
    """Return today's tools with the recorded results.

    `live`: names that may work in earnest; `anew`: those do so for what is recorded, too.
    """
    return [
        PlayedTool(
            name=tool.name,
            description=tool.description,
            args_schema=tool.args_schema,
            played=played,
            today=tool,
            live=tool.name in live,
            anew=anew and tool.name in live,
        )
        for tool in tools
    ]


def _chunk(reply: RecordedReply) -> AIMessageChunk:
    calls = [
        ToolCall(name=call.name, args=call.args, id=call.id)
        for call in reply.calls
        if isinstance(call.args, dict)
    ]
    broken = [
        InvalidToolCall(
            name=call.name, args=call.args, id=call.id, error=None, type="invalid_tool_call"
        )
        for call in reply.calls
        if isinstance(call.args, str)
    ]
    return AIMessageChunk(
        content=reply.text, tool_calls=calls, invalid_tool_calls=broken, chunk_position="last"
    )


def _message(recorded: RecordedResult, call: dict[str, Any]) -> ToolMessage:
    message = RecordedMessage(
        role="tool",
        text=recorded.text or "",
        call_id=call["id"],
        name=call["name"],
        ok=recorded.ok,
        artifact=recorded.artifact,
    ).message()
    assert isinstance(message, ToolMessage)
    return message


def _result(
    results: Sequence[RecordedResult], name: str, args: dict[str, Any]
) -> RecordedResult | None:
    wanted = _plain(args)
    same = (each for each in results if each.name == name and _plain(each.args) == wanted)
    return next(same, None)


def _plain(args: dict[str, Any]) -> str:
    return json.dumps(args, sort_keys=True, ensure_ascii=False, default=str)


def _takes(tool: BaseTool, args: dict[str, Any]) -> bool:
    """Return whether a tool takes these arguments; one whose schema is no model takes any."""
    schema = tool.args_schema
    if not (isinstance(schema, type) and issubclass(schema, BaseModel)):
        return True
    try:
        schema.model_validate(args)
    except ValidationError:
        return False
    return True


def _was_the_last(reply: RecordedReply, recording: Recording) -> bool:
    return recording.outcome.status == "cancelled" and recording.replies[-1] is reply


def _raisable(recorded: RecordedError | None) -> ModelError | None:
    """Return an error of the same code as the recorded one, with its sentence."""
    if recorded is None:
        return None
    kind = _KINDS.get(recorded.code, ModelError)
    error = kind.__new__(kind)
    error.args = (recorded.message,)
    return error


_KINDS: dict[str, type[ModelError]] = {
    kind.code: kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, ModelError)
}

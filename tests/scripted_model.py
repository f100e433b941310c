"""A chat model that says what a test tells it to, and notices when it is asked otherwise."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.messages.tool import tool_call_chunk
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.tools import BaseTool
from pydantic import PrivateAttr


class ScriptError(BaseException):
    """The script and the conversation do not fit; no `except Exception` swallows it."""


@dataclass(frozen=True)
class Say:
    """Answer with this text, in pieces of a few characters."""

    text: str


@dataclass(frozen=True)
class Call:
    """Call tools: `Call(("find_matches", {"team": "Arsenal"}), …)`; may say something first."""

    calls: tuple[tuple[str, dict[str, Any]], ...]
    text: str = ""

    def __init__(self, *calls: tuple[str, dict[str, Any]], text: str = "") -> None:
        object.__setattr__(self, "calls", calls)
        object.__setattr__(self, "text", text)


@dataclass(frozen=True)
class Fail:
    """Raise this, after having said `text`."""

    error: BaseException
    text: str = ""


@dataclass(frozen=True)
class Do:
    """Run this with the prompt, then go on as the step that it returns says."""

    act: Callable[[list[BaseMessage]], Any] = field(repr=False)


Step = Say | Call | Fail | Do


class ScriptedModel(BaseChatModel):
    """Says the script's steps one after the other.

    `prompts` and `bound` record what each step was asked with: the messages, and the names of the
    tools. A step too many raises `ScriptError` at once, a step too few in `finish()`.
    """

    steps: list[Any]
    name_in_answers: str = "scripted"
    piece: int = 7

    _prompts: list[list[BaseMessage]] = PrivateAttr(default_factory=list)
    _bound: list[tuple[str, ...]] = PrivateAttr(default_factory=list)

    def __init__(self, *steps: Step, name: str = "scripted", piece: int = 7) -> None:
        super().__init__(steps=list(steps), name_in_answers=name, piece=piece)

    @property
    def prompts(self) -> list[list[BaseMessage]]:
        """The messages of each call."""
        return self._prompts

    @property
    def bound(self) -> list[tuple[str, ...]]:
        """The names of the tools bound in each call."""
        return self._bound

    def finish(self) -> None:
        """Raise when steps are left."""
        left = self.steps[len(self._prompts) :]
        if left:
            raise ScriptError(f"steps that nobody asked for: {left}")

    @property
    def _llm_type(self) -> str:
        return self.name_in_answers

    def bind_tools(
        self, tools: Sequence[Any], *, tool_choice: str | None = None, **kwargs: Any
    ) -> Runnable[LanguageModelInput, AIMessage]:
        """Remember the tools' names."""
        names = [tool.name for tool in tools if isinstance(tool, BaseTool)]
        return self.bind(tools=names, **kwargs)

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> AsyncIterator[ChatGenerationChunk]:
        for chunk in self._chunks(messages, kwargs):
            if run_manager is not None:
                await run_manager.on_llm_new_token(str(chunk.text), chunk=chunk)
            yield chunk

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        chunks = list(self._chunks(messages, kwargs))
        whole = chunks[0]
        for chunk in chunks[1:]:
            whole += chunk
        message = whole.message
        assert isinstance(message, AIMessageChunk)
        answer = AIMessage(content=message.content, tool_calls=message.tool_calls)
        return ChatResult(generations=[ChatGeneration(message=answer)])

    def _chunks(
        self, messages: list[BaseMessage], kwargs: dict[str, Any]
    ) -> Iterator[ChatGenerationChunk]:
        number = len(self._prompts)
        self._prompts.append(list(messages))
        self._bound.append(tuple(kwargs.get("tools", ())))
        if number >= len(self.steps):
            raise ScriptError(f"nothing scripted for call {number + 1}: {messages[-1]!r}")
        step = self.steps[number]
        yield from self._play(step.act(list(messages)) if isinstance(step, Do) else step, number)

    def _play(self, step: Step, number: int) -> Iterator[ChatGenerationChunk]:
        assert not isinstance(step, Do)
        for start in range(0, len(step.text), self.piece):
            text = step.text[start : start + self.piece]
            yield ChatGenerationChunk(message=AIMessageChunk(content=text))
        if isinstance(step, Fail):
            raise step.error
        if isinstance(step, Call):
            yield from _call_chunks(step, number)
        yield ChatGenerationChunk(message=AIMessageChunk(content="", chunk_position="last"))


def _call_chunks(step: Call, number: int) -> Iterator[ChatGenerationChunk]:
    """Yield each call in two pieces: its name with half its arguments, then the rest."""
    import json

    for index, (name, args) in enumerate(step.calls):
        text = json.dumps(args)
        half = len(text) // 2
        pieces = [(name, f"call-{number}-{index}", text[:half]), (None, None, text[half:])]
        for piece_name, call_id, piece in pieces:
            part = tool_call_chunk(name=piece_name, args=piece, id=call_id, index=index)
            yield ChatGenerationChunk(message=AIMessageChunk(content="", tool_call_chunks=[part]))

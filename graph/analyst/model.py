"""The analyst as a LangChain chat model: binds tools, calls them, writes the answer in chunks.

Every call goes by the whole conversation; all that it keeps is what messages were read as. Where
the tools run, and who is told what, is the graph's business.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from typing import Any, Literal

from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.messages.tool import ToolCall, ToolCallChunk
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.tools import BaseTool
from langchain_core.utils.function_calling import convert_to_openai_tool
from pydantic import ConfigDict, PrivateAttr

from graph.analyst.intents import IntentOf, by_both
from graph.analyst.memory import Memory
from graph.analyst.spotting.names import Spot
from graph.analyst.turns import Turn, answer_or_calls
from graph.wording import Language
from graph.wording.figures import OddsFormat

#: words of an answer that are sent together
WORDS = 4

_CHUNKS = re.compile(rf"(?:\S+\s*){{1,{WORDS}}}|\s+")


class Analyst(BaseChatModel):
    """A deterministic chat model for football questions in English and Hungarian."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    #: finds the clubs in a text: `TeamResolver.spot`
    spot: Spot
    #: what time it is: aware UTC
    clock: Callable[[], dt.datetime]
    #: the reader's language where neither the call nor the messages tell
    language: Language = "en"
    #: finds what a clause wants: cues, likeness, or both
    intent_of: IntentOf = by_both
    #: gives another object whenever `spot` knows other clubs; None: messages are read each time
    edition: Callable[[], object] | None = None

    _memory: Memory = PrivateAttr(default_factory=Memory)

    @property
    def _llm_type(self) -> str:
        return "analyst"

    @property
    def _identifying_params(self) -> dict[str, Any]:
        return {"model": "analyst", "language": self.language}

    def bind_tools(
        self,
        tools: Sequence[dict[str, Any] | type | Callable[..., Any] | BaseTool],
        *,
        tool_choice: str | None = None,
        **kwargs: Any,
    ) -> Runnable[LanguageModelInput, AIMessage]:
        """Return the analyst with the names of the tools that it may call."""
        names = [
            tool.name
            if isinstance(tool, BaseTool)  # its whole schema is not needed for a name
            else convert_to_openai_tool(tool)["function"]["name"]
            for tool in tools
        ]
        return self.bind(tool_names=names, **kwargs)

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        text, calls = self._reply(messages, **kwargs)
        return ChatResult(
            generations=[ChatGeneration(message=AIMessage(content=text, tool_calls=calls))]
        )

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        for chunk in self._chunks(messages, **kwargs):
            if run_manager:
                run_manager.on_llm_new_token(chunk.text, chunk=chunk)
            yield chunk

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> AsyncIterator[ChatGenerationChunk]:
        for chunk in self._chunks(messages, **kwargs):
            if run_manager:
                await run_manager.on_llm_new_token(chunk.text, chunk=chunk)
            yield chunk

    def _chunks(self, messages: list[BaseMessage], **kwargs: Any) -> Iterator[ChatGenerationChunk]:
        text, calls = self._reply(messages, **kwargs)
        pieces: list[str] = _CHUNKS.findall(text) or [""]
        for number, piece in enumerate(pieces, start=1):
            last: Literal["last"] | None = "last" if number == len(pieces) else None
            message = AIMessageChunk(
                content=piece,
                tool_call_chunks=_as_chunks(calls) if last else [],
                chunk_position=last,
            )
            yield ChatGenerationChunk(message=message)

    def _reply(
        self,
        messages: list[BaseMessage],
        *,
        tool_names: Sequence[str] = (),
        language: Language | None = None,
        odds_format: OddsFormat = "decimal",
        **_: Any,
    ) -> tuple[str, list[ToolCall]]:
        turn = Turn.of(
            messages,
            today=self.clock().date(),
            language=language,
            default_language=self.language,
            spot=self.spot,
            bound=frozenset(tool_names),
            intent_of=self.intent_of,
            memory=self._memory.at(self.edition()) if self.edition else None,
        )
        reply = answer_or_calls(turn, odds_format)
        if isinstance(reply, str):
            return reply, []
        return "", [
            ToolCall(name=one.tool, args=dict(one.arguments), id=f"call_{turn.round}_{number}")
            for number, one in enumerate(reply, start=1)
        ]


def _as_chunks(calls: Sequence[ToolCall]) -> list[ToolCallChunk]:
    return [
        ToolCallChunk(name=one["name"], args=json.dumps(one["args"]), id=one["id"], index=number)
        for number, one in enumerate(calls)
    ]

"""ChatOllama, set up and watched: half answers, silence and stray tool calls become errors.

Does not know the conversation; one instance serves all.
"""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from typing import Any, Protocol, TypeVar, cast

import httpx
from langchain_core.callbacks import AsyncCallbackManagerForLLMRun
from langchain_core.language_models.chat_models import agenerate_from_stream
from langchain_core.messages import AIMessageChunk, BaseMessage, ToolCall, ToolMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from langchain_ollama import ChatOllama
from pydantic import PrivateAttr

from graph.conversation import characters_of
from graph.errors import ModelCutShort, ModelDied, ModelOverfull, ModelSilent
from graph.gateway.errors import in_our_words
from graph.gateway.patience import Patience, WaitingRoom, paced
from graph.gateway.salvage import TextReader
from graph.gateway.tokens import ANSWER, CONTEXT, TokenMeter

log = logging.getLogger(__name__)


class Reader(Protocol):
    """Reads what a model writes: words for the reader, or calls of tools."""

    def feed(self, text: str) -> str:
        """Take a piece of text; return what can be let through now."""
        ...

    def finish(self) -> tuple[str, list[ToolCall]]:
        """Return the rest of the words, and the calls."""
        ...


class OllamaChat(ChatOllama):
    """ChatOllama whose answers are whole, or an error of ours."""

    _patience: Patience = PrivateAttr(default_factory=Patience)
    _room: WaitingRoom = PrivateAttr(default_factory=WaitingRoom)
    _meter: TokenMeter = PrivateAttr(default_factory=TokenMeter)
    _on_answer: Callable[[], None] | None = PrivateAttr(default=None)

    @property
    def characters_a_token(self) -> float:
        """How many characters of text make one of this model's tokens, as far as is known."""
        return self._meter.characters

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> AsyncIterator[ChatGenerationChunk]:
        reader = self._reader(kwargs.get("tools") or ())
        messages, kwargs = self._as_sent(messages, kwargs)
        heard, spoken, end = False, False, None
        stream = cast(
            "AsyncGenerator[ChatGenerationChunk]",
            super()._astream(messages, stop, run_manager, **kwargs),
        )
        with in_our_words(model=self.model, url=str(self.base_url)):
            async for chunk in paced(stream, self._patience, self._room):
                heard = True
                if chunk.generation_info and chunk.generation_info.get("done"):
                    end = chunk.generation_info
                text = reader.feed(chunk.text)
                spoken = spoken or bool(text)
                yield _with_text(chunk, text)
        # a model that was only loaded says nothing at all
        if not heard:
            raise ModelSilent
        self._demand_whole(end)
        text, calls = reader.finish()
        self._count(end or {}, _characters(messages, kwargs), spoken=spoken)
        if self._on_answer is not None:
            self._on_answer()
        if text or calls:
            message = AIMessageChunk(content=text, tool_calls=calls)
            yield ChatGenerationChunk(message=message)

    async def _agenerate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return await agenerate_from_stream(self._astream(messages, stop, run_manager, **kwargs))

    async def aclose(self) -> None:
        """Close the connections."""
        self._client.close()  # type: ignore[no-untyped-call]
        await self._async_client.close()  # type: ignore[no-untyped-call]

    def _reader(self, tools: Sequence[Any]) -> Reader:
        """Return who reads the model's text; `tools` are those bound, in OpenAI's shape."""
        return TextReader(tools)

    def _as_sent(
        self, messages: list[BaseMessage], kwargs: dict[str, Any]
    ) -> tuple[list[BaseMessage], dict[str, Any]]:
        """Return the messages and the options as they go over the wire."""
        return messages, kwargs

    def _demand_whole(self, end: dict[str, Any] | None) -> None:
        """Raise when the stream ended before the answer did: Ollama's client does not notice."""
        reason = end.get("done_reason") if end else None
        if reason == "length":
            raise ModelCutShort
        if reason != "stop":
            raise ModelDied

    def _count(self, end: dict[str, Any], characters: int, *, spoken: bool) -> None:
        """Compare the prompt's length with what Ollama counted.

        Raises
        ------
        ModelOverfull : the prompt cannot have fitted, and nothing has been said yet: Ollama cuts
            it from the top, the rules first, and does not say so.
        """
        prompt, answer = end.get("prompt_eval_count") or 0, end.get("eval_count") or 0
        if self.num_ctx is None or prompt + answer < self.num_ctx:
            self._meter.learn(characters, prompt)
            return
        self._meter.overfull()
        log.warning("the context of %s was full: %d tokens", self.model, prompt + answer)
        if not spoken:
            raise ModelOverfull

    def _convert_messages_to_ollama_messages(self, messages: list[BaseMessage]) -> Sequence[Any]:
        """Add the name of the tool to each tool result: its call id is lost on the wire."""
        converted = super()._convert_messages_to_ollama_messages(messages)
        return [
            {**dict(wire), "tool_name": message.name} if isinstance(message, ToolMessage) else wire
            for message, wire in zip(messages, converted, strict=True)
        ]


Chat = TypeVar("Chat", bound=OllamaChat)


def chat_model(
    name: str,
    *,
    url: str,
    kind: type[Chat],
    patience: Patience | None = None,
    room: WaitingRoom | None = None,
    on_answer: Callable[[], None] | None = None,
    # thinking models give empty answers to questions with tools unless told not to think
    reasoning: bool | None = False,
) -> Chat:
    """Return the chat model of that name; asks nobody whether it is there.

    Parameters
    ----------
    kind : how it is talked to.
    patience : how long it may take for a piece of its answer.
    room : where those wait who have heard nothing yet.
    on_answer : called when an answer came whole.
    reasoning : False: told not to think; None: not told anything.
    """
    patience = patience or Patience()
    model = kind(
        model=name,
        base_url=url,
        reasoning=reasoning,
        temperature=0.0,
        num_ctx=CONTEXT,
        num_predict=ANSWER,
        keep_alive="15m",
        client_kwargs={
            # without one, the client waits for ever
            "timeout": httpx.Timeout(
                connect=2.0, read=max(patience.first, patience.between), write=10.0, pool=5.0
            ),
            # a proxy named in the environment must not stand between us and this machine
            "trust_env": False,
        },
    )
    model._patience = patience
    model._room = room or WaitingRoom()
    model._on_answer = on_answer
    return model


def _characters(messages: Sequence[BaseMessage], kwargs: dict[str, Any]) -> int:
    """Return how many characters a prompt has, its tools included."""
    tools = kwargs.get("tools")
    return characters_of(messages) + (len(json.dumps(tools)) if tools else 0)


def _with_text(chunk: ChatGenerationChunk, text: str) -> ChatGenerationChunk:
    """Return the chunk with this text in place of its own."""
    message = chunk.message.model_copy(update={"content": text})
    return ChatGenerationChunk(message=message, generation_info=chunk.generation_info)

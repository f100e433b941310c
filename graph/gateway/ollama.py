"""ChatOllama, set up and watched: half answers, silence and stray tool calls become errors.

Does not know the conversation; one instance serves all.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Sequence
from typing import Any

import httpx
from langchain_core.callbacks import AsyncCallbackManagerForLLMRun
from langchain_core.language_models.chat_models import agenerate_from_stream
from langchain_core.messages import AIMessageChunk, BaseMessage, ToolMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from langchain_ollama import ChatOllama

from graph.errors import ModelCutShort, ModelDied, ModelSilent
from graph.gateway.errors import in_our_words
from graph.gateway.salvage import TextReader

log = logging.getLogger(__name__)

#: without one, the client waits for ever
_TIMEOUT = httpx.Timeout(connect=2.0, read=120.0, write=10.0, pool=5.0)


def chat_model(
    name: str, *, url: str, context: int, answer: int, timeout: httpx.Timeout = _TIMEOUT
) -> OllamaChat:
    """Return the chat model of that name; asks nobody whether it is there.

    Parameters
    ----------
    context, answer : tokens of the whole context, and of one answer.
    """
    return OllamaChat(
        model=name,
        base_url=url,
        # thinking models give empty answers to questions with tools unless told not to think
        reasoning=False,
        temperature=0.0,
        num_ctx=context,
        num_predict=answer,
        keep_alive="15m",
        # a proxy named in the environment must not stand between us and this machine
        client_kwargs={"timeout": timeout, "trust_env": False},
    )


class OllamaChat(ChatOllama):
    """ChatOllama whose answers are whole, or an error of ours."""

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> AsyncIterator[ChatGenerationChunk]:
        reader = TextReader(kwargs.get("tools") or ())
        heard, end = False, None
        with in_our_words(model=self.model, url=str(self.base_url)):
            async for chunk in super()._astream(messages, stop, run_manager, **kwargs):
                heard = True
                if chunk.generation_info and chunk.generation_info.get("done"):
                    end = chunk.generation_info
                yield _with_text(chunk, reader.feed(chunk.text))
        # a model that was only loaded says nothing at all
        if not heard:
            raise ModelSilent
        self._demand_whole(end)
        text, calls = reader.finish()
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

    def _demand_whole(self, end: dict[str, Any] | None) -> None:
        """Raise when the stream ended before the answer did: Ollama's client does not notice."""
        if end is None:
            raise ModelDied
        reason = end.get("done_reason")
        if reason == "length":
            raise ModelCutShort
        used = (end.get("prompt_eval_count") or 0) + (end.get("eval_count") or 0)
        if self.num_ctx is not None and used >= self.num_ctx:
            # Ollama cuts a prompt that is too long from the top, and says nothing
            log.warning("the context of %s was full: %d tokens", self.model, used)

    def _convert_messages_to_ollama_messages(self, messages: list[BaseMessage]) -> Sequence[Any]:
        """Add the name of the tool to each tool result: its call id is lost on the wire."""
        converted = super()._convert_messages_to_ollama_messages(messages)
        return [
            {**dict(wire), "tool_name": message.name} if isinstance(message, ToolMessage) else wire
            for message, wire in zip(messages, converted, strict=True)
        ]


def _with_text(chunk: ChatGenerationChunk, text: str) -> ChatGenerationChunk:
    """Return the chunk with this text in place of its own."""
    message = chunk.message.model_copy(update={"content": text})
    return ChatGenerationChunk(message=message, generation_info=chunk.generation_info)

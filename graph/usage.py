"""How many tokens language models read and wrote in a run, as they themselves counted them.

The analyst reads no tokens. A step that broke off was not counted by its model, and is not here.
"""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import AsyncCallbackHandler
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, LLMResult


class TokenCount(AsyncCallbackHandler):
    """Listens to a run's models."""

    def __init__(self) -> None:
        self.read = 0
        self.written = 0

    async def on_chat_model_start(
        self, serialized: dict[str, Any], messages: list[list[BaseMessage]], **kwargs: Any
    ) -> None:
        """Do nothing: a model counts when it has ended."""

    async def on_llm_end(self, response: LLMResult, **kwargs: Any) -> None:
        """Add what a model counted."""
        for generation in (each for several in response.generations for each in several):
            message = generation.message if isinstance(generation, ChatGeneration) else None
            usage = message.usage_metadata if isinstance(message, AIMessage) else None
            if usage:
                self.read += usage["input_tokens"]
                self.written += usage["output_tokens"]

"""A conversation with the analyst over some tools: the loop that the graph runs, in ten lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage
from langchain_core.tools import BaseTool

from graph.analyst import Analyst

#: more rounds than this are a loop
MOST = 8


class Talk:
    """Asks, lets the tools answer, and keeps the messages."""

    def __init__(self, analyst: Analyst, tools: Sequence[BaseTool]) -> None:
        self._model = analyst.bind_tools(tools) if tools else analyst
        self._tools = {tool.name: tool for tool in tools}
        self.messages: list[BaseMessage] = []
        #: (tool, arguments) of the last question, in order
        self.calls: list[tuple[str, dict[str, Any]]] = []

    def ask(self, text: str, **kwargs: Any) -> str:
        """Return the answer to one message."""
        self.messages.append(HumanMessage(text))
        self.calls = []
        for _ in range(MOST):
            reply = self._model.invoke(self.messages, **kwargs)
            assert isinstance(reply, AIMessage)
            self.messages.append(reply)
            if not reply.tool_calls:
                return reply.text
            for call in reply.tool_calls:
                self.calls.append((call["name"], call["args"]))
                self.messages.append(
                    self._tools[call["name"]].invoke({**call, "type": "tool_call"})
                )
        raise AssertionError(f"the analyst does not stop: {self.calls}")

"""Open a turn: mend what the turn before left behind, forget the oldest, start with a clean sheet.

Does not ask any model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from langchain_core.messages import (
    AIMessage,
    AnyMessage,
    HumanMessage,
    RemoveMessage,
    ToolMessage,
)
from langgraph.graph.message import REMOVE_ALL_MESSAGES
from langgraph.runtime import Runtime

from graph.budgets import Budgets
from graph.context import RunContext
from graph.state import MentorState
from graph.wording import Language, detect_language


@dataclass(frozen=True, slots=True)
class OpenTurn:
    """The entry of the graph."""

    budgets: Budgets

    async def __call__(self, state: MentorState, *, runtime: Runtime[RunContext]) -> MentorState:
        """Return the state in which the turn starts."""
        messages = state["messages"]
        whole = newest_turns(mend_unanswered_calls(messages), self.budgets.turns_kept)
        update: MentorState = {
            "language": self._language(state, runtime.context),
            "facts": [],
            "tool_calls": [],
            "shown": "",
            "held_back": None,
            "guard": None,
            "grounded": True,
            "models": [],
            "handed_over": None,
            "stumbles": 0,
            "refused": [],
            "model_calls": 0,
            "tokens": 0,
            "tools_before": 0,
            "spent": 0.0,
            "last_step": False,
            "next": "call_model",
        }
        if len(whole) != len(messages):
            update["messages"] = [RemoveMessage(id=REMOVE_ALL_MESSAGES), *whole]  # type: ignore[list-item]
        return update

    def _language(self, state: MentorState, context: RunContext | None) -> Language:
        if context is not None and context.language:
            return context.language
        # a question without any telling word ("Arsenal?") stays in the conversation's language
        language = state.get("language", "en")
        for question in _not_yet_read(state):
            language = detect_language(question, language)
        return language


def _not_yet_read(state: MentorState) -> list[str]:
    """Return the last question; all of them where the conversation came from outside."""
    asked = [str(m.text) for m in state["messages"] if isinstance(m, HumanMessage)]
    return asked[-1:] if "language" in state else asked


def mend_unanswered_calls(messages: Sequence[AnyMessage]) -> list[AnyMessage]:
    """Answer each tool call that was left open (a stop, a crash) as cancelled, in its place."""
    answered = {m.tool_call_id for m in messages if isinstance(m, ToolMessage)}
    mended: list[AnyMessage] = []
    for message in messages:
        mended.append(message)
        if isinstance(message, AIMessage):
            mended.extend(
                ToolMessage(
                    content='{"error": "This call was cancelled.", "retryable": true}',
                    name=call["name"],
                    tool_call_id=call["id"],
                    status="error",
                )
                for call in message.tool_calls
                if call["id"] not in answered
            )
    return mended


def newest_turns(messages: Sequence[AnyMessage], kept: int) -> list[AnyMessage]:
    """Return the messages of the newest `kept` turns; a turn starts with a question."""
    starts = [i for i, message in enumerate(messages) if isinstance(message, HumanMessage)]
    return list(messages[starts[-kept] :] if len(starts) > kept else messages)

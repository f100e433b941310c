"""The answer object: what a turn gives back through every door. Knows no door."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from langchain_core.messages import HumanMessage

from graph.state import MentorState, ToolCallMade
from graph.wording import Language
from knowledge.holds import RULES


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """One turn's answer and what it rests on."""

    answer: str
    language: Language
    thread_id: str
    run_id: str
    #: what the tools found in this run, as dicts with ids f1, f2, …
    facts: tuple[dict[str, Any], ...]
    tool_calls: tuple[ToolCallMade, ...]
    #: who wrote it: "analyst", "ollama:<name>", or both, the later one last
    model: str
    #: whether every figure in `answer` is backed
    grounded: bool
    #: what a rule of the house said in place of the answer: {"rule", "text"}
    guard: dict[str, str] | None = None

    @classmethod
    def of_state(cls, state: MentorState, *, thread_id: str, run_id: str) -> Answer:
        """Return the answer that a finished turn's state holds."""
        return cls(
            answer=state["shown"],
            language=state["language"],
            thread_id=thread_id,
            run_id=run_id,
            facts=tuple(state["facts"]),
            tool_calls=tuple(state["tool_calls"]),
            model=", ".join(state["models"]) or "none",
            grounded=state["grounded"],
            guard=_guard(state),
        )

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON."""
        return {
            **asdict(self),
            "facts": list(self.facts),
            "tool_calls": [dict(call) for call in self.tool_calls],
        }


def _guard(state: MentorState) -> dict[str, str] | None:
    """Return the rule of the house that held something back in this turn, with what was said."""
    if told := state.get("guard"):
        return dict(told)
    for message in reversed(state["messages"]):
        if isinstance(message, HumanMessage):
            return None
        data = (getattr(message, "artifact", None) or {}).get("data", {})
        if data.get("reason") in RULES:
            return {"rule": data["reason"], "text": state["shown"]}
    return None

"""How much one turn may cost before it is brought to an end. Does not know who spends it."""

from __future__ import annotations

from dataclasses import dataclass

from graph.state import MentorState


@dataclass(frozen=True, kw_only=True, slots=True)
class Budgets:
    """The bounds of one turn; when one is reached, a last step answers from what is there."""

    #: times the chat model is asked
    model_calls: int = 8
    #: tools run
    tool_calls: int = 8
    #: tokens of prompts and answers
    tokens: int = 48_000
    #: seconds of work, over all steps
    seconds: float = 180.0
    #: turns of a conversation that are kept word for word
    turns_kept: int = 12
    #: characters of one tool's text that the model gets to see
    tool_text: int = 4000

    @property
    def recursion_limit(self) -> int:
        """Steps of the state machine that these budgets can need; LangGraph's own is 10,007."""
        # once for the model, once for the fallback that takes over from it
        return 2 * (2 * (self.model_calls + 2)) + 4

    def seconds_left(self, state: MentorState) -> float:
        """Return how long the turn may go on; below zero where it should have ended."""
        return self.seconds - state["spent"]

    def tools_left(self, state: MentorState) -> int:
        """Return how many tools may still run in the turn."""
        return max(0, self.tool_calls - (len(state["tool_calls"]) - state["tools_before"]))

    def are_spent(self, state: MentorState) -> bool:
        """Return whether the next step has to be the last one."""
        return (
            self.seconds_left(state) <= 0
            or self.tokens <= state["tokens"]
            or self.model_calls - 1 <= state["model_calls"]
        )

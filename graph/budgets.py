"""How much one turn may cost before it is brought to an end. Does not know who spends it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Budgets:
    """The bounds of one turn; when one is reached, a last step answers from what is there."""

    #: times the chat model is asked
    model_calls: int = 8
    #: tools run
    tool_calls: int = 8
    #: seconds of work, over all steps
    seconds: float = 180.0
    #: turns of a conversation that are kept word for word
    turns_kept: int = 12
    #: characters of one tool's text that the model gets to see
    tool_text: int = 4000

    @property
    def recursion_limit(self) -> int:
        """Steps of the state machine that these budgets can need; LangGraph's own is 10,007."""
        return 2 * (self.model_calls + 2) + 4

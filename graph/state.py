"""What a run knows while it works.

Plain JSON beside the messages, so that a checkpoint is read back without building foreign types.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypedDict

from langchain_core.messages import AnyMessage
from langgraph.graph.message import add_messages

from graph.wording import Language
from knowledge.holds import Rule


class ToolCallMade(TypedDict):
    """A tool call of this turn, in the shape of the answer object."""

    name: str
    args: dict[str, Any]
    #: False: the tool failed, or did not take the arguments
    ok: bool
    #: how long it took, milliseconds
    ms: int


class Refused(TypedDict):
    """A sentence of a model that no reader saw."""

    sentence: str
    #: what is wrong with it, in English
    faults: list[str]
    #: who wrote it, as in `models`
    by: str


class MentorState(TypedDict, total=False):
    """The conversation, and the turn under way (everything but `messages` is of this turn)."""

    messages: Annotated[list[AnyMessage], add_messages]
    language: Language
    #: facts as dicts, numbered f1, f2, … in the order they were found
    facts: list[dict[str, Any]]
    tool_calls: list[ToolCallMade]
    #: what the reader has been shown of the answer so far
    shown: str
    #: the rule that keeps betting advice from the reader in this turn, None without one
    held_back: Rule | None
    #: what the guard itself told the reader: {"rule", "text"}
    guard: dict[str, str] | None
    #: whether every figure in `shown` is backed
    grounded: bool
    #: names of the models that wrote something of `shown`, in order
    models: list[str]
    #: the `code` of the error for which the fallback took over, None while the model speaks
    handed_over: str | None
    #: times the model wrote a tool call that makes no sense
    stumbles: int
    #: sentences that were refused, the newest last
    refused: list[Refused]
    #: times the model was asked; what is counted from here on starts anew for the fallback
    model_calls: int
    #: tokens of prompts and answers so far, as the models count them where they say so
    tokens: int
    #: tools that had run when the fallback took over
    tools_before: int
    #: seconds of work so far
    spent: float
    #: True: no tool may be called any more, the answer is due
    last_step: bool
    #: the node to go to
    next: Literal["call_model", "use_tools", "close_turn"]


def is_answered(state: MentorState) -> bool:
    """Return whether the turn's answer is whole."""
    return state.get("next") == "close_turn" and bool(state.get("shown"))

"""What happens when a model cannot go on: the fallback takes over, or the turn ends gracefully."""

from __future__ import annotations

import logging

from graph import phrases
from graph.errors import ModelError
from graph.state import MentorState

log = logging.getLogger(__name__)


def hand_over(state: MentorState, error: ModelError, *, shown: str = "") -> MentorState:
    """Return the update that lets the fallback go on in the same turn, and tells the reader.

    `shown` is what the model had shown in the step that failed; it stays. The budgets that the
    model has spent are not the fallback's: it starts with full ones.
    """
    log.info("the fallback takes over: %s", error.code)
    notice = phrases.handed_over(error.code, state["language"], error.name)
    return {
        "handed_over": error.code,
        "shown": join(join(state["shown"], shown), notice),
        "model_calls": 0,
        "tokens": 0,
        "spent": 0.0,
        "tools_before": len(state["tool_calls"]),
        "last_step": False,
        "next": "call_model",
    }


def give_up(state: MentorState, error: ModelError, *, shown: str = "") -> MentorState:
    """Return the update that ends the turn with a plain sentence in the reader's language."""
    log.info("the turn ends unfinished: %s", error.code)
    notice = phrases.unfinished(state["language"])
    return {"shown": join(join(state["shown"], shown), notice), "next": "close_turn"}


def join(before: str, text: str) -> str:
    """Return two parts of an answer as one, each its own paragraph."""
    return f"{before}\n\n{text}" if before and text else before + text

"""Where a turn goes next."""

from __future__ import annotations

from typing import Literal

from graph.state import MentorState


async def route_after_model(
    state: MentorState,
) -> Literal["call_model", "use_tools", "close_turn"]:
    """Return the node that the model's step, or its failure, leads to."""
    # async: LangGraph runs what is not in a thread
    return state["next"]

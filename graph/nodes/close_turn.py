"""Close a turn: what the reader was shown becomes the conversation's last message."""

from __future__ import annotations

from langchain_core.messages import AIMessage

from graph.state import MentorState


async def close_turn(state: MentorState) -> MentorState:
    """Return the answer as the message that ends the turn."""
    return {"messages": [AIMessage(content=state["shown"])]}

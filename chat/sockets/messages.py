"""Events as clients get them: the contract's names, and what each carries.

Does not know who gets them.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from knowledge.events import EventInfo

CREATED = "agent:created"
#: what the user's other clients hear in place of it
NEW = "agent:new"
STATUS = "agent:status:update"
INSIGHTS = "agent:insights:update"
FOUND = "insight:generated"
ERROR = "agent:error"


def message_of(event: EventInfo) -> dict[str, Any]:
    """Return what an event carries: its payload, what it is of, its place in the log."""
    return {**event.payload, **_place_of(event)}


def insights_message(event: EventInfo) -> dict[str, Any]:
    """Return a new insight as `agent:insights:update` carries it."""
    return {"insights": [dict(event.payload)], **_place_of(event)}


def answer(event_id: int, at: dt.datetime, **more: Any) -> dict[str, Any]:
    """Return what an answer carries: it stands after an event of the log."""
    return {**more, "event_id": event_id, "at": at.isoformat()}


def _place_of(event: EventInfo) -> dict[str, Any]:
    of = {
        "agent_id": event.agent_id,
        "match_id": event.match_id,
        "workflow_id": event.workflow_id,
        "execution_id": event.execution_id,
    }
    told = {name: id_ for name, id_ in of.items() if id_ is not None}
    return {**told, "event_id": event.id, "at": event.at.isoformat()}

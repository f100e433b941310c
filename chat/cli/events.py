"""Events as lines for a person. Does not know whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.events import EventInfo

#: letters of an insight's words in a line
WORDS = 60


def event_line(event: EventInfo) -> str:
    """Return when something happened (UTC), and what."""
    return f"{event.at:%m-%d %H:%M:%S}  {event.name:<23} {_said(event)}".rstrip()


def _said(event: EventInfo) -> str:
    from knowledge.shortened import shortened

    told = event.payload
    kind = event.name.partition(":")[0]
    if kind == "agent":
        parts = [told["name"], told["status"], told.get("reason")]
    elif kind == "task":
        done = told["progress"] if told["status"] == "running" else None
        far = f"{done['done']}/{done['total']} {done['note']}" if done else None
        parts = [told["type"], shortened(told["task_id"]), told["status"], far, told["error"]]
    elif event.name == "workflow:step:completed":
        parts = [shortened(told["execution_id"]), told["step"], told["status"], told["error"]]
    elif kind == "workflow":
        parts = [shortened(told["execution_id"]), told["status"], told["error"]]
    elif "recommended" in told:
        parts = [shortened(told["execution_id"]), f"recommendations: {told['recommended']}"]
    else:
        parts = [told.get("severity"), _first_words(told.get("text") or told.get("type") or "")]
    return "  ".join(str(part).strip() for part in parts if part)


def _first_words(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= WORDS else line[: WORDS - 1] + "…"

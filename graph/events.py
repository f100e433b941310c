"""What a run tells while it works: plain dicts through LangGraph's custom stream.

Does not know who listens: `graph.mentor` numbers them and hands them on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

EventKind = Literal["run", "token", "tool_start", "tool_end", "fact", "answer", "error"]

Emit = Callable[[dict[str, Any]], None]


def token(text: str) -> dict[str, Any]:
    """Say a piece of the answer; all pieces joined are the answer."""
    return {"kind": "token", "data": {"text": text}}


def tool_start(call_id: str, name: str, args: dict[str, Any]) -> dict[str, Any]:
    """Say that a tool was called."""
    return {"kind": "tool_start", "data": {"id": call_id, "name": name, "args": args}}


def tool_end(call_id: str, name: str, *, ok: bool, ms: int, text: str) -> dict[str, Any]:
    """Say how a tool call ended; `text` is the tool's own short text."""
    data = {"id": call_id, "name": name, "ok": ok, "ms": ms, "text": text}
    return {"kind": "tool_end", "data": data}


def fact(found: dict[str, Any]) -> dict[str, Any]:
    """Say a fact that a tool found."""
    return {"kind": "fact", "data": found}

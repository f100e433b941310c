"""A task's result as its owner sees it; while a rule holds, without advice.

Advice that was given before a rule came to hold is shown no more while it does, nor are words that
may speak of it; chances are. Knows no door.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from knowledge.holds import Rule

#: fields that are made of prices
WEIGHED = frozenset({"recommendations", "agent_recommendations", "risk_assessment"})
#: fields of an agent's words
SPOKEN = frozenset({"text", "agent_insights"})


def show_result(
    result: Mapping[str, Any] | None, *, rule: Rule | None = None
) -> dict[str, Any] | None:
    """Return a result as plain JSON; `rule` is what keeps advice from the owner now."""
    if result is None or rule is None:
        return None if result is None else dict(result)
    shown: dict[str, Any] = _without_advice(result, rule)
    return shown | {name: {"held_back": rule} for name in SPOKEN if name in shown}


def _without_advice(value: Any, rule: Rule) -> Any:
    if isinstance(value, list):
        return [_without_advice(each, rule) for each in value]
    if not isinstance(value, Mapping):
        return value
    # a prediction's market holds prices; a fact's is a name
    return {
        name: {"held_back": rule}
        if name in WEIGHED
        else None
        if name == "market" and isinstance(each, Mapping)
        else _without_advice(each, rule)
        for name, each in value.items()
    }

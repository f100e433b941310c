"""What came of a task as its owner sees it; while a rule holds, without advice.

Advice that was given before a rule came to hold is shown no more while it does; chances are. Knows
no door.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from knowledge.holds import Rule
from tools.holding_back import without_prices

#: parts of a result that are made of prices, or may quote who weighed them
WEIGHED = ("recommendations", "agent_recommendations", "agent_insights", "risk_assessment")
#: says of a result whether its words weigh prices
ADVISES = "advises"


def show_result(result: Mapping[str, Any] | None, *, rule: Rule | None) -> dict[str, Any] | None:
    """Return the result of a task as plain JSON.

    Parameters
    ----------
    rule
        What keeps advice from the owner now; what was weighed for him is left out then.
    """
    if result is None or rule is None:
        return None if result is None else dict(result)
    told: dict[str, Any] = without_prices(result)
    if isinstance(parts := told.get("parts"), Mapping):
        told["parts"] = dict(parts) | _held(parts, rule)
    if told.get("text") and told.get(ADVISES, True):
        told["text"] = None
    return told | _held(told, rule) | {"held_back": rule}


def _held(found: Mapping[str, Any], rule: Rule) -> dict[str, Any]:
    return {name: {"held_back": rule} for name in WEIGHED if name in found}

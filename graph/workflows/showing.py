"""An execution as its owner sees it, step by step; while a rule holds, without advice.

Advice that was given before a rule came to hold is shown no more while it does; chances are. Knows
no door.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.execution_steps import StepInfo
from knowledge.executions import ExecutionInfo
from knowledge.holds import Rule
from knowledge.insights import advises
from tools.holding_back import without_prices

#: built-in steps that look at prices, and the tools that weigh them or may quote who did
WEIGHING_STEPS = frozenset({"odds", "recommendations", "risk"})
WEIGHING_TOOLS = frozenset(
    {
        *("compare_odds", "price_slip", "compose_slip", "odds_maths", "recommend_bets"),
        *("predict_match", "find_matches", "search_insights"),
    }
)
#: fields of the outcome that are made of those
WEIGHED = ("recommendations", "risk")


def show_execution(
    execution: ExecutionInfo, steps: Sequence[StepInfo], *, rule: Rule | None = None
) -> dict[str, Any]:
    """Return an execution with all steps of its definition as plain JSON.

    Parameters
    ----------
    rule
        What keeps advice from the owner now; what was weighed for him is left out then.
    """
    known = {step.name: step for step in steps}
    return {
        "id": execution.id,
        "workflow_id": execution.workflow_id,
        "version": execution.version,
        "agent_id": execution.agent_id,
        "task_id": execution.task_id,
        "status": execution.status,
        "input": dict(execution.input),
        "output": _outcome(execution.output, rule),
        "error": execution.error,
        "created_at": execution.created_at.isoformat(),
        "ended_at": execution.ended_at.isoformat() if execution.ended_at else None,
        "steps": [
            _step(part, known.get(part["name"]), execution, rule)
            for part in execution.definition["steps"]
        ],
    }


def _step(
    part: Mapping[str, Any], step: StepInfo | None, execution: ExecutionInfo, rule: Rule | None
) -> dict[str, Any]:
    shown = {"name": part["name"], "step": part.get("step"), "tool": part.get("tool")}
    if step is None:
        waits = execution.status == "running"
        return shown | {"status": "pending" if waits else "not_reached", **_NOT_BEGUN}
    return shown | {
        "status": step.status,
        "output": _output(part, step.output, rule),
        "error": step.error,
        "attempts": step.attempts,
        "started_at": step.started_at.isoformat(),
        "ended_at": step.ended_at.isoformat() if step.ended_at else None,
    }


_NOT_BEGUN: Mapping[str, Any] = {
    "output": None,
    "error": None,
    "attempts": 0,
    "started_at": None,
    "ended_at": None,
}


def _output(
    part: Mapping[str, Any], output: Mapping[str, Any] | None, rule: Rule | None
) -> dict[str, Any] | None:
    if output is None or rule is None:
        return None if output is None else dict(output)
    if part.get("step") in WEIGHING_STEPS or part.get("tool") in WEIGHING_TOOLS:
        return {"held_back": rule}
    if advises(str(output.get("type")), output.get("facts") or ()):
        return {"held_back": rule}
    told: dict[str, Any] = without_prices(output)
    return told


def _outcome(output: Mapping[str, Any] | None, rule: Rule | None) -> dict[str, Any] | None:
    if output is None or rule is None:
        return None if output is None else dict(output)
    held = {name: {"held_back": rule} for name in WEIGHED if name in output}
    told: dict[str, Any] = without_prices(output)
    return told | held

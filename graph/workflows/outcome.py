"""What an execution comes to: how each step ended, and what of it the asker looks for first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graph.workflows.definition import Definition
from knowledge.execution_steps import StepInfo

#: fields of the outcome that a built-in step's whole output, or a field of it, goes into
WHOLE = {"recommendations": "recommendations", "risk": "risk"}
PREDICTS = ("prediction", "quick_prediction")
WRITES = ("insight", "short_insight")


def outcome(definition: Definition, steps: Sequence[StepInfo]) -> dict[str, Any]:
    """Return {"steps", "prediction", "insight_ids", "recommendations"?, "risk"?} as plain JSON.

    `steps` says how each ended; what it put out is kept with the step itself. Of several steps of
    one kind the last counts; insights all do.
    """
    kinds = {step.name: step.step for step in definition.steps}
    done = [(kinds.get(step.name), step.output) for step in steps if step.output is not None]
    found: dict[str, Any] = {
        "steps": {step.name: _ended(step) for step in steps},
        "prediction": _last(output["prediction"] for kind, output in done if kind in PREDICTS),
        "insight_ids": [
            output["insight_id"] for kind, output in done if kind in WRITES and output["insight_id"]
        ],
    }
    for kind, output in done:
        if kind in WHOLE:
            found[WHOLE[kind]] = {name: v for name, v in output.items() if name != "facts"}
    return found


def _ended(step: StepInfo) -> dict[str, Any]:
    return {"status": step.status, "error": step.error}


def _last(values: Any) -> Mapping[str, Any] | None:
    return next(iter(reversed(list(values))), None)

"""What can be wrong with a workflow, its input, or one of its steps.

The tree of the whole room is drawn in `graph.errors`.
"""

from __future__ import annotations

from typing import ClassVar

from graph.errors import GraphError


class BadDefinition(GraphError):
    """A definition that cannot be run; says which step is wrong, and why."""

    code: ClassVar[str] = "bad_definition"

    def __init__(self, why: str, *, step: str | None = None) -> None:
        #: the step that is wrong; None: the definition as a whole
        self.step = step
        #: where it is wrong, for programs
        self.place = f"steps.{step}" if step else "definition"
        super().__init__(f"Step {step}: {why}" if step else why)


class BadInputData(GraphError):
    """Input that the workflow does not take; says which field is wrong, and why."""

    code: ClassVar[str] = "bad_input_data"

    def __init__(self, why: str, *, field: str | None = None) -> None:
        #: the field that is wrong; None: several together
        self.field = field
        #: where it is wrong, for programs
        self.place = f"input_data.{field}" if field else "input_data"
        super().__init__(f"input_data.{field}: {why}" if field else f"input_data: {why}")


class WorkflowOff(GraphError):
    """A workflow that its owner has switched off is to be executed."""

    code: ClassVar[str] = "workflow_off"

    def __init__(self, name: str) -> None:
        super().__init__(f"The workflow “{name}” is switched off: switch it on first.")


class StepFailed(GraphError):
    """A step did not do its part; one sentence says why."""

    code: ClassVar[str] = "step_failed"


class StepOutOfTime(StepFailed):
    """A step took longer than it may; another attempt may go through."""

    code: ClassVar[str] = "step_out_of_time"

    def __init__(self, seconds: float) -> None:
        super().__init__(f"It took longer than the {seconds:g} seconds that it may take.")

"""What a workflow is: a list of steps, each with its inputs, its condition, and what it waits for.

Plain JSON in, frozen objects out; what is wrong is said with the step's name. Whether steps and
tools exist and take these inputs is `graph.workflows.checking`'s. Knows nothing of running.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from graph.workflows import references
from graph.workflows.conditions import Condition
from graph.workflows.errors import BadDefinition
from graph.workflows.references import NAME, Reference
from knowledge.plain_json import fault_of_json
from tools.faults import continuing

#: a definition of more letters is none that a person wrote
LONGEST = 64_000
MOST_STEPS = 40

Name = Annotated[str, Field(pattern=rf"^{NAME}$")]
#: seconds
StepTime = Annotated[float, Field(gt=0, le=600)]
ExecutionTime = Annotated[float, Field(gt=0, le=3600)]


class StepDefinition(BaseModel):
    """One step: a built-in step or a tool, and what it is given."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Name
    #: one of the two: a built-in step's name, or a tool's
    step: Name | None = None
    tool: Name | None = None
    #: by argument: a literal, or a reference
    inputs: Annotated[dict[str, Any], Field(max_length=20)] = Field(default_factory=dict)
    #: without it, or when it does not hold, the step is skipped
    when: Condition | None = None
    #: steps that must have ended before; those that it refers to are anyway
    needs: Annotated[list[Name], Field(max_length=MOST_STEPS)] = Field(default_factory=list)
    #: what its failure does: it ends the execution, or the step is left out
    on_error: Literal["fail", "continue"] = "fail"
    #: further attempts after a failure that may pass
    retries: Annotated[int, Field(ge=0, le=5)] = 0
    #: seconds that one attempt may take
    timeout_seconds: StepTime = 120.0

    @field_validator("inputs")
    @classmethod
    def _refers_rightly(cls, inputs: dict[str, Any]) -> dict[str, Any]:
        list(references.references(inputs))
        return inputs

    @model_validator(mode="after")
    def _is_a_step_or_a_tool(self) -> Self:
        if (self.step is None) == (self.tool is None):
            raise ValueError("give step (a built-in step) or tool (a tool), one of them")
        return self

    @cached_property
    def taken(self) -> tuple[Reference, ...]:
        """The references in its inputs."""
        return tuple(references.references(self.inputs))

    @cached_property
    def asked(self) -> tuple[Reference, ...]:
        """The references in its inputs and its condition."""
        return (*self.taken, *(self.when.references() if self.when else ()))

    @cached_property
    def waits_for(self) -> tuple[str, ...]:
        """The steps that must have ended before it, in the order in which it names them."""
        named = [*self.needs, *(each.step for each in self.asked if each.root == "steps")]
        return tuple(dict.fromkeys(named))


class Definition(BaseModel):
    """A workflow's steps."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    steps: Annotated[tuple[StepDefinition, ...], Field(min_length=1, max_length=MOST_STEPS)]
    #: input that need not be given, and what it is then
    defaults: Annotated[dict[Name, Any], Field(max_length=50)] = Field(default_factory=dict)
    #: seconds that an execution may take
    timeout_seconds: ExecutionTime = 900.0

    @cached_property
    def input_names(self) -> tuple[str, ...]:
        """The input that it takes: what its steps refer to, and what has a default."""
        asked = (each.field for step in self.steps for each in step.asked if each.root == "input")
        return tuple(dict.fromkeys([*asked, *self.defaults]))

    @cached_property
    def waves(self) -> tuple[tuple[StepDefinition, ...], ...]:
        """The steps in waves: all that a step waits for is in the waves before its own.

        Raises
        ------
        BadDefinition
            When steps wait for each other in a circle.
        """
        waves: list[tuple[StepDefinition, ...]] = []
        ended: set[str] = set()
        left = list(self.steps)
        while left:
            wave = tuple(step for step in left if ended.issuperset(step.waits_for))
            if not wave:
                step = left[0]
                waiting = ", ".join(name for name in step.waits_for if name not in ended)
                raise BadDefinition(f"it waits for {waiting} in a circle.", step=step.name)
            waves.append(wave)
            ended.update(step.name for step in wave)
            left = [step for step in left if step.name not in ended]
        return tuple(waves)

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON, as it was read."""
        return self.model_dump(mode="json", by_alias=True, exclude_unset=True)


def read_definition(raw: object) -> Definition:
    """Read a definition, and see that its steps are told apart and wait for each other in order.

    Raises
    ------
    BadDefinition
        When it is none; names the step.
    """
    check_plain(raw)
    try:
        definition = Definition.model_validate(raw)
    except ValidationError as error:
        raise _refusal(raw, error) from None
    names: set[str] = set()
    for step in definition.steps:
        if step.name in names:
            raise BadDefinition("another step has the same name.", step=step.name)
        names.add(step.name)
    for step in definition.steps:
        for name in step.waits_for:
            if name not in names:
                raise BadDefinition(f"there is no step {name} to wait for.", step=step.name)
    assert definition.waves
    return definition


def check_plain(raw: object) -> None:
    """Refuse what is no plain JSON that every database keeps as it is.

    Raises
    ------
    BadDefinition
        When it is too long, or has a figure that is none, or a character that is none.
    """
    if why := fault_of_json(raw):
        raise BadDefinition(f"It must be plain JSON: {why}.")
    try:
        text = json.dumps(raw, ensure_ascii=False)
    except TypeError:
        raise BadDefinition("It must be plain JSON.") from None
    if len(text) > LONGEST:
        raise BadDefinition(f"It is longer than {LONGEST} letters.")


def _refusal(raw: object, error: ValidationError) -> BadDefinition:
    """Return what is wrong first, with the name of the step that it is in."""
    problem = error.errors(include_input=False, include_url=False)[0]
    place = list(problem["loc"])
    step = None
    if place[:1] == ["steps"] and len(place) > 1 and isinstance(place[1], int):
        step = _name_of(raw, place[1])
        place = place[2:]
    where = ".".join(str(part) for part in place)
    why = continuing(problem)
    if place == ["steps"] and problem["type"] in ("too_short", "too_long"):
        why = f"a workflow has 1 to {MOST_STEPS} steps"
    return BadDefinition(f"{where}: {why}." if where else f"{why}.", step=step)


def _name_of(raw: object, place: int) -> str:
    """Return the name of the step at a place, or its number where it has no name, from 1."""
    steps: Any = raw.get("steps") if isinstance(raw, Mapping) else None
    step = steps[place] if isinstance(steps, list | tuple) and place < len(steps) else None
    name = step.get("name") if isinstance(step, Mapping) else None
    return name[:40] if isinstance(name, str) and name.strip() else f"number {place + 1}"

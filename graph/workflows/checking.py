"""Whether a workflow can run here: its steps exist, take what they are given, refer to what comes.

What depends on an earlier step's output is checked when that is there, by the step itself; all
else before anything runs.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from graph.workflows import references
from graph.workflows.catalogue import OF_A_TOOL, Catalogue
from graph.workflows.definition import Definition, StepDefinition, check_plain, read_definition
from graph.workflows.errors import BadDefinition, BadInputData
from graph.workflows.references import Known, Reference
from tools.faults import continuing


def check_definition(raw: object, catalogue: Catalogue) -> Definition:
    """Read a definition and see that it can run here.

    Raises
    ------
    BadDefinition
        When it cannot; names the step.
    """
    definition = read_definition(raw)
    steps = {step.name: step for step in definition.steps}
    for step in definition.steps:
        _check_arguments(step, catalogue)
        for reference in step.asked:
            if reference.root == "steps":
                _check_output(step, reference, steps[reference.step], catalogue)
    return definition


def check_input(
    definition: Definition, given: Mapping[str, Any], catalogue: Catalogue
) -> dict[str, Any]:
    """Return what an execution is given, with the defaults in; refuse what it does not take.

    Raises
    ------
    BadInputData
        When something is missing, unknown, or not what the step that takes it wants; names it.
    """
    try:
        check_plain(given)
    except BadDefinition as error:
        raise BadInputData(str(error)) from None
    for name in given:
        if name not in definition.input_names:
            taken = ", ".join(definition.input_names) or "none"
            raise BadInputData(f"there is no such field; it takes {taken}.", field=str(name)[:60])
    for name in definition.input_names:
        if name not in given and name not in definition.defaults:
            raise BadInputData("it is missing.", field=name)
    data = {**definition.defaults, **given}
    for step in definition.steps:
        _check_given(step, data, catalogue)
    return data


def takes(step: StepDefinition, catalogue: Catalogue) -> type[BaseModel]:
    """Return the shape of what a step takes.

    Raises
    ------
    BadDefinition
        When there is no such built-in step, or no such tool that a workflow may use.
    """
    if step.step is not None:
        if step.step not in catalogue.steps:
            known = ", ".join(catalogue.steps)
            raise BadDefinition(f"there is no step {step.step}; there are {known}.", step=step.name)
        return catalogue.steps[step.step].takes
    if step.tool is None or step.tool not in catalogue.tools:
        known = ", ".join(catalogue.tools)
        raise BadDefinition(
            f"there is no tool {step.tool} that a workflow may use; there are {known}.",
            step=step.name,
        )
    schema = catalogue.tools[step.tool].args_schema
    assert isinstance(schema, type), "every tool of ours has a model of its arguments"
    assert issubclass(schema, BaseModel), "pydantic's"
    return schema


def complaints(
    shape: type[BaseModel], given: Mapping[str, Any], later: Collection[str] = ()
) -> list[tuple[str | None, str]]:
    """Return (argument, what is wrong), leaving out the arguments that are known later only."""
    try:
        shape.model_validate(given)
    except ValidationError as error:
        problems = error.errors(include_input=False, include_url=False)
        # what is said of all arguments together may be mended by one that comes later
        whole_counts = not later
        return [
            _complaint(problem)
            for problem in problems
            if (problem["loc"][0] not in later if problem["loc"] else whole_counts)
        ]
    return []


def _check_arguments(step: StepDefinition, catalogue: Catalogue) -> None:
    later = {name for name, value in step.inputs.items() if any(references.references(value))}
    given = references.resolve(step.inputs, Known({}))
    for name, why in complaints(takes(step, catalogue), given, later):
        raise BadDefinition(f"inputs.{name}: {why}." if name else f"inputs: {why}.", step=step.name)


def _check_given(step: StepDefinition, data: Mapping[str, Any], catalogue: Catalogue) -> None:
    """See that what a step takes from the input is what it wants."""
    roots = {
        name: {reference.root for reference in references.references(value)}
        for name, value in step.inputs.items()
    }
    later = {name for name, kinds in roots.items() if "steps" in kinds}
    given = references.resolve(step.inputs, Known(data))
    for name, why in complaints(takes(step, catalogue), given, later):
        taken = references.references(step.inputs.get(name)) if name else iter(())
        field = next((each.field for each in taken), None)
        raise BadInputData(f"{why}." if field else f"{why} (step {step.name}).", field=field)


def _check_output(
    step: StepDefinition, reference: Reference, source: StepDefinition, catalogue: Catalogue
) -> None:
    gives = catalogue.steps[source.step].gives if source.step else OF_A_TOOL
    if reference.field not in gives:
        raise BadDefinition(
            f"step {source.name} puts out no {reference.field[:40]}; it gives "
            f"{', '.join(sorted(gives))}.",
            step=step.name,
        )


def _complaint(problem: Mapping[str, Any]) -> tuple[str | None, str]:
    place, kind = problem["loc"], problem["type"]
    name = str(place[0]) if place else None
    if kind == "missing":
        return name, "it is missing" if len(place) == 1 else f"{place[-1]} is missing"
    if kind == "extra_forbidden":
        return name, "there is no such argument" if len(place) == 1 else f"{place[-1]} is unknown"
    return name, continuing(problem)

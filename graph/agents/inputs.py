"""What a task may be asked with, by its type. A wrong field is named; nothing is guessed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graph.agents.configuration import Days, Name, Names
from graph.errors import BadTask
from knowledge.tasks import TaskType
from tools.wanted import NamedMatch

MOST_AT_ONCE = 500


class Input(BaseModel):
    """A JSON object without strange fields; matches are named as everywhere, by `NamedMatch`."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class BatchInput(Input):
    """Many matches; each item is a match id, or as `NamedMatch`, and read on its own."""

    matches: Annotated[list[Any], Field(min_length=1, max_length=MOST_AT_ONCE)]


class TeamInput(Input):
    """A club in any spelling."""

    team: Name


class ScopeInput(Input):
    """Other leagues, clubs or days than the agent's own, for once."""

    leagues: Names = ()
    teams: Names = ()
    days_ahead: Days | None = None


class WorkflowInput(Input):
    """Another workflow, or another input, than the agent's own, for once."""

    workflow: Name | None = None
    input: dict[str, Any] | None = None


BY_TYPE: Mapping[TaskType, type[BaseModel]] = {
    "predict_match": NamedMatch,
    "batch_predict": BatchInput,
    "analyze_team": TeamInput,
    "analyze_match": NamedMatch,
    "generate_insights": ScopeInput,
    "update_predictions": ScopeInput,
    "enhanced_prediction": NamedMatch,
    "workflow_prediction": WorkflowInput,
}


def read_input(type_: TaskType, given: Mapping[str, Any]) -> BaseModel:
    """Return a task's input, checked.

    Raises
    ------
    BadTask
        When it does not fit the task's type; names the field.
    """
    try:
        return BY_TYPE[type_].model_validate(given)
    except ValidationError as error:
        raise BadTask(f"A task {type_} {_fault(error)}.") from error


def read_item(given: object) -> NamedMatch:
    """Return one item of a batch; a bare text is a match's id.

    Raises
    ------
    BadTask
        When it names no match.
    """
    try:
        return NamedMatch.model_validate({"match_id": given} if isinstance(given, str) else given)
    except ValidationError as error:
        raise BadTask(f"This item {_fault(error)}.") from error


def _fault(error: ValidationError) -> str:
    wrong = error.errors(include_input=False)[0]
    field = ".".join(map(str, wrong["loc"]))
    if wrong["type"] == "extra_forbidden":
        return f"takes no {field}"
    if wrong["type"] == "missing":
        return f"needs {field}"
    message = wrong["msg"].removeprefix("Value error, ")
    message = (message[0].lower() + message[1:]).rstrip(".")
    return f"does not take that {field}: {message}" if field else f"is not right: {message}"

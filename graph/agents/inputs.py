"""What a task may be asked with, by its type. A wrong field is named; nothing is guessed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, ValidationError, model_validator

from graph.agents.configuration import Days, Name, Names
from graph.errors import BadTask
from knowledge.tasks import TaskType
from tools.faults import continuing
from tools.wanted import NamedMatch

MOST_AT_ONCE = 500


class Input(BaseModel):
    """A JSON object without strange fields; matches are named as everywhere, by `NamedMatch`."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class BatchInput(Input):
    """Many matches; each item is a match id, or as `NamedMatch`, and read on its own."""

    matches: Annotated[list[Any], Field(min_length=1, max_length=MOST_AT_ONCE)]


class TeamInput(Input):
    """A club in any spelling, or by its id."""

    team: Annotated[Name, Field(validation_alias=AliasChoices("team", "team_id"))]


class ScopeInput(Input):
    """Other leagues, clubs or days than the agent's own, for once."""

    leagues: Names = ()
    teams: Names = ()
    days_ahead: Days | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it leaves everything as the agent was told."""
        return not (self.leagues or self.teams or self.days_ahead)


class WorkflowInput(Input):
    """Another workflow, or another input, than the agent's own, for once.

    The words of `POST /workflows/execute` mean the same here; and a match may be named beside the
    workflow, as in every other task.
    """

    workflow: Annotated[
        Name | None, Field(validation_alias=AliasChoices("workflow", "workflow_type"))
    ] = None
    input: Annotated[
        dict[str, Any] | None, Field(validation_alias=AliasChoices("input", "input_data"))
    ] = None

    @model_validator(mode="before")
    @classmethod
    def _match_beside_it(cls, given: Any) -> Any:
        if not isinstance(given, Mapping) or given.keys() & {"input", "input_data"}:
            return given
        named = {name: value for name, value in given.items() if name in NamedMatch.model_fields}
        others = {name: value for name, value in given.items() if name not in named}
        return {**others, "input": named} if named else given


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

#: what names a match, and what a club, where a task may be about either
MATCH, CLUB = {"match_id", "home_team", "away_team"}, {"team", "team_id"}


def read_input(type_: TaskType, given: Mapping[str, Any]) -> BaseModel:
    """Return a task's input, checked.

    Raises
    ------
    BadTask
        When it does not fit the task's type; names the field.
    """
    try:
        return _shape_of(type_, given).model_validate(given)
    except ValidationError as error:
        raise BadTask(f"A task {type_} {_fault(error)}.") from error


def _shape_of(type_: TaskType, given: Mapping[str, Any]) -> type[BaseModel]:
    """Return what an input is read as: insights may be wanted on one match, or on one club."""
    if type_ == "generate_insights":
        if given.keys() & MATCH:
            return NamedMatch
        if given.keys() & CLUB:
            return TeamInput
    return BY_TYPE[type_]


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
    message = continuing(wrong)
    return f"does not take that {field}: {message}" if field else f"is not right: {message}"

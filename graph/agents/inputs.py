"""What a task may be asked with, by its type. A wrong field is named; nothing is guessed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from graph.agents.configuration import Days, Name, Names
from graph.errors import BadTask
from knowledge.tasks import TaskType
from tools.market import Prices
from tools.wanted import Wanted

MOST_AT_ONCE = 500


class Input(BaseModel):
    """What every task's input is: a JSON object without strange fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class MatchInput(Input):
    """A match: by its id, or by the names of its clubs in any spelling."""

    match_id: Name | None = None
    home_team: Name | None = None
    away_team: Name | None = None
    league: Name | None = None
    #: the day of the match
    date: dt.date | None = None
    #: decimal odds as the asker sees them
    odds: Prices | None = None

    @model_validator(mode="after")
    def _names_a_match(self) -> Self:
        if self.match_id is None and (self.home_team is None or self.away_team is None):
            raise ValueError("give match_id, or home_team and away_team")
        return self

    def wanted(self) -> Wanted:
        """Return the match as the tools take it."""
        return Wanted(
            match_id=self.match_id,
            home=self.home_team or "",
            away=self.away_team or "",
            league=self.league,
            day=self.date,
            prices=self.odds,
        )


class BatchInput(Input):
    """Many matches; each item is a match id, or as `MatchInput`, and read on its own."""

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


BY_TYPE: Mapping[TaskType, type[Input]] = {
    "predict_match": MatchInput,
    "batch_predict": BatchInput,
    "analyze_team": TeamInput,
    "analyze_match": MatchInput,
    "generate_insights": ScopeInput,
    "update_predictions": ScopeInput,
    "enhanced_prediction": MatchInput,
    "workflow_prediction": WorkflowInput,
}


def read_input(type_: TaskType, given: Mapping[str, Any]) -> Input:
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


def read_item(given: object) -> MatchInput:
    """Return one item of a batch; a bare text is a match's id.

    Raises
    ------
    BadTask
        When it names no match.
    """
    try:
        return MatchInput.model_validate({"match_id": given} if isinstance(given, str) else given)
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

"""What an agent is told beforehand, by its type: whom it watches, how far, when, in which words.

A field that its type does not have is refused: nothing is taken and then ignored. Names of leagues
and clubs are understood as the tools understand them, and kept in one spelling. Does not know what
is done with any of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal, Protocol

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from graph.agents.schedule import check_line
from graph.errors import BadConfiguration
from graph.persona import LONGEST_WISH
from graph.wording import Language
from graph.workflows.built_in import BUILT_IN
from knowledge.agents import AgentInfo, AgentType
from knowledge.errors import KnowledgeError, NotFound
from knowledge.workflows import get_workflow
from tools.competitions import find_league
from tools.errors import ToolError
from tools.faults import continuing
from tools.pairings import find_club

if TYPE_CHECKING:
    from knowledge.database import Database
    from knowledge.naming import TeamResolver

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Names = Annotated[tuple[Name, ...], Field(max_length=50)]
Line = Annotated[str, AfterValidator(check_line)]
Days = Annotated[int, Field(ge=1, le=31)]
#: a change of a chance in points: 0.05 is five percentage points
Points = Annotated[float, Field(gt=0, le=0.5)]
#: markets whose chances are watched or told
Watched = Literal["1x2", "over_under_2.5", "both_teams_score"]


class Known(Protocol):
    """What names of leagues and clubs are looked up in; a tool's desk is one."""

    @property
    def db(self) -> Database:
        """Where the leagues are."""

    @property
    def clubs(self) -> TeamResolver:
        """The clubs by their names."""

    @property
    def user_id(self) -> str:
        """Whose agent it is: his own workflows are known too."""


class Configuration(BaseModel):
    """What every type takes."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    #: of its words; None: the owner's, else English
    language: Language | None = None
    #: who puts things into words: "analyst" or "ollama:<name>"; None: the house's choice
    model: Annotated[str, Field(pattern=r"^(analyst|ollama:\S{1,120})$")] | None = None
    #: names of the tools it may use; None: all
    tools: Annotated[tuple[Name, ...], Field(max_length=40)] | None = None
    #: what its owner wishes of its words; no rule of the house gives way to it
    prompt: Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_WISH)] = ""
    #: when it works by itself, a cron line in UTC; None: only when asked
    schedule: Line | None = None


class Scoped(Configuration):
    """… of an agent that looks at matches; with neither it looks at its owner's favourites.

    An owner without favourites means all leagues.
    """

    leagues: Names = ()
    teams: Names = ()
    #: it looks at matches of so many days, today included
    days_ahead: Days = 7


class PredictionConfiguration(Scoped):
    """Writes predictions down before kick-off."""

    schedule: Line | None = "0 5 * * *"
    #: also when results or fixtures of its leagues come in
    on_import: bool = True


class AnalysisConfiguration(Scoped):
    """Analyses matches and clubs."""

    schedule: Line | None = "0 6 * * *"
    days_ahead: Days = 2
    #: matches analysed of one run at most, the best known first
    most: Annotated[int, Field(ge=1, le=50)] = 10


class MonitoringConfiguration(Scoped):
    """Watches, and says what has changed."""

    schedule: Line | None = "0 * * * *"
    markets: Annotated[tuple[Watched, ...], Field(min_length=1)] = (
        "1x2",
        "over_under_2.5",
        "both_teams_score",
    )
    #: the chance in the market's odds has moved by so much
    odds_moved: Points = 0.03
    #: our own chance has moved by so much
    chance_moved: Points = 0.05
    #: the calibration is that of so many newest settled predictions
    settled: Annotated[int, Field(ge=50, le=10_000)] = 200
    #: also when results, fixtures or odds of its leagues come in
    on_import: bool = True


class InsightConfiguration(Scoped):
    """Sums up what comes and what was."""

    schedule: Line | None = "0 7 * * *"
    markets: Annotated[tuple[Watched, ...], Field(min_length=1)] = ("1x2",)
    #: also when results of its leagues come in: a digest a round
    on_import: bool = False


class WorkflowConfiguration(Configuration):
    """Starts a workflow."""

    #: a workflow's id, or standard, comprehensive, real_time
    workflow: Name = "standard"
    #: what the workflow is started with, unless a task says otherwise
    input: dict[str, Any] = {}


class CustomConfiguration(Configuration):
    """Does what its owner wrote in its prompt; without one, the tasks that it is given."""


BY_TYPE: Mapping[AgentType, type[Configuration]] = {
    "prediction": PredictionConfiguration,
    "analysis": AnalysisConfiguration,
    "monitoring": MonitoringConfiguration,
    "insight": InsightConfiguration,
    "workflow": WorkflowConfiguration,
    "custom": CustomConfiguration,
}


def read_configuration(type_: AgentType, given: Mapping[str, Any]) -> Configuration:
    """Return a configuration with its defaults put in.

    Raises
    ------
    BadConfiguration
        When a field is unknown or does not fit; names it.
    """
    try:
        return BY_TYPE[type_].model_validate(given)
    except ValidationError as error:
        wrong = error.errors(include_input=False)[0]
        field = ".".join(map(str, wrong["loc"]))
        raise BadConfiguration(field, _fault(wrong, type_)) from error


def configuration_of(agent: AgentInfo) -> Configuration:
    """Return an agent's configuration."""
    return read_configuration(agent.type, agent.configuration)


async def configure(
    type_: AgentType, given: Mapping[str, Any], *, desk: Known, tools: Collection[str]
) -> dict[str, Any]:
    """Return a configuration as it is kept: plain JSON, every name in its one spelling.

    Parameters
    ----------
    tools
        Names of the tools that there are.

    Raises
    ------
    BadConfiguration
        As `read_configuration`; also when a league, club, tool or workflow is not known here.
    """
    read = read_configuration(type_, given)
    for name in read.tools or ():
        if name not in tools:
            raise BadConfiguration("tools", f"there is no tool “{name}”, only {', '.join(tools)}")
    if isinstance(read, Scoped):
        read = await _with_known_names(read, desk)
    if isinstance(read, WorkflowConfiguration) and read.workflow not in BUILT_IN:
        await _see_workflow(read.workflow, desk)
    return read.model_dump(mode="json")


async def _with_known_names(read: Scoped, desk: Known) -> Scoped:
    async with desk.db.reading() as session:
        try:
            leagues = [(await find_league(session, name)).id for name in read.leagues]
        except (ToolError, KnowledgeError) as error:
            raise BadConfiguration("leagues", str(error)) from error
    teams = _each(read.teams, lambda name: find_club(desk.clubs, name).name)
    return read.model_copy(
        update={"leagues": tuple(dict.fromkeys(leagues)), "teams": tuple(dict.fromkeys(teams))}
    )


async def _see_workflow(workflow_id: str, desk: Known) -> None:
    async with desk.db.reading() as session:
        try:
            await get_workflow(session, workflow_id, user_id=desk.user_id)
        except NotFound:
            named = f"there is no workflow “{workflow_id}”, only {', '.join(BUILT_IN)} and your own"
            raise BadConfiguration("workflow", named) from None


def _each(names: Names, resolve: Callable[[str], str]) -> list[str]:
    try:
        return [resolve(name) for name in names]
    except (ToolError, KnowledgeError) as error:
        raise BadConfiguration("teams", str(error)) from error


def _fault(wrong: Mapping[str, Any], type_: AgentType) -> str:
    if wrong["type"] == "extra_forbidden":
        return f"an agent of type {type_} has no such field"
    return continuing(wrong)

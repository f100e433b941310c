"""What agents do: each of the eight kinds of task, for an agent of any type that may do it.

Whoever runs tasks hands one in with its agent, and gets its result as plain JSON. Everything is
done as the agent's owner, so what is kept from him is kept from his agents. Does not know when a
task comes, nor where its result is kept.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel

from graph.agents.analysis import analyze_coming, analyze_match, analyze_team
from graph.agents.configuration import (
    Configuration,
    CustomConfiguration,
    InsightConfiguration,
    MonitoringConfiguration,
    Scoped,
    WorkflowConfiguration,
    configuration_of,
)
from graph.agents.digest import write_digest
from graph.agents.errand import Errand, Starts
from graph.agents.inputs import (
    BatchInput,
    ScopeInput,
    TeamInput,
    WorkflowInput,
    read_input,
    read_item,
)
from graph.agents.own_prompt import follow_prompt
from graph.agents.prediction import ids_of, update_predictions
from graph.agents.scope import must_be_known
from graph.agents.voice import Voice
from graph.agents.watch import watch
from graph.errors import AgentError, BadTask, NotItsTask
from graph.spoken import language_of
from graph.work.task_work import Progress
from graph.workflows.built_in import BuiltIn
from knowledge.agents import AgentInfo
from knowledge.errors import KnowledgeError
from knowledge.tasks import TaskInfo, TaskType
from ml.errors import MlError
from tools.desk import Desk
from tools.enhanced import enhance
from tools.errors import ToolError
from tools.prediction import PredictionObject
from tools.wanted import NamedMatch, predict_wanted

if TYPE_CHECKING:
    from graph.mentor import Mentor

Look = TypeVar("Look", bound=Scoped)

#: the workflow of an agent that was not given one, where a task names what it is about
STANDARD: BuiltIn = "standard"
#: the tool that a task is, in other words: an agent without it may not do the task
NEEDS: Mapping[TaskType, str] = {
    "predict_match": "predict_match",
    "batch_predict": "predict_match",
    "update_predictions": "predict_match",
    "enhanced_prediction": "predict_match",
    "analyze_match": "predict_match",
    "analyze_team": "team_report",
}
#: … and where a task may be about several things, by what this one is about
NEEDS_ABOUT: Mapping[type[BaseModel], str] = {
    NamedMatch: "predict_match",
    TeamInput: "team_report",
}


def check_task(agent: AgentInfo, type_: TaskType, given: Mapping[str, Any]) -> None:
    """Refuse what an agent could not do, before it is asked for.

    Raises
    ------
    NotItsTask
        When its tools or its type do not allow the task.
    BadTask
        When the input does not fit the task; names the field.
    """
    told = configuration_of(agent)
    _may_use(NEEDS.get(type_), told, type_)
    asked = read_input(type_, given)
    _may_use(NEEDS_ABOUT.get(type(asked)), told, type_)
    if isinstance(asked, WorkflowInput) and not (
        asked.workflow or asked.input or isinstance(told, WorkflowConfiguration)
    ):
        raise NotItsTask("This agent has no workflow of its own: name one as input.workflow.")


def _may_use(tool: str | None, told: Configuration, type_: TaskType) -> None:
    if tool and told.tools is not None and tool not in told.tools:
        raise NotItsTask(f"A task {type_} needs the tool {tool}, which this agent may not use.")


class AgentWork:
    """Does agents' tasks.

    Parameters
    ----------
    desk
        Gives what the tools work with for a user, at the moment it is asked.
    mentor
        Speaks.
    starts
        Starts workflows; None: nobody runs any here.
    """

    def __init__(
        self,
        desk: Callable[[str], Awaitable[Desk]],
        mentor: Mentor,
        *,
        starts: Starts | None = None,
    ) -> None:
        self._desk = desk
        self._voice = Voice(mentor)
        self._starts = starts

    async def do(
        self, task: TaskInfo, agent: AgentInfo, progress: Progress
    ) -> dict[str, Any] | None:
        """Do a task, and return its result: plain JSON; None: a workflow goes on, and ends it.

        Done again after it broke off it writes down nothing twice.

        Raises
        ------
        GraphError, KnowledgeError, ToolError, MlError
            When it cannot be done; the message is for a person.
        """
        check_task(agent, task.type, task.input)
        desk = await self._desk(agent.user_id)
        told = configuration_of(agent)
        errand = Errand(
            task_id=task.id,
            agent=agent,
            configuration=told,
            desk=desk,
            voice=self._voice,
            language=told.language or await language_of(desk),
            tell=progress,
            starts=self._starts,
        )
        return await _WORKS[task.type](errand, read_input(task.type, task.input))


async def _predict(errand: Errand, asked: BaseModel) -> dict[str, Any]:
    assert isinstance(asked, NamedMatch)
    _, prediction = await predict_wanted(errand.desk, asked.wanted())
    ids = await ids_of(errand.desk, [prediction])
    return {**prediction.to_dict(), "prediction_ids": ids}


async def _predict_many(errand: Errand, asked: BaseModel) -> dict[str, Any]:
    """Predict each match of a batch; one that cannot be fails alone."""
    assert isinstance(asked, BatchInput)
    items: list[dict[str, Any]] = []
    predictions: list[PredictionObject] = []
    for index, given in enumerate(asked.matches):
        try:
            _, prediction = await predict_wanted(errand.desk, read_item(given).wanted())
            predictions.append(prediction)
            items.append({"index": index, "prediction": prediction.to_dict(), "error": None})
        except (AgentError, ToolError, KnowledgeError, MlError) as error:
            items.append({"index": index, "prediction": None, "error": str(error)})
        await errand.tell(index + 1, len(asked.matches), "")
    failed = sum(item["error"] is not None for item in items)
    return {
        "predictions": items,
        "succeeded": len(items) - failed,
        "failed": failed,
        "prediction_ids": await ids_of(errand.desk, predictions),
    }


async def _analyze_match(errand: Errand, asked: BaseModel) -> dict[str, Any]:
    assert isinstance(asked, NamedMatch)
    return await analyze_match(errand, asked.wanted(), key=errand.task_id)


async def _analyze_team(errand: Errand, asked: BaseModel) -> dict[str, Any]:
    assert isinstance(asked, TeamInput)
    return await analyze_team(errand, asked.team, key=errand.task_id)


async def _enhance(errand: Errand, asked: BaseModel) -> dict[str, Any]:
    assert isinstance(asked, NamedMatch)
    return (await enhance(errand.desk, asked.wanted())).to_dict()


async def _update(errand: Errand, asked: BaseModel) -> dict[str, Any]:
    return await update_predictions(errand, await _scoped(errand, _own(errand), asked))


async def _find_out(errand: Errand, asked: BaseModel) -> dict[str, Any]:
    """Find out about the match or club named, else what the agent's type is for.

    It watches, sums up, follows its prompt, or analyses what comes.
    """
    if isinstance(asked, NamedMatch):
        return await _analyze_match(errand, asked)
    if isinstance(asked, TeamInput):
        return await _analyze_team(errand, asked)
    told = errand.configuration
    if isinstance(told, MonitoringConfiguration):
        return await watch(errand, await _scoped(errand, told, asked))
    if isinstance(told, InsightConfiguration):
        return await write_digest(errand, await _scoped(errand, told, asked))
    assert isinstance(asked, ScopeInput)
    if isinstance(told, CustomConfiguration) and told.prompt and asked.is_empty:
        return await follow_prompt(errand)
    return await analyze_coming(errand, await _scoped(errand, _own(errand), asked))


async def _start(errand: Errand, asked: BaseModel) -> None:
    """Start a workflow; it takes places of its own, so none is held here until it has ended."""
    assert isinstance(asked, WorkflowInput)
    told = errand.configuration
    own = told if isinstance(told, WorkflowConfiguration) else None
    workflow = asked.workflow or (own.workflow if own else STANDARD)
    given = asked.input if asked.input is not None else (own.input if own else {})
    if errand.starts is None:
        raise BadTask("No workflows are run here.")
    await errand.starts(workflow, given, errand.agent, task_id=errand.task_id)


_WORKS: Mapping[TaskType, Callable[[Errand, BaseModel], Awaitable[dict[str, Any] | None]]] = {
    "predict_match": _predict,
    "batch_predict": _predict_many,
    "analyze_team": _analyze_team,
    "analyze_match": _analyze_match,
    "generate_insights": _find_out,
    "update_predictions": _update,
    "enhanced_prediction": _enhance,
    "workflow_prediction": _start,
}


def _own(errand: Errand) -> Scoped:
    """Return what the agent was told to look at, else at its owner's favourites."""
    told = errand.configuration
    return told if isinstance(told, Scoped) else Scoped()


async def _scoped(errand: Errand, told: Look, asked: BaseModel) -> Look:
    """Return what the agent looks at, or what the task names in its place, if it is known."""
    assert isinstance(asked, ScopeInput)
    update: dict[str, Any] = {}
    if asked.leagues or asked.teams:
        await must_be_known(errand.desk, asked.leagues, asked.teams)
        update = {"leagues": asked.leagues, "teams": asked.teams}
    if asked.days_ahead is not None:
        update["days_ahead"] = asked.days_ahead
    return told.model_copy(update=update)

"""The desk where an asker's agents are made, changed, moved and given tasks: the one place for it.

REST, events and the command line ask here. What belongs to somebody else is not there for the
asker; a program with a key may act for anybody. Does not know how tasks are done, nor what a
configuration means.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from chat.clock import Clock
from chat.identity import Asker
from chat.reading import read
from graph.agents.showing import show_result
from graph.errors import GraphError
from knowledge.agents import (
    MOVES,
    AgentDraft,
    AgentInfo,
    AgentStatus,
    AgentType,
    change_agent,
    create_agent,
    delete_agent,
    get_agent,
    move_agent,
    set_due,
)
from knowledge.database import Database, WriteSession
from knowledge.errors import Conflict, IllegalMove
from knowledge.executions import cancel_execution_of, cancel_executions_of
from knowledge.insights import InsightInfo, list_insights
from knowledge.tasks import (
    Priority,
    TaskDraft,
    TaskInfo,
    TaskType,
    cancel_task,
    cancel_tasks_of,
    create_task,
    get_task,
)
from tools.holding_back import is_advice, rule_for

#: returns a user's configuration of an agent of a type as it is kept, or raises what is wrong
Configure = Callable[[str, AgentType, Mapping[str, Any]], Awaitable[Mapping[str, Any]]]
#: returns when an agent's schedule asks for it next; None: it has none
NextDue = Callable[[AgentInfo], dt.datetime | None]
#: refuses a task that an agent could not do
Check = Callable[[AgentInfo, TaskType, Mapping[str, Any]], None]

CANCELLED = "Its task was cancelled."
STOPPED = "The agent was stopped."
DELETED = "The agent was deleted."

#: letters of a configuration or an input: a batch of the most matches is half as long
LARGEST = 128_000

#: insights that are shown of an agent at once
NEWEST = 50


def _small(given: dict[str, Any]) -> dict[str, Any]:
    if len(json.dumps(given)) > LARGEST:
        raise ValueError(f"it is longer than {LARGEST} letters")
    return given


#: plain JSON of a bounded size
Object = Annotated[dict[str, Any], AfterValidator(_small)]


def _such_as(**example: Any) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [example]})


class Given(BaseModel):
    """What an asker sends: a field that is not there is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NewAgent(Given):
    """An agent to be made."""

    model_config = _such_as(
        name="Saturday's scout", type="prediction", configuration={"leagues": ["E0"]}
    )

    name: Annotated[str, Field(min_length=1, max_length=80)]
    type: AgentType
    configuration: Object = {}


class AgentChange(Given):
    """What is to be different about an agent."""

    model_config = _such_as(name="Sunday's scout")

    name: Annotated[str, Field(min_length=1, max_length=80)] | None = None
    configuration: Object | None = None


#: what each type of task may be asked with
_MATCH = {"home_team": "Man United", "away_team": "Arsenal"}
_INPUTS: Mapping[TaskType, dict[str, Any]] = {
    "predict_match": _MATCH,
    "batch_predict": {"matches": [_MATCH]},
    "analyze_team": {"team": "Arsenal"},
    "analyze_match": _MATCH,
    "generate_insights": {"leagues": ["E0"], "days_ahead": 3},
    "update_predictions": {"leagues": ["E0"]},
    "enhanced_prediction": _MATCH,
    "workflow_prediction": {"workflow": "standard", "input": _MATCH},
}


class NewTask(Given):
    """A task to be done by an agent; the examples show what each type takes."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"type": type_, "input": given} for type_, given in _INPUTS.items()]
        }
    )

    type: TaskType
    input: Object = {}
    priority: Priority = "medium"
    #: the same key asks for the same task
    idempotency_key: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    timeout_seconds: Annotated[float, Field(gt=0, le=86_400)] | None = None


class Analysis(Given):
    """What is to be analysed, in the words of the task that does it: a match, or a `team`."""

    model_config = ConfigDict(extra="allow", frozen=True)

    priority: Priority = "medium"
    idempotency_key: Annotated[str, Field(min_length=1, max_length=200)] | None = None

    @model_validator(mode="after")
    def _names_something(self) -> Analysis:
        if not self._named:
            raise ValueError("name a match_id, or home_team and away_team, or a team")
        return self

    @property
    def _named(self) -> dict[str, Any]:
        given = self.model_extra or {}
        return {name: value for name, value in given.items() if value is not None}

    @property
    def task(self) -> NewTask:
        """The task that does it; whether its input names one is the task's own to say."""
        return NewTask(
            type="analyze_team" if "team" in self._named else "analyze_match",
            input=self._named,
            priority=self.priority,
            idempotency_key=self.idempotency_key,
        )


class AgentDesk:
    """An asker's agents."""

    def __init__(
        self,
        db: Database,
        *,
        clock: Clock,
        wall: Clock,
        configure: Configure,
        next_due: NextDue,
        check: Check,
    ) -> None:
        self._db = db
        self._clock = clock
        self._wall = wall
        self._configure = configure
        self._next_due = next_due
        self._check = check

    async def create(self, asker: Asker, data: Mapping[str, Any]) -> AgentInfo:
        """Make an agent of the asker's; it is inactive until it is started.

        Raises
        ------
        BadInput, GraphError, KnowledgeError
            When it cannot be one; names the field.
        """
        new = read(NewAgent, data)
        draft = AgentDraft(
            user_id=asker.user_id,
            name=new.name,
            type=new.type,
            configuration=await self._configure(asker.user_id, new.type, new.configuration),
        )
        async with self._db.writing() as session:
            return await create_agent(session, draft, now=self._wall())

    async def status(self, asker: Asker, agent_id: str) -> AgentInfo:
        """Return an agent as it is.

        Raises
        ------
        NotFound
            When the asker has no such agent.
        """
        async with self._db.reading() as session:
            return await get_agent(session, agent_id, user_id=asker.whose)

    async def change(self, asker: Asker, agent_id: str, data: Mapping[str, Any]) -> AgentInfo:
        """Give an agent another name or configuration; one at work goes on by the new one.

        A configuration takes the place of the whole one.
        """
        change = read(AgentChange, data)
        agent = await self.status(asker, agent_id)
        configuration = change.configuration
        if configuration is not None:
            configuration = dict(await self._configure(agent.user_id, agent.type, configuration))
        async with self._db.writing() as session:
            agent = await change_agent(
                session,
                agent_id,
                user_id=asker.whose,
                now=self._wall(),
                name=change.name,
                configuration=configuration,
            )
            if configuration is not None and agent.status == "active":
                await set_due(session, agent_id, self._next_due(agent))
            return agent

    async def start(self, asker: Asker, agent_id: str) -> AgentInfo:
        """Let an agent work: it is active, or in error where its configuration fits no more.

        Raises
        ------
        IllegalMove
            When it is at work, or paused.
        """
        agent = await self._move(asker, agent_id, "starting")
        try:
            await self._configure(agent.user_id, agent.type, agent.configuration)
        except GraphError as error:
            return await self._move(asker, agent_id, "error", reason=str(error))
        return await self._activate(asker, agent_id)

    async def stop(self, asker: Asker, agent_id: str) -> AgentInfo:
        """End an agent's work, and what it has under way."""
        agent = await self.status(asker, agent_id)
        if agent.status != "error":
            await self._move(asker, agent_id, "stopping")
        async with self._db.writing() as session:
            await self._end_work(session, agent_id, STOPPED)
            return await move_agent(
                session, agent_id, "inactive", now=self._wall(), user_id=asker.whose
            )

    async def pause(self, asker: Asker, agent_id: str) -> AgentInfo:
        """Let nothing more of an agent's tasks begin, nor its schedule ask for it."""
        return await self._move(asker, agent_id, "paused")

    async def resume(self, asker: Asker, agent_id: str) -> AgentInfo:
        """Let a paused agent go on."""
        agent = await self.status(asker, agent_id)
        if agent.status not in ("paused", "active"):
            raise IllegalMove(agent.status, "active", MOVES[agent.status])
        return await self._activate(asker, agent_id)

    async def delete(self, asker: Asker, agent_id: str) -> AgentInfo:
        """Show an agent no more, and end its work; what it did stays in the books."""
        async with self._db.writing() as session:
            await get_agent(session, agent_id, user_id=asker.whose)
            await self._end_work(session, agent_id, DELETED)
            return await delete_agent(session, agent_id, user_id=asker.whose, now=self._wall())

    async def ask(
        self, asker: Asker, agent_id: str, data: Mapping[str, Any] | NewTask
    ) -> tuple[TaskInfo, bool]:
        """Give an agent a task, which waits while it is not active; tell whether it is a new one.

        Raises
        ------
        KeyReused
            When the key was used for something else.
        """
        new = data if isinstance(data, NewTask) else read(NewTask, data)
        agent = await self.status(asker, agent_id)
        self._check(agent, new.type, new.input)
        draft = TaskDraft(agent_id=agent_id, user_id=agent.user_id, **new.model_dump())
        async with self._db.writing() as session:
            return await create_task(session, draft, now=self._wall())

    async def analyze(self, asker: Asker, agent_id: str, data: Mapping[str, Any]) -> TaskInfo:
        """Ask an agent for an analysis of a match or a team."""
        task, _ = await self.ask(asker, agent_id, read(Analysis, data).task)
        return task

    async def cancel(self, asker: Asker, agent_id: str, task_id: str) -> TaskInfo:
        """End a task that is not wanted any more; one that is cancelled stays so.

        Raises
        ------
        Conflict
            When it has ended otherwise.
        """
        whose = asker.whose
        async with self._db.writing() as session:
            await get_agent(session, agent_id, user_id=whose)
            task = await get_task(session, task_id, user_id=whose, agent_id=agent_id)
            cancelled = await cancel_task(session, task_id, now=self._wall())
            if cancelled is not None:
                await cancel_execution_of(session, task_id, now=self._wall(), reason=CANCELLED)
        if cancelled is None and task.status != "cancelled":
            raise Conflict(f"The task has ended already: it is {task.status}.")
        return cancelled or task

    async def insights(self, asker: Asker, agent_id: str) -> list[InsightInfo]:
        """Return what an agent found, newest first, without what is kept from its owner now."""
        agent = await self.status(asker, agent_id)
        now = self._clock()
        async with self._db.reading() as session:
            found = await list_insights(
                session, user_id=agent.user_id, as_of=now, agent_id=agent_id, limit=NEWEST
            )
        rule, _ = await rule_for(self._db, agent.user_id, now=now)
        return [insight for insight in found if rule is None or not is_advice(insight)]

    async def task(self, asker: Asker, agent_id: str, task_id: str) -> TaskInfo:
        """Return an agent's task, its result without what a rule keeps from its owner now.

        Raises
        ------
        NotFound
            When the asker has no such agent, or it no such task.
        """
        agent = await self.status(asker, agent_id)
        async with self._db.reading() as session:
            task = await get_task(session, task_id, user_id=None, agent_id=agent_id)
        rule, _ = await rule_for(self._db, agent.user_id, now=self._clock())
        return replace(task, result=show_result(task.result, rule=rule))

    async def _move(
        self, asker: Asker, agent_id: str, after: AgentStatus, reason: str | None = None
    ) -> AgentInfo:
        async with self._db.writing() as session:
            return await move_agent(
                session,
                agent_id,
                after,
                now=self._wall(),
                reason=reason,
                user_id=asker.whose,
            )

    async def _activate(self, asker: Asker, agent_id: str) -> AgentInfo:
        async with self._db.writing() as session:
            agent = await move_agent(
                session, agent_id, "active", now=self._wall(), user_id=asker.whose
            )
            await set_due(session, agent_id, self._next_due(agent))
            return await get_agent(session, agent_id, user_id=None)

    async def _end_work(self, session: WriteSession, agent_id: str, reason: str) -> None:
        await cancel_tasks_of(session, agent_id, now=self._wall(), reason=reason)
        await cancel_executions_of(session, agent_id, now=self._wall(), reason=reason)

"""A house in which agents work, over the handmade league: real tools, the analyst, a clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from langchain_core.language_models import BaseChatModel

from graph import build_graph
from graph.agents.configuration import configure
from graph.agents.errand import Starts
from graph.agents.work import AgentWork
from graph.analyst import Analyst
from graph.logbook import KnowledgeLogbook
from graph.mentor import Mentor
from knowledge.agents import AgentInfo, AgentType
from knowledge.insights import InsightInfo, insights_by_id
from knowledge.tasks import TaskType
from tests.knowledge.at_work import active_agent, ask
from tests.tools.conftest import House
from tools.desk import Desk
from tools.seasons import Seasons


@dataclass(slots=True)
class Office:
    """Agents over one house."""

    house: House
    work: AgentWork
    mentor: Mentor
    #: (done, total, note) of the last task
    progress: list[tuple[int, int, str]] = field(default_factory=list)

    async def hire(
        self, type_: AgentType = "prediction", user_id: str = "kati", **configuration: Any
    ) -> AgentInfo:
        """Make an active agent."""
        kept = await configure(
            type_, configuration, desk=await desk_of(self.house, user_id), tools=self.house.tools
        )
        return await active_agent(self.house.db, user_id, type=type_, configuration=kept)

    async def do(
        self,
        agent: AgentInfo,
        type_: TaskType,
        given: Mapping[str, Any] | None = None,
        *,
        task_id: str | None = None,
    ) -> Any:
        """Do a task; with the id of an earlier one it is that one, done again."""
        task = await ask(self.house.db, agent, type=type_, input=dict(given or {}))
        task = replace(task, id=task_id or task.id)
        self.progress.clear()
        return await self.work.do(task, agent, self._hear)

    async def insights(self, *ids: str) -> list[InsightInfo]:
        """Return insights in the order of their ids."""
        async with self.house.db.reading() as session:
            found = await insights_by_id(session, ids)
        return [found[id_] for id_ in ids]

    async def _hear(self, done: int, total: int, note: str) -> None:
        self.progress.append((done, total, note))


def open_office(
    house: House, model: BaseChatModel | None = None, *, starts: Starts | None = None
) -> Office:
    """Let agents work in a house; the analyst speaks where no other model is given."""
    analyst = Analyst(spot=lambda text: house.clubs.spot(text), clock=house.clock)
    graph = build_graph(
        model or analyst,
        list(house.tools.values()),
        fallback=analyst,
        clock=house.clock,
        spot=lambda text: house.clubs.spot(text),
    )
    mentor = Mentor(graph, logbook=KnowledgeLogbook(house.db, house.clock))

    async def desk(user_id: str) -> Desk:
        return await desk_of(house, user_id)

    return Office(house, AgentWork(desk, mentor, starts=starts), mentor)


async def desk_of(house: House, user_id: str) -> Desk:
    """Return what the tools work with for a user now."""
    return Desk(
        db=house.db,
        clubs=house.clubs,
        forecaster=house.forecaster,
        seasons=Seasons(house.db, house.forecaster, house.clock),
        insights=house.insights,
        as_of=house.now,
        user_id=user_id,
    )


def later(house: House, **by: float) -> None:
    """Move the house's clock."""
    house.now += dt.timedelta(**by)

"""Where commands about a user's agents, tasks and workflows are done: the desks, and little else.

Opening the whole house takes seconds; a list needs the database alone. What is heavier is opened
where a command needs it: clubs for a configuration, tools for a workflow's definition.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chat.cli.edge import say
from chat.cli.progress import waiting
from chat.clock import Clock, real_clock

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

    from chat.agents import AgentDesk
    from chat.identity import Asker
    from chat.settings import Settings
    from chat.workflows import WorkflowDesk
    from graph.workflows.catalogue import Catalogue
    from knowledge.agents import AgentInfo, AgentType
    from knowledge.database import Database
    from knowledge.naming import TeamResolver
    from knowledge.shortened import Kind
    from knowledge.tasks import TaskType

#: where a person finds what he may have meant
LISTED_BY: Mapping[str, str] = {
    "agent": "agents list",
    "task": "tasks list",
    "workflow": "workflows list",
    "execution": "workflows executions",
}
NOBODY_WORKS = "No worker is alive, so it waits: run tippmix worker, or tippmix serve."


@dataclass(frozen=True, kw_only=True, slots=True)
class Counter:
    """What commands about one user's agents, tasks and workflows work with."""

    settings: Settings
    db: Database
    asker: Asker
    agents: AgentDesk

    @property
    def clock(self) -> Clock:
        """The house's own time."""
        return self.settings.clock

    @property
    def user_id(self) -> str:
        """Whose agents, tasks and workflows they are."""
        return self.asker.user_id

    async def meant(self, kind: Kind, typed: str) -> str:
        """Return the id of what somebody typed the beginning or the name of.

        Raises
        ------
        NotFound, Ambiguous
            When nothing is meant by it, or several are.
        """
        from knowledge.errors import NotFound
        from knowledge.shortened import id_of

        async with self.db.reading() as session:
            try:
                return await id_of(session, kind, typed, user_id=self.user_id)
            except NotFound as error:
                raise NotFound(f"{error} What there is: tippmix {LISTED_BY[kind]}") from error

    async def agent(self, typed: str) -> AgentInfo:
        """Return the agent that somebody means; errors as of `meant`."""
        return await self.agents.status(self.asker, await self.meant("agent", typed))

    def workflows(self) -> WorkflowDesk:
        """Return the desk for looking at workflows: it cannot check one."""
        from graph.workflows.catalogue import Catalogue

        return self._workflow_desk(Catalogue({}, {}))

    async def workflows_checked(self) -> WorkflowDesk:
        """Return the desk for keeping and executing workflows: it knows what a step can be."""
        with waiting("Getting ready…"):
            from graph.workflows.catalogue import Catalogue
            from graph.workflows.steps import BUILT_IN_STEPS

            catalogue = Catalogue.of(BUILT_IN_STEPS, await _tools(self.settings, self.db))
        return self._workflow_desk(catalogue)

    def _workflow_desk(self, catalogue: Catalogue) -> WorkflowDesk:
        from chat.workflows import WorkflowDesk
        from graph.workflows.starting import Workflows

        offered = Workflows(self.db, catalogue, wall=real_clock)
        return WorkflowDesk(self.db, offered, clock=self.clock, wall=real_clock)

    async def say_if_nobody_works(self) -> None:
        """Tell a person who asked for work when no worker is there to do it."""
        from knowledge.tally import workers_alive

        async with self.db.reading() as session:
            if not await workers_alive(session, now=real_clock()):
                say(NOBODY_WORKS)


@asynccontextmanager
async def open_counter(
    settings: Settings, user: str, *, with_matches: bool = False
) -> AsyncIterator[Counter]:
    """Open the counter for a user.

    Parameters
    ----------
    with_matches
        True where names of leagues and clubs are understood: there must be some.
    """
    from chat.house import open_database, open_stock
    from chat.identity import Asker

    async with AsyncExitStack() as stack:
        db = await (open_stock if with_matches else open_database)(settings, stack)
        agents = _agent_desk(settings, db)
        yield Counter(settings=settings, db=db, asker=Asker(user), agents=agents)


@dataclass(frozen=True, slots=True)
class _Known:
    """What names in a configuration are looked up in."""

    db: Database
    clubs: TeamResolver
    user_id: str


def _agent_desk(settings: Settings, db: Database) -> AgentDesk:
    from chat.agents import AgentDesk

    async def configured(
        user_id: str, type_: AgentType, given: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        from chat.clubs import ClubDirectory
        from graph.agents.configuration import configure

        # the tools take long to come: only who names some needs them
        tools = await _tools(settings, db) if given.get("tools") else []
        known = _Known(db, (await ClubDirectory.open(db)).current(), user_id)
        return await configure(type_, given, desk=known, tools=[tool.name for tool in tools])

    def next_due(agent: AgentInfo) -> dt.datetime | None:
        from graph.agents.triggers import first_due

        return first_due(agent, settings.clock())

    def check(agent: AgentInfo, type_: TaskType, given: Mapping[str, Any]) -> None:
        from graph.agents.work import check_task

        check_task(agent, type_, given)

    return AgentDesk(
        db,
        clock=settings.clock,
        wall=real_clock,
        configure=configured,
        next_due=next_due,
        check=check,
    )


async def _tools(settings: Settings, db: Database) -> list[BaseTool]:
    from chat.clubs import ClubDirectory
    from knowledge.insight_shelf import open_shelf
    from ml.model_store import ModelStore
    from tools.forecasts import Forecaster
    from tools.seasons import Seasons
    from tools.toolbox import build_tools

    clubs = await ClubDirectory.open(db)
    store = ModelStore(settings.home / "models")
    forecaster = Forecaster(db, store, settings.clock, wall=real_clock)
    seasons = Seasons(db, forecaster, settings.clock)
    # none of them is called here: the shelf's index is not opened
    shelf = open_shelf(db, home=settings.home, url=settings.chroma_url)
    return build_tools(db, clubs.current, forecaster, seasons, shelf, settings.clock)

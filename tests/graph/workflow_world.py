"""A planted house in which workflows run: real tools, the analyst, and engines that break."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.analyst import Analyst
from graph.build import build_graph
from graph.mentor import Mentor
from graph.work.in_process import StepsInProcess
from graph.work.port import NO_RETRIES, Job, Retries, Step, Steps
from graph.workflows.catalogue import BuiltInStep, Catalogue
from graph.workflows.execution import ExecutionWork
from graph.workflows.starting import Workflows
from graph.workflows.steps import BUILT_IN_STEPS
from knowledge.events import EventInfo, events_after
from knowledge.execution_steps import StepInfo, steps_of
from knowledge.executions import ExecutionDraft, ExecutionInfo, get_execution, start_execution
from tests.tools.conftest import House
from tools.desk import Desk
from tools.seasons import Seasons
from tools.toolbox import build_tools

# a tool sits down at its desk when it is called: where none is, nothing need be there
NOTHING: Any = None
NO_DESK = Catalogue.of(BUILT_IN_STEPS, build_tools(*[NOTHING] * 6))
OWNER = "user-1"
MATCH = {"home_team": "Arsenal", "away_team": "Chelsea"}


class Crash(BaseException):
    """The process is gone; nothing catches it."""


class ForgetfulSteps:
    """An engine that dies after a step's own commit, before it has remembered the step."""

    def __init__(self, *, dies_after: int) -> None:
        self._left = dies_after

    async def run(self, name: str, work: Step, *, retries: Retries = NO_RETRIES) -> None:
        await work()
        self._left -= 1
        if self._left == 0:
            raise Crash(name)

    async def all(
        self, works: Mapping[str, Step], *, retries: Mapping[str, Retries] | None = None
    ) -> None:
        for name, work in works.items():
            await self.run(name, work)


@dataclass(frozen=True, kw_only=True, slots=True)
class Mill:
    """Starts executions and runs them."""

    house: House
    workflows: Workflows
    work: ExecutionWork
    mentor: Mentor

    async def run(
        self, execution: ExecutionInfo, steps: Steps | None = None
    ) -> tuple[ExecutionInfo, dict[str, StepInfo]]:
        """Run an execution; return how it is, and its steps."""
        await self.work(job_of(execution), steps or StepsInProcess())
        return await self.look(execution.id)

    async def look(self, execution_id: str) -> tuple[ExecutionInfo, dict[str, StepInfo]]:
        """Return how an execution is, and its steps."""
        async with self.house.db.reading() as session:
            steps = {step.name: step for step in await steps_of(session, execution_id)}
            return await get_execution(session, execution_id, user_id=None), steps

    async def built_in(self, name: str, **more: Any) -> ExecutionInfo:
        """Start a built-in workflow."""
        execution, _ = await self.workflows.start(name, {**MATCH, **more}, user_id=OWNER)
        return execution

    async def own(self, *steps: Mapping[str, Any], **given: Any) -> ExecutionInfo:
        """Start a workflow that nobody kept."""
        draft = ExecutionDraft(
            user_id=OWNER,
            workflow_id="workflow-1",
            version=1,
            definition={"steps": [dict(step) for step in steps]},
            input=given,
        )
        async with self.house.db.writing() as session:
            execution, _ = await start_execution(session, draft, now=wall())
        return execution

    async def events(self) -> list[EventInfo]:
        """Return all that was told to anybody."""
        async with self.house.db.reading() as session:
            told = await events_after(session, 0, limit=1000)
        return [event for event in told if event.user_id is not None]


def job_of(execution: ExecutionInfo) -> Job:
    return Job(kind="execution", ref=execution.id, user_id=execution.user_id)


def wall() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def a_mentor(house: House) -> Mentor:
    analyst = Analyst(spot=lambda text, **how: house.clubs.spot(text, **how), clock=house.clock)
    tools = list(house.tools.values())
    return Mentor(build_graph(analyst, tools, fallback=analyst, clock=house.clock))


def a_mill(house: House, *more_steps: BuiltInStep) -> Mill:
    mentor = a_mentor(house)
    catalogue = Catalogue.of([*BUILT_IN_STEPS, *more_steps], house.tools.values())
    seasons = Seasons(house.db, house.forecaster, house.clock)

    async def sit_down(user_id: str) -> Desk:
        return Desk(
            db=house.db,
            clubs=house.clubs,
            forecaster=house.forecaster,
            seasons=seasons,
            insights=house.insights,
            as_of=house.clock(),
            user_id=user_id,
        )

    work = ExecutionWork(
        house.db,
        catalogue,
        sit_down=sit_down,
        mentor=mentor,
        wall=wall,
    )
    workflows = Workflows(house.db, catalogue, wall=wall)
    return Mill(house=house, workflows=workflows, work=work, mentor=mentor)

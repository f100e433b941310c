"""The desk for workflows: every door keeps, executes and watches them here.

What a user does not own is not there for him. Does not know how a workflow runs, nor any door.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from graph.workflows.built_in import DEFINITIONS, VERSION
from graph.workflows.checking import check_definition
from graph.workflows.showing import show_execution
from knowledge.agents import get_agent
from knowledge.errors import Conflict
from knowledge.execution_steps import steps_of
from knowledge.executions import (
    ExecutionInfo,
    ExecutionStatus,
    cancel_execution,
    get_execution,
    list_executions,
)
from knowledge.workflows import (
    VersionInfo,
    WorkflowDraft,
    WorkflowInfo,
    change_workflow,
    create_workflow,
    delete_workflow,
    get_workflow,
    list_workflows,
    versions_of,
)
from tools.holding_back import rule_for

if TYPE_CHECKING:
    from chat.clock import Clock
    from graph.workflows.starting import Workflows
    from knowledge.database import Database


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A workflow that comes with the house."""

    id: str
    definition: Mapping[str, Any]
    version: int = VERSION

    @property
    def name(self) -> str:
        """What it is called."""
        return self.id

    @property
    def cursor(self) -> str:
        """Its place in lists of workflows: those of the house stand behind all others."""
        return self.id


BUILT_IN: Final = {name: BuiltIn(name, definition) for name, definition in DEFINITIONS.items()}


class WorkflowDesk:
    """Keeps a user's workflows, has them executed, and shows how far they are.

    Parameters
    ----------
    clock : the house's own time; rules hold by it.
    wall : the machine's own time; workflows are kept, executions begin and end by it.
    """

    def __init__(self, db: Database, workflows: Workflows, *, clock: Clock, wall: Clock) -> None:
        self._db = db
        self._workflows = workflows
        self._clock = clock
        self._wall = wall

    def parts(self) -> list[dict[str, Any]]:
        """Return what a step can be: its kind, name, what it does, takes (a schema) and gives."""
        return self._workflows.catalogue.describe()

    async def create(
        self, user_id: str, *, name: str, definition: Mapping[str, Any], description: str = ""
    ) -> WorkflowInfo:
        """Keep a workflow.

        Raises
        ------
        BadDefinition
            When it cannot run here; names the step.
        InvalidValue
            When it has no name.
        """
        draft = WorkflowDraft(
            user_id=user_id,
            name=name,
            definition=self._checked(definition),
            description=description,
        )
        async with self._db.writing() as session:
            return await create_workflow(session, draft, now=self._wall())

    async def available(
        self, user_id: str | None, *, limit: int = 50, after: str | None = None
    ) -> Sequence[WorkflowInfo | BuiltIn]:
        """Return a user's workflows, newest first, everybody's for None; then the house's."""
        built_in = list(BUILT_IN.values())
        if after in BUILT_IN:
            return built_in[built_in.index(BUILT_IN[after]) + 1 :][:limit]
        async with self._db.reading() as session:
            kept = await list_workflows(session, user_id=user_id, limit=limit, after=after)
        found: list[WorkflowInfo | BuiltIn] = [*kept, *built_in]
        return found[:limit]

    async def get(
        self, workflow_id: str, user_id: str | None, *, version: int | None = None
    ) -> WorkflowInfo:
        """Return one of a user's workflows, of anybody's for None; raises `NotFound`."""
        async with self._db.reading() as session:
            return await get_workflow(session, workflow_id, user_id=user_id, version=version)

    async def versions(self, workflow_id: str, user_id: str | None) -> list[VersionInfo]:
        """Return what a workflow was and is, the newest first; raises `NotFound`."""
        async with self._db.reading() as session:
            return await versions_of(session, workflow_id, user_id=user_id)

    async def change(
        self,
        workflow_id: str,
        user_id: str | None,
        *,
        name: str | None = None,
        description: str | None = None,
        enabled: bool | None = None,
        definition: Mapping[str, Any] | None = None,
    ) -> WorkflowInfo:
        """Change a workflow, or switch it on or off; another definition is a new version.

        Raises
        ------
        NotFound, BadDefinition, InvalidValue
            When there is none, or it would become none.
        Conflict
            When it comes with the house.
        """
        _check_own(workflow_id)
        checked = None if definition is None else self._checked(definition)
        async with self._db.writing() as session:
            return await change_workflow(
                session,
                workflow_id,
                user_id=user_id,
                now=self._wall(),
                name=name,
                description=description,
                enabled=enabled,
                definition=checked,
            )

    async def delete(self, workflow_id: str, user_id: str | None) -> None:
        """Delete a workflow; its executions stay. Raises `NotFound`, and `Conflict` as `change`."""
        _check_own(workflow_id)
        async with self._db.writing() as session:
            await delete_workflow(session, workflow_id, user_id=user_id, now=self._wall())

    async def execute(
        self,
        workflow_id: str,
        input_data: Mapping[str, Any],
        user_id: str,
        *,
        agent_id: str | None = None,
        idempotency_key: str | None = None,
    ) -> tuple[ExecutionInfo, bool]:
        """Have a workflow executed; return the execution, and whether it is new.

        Raises
        ------
        NotFound
            When there is no such workflow or agent of the user's.
        WorkflowOff, BadInputData, BadDefinition, KeyReused
            As `Workflows.start` does.
        """
        if agent_id is not None:
            async with self._db.reading() as session:
                await get_agent(session, agent_id, user_id=user_id)
        return await self._workflows.start(
            workflow_id,
            input_data,
            user_id=user_id,
            agent_id=agent_id,
            idempotency_key=idempotency_key,
        )

    async def execution(self, execution_id: str, user_id: str | None) -> dict[str, Any]:
        """Return an execution step by step, as `show_execution` does; raises `NotFound`."""
        async with self._db.reading() as session:
            found = await get_execution(session, execution_id, user_id=user_id)
            steps = await steps_of(session, execution_id)
        rule, _ = await rule_for(self._db, found.user_id, now=self._clock())
        return show_execution(found, steps, rule=rule)

    async def executions(
        self,
        user_id: str | None,
        *,
        workflow_id: str | None = None,
        agent_id: str | None = None,
        status: ExecutionStatus | None = None,
        limit: int = 50,
        after: str | None = None,
    ) -> Sequence[ExecutionInfo]:
        """Return a user's executions, newest first; everybody's for None."""
        async with self._db.reading() as session:
            return await list_executions(
                session,
                user_id=user_id,
                workflow_id=workflow_id,
                agent_id=agent_id,
                status=status,
                limit=limit,
                after=after,
            )

    async def cancel(self, execution_id: str, user_id: str | None) -> ExecutionInfo:
        """Cancel an execution; one that has ended is returned as it ended. Raises `NotFound`.

        Whoever runs it stops: the row says so.
        """
        async with self._db.writing() as session:
            await get_execution(session, execution_id, user_id=user_id)
            await cancel_execution(session, execution_id, now=self._wall())
        async with self._db.reading() as session:
            return await get_execution(session, execution_id, user_id=user_id)

    def _checked(self, definition: Mapping[str, Any]) -> dict[str, Any]:
        return check_definition(definition, self._workflows.catalogue).to_dict()


def _check_own(workflow_id: str) -> None:
    if workflow_id in BUILT_IN:
        raise Conflict(
            f"The workflow {workflow_id} comes with the house and stays as it is: keep one of your "
            "own beside it."
        )

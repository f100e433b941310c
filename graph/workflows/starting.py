"""Starting workflows: a built-in one or an owner's own, checked before anything runs.

An execution is a row in the books; whoever works takes it up from there. Does not run anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.workflows.built_in import DEFINITIONS, VERSION
from graph.workflows.catalogue import Catalogue
from graph.workflows.checking import check_definition, check_input
from graph.workflows.errors import WorkflowOff
from knowledge.executions import ExecutionDraft, ExecutionInfo, start_execution
from knowledge.workflows import get_workflow

if TYPE_CHECKING:
    from knowledge.agents import AgentInfo
    from knowledge.database import Database
    from tools.desk import Clock


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What is to be executed."""

    #: a workflow's id, or standard, comprehensive, real_time
    id: str
    version: int
    definition: Mapping[str, Any]


class Workflows:
    """The workflows that an owner can have executed.

    Parameters
    ----------
    wall : the machine's own time, aware UTC; when an execution began is of real time.
    """

    def __init__(self, db: Database, catalogue: Catalogue, *, wall: Clock) -> None:
        self._db = db
        self._wall = wall
        self.catalogue = catalogue

    async def plan(self, workflow_id: str, *, user_id: str) -> Plan:
        """Return a workflow as it would be executed now.

        Raises
        ------
        NotFound
            When it is neither built in nor one of the user's.
        WorkflowOff
            When its owner has switched it off.
        """
        if definition := DEFINITIONS.get(workflow_id):
            return Plan(id=workflow_id, version=VERSION, definition=definition)
        async with self._db.reading() as session:
            own = await get_workflow(session, workflow_id, user_id=user_id)
        if not own.enabled:
            raise WorkflowOff(own.name)
        return Plan(id=own.id, version=own.version, definition=own.definition)

    async def start(
        self,
        workflow_id: str,
        input_data: Mapping[str, Any],
        *,
        user_id: str,
        agent_id: str | None = None,
        task_id: str | None = None,
        idempotency_key: str | None = None,
    ) -> tuple[ExecutionInfo, bool]:
        """Start a workflow; return its execution, and whether it is new.

        Raises
        ------
        NotFound, WorkflowOff
            As `plan` does.
        BadDefinition
            When it was kept by a version that had other steps or tools.
        BadInputData
            When the input is not what the workflow takes.
        KeyReused
            When the key was used for something else.
        """
        plan = await self.plan(workflow_id, user_id=user_id)
        definition = check_definition(plan.definition, self.catalogue)
        draft = ExecutionDraft(
            user_id=user_id,
            workflow_id=plan.id,
            version=plan.version,
            definition=plan.definition,
            input=check_input(definition, input_data, self.catalogue),
            agent_id=agent_id,
            task_id=task_id,
            idempotency_key=idempotency_key,
            timeout_seconds=definition.timeout_seconds,
        )
        async with self._db.writing() as session:
            return await start_execution(session, draft, now=self._wall())

    async def start_for(
        self, workflow_id: str, input_data: Mapping[str, Any], agent: AgentInfo, *, task_id: str
    ) -> str:
        """Start a workflow for an agent's task, once however often it is asked; return the id.

        Raises
        ------
        KnowledgeError, GraphError
            As `start` does.
        """
        execution, _ = await self.start(
            workflow_id,
            input_data,
            user_id=agent.user_id,
            agent_id=agent.id,
            task_id=task_id,
            idempotency_key=f"task {task_id}",
        )
        return execution.id

"""Workflows: kept, changed, executed, and watched step by step."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from chat.api.asking import FEW_ROWS, AskerDep, Cursor, HouseDep, Limit, Page, page_of
from chat.api.workflow_shapes import Execution, ExecutionSummary, Part, Version, Workflow
from chat.house import House
from chat.identity import Asker
from chat.workflows import BUILT_IN
from knowledge.executions import ExecutionStatus

router = APIRouter(prefix="/workflows", tags=["workflows"])

#: the widest number that the databases' column holds
LAST_VERSION = 2**31 - 1

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        description="The same key asks for the same execution.",
    ),
]


#: shows references, a default and a condition; it runs as it is
_LIKELY_HOME_WIN: dict[str, Any] = {
    "steps": [
        {
            "name": "match",
            "step": "validate",
            "inputs": {"home_team": "$input.home_team", "away_team": "$input.away_team"},
        },
        {"name": "forecast", "step": "prediction", "inputs": {"match": "$steps.match.match"}},
        {
            "name": "note",
            "step": "insight",
            "inputs": {"match": "$steps.match.match"},
            "when": {
                "value": "$steps.forecast.prediction.match_result.home_win",
                "at_least": "$input.likely",
            },
        },
    ],
    "defaults": {"likely": 0.5},
}


class NewWorkflow(BaseModel):
    """A workflow to be kept."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"name": "A note on likely home wins", "definition": _LIKELY_HOME_WIN},
            ]
        },
    )

    name: Name
    description: str = Field(default="", max_length=2000)
    #: its steps: see docs/workflows.md, and GET /workflows/parts for what there is
    definition: dict[str, Any]


class WorkflowChange(BaseModel):
    """What is to be different about a workflow; another definition is a new version."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"name": "Home wins"}]}
    )

    name: Name | None = None
    description: str | None = Field(default=None, max_length=2000)
    enabled: bool | None = None
    definition: dict[str, Any] | None = None


class Input(BaseModel):
    """What an execution is about."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"input_data": {"home_team": "Man United", "away_team": "Arsenal"}}]
        },
    )

    input_data: dict[str, Any] = {}
    agent_id: Annotated[str, Field(max_length=60)] | None = None


class Wanted(Input):
    """A workflow to be executed, and what about."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "workflow_type": "standard",
                    "input_data": {"home_team": "Man United", "away_team": "Arsenal"},
                }
            ]
        },
    )

    #: standard, comprehensive, real_time, or the id of an own one
    workflow_type: Annotated[str, Field(min_length=1, max_length=60)]


@router.post("", status_code=201)
async def create(
    new: NewWorkflow, response: Response, house: HouseDep, asker: AskerDep
) -> Workflow:
    """Keep a workflow; one that could not run is refused with the step's name."""
    made = await house.workflows.create(
        asker.user_id, name=new.name, description=new.description, definition=new.definition
    )
    response.headers["Location"] = f"/api/v1/workflows/{made.id}"
    return Workflow.of(made)


@router.get("")
async def workflows(
    house: HouseDep, asker: AskerDep, limit: Limit = FEW_ROWS, cursor: Cursor = None
) -> Page[Workflow]:
    """List the asker's workflows, newest first, then those that come with the house.

    A program with a key sees everybody's, here and below.
    """
    found = await house.workflows.available(asker.whose, limit=limit + 1, after=cursor)
    return page_of(found, limit, Workflow.of, lambda workflow: workflow.cursor)


@router.get("/parts")
async def parts(house: HouseDep, _asker: AskerDep) -> list[Part]:
    """List what a step can be: built-in steps and tools, what they take and give."""
    return [Part.model_validate(part) for part in house.workflows.parts()]


@router.post("/execute", status_code=202)
async def execute(
    wanted: Wanted, response: Response, house: HouseDep, asker: AskerDep, key: Key = None
) -> Execution:
    """Execute a built-in workflow, or an own one, in the background."""
    return await _execute(wanted.workflow_type, wanted, response, house, asker, key)


@router.get("/executions")
async def executions(
    house: HouseDep,
    asker: AskerDep,
    workflow: Annotated[str | None, Query(max_length=60)] = None,
    agent: Annotated[str | None, Query(max_length=60)] = None,
    status: ExecutionStatus | None = None,
    limit: Limit = FEW_ROWS,
    cursor: Cursor = None,
) -> Page[ExecutionSummary]:
    """List the asker's executions, newest first."""
    found = await house.workflows.executions(
        asker.whose,
        workflow_id=workflow,
        agent_id=agent,
        status=status,
        limit=limit + 1,
        after=cursor,
    )
    return page_of(found, limit, ExecutionSummary.of, lambda execution: execution.cursor)


@router.get("/executions/{execution_id}")
async def execution(execution_id: str, house: HouseDep, asker: AskerDep) -> Execution:
    """Give an execution as it is now, step by step."""
    return Execution.model_validate(await house.workflows.execution(execution_id, asker.whose))


@router.post("/executions/{execution_id}/cancel")
async def cancel(execution_id: str, house: HouseDep, asker: AskerDep) -> Execution:
    """Cancel an execution; one that has ended stays as it ended."""
    await house.workflows.cancel(execution_id, asker.whose)
    return await execution(execution_id, house, asker)


@router.get("/{workflow_id}")
async def workflow(
    workflow_id: str,
    house: HouseDep,
    asker: AskerDep,
    version: Annotated[int | None, Query(ge=1, le=LAST_VERSION)] = None,
) -> Workflow:
    """Give a workflow, in its newest version or another."""
    if workflow_id in BUILT_IN and version in (None, BUILT_IN[workflow_id].version):
        return Workflow.of(BUILT_IN[workflow_id])
    return Workflow.of(await house.workflows.get(workflow_id, asker.whose, version=version))


@router.get("/{workflow_id}/versions")
async def versions(workflow_id: str, house: HouseDep, asker: AskerDep) -> list[Version]:
    """List what a workflow was and is, the newest first."""
    if workflow_id in BUILT_IN:
        return [Version.of_house(BUILT_IN[workflow_id])]
    return [Version.of(one) for one in await house.workflows.versions(workflow_id, asker.whose)]


@router.patch("/{workflow_id}")
async def change(
    workflow_id: str, wanted: WorkflowChange, house: HouseDep, asker: AskerDep
) -> Workflow:
    """Change a workflow, or switch it on or off."""
    return Workflow.of(
        await house.workflows.change(workflow_id, asker.whose, **wanted.model_dump())
    )


@router.delete("/{workflow_id}", status_code=204, response_class=Response)
async def delete(workflow_id: str, house: HouseDep, asker: AskerDep) -> None:
    """Delete a workflow; its executions stay."""
    await house.workflows.delete(workflow_id, asker.whose)


@router.post("/{workflow_id}/execute", status_code=202)
async def execute_one(
    workflow_id: str,
    wanted: Input,
    response: Response,
    house: HouseDep,
    asker: AskerDep,
    key: Key = None,
) -> Execution:
    """Execute a workflow in the background."""
    return await _execute(workflow_id, wanted, response, house, asker, key)


async def _execute(
    workflow_id: str,
    wanted: Input,
    response: Response,
    house: HouseDep,
    asker: AskerDep,
    key: str | None,
) -> Execution:
    started, is_new = await house.workflows.execute(
        workflow_id,
        wanted.input_data,
        await _owner(house, asker, workflow_id, wanted.agent_id),
        agent_id=wanted.agent_id,
        idempotency_key=key,
    )
    response.headers["Location"] = f"/api/v1/workflows/executions/{started.id}"
    if not is_new:
        response.headers["Idempotency-Replayed"] = "true"
    return await execution(started.id, house, asker)


async def _owner(house: House, asker: Asker, workflow_id: str, agent_id: str | None) -> str:
    """Return for whom a workflow is executed: a program acts for the owner of what it names."""
    if agent_id is not None:
        return (await house.agents.status(asker, agent_id)).user_id
    if asker.is_program and workflow_id not in BUILT_IN:
        return (await house.workflows.get(workflow_id, asker.whose)).user_id
    return asker.user_id

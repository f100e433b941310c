"""Workflows and executions as REST tells them. Does not know the routes."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from chat.workflows import BuiltIn
from knowledge.executions import ExecutionInfo, ExecutionStatus
from knowledge.workflows import VersionInfo, WorkflowInfo

StepState = Literal[
    "pending", "running", "completed", "failed", "skipped", "cancelled", "not_reached"
]


class Workflow(BaseModel):
    """A workflow."""

    id: str
    name: str
    description: str
    #: whether it may be executed
    enabled: bool
    version: int
    definition: dict[str, Any]
    #: True: comes with the house, and cannot be changed
    built_in: bool
    created_at: dt.datetime | None
    updated_at: dt.datetime | None

    @classmethod
    def of(cls, workflow: WorkflowInfo | BuiltIn) -> Workflow:
        """Return a workflow's shape."""
        if not isinstance(workflow, BuiltIn):
            return cls.model_validate({**asdict(workflow), "built_in": False})
        return cls(
            id=workflow.id,
            name=workflow.name,
            description="",
            enabled=True,
            version=workflow.version,
            definition=dict(workflow.definition),
            built_in=True,
            created_at=None,
            updated_at=None,
        )


class Version(BaseModel):
    """A definition as it once was."""

    version: int
    definition: dict[str, Any]
    #: None: it came with the house
    created_at: dt.datetime | None

    @classmethod
    def of_house(cls, workflow: BuiltIn) -> Version:
        """Return the one version of a workflow that comes with the house."""
        return cls(version=workflow.version, definition=dict(workflow.definition), created_at=None)

    @classmethod
    def of(cls, version: VersionInfo) -> Version:
        """Return a version's shape."""
        return cls.model_validate(asdict(version))


class ExecutionStep(BaseModel):
    """A step of an execution."""

    name: str
    step: str | None
    tool: str | None
    status: StepState
    output: dict[str, Any] | None
    error: str | None
    attempts: int
    started_at: dt.datetime | None
    ended_at: dt.datetime | None


class ExecutionSummary(BaseModel):
    """An execution in a list."""

    id: str
    workflow_id: str
    version: int
    agent_id: str | None
    task_id: str | None
    status: ExecutionStatus
    #: why it failed or was cancelled
    error: str | None
    created_at: dt.datetime
    ended_at: dt.datetime | None

    @classmethod
    def of(cls, execution: ExecutionInfo) -> ExecutionSummary:
        """Return an execution's shape in a list."""
        return cls.model_validate(asdict(execution))


class Execution(ExecutionSummary):
    """An execution, step by step."""

    input: dict[str, Any]
    output: dict[str, Any] | None
    steps: list[ExecutionStep]


class Part(BaseModel):
    """Something that a step can be."""

    model_config = ConfigDict(extra="allow")

    kind: str
    name: str

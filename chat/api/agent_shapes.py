"""Agents, tasks and events as REST tells them. Does not know the routes."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Any, Literal

from pydantic import BaseModel

from knowledge.agent_memory import NoteInfo
from knowledge.agents import AgentInfo, AgentStatus, AgentType
from knowledge.events import EventInfo
from knowledge.tasks import Priority, TaskInfo, TaskStatus, TaskType


class Agent(BaseModel):
    """An agent."""

    id: str
    user_id: str
    name: str
    type: AgentType
    status: AgentStatus
    #: why it is so
    status_reason: str | None
    configuration: dict[str, Any]
    created_at: dt.datetime
    updated_at: dt.datetime
    #: when its schedule asks for it next
    due_at: dt.datetime | None

    @classmethod
    def of(cls, agent: AgentInfo) -> Agent:
        """Return an agent's shape."""
        return cls.model_validate(asdict(agent))


class Task(BaseModel):
    """A task."""

    id: str
    agent_id: str
    user_id: str
    type: TaskType
    status: TaskStatus
    priority: Priority
    input: dict[str, Any]
    #: why it failed or was cancelled
    error: str | None
    #: how far it is: done, total, note
    progress: dict[str, Any] | None
    #: times its work was begun
    attempts: int
    timeout_seconds: float | None
    created_at: dt.datetime
    started_at: dt.datetime | None
    ended_at: dt.datetime | None

    @classmethod
    def of(cls, task: TaskInfo) -> Task:
        """Return a task's shape."""
        return cls.model_validate(asdict(task))


class TaskResult(BaseModel):
    """What came of a task."""

    task_id: str
    status: TaskStatus
    result: dict[str, Any] | None
    error: str | None

    @classmethod
    def of(cls, task: TaskInfo) -> TaskResult:
        """Return a task's result."""
        result = None if task.result is None else dict(task.result)
        return cls(task_id=task.id, status=task.status, result=result, error=task.error)


class Note(BaseModel):
    """Something that an agent remembers."""

    id: str
    #: what it is found by; None: a note among notes
    key: str | None
    text: str
    data: dict[str, Any]
    at: dt.datetime

    @classmethod
    def of(cls, note: NoteInfo) -> Note:
        """Return a note's shape."""
        return cls.model_validate(asdict(note))


class Event(BaseModel):
    """Something that happened, as Socket.IO tells it too."""

    event_id: int
    name: str
    at: dt.datetime
    agent_id: str | None
    match_id: str | None
    workflow_id: str | None
    execution_id: str | None
    payload: dict[str, Any]

    @classmethod
    def of(cls, event: EventInfo) -> Event:
        """Return an event's shape."""
        return cls.model_validate({**asdict(event), "event_id": event.id})


class Check(BaseModel):
    """One thing that an agent's health is made of."""

    name: str
    ok: bool
    detail: str


class AgentHealth(BaseModel):
    """Whether an agent can do its work."""

    agent_id: str
    health: Literal["healthy", "degraded", "unhealthy"]
    status: AgentStatus
    checks: list[Check]

"""Workflows, their executions step by step, and who works on them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.schema.base import Base


class Workflow(Base):
    """A user's own workflow: a name over versions of its definition."""

    __tablename__ = "workflows"
    __table_args__ = (Index(None, "user_id", "created_at"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    user_id: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(80))
    description: Mapped[str] = mapped_column(Text)
    enabled: Mapped[bool] = mapped_column(default=True)
    #: the version that is executed; the newest
    version: Mapped[int]
    created_at: Mapped[dt.datetime]
    updated_at: Mapped[dt.datetime]
    deleted_at: Mapped[dt.datetime | None]


class WorkflowVersion(Base):
    """A definition as it once was; never changed."""

    __tablename__ = "workflow_versions"

    workflow_id: Mapped[str] = mapped_column(
        ForeignKey("workflows.id", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[int] = mapped_column(primary_key=True)
    definition: Mapped[dict[str, Any]]
    created_at: Mapped[dt.datetime]


class Execution(Base):
    """A workflow under way, or ended, with the definition that it runs."""

    __tablename__ = "executions"
    __table_args__ = (
        UniqueConstraint("user_id", "idempotency_key"),
        Index(None, "user_id", "created_at"),
        Index(None, "workflow_id", "created_at"),
        Index(None, "agent_id", "created_at"),
        Index(None, "status"),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    user_id: Mapped[str] = mapped_column(String(40))
    agent_id: Mapped[str | None] = mapped_column(String(40))
    #: the task that asked for it
    task_id: Mapped[str | None] = mapped_column(String(40))
    #: a workflow's id, or standard, comprehensive, real_time
    workflow_id: Mapped[str] = mapped_column(String(40))
    version: Mapped[int]
    definition: Mapped[dict[str, Any]]
    #: running, completed, failed, cancelled
    status: Mapped[str] = mapped_column(String(10))
    input: Mapped[dict[str, Any]]
    output: Mapped[dict[str, Any] | None]
    error: Mapped[str | None] = mapped_column(Text)
    idempotency_key: Mapped[str | None] = mapped_column(String(200))
    launch: Mapped[int] = mapped_column(default=0)
    timeout_seconds: Mapped[float | None]
    created_at: Mapped[dt.datetime]
    ended_at: Mapped[dt.datetime | None]


class ExecutionStep(Base):
    """A step of an execution; its output is stored once."""

    __tablename__ = "execution_steps"

    execution_id: Mapped[str] = mapped_column(
        ForeignKey("executions.id", ondelete="CASCADE"), primary_key=True
    )
    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    #: its place in the definition, from 0
    place: Mapped[int]
    #: running, completed, failed, skipped, cancelled
    status: Mapped[str] = mapped_column(String(10))
    output: Mapped[dict[str, Any] | None]
    error: Mapped[str | None] = mapped_column(Text)
    attempts: Mapped[int] = mapped_column(default=0)
    started_at: Mapped[dt.datetime]
    ended_at: Mapped[dt.datetime | None]


class Worker(Base):
    """A process that does queued work, and when it last said that it lives."""

    __tablename__ = "workers"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    host: Mapped[str] = mapped_column(String(255))
    pid: Mapped[int]
    started_at: Mapped[dt.datetime]
    seen_at: Mapped[dt.datetime]
    #: who takes its work over, since when; None: nobody
    heir_id: Mapped[str | None] = mapped_column(String(40))
    inherited_at: Mapped[dt.datetime | None]

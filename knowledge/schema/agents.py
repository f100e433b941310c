"""Agents, what they did and noted, and their tasks."""

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


class Agent(Base):
    """Somebody who works for a user on his own: what it is to do, and how it is."""

    __tablename__ = "agents"
    __table_args__ = (Index(None, "user_id", "created_at"), Index(None, "status", "due_at"))

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    user_id: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(80))
    #: prediction, analysis, monitoring, insight, workflow, custom
    type: Mapped[str] = mapped_column(String(16))
    #: validated by the agent's type
    configuration: Mapped[dict[str, Any]]
    #: inactive, starting, active, paused, stopping, error
    status: Mapped[str] = mapped_column(String(10))
    #: why it is so, one sentence; of an error above all
    status_reason: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[dt.datetime]
    updated_at: Mapped[dt.datetime]
    #: when its schedule asks for it next; None: it has no schedule, or does not work now
    due_at: Mapped[dt.datetime | None]
    #: deleted agents are not shown; what they did stays in the books
    deleted_at: Mapped[dt.datetime | None]


class AgentMove(Base):
    """One change of an agent's status; rows are added, never changed. Its uptime is read here."""

    __tablename__ = "agent_moves"
    __table_args__ = (Index(None, "agent_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    agent_id: Mapped[str] = mapped_column(ForeignKey("agents.id", ondelete="CASCADE"))
    #: None: it was created
    before: Mapped[str | None] = mapped_column(String(10))
    after: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str | None] = mapped_column(Text)
    at: Mapped[dt.datetime]


class AgentNote(Base):
    """What an agent remembers beside its insights: a note in words, or a mark under a key."""

    __tablename__ = "agent_notes"
    __table_args__ = (UniqueConstraint("agent_id", "key"), Index(None, "agent_id", "at"))

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    agent_id: Mapped[str] = mapped_column(ForeignKey("agents.id", ondelete="CASCADE"))
    #: what it is found by; None: a note among notes
    key: Mapped[str | None] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(Text)
    data: Mapped[dict[str, Any]]
    at: Mapped[dt.datetime]


class Task(Base):
    """A piece of work for an agent, from its asking to its end."""

    __tablename__ = "tasks"
    __table_args__ = (
        UniqueConstraint("agent_id", "idempotency_key"),
        Index(None, "agent_id", "created_at"),
        Index(None, "user_id", "created_at"),
        Index(None, "status"),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    user_id: Mapped[str] = mapped_column(String(40))
    agent_id: Mapped[str] = mapped_column(ForeignKey("agents.id", ondelete="CASCADE"))
    #: predict_match, batch_predict, analyze_team, …
    type: Mapped[str] = mapped_column(String(24))
    #: pending, running, completed, failed, cancelled
    status: Mapped[str] = mapped_column(String(10))
    #: low, medium, high, critical
    priority: Mapped[str] = mapped_column(String(8))
    input: Mapped[dict[str, Any]]
    result: Mapped[dict[str, Any] | None]
    #: why it failed or was cancelled, one sentence for a person
    error: Mapped[str | None] = mapped_column(Text)
    #: {"done", "total", "note"}
    progress: Mapped[dict[str, Any] | None]
    #: the same key asks for the same task
    idempotency_key: Mapped[str | None] = mapped_column(String(200))
    #: times it was handed to the engine that runs it; 0: not yet; negative: taken back since
    launch: Mapped[int] = mapped_column(default=0)
    #: times its work was begun
    attempts: Mapped[int] = mapped_column(default=0)
    #: seconds that it may run
    timeout_seconds: Mapped[float | None]
    created_at: Mapped[dt.datetime]
    started_at: Mapped[dt.datetime | None]
    ended_at: Mapped[dt.datetime | None]

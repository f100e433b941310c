"""Users, what they like and wrote down, and their conversations."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.schema.base import Base


class User(Base):
    """An account. `local` is the person at this machine."""

    __tablename__ = "users"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    #: argon2; None for accounts that cannot log in with a password
    password_hash: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[dt.datetime]


class Preferences(Base):
    """What a user likes and has set as limits, as one validated document."""

    __tablename__ = "preferences"

    user_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    document: Mapped[dict[str, Any]]
    #: preference → when and how it was set
    origins: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
    updated_at: Mapped[dt.datetime]


class Insight(Base):
    """Something found out, in words, with where it is from."""

    __tablename__ = "insights"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    #: prediction, analysis, recommendation, comprehensive_analysis
    type: Mapped[str] = mapped_column(String(32))
    text: Mapped[str] = mapped_column(Text)
    user_id: Mapped[str | None] = mapped_column(String(40), index=True)
    agent_id: Mapped[str | None] = mapped_column(String(40), index=True)
    match_id: Mapped[str | None] = mapped_column(String(40), index=True)
    team_id: Mapped[str | None] = mapped_column(String(80), index=True)
    league_id: Mapped[str | None] = mapped_column(String(16), index=True)
    #: 0..1, None where nobody has measured it
    confidence: Mapped[float | None]
    #: how much it matters: info, warning, critical; None where nobody has judged it
    severity: Mapped[str | None] = mapped_column(String(10))
    #: "user", "agent", "model <version>"
    source: Mapped[str] = mapped_column(String(80))
    facts: Mapped[list[Any]]
    as_of: Mapped[dt.datetime]
    created_at: Mapped[dt.datetime]


class SignNoticed(Base):
    """A sign of harm in a user's words, and how long it holds betting advice back."""

    __tablename__ = "signs_noticed"

    user_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    #: "chasing_losses", "minor", …
    sign: Mapped[str] = mapped_column(String(24), primary_key=True)
    #: when it was noticed last
    since: Mapped[dt.datetime]
    #: None: until somebody clears it
    until: Mapped[dt.datetime | None]


class Thread(Base):
    """A conversation."""

    __tablename__ = "threads"

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    user_id: Mapped[str] = mapped_column(String(40), index=True)
    title: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[dt.datetime]
    updated_at: Mapped[dt.datetime]


class Run(Base):
    """One turn of a conversation: the question and, when it ended well, the answer object."""

    __tablename__ = "runs"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    thread_id: Mapped[str] = mapped_column(ForeignKey("threads.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[str] = mapped_column(String(40), index=True)
    question: Mapped[str] = mapped_column(Text)
    #: running, completed, failed, cancelled
    status: Mapped[str] = mapped_column(String(12))
    answer: Mapped[dict[str, Any] | None]
    started_at: Mapped[dt.datetime]
    ended_at: Mapped[dt.datetime | None]


class Recording(Base):
    """What is needed to play a run again, packed; it goes with its run."""

    __tablename__ = "recordings"
    __table_args__ = (Index(None, "user_id", "recorded_at"), Index(None, "recorded_at"))

    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[str] = mapped_column(String(40))
    recorded_at: Mapped[dt.datetime]
    document: Mapped[bytes] = mapped_column(LargeBinary)

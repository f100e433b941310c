"""Events that were told, in their order."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    BigInteger,
    Index,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.schema.base import Base


class Event(Base):
    """Something that happened, written in the transaction that made it happen.

    Ids only grow, without gaps, in the order of the commits: who has seen one has seen all before.
    """

    __tablename__ = "events"
    __table_args__ = (
        Index(None, "user_id", "id"),
        Index(None, "agent_id", "id"),
        Index(None, "match_id", "id"),
        Index(None, "workflow_id", "id"),
        Index(None, "execution_id", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    #: as the contract names it: `task:completed`
    name: Mapped[str] = mapped_column(String(40))
    #: whose it is; None: the house's own, told to nobody
    user_id: Mapped[str | None] = mapped_column(String(40))
    agent_id: Mapped[str | None] = mapped_column(String(40))
    match_id: Mapped[str | None] = mapped_column(String(40))
    workflow_id: Mapped[str | None] = mapped_column(String(40))
    execution_id: Mapped[str | None] = mapped_column(String(40))
    payload: Mapped[dict[str, Any]]
    at: Mapped[dt.datetime]


class EventCount(Base):
    """The last event's id, in one row that who writes events holds until his commit."""

    __tablename__ = "event_count"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(BigInteger)

"""An agent's figures, put together from the books. Does not know who is shown them."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Protocol

from pydantic import BaseModel

from chat.clock import Clock, real_clock
from knowledge.activity import performance_of
from knowledge.agents import AgentInfo
from knowledge.database import Database
from tools.accuracy import Accuracy, accuracy_of


class Books(Protocol):
    """Where figures are counted; a house is one."""

    @property
    def db(self) -> Database:
        """The rows."""

    @property
    def clock(self) -> Clock:
        """The time by which predictions are settled."""


class Performance(BaseModel):
    """How an agent does, counted from stored rows."""

    total_tasks: int
    completed_tasks: int
    failed_tasks: int
    #: completed of those completed or failed, 0..1; null without any
    success_rate: float | None
    #: seconds from asking to the end; null without any that ended
    average_response_time: float | None
    response_time_p50: float | None
    response_time_p95: float | None
    #: Brier and RPS of its settled predictions; null while none is settled
    accuracy: Accuracy | None
    #: share of the time since it was made in which it was active, 0..1
    uptime: float | None
    last_activity: dt.datetime


async def figures_of(books: Books, agent: AgentInfo) -> Performance:
    """Return an agent's figures: work by the wall's time, predictions by the books' clock."""
    async with books.db.reading() as session:
        counted = await performance_of(session, agent, now=real_clock())
        accuracy = await accuracy_of(session, agent.id, as_of=books.clock())
    return Performance(**asdict(counted), accuracy=accuracy)

"""How many rows there are of what is counted from outside, by how they stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute

from knowledge.database import ReadSession
from knowledge.events import last_event_id
from knowledge.schema import Agent, Execution, Insight, PredictionMade, Run, Task, Worker

#: a worker that has said nothing for longer is not counted
ALIVE = dt.timedelta(seconds=30)


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """Counts of rows."""

    #: status → turns of conversations
    turns: Mapping[str, int]
    #: status → agents that are not deleted
    agents: Mapping[str, int]
    #: status → tasks
    tasks: Mapping[str, int]
    #: status → executions of workflows
    executions: Mapping[str, int]
    predictions: int
    insights: int
    last_event_id: int
    #: worker processes that said of themselves that they live
    workers: int


async def tally(session: ReadSession, *, now: dt.datetime) -> Tally:
    """Count; `now` is the time by which workers say that they live."""
    return Tally(
        turns=await _by(session, Run.status),
        agents=await _by(session, Agent.status, Agent.deleted_at.is_(None)),
        tasks=await _by(session, Task.status),
        executions=await _by(session, Execution.status),
        predictions=await _count(session, PredictionMade.id),
        insights=await _count(session, Insight.id),
        last_event_id=await last_event_id(session),
        workers=await workers_alive(session, now=now),
    )


async def tasks_of(session: ReadSession, agent_id: str) -> dict[str, int]:
    """Return how many tasks of an agent there are, by status."""
    return await _by(session, Task.status, Task.agent_id == agent_id)


async def tasks_by_agent(session: ReadSession, *, user_id: str) -> dict[str, dict[str, int]]:
    """Return how many tasks each agent of a user's has, by status."""
    query = select(Task.agent_id, Task.status, func.count()).where(Task.user_id == user_id)
    counted: dict[str, dict[str, int]] = {}
    for agent_id, status, count in await session.execute(
        query.group_by(Task.agent_id, Task.status)
    ):
        counted.setdefault(agent_id, {})[status] = count
    return counted


async def workers_alive(session: ReadSession, *, now: dt.datetime) -> int:
    """Return how many worker processes said a moment ago that they live."""
    return await _count(session, Worker.id, Worker.seen_at > now - ALIVE)


async def _by(
    session: ReadSession, status: InstrumentedAttribute[str], *conditions: ColumnElement[bool]
) -> dict[str, int]:
    query = select(status, func.count()).where(*conditions).group_by(status)
    return dict((await session.execute(query)).all())


async def _count(
    session: ReadSession, column: InstrumentedAttribute[str], *conditions: ColumnElement[bool]
) -> int:
    return await session.scalar(select(func.count(column)).where(*conditions)) or 0

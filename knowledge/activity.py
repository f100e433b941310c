"""What was done, counted from the rows: an agent's figures, and everybody's day by day.

Times of work are the wall's; those of predictions the house's clock. Does not know how good the
predictions were: `knowledge.settlement` says which of an agent's are settled.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import ColumnElement, Date, func, select
from sqlalchemy.orm import InstrumentedAttribute

from knowledge.agents import AgentInfo, MoveInfo, moves_of
from knowledge.database import ReadSession
from knowledge.inserting import is_postgresql
from knowledge.matches import is_known
from knowledge.schema import Execution, Insight, Match, PredictionMade, Run, Task


@dataclass(frozen=True, kw_only=True, slots=True)
class Performance:
    """How an agent does."""

    total_tasks: int
    completed_tasks: int
    failed_tasks: int
    #: completed of those completed or failed, 0..1; None without any
    success_rate: float | None
    #: seconds from asking to the end, of those completed or failed; None without any
    average_response_time: float | None
    response_time_p50: float | None
    response_time_p95: float | None
    #: share of the time since it was made in which it was active, 0..1; None before any has passed
    uptime: float | None
    #: when it, or a task of its, last changed
    last_activity: dt.datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    """What was begun on a day (UTC)."""

    day: dt.date
    #: turns of conversations
    runs: int
    tasks: int
    completed_tasks: int
    failed_tasks: int
    executions: int
    insights: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PredictionDay:
    """What the books say of a day (UTC)."""

    day: dt.date
    #: predictions written down
    made: int
    #: matches with a prediction whose results became known
    settled: int


async def performance_of(
    session: ReadSession, agent: AgentInfo, *, now: dt.datetime
) -> Performance:
    """Return an agent's figures; `now` is the wall's."""
    query = select(Task.status, Task.created_at, Task.started_at, Task.ended_at)
    tasks = (await session.execute(query.where(Task.agent_id == agent.id))).all()
    moves = await moves_of(session, agent.id)
    counts = Counter(task.status for task in tasks)
    ended = counts["completed"] + counts["failed"]
    seconds = [
        (task.ended_at - task.created_at).total_seconds()
        for task in tasks
        if task.status in ("completed", "failed")
    ]
    p50, p95 = _quantiles(seconds, (0.5, 0.95))
    times = [moment for task in tasks for moment in task[1:] if moment]
    return Performance(
        total_tasks=len(tasks),
        completed_tasks=counts["completed"],
        failed_tasks=counts["failed"],
        success_rate=counts["completed"] / ended if ended else None,
        average_response_time=sum(seconds) / ended if ended else None,
        response_time_p50=p50,
        response_time_p95=p95,
        uptime=_uptime(moves, agent.deleted_at or now),
        last_activity=max([agent.updated_at, *times, *(move.at for move in moves)]),
    )


async def days_of(
    session: ReadSession, *, user_id: str | None, first: dt.date, last: dt.date
) -> list[Day]:
    """Return what a user (None: everybody) had done on each day, both included, oldest first."""

    async def begun(
        moment: InstrumentedAttribute[dt.datetime],
        owner: InstrumentedAttribute[str] | InstrumentedAttribute[str | None],
        *conditions: ColumnElement[bool],
    ) -> Counter[dt.date]:
        whose = [owner == user_id] if user_id else []
        return await _by_day(session, moment, first, last, *whose, *conditions)

    runs = await begun(Run.started_at, Run.user_id)
    tasks = await begun(Task.created_at, Task.user_id)
    completed = await begun(Task.created_at, Task.user_id, Task.status == "completed")
    failed = await begun(Task.created_at, Task.user_id, Task.status == "failed")
    executions = await begun(Execution.created_at, Execution.user_id)
    insights = await begun(Insight.created_at, Insight.user_id)
    return [
        Day(
            day=day,
            runs=runs[day],
            tasks=tasks[day],
            completed_tasks=completed[day],
            failed_tasks=failed[day],
            executions=executions[day],
            insights=insights[day],
        )
        for day in _days(first, last)
    ]


async def prediction_days(
    session: ReadSession,
    *,
    first: dt.date,
    last: dt.date,
    as_of: dt.datetime,
    league: str | None = None,
) -> list[PredictionDay]:
    """Return what came into the books by `as_of` on each day, both included, oldest first."""
    of_league = [Match.league_id == league] if league else []
    in_league = [PredictionMade.match_id.in_(select(Match.id).where(*of_league))] if league else []
    made = await _by_day(
        session,
        PredictionMade.predicted_at,
        first,
        last,
        PredictionMade.predicted_at <= as_of,
        *in_league,
    )
    predicted = select(PredictionMade.id).where(
        PredictionMade.match_id == Match.id, PredictionMade.predicted_at <= as_of
    )
    settled = await _by_day(
        session,
        Match.known_from,
        first,
        last,
        is_known(as_of),
        Match.awarded.is_(False),
        predicted.exists(),
        *of_league,
    )
    return [
        PredictionDay(day=day, made=made[day], settled=settled[day]) for day in _days(first, last)
    ]


async def _by_day(
    session: ReadSession,
    moment: InstrumentedAttribute[dt.datetime],
    first: dt.date,
    last: dt.date,
    *conditions: ColumnElement[bool],
) -> Counter[dt.date]:
    """Count rows by the UTC day of one of their columns."""
    there = func.timezone("UTC", moment) if is_postgresql(session) else moment
    day = func.date(there, type_=Date)
    begin, end = (dt.datetime.combine(each, dt.time(), dt.UTC) for each in (first, last))
    query = (
        select(day, func.count())
        .where(moment >= begin, moment < end + dt.timedelta(days=1), *conditions)
        .group_by(day)
    )
    rows = (await session.execute(query)).all()
    return Counter(dict(rows))


def _days(first: dt.date, last: dt.date) -> Iterable[dt.date]:
    return (first + dt.timedelta(days=ahead) for ahead in range((last - first).days + 1))


def _quantiles(values: Sequence[float], at: Sequence[float]) -> list[float | None]:
    import numpy as np

    return [float(np.quantile(values, each)) if values else None for each in at]


def _uptime(moves: Sequence[MoveInfo], until: dt.datetime) -> float | None:
    """Return the share of the time from the first move on in which an agent was active."""
    changes = [(move.at, move.after) for move in moves]
    stretches = pairwise([*changes, (until, None)])
    active = [end - begin for (begin, status), (end, _) in stretches if status == "active"]
    whole = until - moves[0].at
    return sum(active, dt.timedelta()) / whole if whole else None

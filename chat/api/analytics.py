"""Figures over time, counted from stored rows: what was asked and done, predictions, agents."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from chat.api.asking import FEW_ROWS, AskerDep, Cursor, Day, HouseDep, Limit, Now, Page, page_of
from chat.clock import real_clock
from chat.errors import BadInput
from chat.figures import Performance, figures_of
from knowledge.activity import days_of, prediction_days
from knowledge.agents import AgentStatus, AgentType, list_agents
from knowledge.settlement import Which
from knowledge.tally import workers_alive
from tools.competitions import find_league
from tools.record import track_record
from tools.scores import Scores

router = APIRouter(prefix="/analytics", tags=["analytics"])

#: days that are shown unless others are asked for
LATELY = 30
MOST_DAYS = 731


#: far enough from the calendar's ends to count from
CountedDay = Annotated[Day, Field(ge=dt.date(1870, 1, 1), lt=dt.date(9000, 1, 1))]


class UsageDay(BaseModel):
    """What was begun on a day (UTC)."""

    day: dt.date
    runs: int
    tasks: int
    completed_tasks: int
    failed_tasks: int
    executions: int
    insights: int


class UsageByDay(BaseModel):
    """What was begun, day by day, and in all."""

    first: dt.date
    last: dt.date
    days: list[UsageDay]
    runs: int
    tasks: int
    #: completed of those completed or failed; null without any
    success_rate: float | None
    executions: int
    insights: int
    workers: int


class PredictionDay(BaseModel):
    """Predictions written down on a day, and matches settled on it (UTC)."""

    day: dt.date
    made: int
    settled: int


class Predictions(BaseModel):
    """Predictions, day by day, and how good those settled in these days were."""

    first: dt.date
    last: dt.date
    days: list[PredictionDay]
    made: int
    settled: int
    #: home, draw and away of the matches played in these days; null while none is settled
    accuracy: Scores | None


class AgentFigures(BaseModel):
    """An agent, and how it does."""

    agent_id: str
    name: str
    type: AgentType
    status: AgentStatus
    performance: Performance


def _days(
    first: Annotated[CountedDay | None, Query(alias="from", description="First day.")] = None,
    last: Annotated[CountedDay | None, Query(alias="to", description="Last day.")] = None,
) -> tuple[dt.date | None, dt.date | None]:
    return first, last


Range = Annotated[tuple[dt.date | None, dt.date | None], Depends(_days)]


@router.get("/usage")
async def usage(house: HouseDep, asker: AskerDep, days: Range) -> UsageByDay:
    """Give what the asker had done, day by day; a program with a key gets everybody's."""
    # what is done is of real time, also where the mentor's own clock stands still
    first, last = _range(days, real_clock().date())
    async with house.db.reading() as session:
        user_id = asker.whose
        found = await days_of(session, user_id=user_id, first=first, last=last)
        workers = await workers_alive(session, now=real_clock())
    completed = sum(day.completed_tasks for day in found)
    ended = completed + sum(day.failed_tasks for day in found)
    return UsageByDay(
        first=first,
        last=last,
        days=[UsageDay(**asdict(day)) for day in found],
        runs=sum(day.runs for day in found),
        tasks=sum(day.tasks for day in found),
        success_rate=completed / ended if ended else None,
        executions=sum(day.executions for day in found),
        insights=sum(day.insights for day in found),
        workers=workers,
    )


@router.get("/predictions")
async def predictions(
    house: HouseDep,
    _asker: AskerDep,
    now: Now,
    days: Range,
    league: Annotated[str | None, Query(max_length=120)] = None,
) -> Predictions:
    """Give predictions by the house's clock, day by day, and how good they were."""
    first, last = _range(days, now.date())
    async with house.db.reading() as session:
        league_id = (await find_league(session, league)).id if league else None
        found = await prediction_days(session, first=first, last=last, as_of=now, league=league_id)
        which = Which(league=league_id, first=first, last=last)
        record = await track_record(session, as_of=now, which=which)
    return Predictions(
        first=first,
        last=last,
        days=[PredictionDay(**asdict(day)) for day in found],
        made=sum(day.made for day in found),
        settled=sum(day.settled for day in found),
        accuracy=record.model,
    )


@router.get("/agents")
async def agents(
    house: HouseDep,
    asker: AskerDep,
    limit: Limit = FEW_ROWS,
    cursor: Cursor = None,
) -> Page[AgentFigures]:
    """Give the figures of the asker's agents, newest agent first."""
    user_id = asker.whose
    async with house.db.reading() as session:
        found = await list_agents(session, user_id=user_id, limit=limit + 1, after=cursor)
    performances = {agent.id: await figures_of(house, agent) for agent in found[:limit]}
    return page_of(
        found,
        limit,
        lambda agent: AgentFigures(
            agent_id=agent.id,
            name=agent.name,
            type=agent.type,
            status=agent.status,
            performance=performances[agent.id],
        ),
        lambda agent: agent.cursor,
    )


def _range(days: tuple[dt.date | None, dt.date | None], today: dt.date) -> tuple[dt.date, dt.date]:
    """Return the days asked for; without a word the last ones, today included."""
    last = days[1] or today
    first = days[0] or last - dt.timedelta(days=LATELY - 1)
    if not 0 <= (last - first).days < MOST_DAYS:
        raise BadInput(f"from: give a range of 1 to {MOST_DAYS} days, the first one first.")
    return first, last

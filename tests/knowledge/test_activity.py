from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from knowledge.activity import Performance, days_of, performance_of, prediction_days
from knowledge.agents import AgentInfo, delete_agent, get_agent, move_agent
from knowledge.database import Database
from knowledge.executions import ExecutionDraft, start_execution
from knowledge.insights import InsightDraft, add_insight
from knowledge.predictions import write_prediction
from knowledge.tasks import begin_task, cancel_task, complete_task, fail_task
from knowledge.threads import open_thread, start_run
from tests.knowledge.at_work import NOW, active_agent, ask, make_agent
from tests.knowledge.league_book import LeagueBook, instant
from tests.knowledge.test_predictions import MATCH, ROW

DAY = NOW.date()


@pytest.fixture
def db(any_db: Database) -> Database:
    """Take a database of each kind."""
    return any_db


def after(seconds: float) -> dt.datetime:
    return NOW + dt.timedelta(seconds=seconds)


async def performance(db: Database, agent: AgentInfo, seconds: float) -> Performance:
    async with db.reading() as session:
        return await performance_of(session, agent, now=after(seconds))


async def do(db: Database, agent: AgentInfo, seconds: float, *, ends: str = "completed") -> None:
    """Have a task done, which takes so many seconds from its asking to its end."""
    task = await ask(db, agent)
    async with db.writing() as session:
        await begin_task(session, task.id, now=after(seconds / 2))
        if ends == "completed":
            await complete_task(session, task.id, result={}, now=after(seconds))
        elif ends == "failed":
            await fail_task(session, task.id, error="No.", now=after(seconds))
        else:
            await cancel_task(session, task.id, now=after(seconds))


async def test_an_agents_figures_are_counted_from_its_tasks(db: Database) -> None:
    agent, other = await active_agent(db), await active_agent(db)
    times = [1.0, 2.0, 3.5, 9.0, 0.5]
    for seconds in times[:-1]:
        await do(db, agent, seconds)
    await do(db, agent, times[-1], ends="failed")
    await do(db, agent, 99, ends="cancelled")
    await ask(db, agent)
    await do(db, other, 50)
    found = await performance(db, agent, 100)
    assert (found.total_tasks, found.completed_tasks, found.failed_tasks) == (7, 4, 1)
    assert found.success_rate == 0.8
    assert found.average_response_time == pytest.approx(np.mean(times))
    assert found.response_time_p50 == 2.0
    assert found.response_time_p95 == pytest.approx(np.quantile(times, 0.95))
    assert found.last_activity == after(99)


async def test_what_has_done_nothing_has_no_rates(db: Database) -> None:
    found = await performance(db, await make_agent(db), 0)
    assert found == Performance(
        total_tasks=0,
        completed_tasks=0,
        failed_tasks=0,
        success_rate=None,
        average_response_time=None,
        response_time_p50=None,
        response_time_p95=None,
        uptime=None,
        last_activity=NOW,
    )


async def test_uptime_is_the_share_of_its_life_in_which_it_was_active(db: Database) -> None:
    agent = await make_agent(db)
    for seconds, status in ((10, "starting"), (20, "active"), (50, "paused"), (80, "active")):
        async with db.writing() as session:
            await move_agent(session, agent.id, status, now=after(seconds))  # type: ignore[arg-type]
    assert (await performance(db, agent, 100)).uptime == pytest.approx((30 + 20) / 100)
    async with db.writing() as session:
        deleted = await delete_agent(session, agent.id, user_id="kati", now=after(100))
    found = await performance(db, deleted, 1000)
    assert found.uptime == pytest.approx(0.5)
    assert found.last_activity == after(100)


async def test_days_are_counted_in_utc_with_those_on_which_nothing_was(db: Database) -> None:
    agent = await active_agent(db)
    budapest = dt.timezone(dt.timedelta(hours=2))
    # 00:30 in Budapest is the day before in UTC
    late = dt.datetime(2024, 5, 12, 0, 30, tzinfo=budapest)
    await do(db, agent, 1)
    await do(db, agent, 1, ends="failed")
    await ask(db, agent, now=late)
    await ask(db, await make_agent(db, "peti"))
    await ask(db, agent, now=instant("2024-05-13"))
    async with db.writing() as session:
        draft = ExecutionDraft(
            user_id="kati", workflow_id="standard", version=1, definition={}, input={}
        )
        await start_execution(session, draft, now=late)
        insight = InsightDraft(type="analysis", text="Hm.", user_id="kati")
        await add_insight(session, insight, now=NOW)
        await open_thread(session, user_id="kati", title="Hi", now=NOW, thread_id="t")
        await start_run(session, run_id="r", thread_id="t", user_id="kati", question="Hi?", now=NOW)
    async with db.reading() as session:
        last = DAY + dt.timedelta(days=2)
        first, second, third = await days_of(session, user_id="kati", first=DAY, last=last)
        everybodys = await days_of(session, user_id=None, first=DAY, last=DAY)
    assert (first.day, first.runs, first.tasks, first.insights) == (DAY, 1, 2, 1)
    assert (first.completed_tasks, first.failed_tasks, first.executions) == (1, 1, 0)
    assert (second.tasks, second.completed_tasks, second.executions) == (1, 0, 1)
    assert (third.day, third.tasks, third.runs) == (last, 0, 0)
    assert [day.tasks for day in everybodys] == [3]


async def test_predictions_are_made_one_day_and_settled_another(db: Database) -> None:
    async with db.writing() as session:
        book = LeagueBook(session)
        await book.league()
        await book.league("E1", "Championship", tier=2)
        await book.match("2024-05-11 14:00", "Arsenal", "Chelsea", "2-1")
        hull = await book.match("2024-05-11 15:00", "Derby", "Hull", "0-0", league_id="E1")
        coming = await book.match("2024-05-26", "Leeds", "Burnley")
        for match_id in (MATCH, hull, coming):
            await write_prediction(session, replace(ROW, match_id=match_id))
        await write_prediction(session, replace(ROW, model_version="newer"))
    made, played = ROW.predicted_at.date(), dt.date(2024, 5, 11)

    async def read(as_of: str, league: str | None = None) -> dict[dt.date, tuple[int, int]]:
        async with db.reading() as session:
            days = await prediction_days(
                session, first=made, last=played, as_of=instant(as_of), league=league
            )
        return {day.day: (day.made, day.settled) for day in days}

    late = await read("2024-05-20")
    assert list(late) == [made + dt.timedelta(days=n) for n in range((played - made).days + 1)]
    assert {day: counts for day, counts in late.items() if any(counts)} == {
        made: (4, 0),
        played: (0, 2),
    }
    assert (await read("2024-05-20", "E1"))[played] == (0, 1)
    assert (await read("2024-05-20", "E1"))[made] == (1, 0)
    assert (await read("2024-05-11 14:30"))[played] == (0, 0)
    assert not any(any(counts) for counts in (await read("2024-05-01")).values())


async def test_the_figures_are_those_of_the_agent_as_read_anew(db: Database) -> None:
    agent = await active_agent(db)
    await do(db, agent, 5)
    async with db.reading() as session:
        again = await get_agent(session, agent.id, user_id="kati")
    assert await performance(db, again, 9) == await performance(db, agent, 9)

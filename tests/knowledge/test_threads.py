from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from knowledge.database import Database
from knowledge.errors import InvalidValue, NotFound
from knowledge.threads import (
    RunInfo,
    ThreadInfo,
    delete_thread,
    end_run,
    get_run,
    get_thread,
    list_threads,
    open_thread,
    owner_of,
    rename_thread,
    runs_of,
    start_run,
)
from tests.knowledge.league_book import instant

NOW = instant("2024-05-10 12:00")


@pytest.fixture
def db(any_db: Database) -> Database:
    """Take a database of each kind."""
    return any_db


async def open_(
    db: Database, user: str, thread: str | None = None, title: str = "Arsenal?", minutes: int = 0
) -> ThreadInfo:
    async with db.writing() as session:
        now = NOW + dt.timedelta(minutes=minutes)
        return await open_thread(session, user_id=user, title=title, now=now, thread_id=thread)


async def start(db: Database, run: str, thread: str, user: str, minutes: int = 0) -> RunInfo:
    async with db.writing() as session:
        return await start_run(
            session,
            run_id=run,
            thread_id=thread,
            user_id=user,
            question="Who wins?",
            now=NOW + dt.timedelta(minutes=minutes),
        )


async def test_a_thread_is_opened_once_and_stays_as_it_was(db: Database) -> None:
    first = await open_(db, "kati", "t1")
    assert await open_(db, "kati", "t1", "another title", 5) == first
    assert (first.title, first.created_at) == ("Arsenal?", NOW)
    fresh = await open_(db, "kati")
    assert fresh.id != first.id


async def test_a_title_is_one_short_line(db: Database) -> None:
    thread = await open_(db, "kati", title="Who\n wins   " + "x" * 500)
    assert thread.title.startswith("Who wins xxx")
    assert len(thread.title) == 120


async def test_a_thread_gets_another_title(db: Database) -> None:
    thread = await open_(db, "kati", "t1")
    async with db.writing() as session:
        renamed = await rename_thread(session, "t1", user_id="kati", title=" Sunday's\nmatches ")
        with pytest.raises(NotFound):
            await rename_thread(session, "t1", user_id="peti", title="mine")
    async with db.reading() as session:
        assert await get_thread(session, "t1", user_id="kati") == renamed
        assert await owner_of(session, "t1") == "kati"
        assert await owner_of(session, "t2") is None
    assert renamed == replace(thread, title="Sunday's matches")


async def test_threads_are_their_owners_alone(db: Database) -> None:
    await open_(db, "kati", "t1")
    await start(db, "r1", "t1", "kati")
    with pytest.raises(NotFound):
        await open_(db, "peti", "t1")
    with pytest.raises(NotFound):
        await start(db, "r2", "t1", "peti")
    async with db.writing() as session:
        for attempt in (
            get_thread(session, "t1", user_id="peti"),
            delete_thread(session, "t1", user_id="peti"),
            runs_of(session, "t1", user_id="peti"),
            get_run(session, "r1", user_id="peti"),
            get_run(session, "r9", user_id="kati"),
        ):
            with pytest.raises(NotFound):
                await attempt
        assert await list_threads(session, "peti") == []


async def test_a_run_begins_and_ends(db: Database) -> None:
    await open_(db, "kati", "t1")
    begun = await start(db, "r1", "t1", "kati", 1)
    assert (begun.status, begun.answer, begun.ended_at) == ("running", None, None)
    answer = {"answer": "Arsenal", "facts": [{"id": "f1", "value": 0.5}]}
    async with db.writing() as session:
        later = NOW + dt.timedelta(minutes=2)
        ended = await end_run(session, "r1", status="completed", answer=answer, now=later)
    await start(db, "r2", "t1", "kati", 3)
    async with db.reading() as session:
        runs = await runs_of(session, "t1", user_id="kati")
        thread = await get_thread(session, "t1", user_id="kati")
        assert await get_run(session, "r1", user_id="kati") == ended
    assert [run.id for run in runs] == ["r1", "r2"]
    assert (ended.status, ended.answer, ended.ended_at) == ("completed", answer, later)
    assert thread.updated_at == NOW + dt.timedelta(minutes=3)


async def test_a_run_that_was_cut_off_is_failed_when_the_next_begins(db: Database) -> None:
    await open_(db, "kati", "t1")
    await open_(db, "kati", "t2")
    await start(db, "r1", "t1", "kati", 1)
    await start(db, "elsewhere", "t2", "kati", 1)
    await start(db, "r2", "t1", "kati", 2)
    async with db.reading() as session:
        cut_off, next_one = await runs_of(session, "t1", user_id="kati")
        (other,) = await runs_of(session, "t2", user_id="kati")
    assert (cut_off.status, cut_off.ended_at) == ("failed", next_one.started_at)
    assert (next_one.status, other.status) == ("running", "running")


async def test_deleting_a_thread_takes_its_runs(db: Database) -> None:
    await open_(db, "kati", "t1")
    await start(db, "r1", "t1", "kati")
    async with db.writing() as session:
        await delete_thread(session, "t1", user_id="kati")
    async with db.writing() as session:
        with pytest.raises(NotFound):
            await get_run(session, "r1", user_id="kati")
        with pytest.raises(NotFound):
            await end_run(session, "r1", status="failed", answer=None, now=NOW)


async def test_pages_of_threads_latest_used_first(db: Database) -> None:
    for number in range(5):
        await open_(db, "kati", f"t{number}", minutes=number // 2)
    await start(db, "r", "t0", "kati", 9)
    async with db.reading() as session:
        whole = await list_threads(session, "kati")
        paged, after = [], None
        while page := await list_threads(session, "kati", limit=2, after=after):
            paged += page
            after = page[-1].cursor
        with pytest.raises(InvalidValue, match="cursor"):
            await list_threads(session, "kati", after="nonsense")
    assert [thread.id for thread in whole] == ["t0", "t4", "t3", "t2", "t1"]
    assert paged == whole

"""Recordings of runs: whose they are, how long they stay, and with what they go."""

from __future__ import annotations

import datetime as dt
import os

import pytest
from sqlalchemy import func, select, update

from knowledge import recordings
from knowledge.database import Database
from knowledge.errors import InvalidValue, NotFound
from knowledge.recordings import (
    KEPT_FOR,
    LARGEST,
    get_recording,
    keep,
    let_go,
    list_recordings,
    pack,
)
from knowledge.schema import Recording
from knowledge.threads import delete_thread, end_run, open_thread, start_run
from tests.knowledge.league_book import instant

NOW = instant("2024-05-10 12:00")
DOCUMENT = {"format": 1, "question": "Ki nyer – az Újpest \ud83d?", "replies": [{"text": "Újpest"}]}


@pytest.fixture
def db(any_db: Database) -> Database:
    """Take a database of each kind."""
    return any_db


async def a_run(
    db: Database,
    run: str,
    *,
    user: str = "kati",
    thread: str | None = None,
    now: dt.datetime = NOW,
) -> None:
    """Write down a run that has ended, and its recording."""
    async with db.writing() as session:
        opened = await open_thread(
            session, user_id=user, title="Újpest?", now=now, thread_id=thread or f"thread-{user}"
        )
        await start_run(
            session, run_id=run, thread_id=opened.id, user_id=user, question="Újpest?", now=now
        )
        await end_run(session, run, status="failed", answer=None, now=now)
        await keep(session, run, pack(DOCUMENT), now=now)


async def pruned(db: Database) -> None:
    async with db.writing() as session:
        await let_go(session, now=NOW)


async def kept(db: Database, user: str = "kati", limit: int = 20) -> list[str]:
    async with db.reading() as session:
        return [each.run_id for each in await list_recordings(session, user, limit=limit)]


async def test_a_recording_comes_back_as_it_was(db: Database) -> None:
    await a_run(db, "r1")
    async with db.reading() as session:
        assert await get_recording(session, "r1", user_id="kati") == DOCUMENT
        (info,) = await list_recordings(session, "kati")
    assert (info.run_id, info.thread_id, info.question) == ("r1", "thread-kati", "Újpest?")
    assert (info.status, info.recorded_at) == ("failed", NOW)


async def test_anothers_recording_is_not_there(db: Database) -> None:
    await a_run(db, "r1")
    await a_run(db, "r2", user="peti")
    assert await kept(db, "peti") == ["r2"]
    async with db.reading() as session:
        with pytest.raises(NotFound, match="replay --list"):
            await get_recording(session, "r1", user_id="peti")
        with pytest.raises(NotFound):
            await get_recording(session, "r3", user_id="kati")


async def test_the_newest_come_first(db: Database) -> None:
    for number in range(4):
        await a_run(db, f"r{number}", now=NOW + dt.timedelta(minutes=number))
    assert await kept(db, limit=3) == ["r3", "r2", "r1"]


async def test_a_recording_goes_with_its_thread(db: Database) -> None:
    await a_run(db, "r1", thread="one")
    await a_run(db, "r2", thread="other")
    async with db.writing() as session:
        await delete_thread(session, "one", user_id="kati")
    assert await kept(db) == ["r2"]
    async with db.reading() as session:
        assert await session.scalar(select(func.count(Recording.run_id))) == 1


async def test_the_oldest_make_room(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recordings, "KEPT", 2)
    await a_run(db, "of peti", user="peti", now=NOW - dt.timedelta(days=1))
    for number in range(4):
        await a_run(db, f"r{number}", now=NOW + dt.timedelta(minutes=number))
    await pruned(db)
    assert await kept(db) == ["r3", "r2"]
    assert await kept(db, "peti") == ["of peti"]


async def test_what_is_old_is_let_go_whosever_it_is(db: Database) -> None:
    await a_run(db, "old", user="peti", now=NOW - KEPT_FOR - dt.timedelta(minutes=1))
    await a_run(db, "just", user="peti", now=NOW - KEPT_FOR)
    await a_run(db, "new")
    await pruned(db)
    assert await kept(db, "peti") == ["just"]
    assert await kept(db) == ["new"]


async def test_a_recording_without_its_run_is_not_kept(db: Database) -> None:
    with pytest.raises(NotFound):
        async with db.writing() as session:
            await keep(session, "gone", pack(DOCUMENT), now=NOW)


@pytest.mark.parametrize("broken", [b"", b"not packed", pack(DOCUMENT)[:-3]])
async def test_a_damaged_recording_is_told_so(db: Database, broken: bytes) -> None:
    await a_run(db, "r1")
    async with db.writing() as session:
        await session.execute(update(Recording).values(document=broken))
    async with db.reading() as session:
        with pytest.raises(InvalidValue, match="damaged"):
            await get_recording(session, "r1", user_id="kati")


def test_what_is_too_large_is_refused() -> None:
    with pytest.raises(InvalidValue, match="not kept"):
        pack({"text": os.urandom(LARGEST).hex()})
    assert len(pack({"text": "a" * LARGEST})) < LARGEST

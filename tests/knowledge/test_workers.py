from __future__ import annotations

import asyncio
import datetime as dt

import pytest

from knowledge.database import Database
from knowledge.workers import (
    WorkerDraft,
    WorkerInfo,
    beat,
    bury,
    dead_workers,
    enlist,
    inherit,
    list_workers,
)
from tests.knowledge.at_work import NOW

SILENT = dt.timedelta(seconds=15)


@pytest.fixture
def db(any_db: Database) -> Database:
    """Take a database of each kind."""
    return any_db


def after(seconds: float) -> dt.datetime:
    return NOW + dt.timedelta(seconds=seconds)


async def begin(db: Database, *ids: str, seconds: float = 0) -> list[WorkerInfo]:
    async with db.writing() as session:
        drafts = [WorkerDraft(id=worker_id, host="here", pid=7) for worker_id in ids]
        return [await enlist(session, draft, now=after(seconds)) for draft in drafts]


async def lives(db: Database, worker_id: str, seconds: float) -> bool:
    async with db.writing() as session:
        return await beat(session, worker_id, now=after(seconds))


async def dead(db: Database, seconds: float) -> list[str]:
    async with db.reading() as session:
        found = await dead_workers(session, now=after(seconds), silent_for=SILENT)
    return [worker.id for worker in found]


async def claim(db: Database, worker: WorkerInfo, heir_id: str) -> bool:
    async with db.writing() as session:
        return await inherit(session, worker, heir_id, now=after(16))


async def test_who_says_that_it_lives_is_not_dead(db: Database) -> None:
    await begin(db, "w1", "w2")
    assert await dead(db, 15) == []
    assert await lives(db, "w2", 10)
    assert await dead(db, 16) == ["w1"]
    async with db.reading() as session:
        first, second = await list_workers(session)
    assert (first.id, first.host, first.pid, first.seen_at) == ("w1", "here", 7, NOW)
    assert (second.started_at, second.seen_at) == (NOW, after(10))


async def test_of_many_who_claim_a_dead_ones_work_one_gets_it(db: Database) -> None:
    (worker,) = await begin(db, "w0")
    heirs = [f"h{number}" for number in range(6)]
    await begin(db, *heirs, seconds=10)
    got = await asyncio.gather(*(claim(db, worker, heir) for heir in heirs))
    assert sum(got) == 1
    assert await dead(db, 16) == []
    assert not await lives(db, "w0", 17)
    async with db.reading() as session:
        found = {each.id: each for each in await list_workers(session)}
    assert found["w0"].heir_id == heirs[got.index(True)]
    assert (found["w0"].seen_at, found["w0"].inherited_at) == (NOW, after(16))


async def test_who_has_spoken_since_keeps_its_work(db: Database) -> None:
    worker, _ = await begin(db, "w1", "w2")
    assert await lives(db, "w1", 16)
    assert not await claim(db, worker, "w2")
    assert await lives(db, "w1", 17)


async def test_when_the_heir_dies_too_another_inherits(db: Database) -> None:
    (worker,) = await begin(db, "w1")
    await begin(db, "w2", seconds=10)
    await begin(db, "w3", seconds=20)
    assert await claim(db, worker, "w2")
    assert await dead(db, 25) == []
    assert await dead(db, 26) == ["w1", "w2"]
    async with db.reading() as session:
        orphan, _, _ = await list_workers(session)
    assert await claim(db, orphan, "w3")
    assert not await claim(db, orphan, "w4")


async def test_who_is_buried_is_forgotten_and_told_so(db: Database) -> None:
    worker, _ = await begin(db, "w1", "w2")
    async with db.writing() as session:
        await bury(session, "w1")
        await bury(session, "w1")
    assert not await lives(db, "w1", 1)
    assert not await claim(db, worker, "w2")
    assert await dead(db, 99) == ["w2"]

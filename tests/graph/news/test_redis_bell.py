"""The bell between processes: it wakes, and nothing is lost when Redis goes away."""

from __future__ import annotations

import asyncio

import pytest

from graph.news import tail as tail_module
from graph.news.redis_bell import RedisBell
from graph.news.tail import Tail
from knowledge.database import Database
from tests.graph.news.conftest import write
from tests.graph.news.test_tail import Ear
from tests.redis_server import RedisServer
from tests.waiting import PATIENCE, until

pytestmark = pytest.mark.parametrize("place", ["sqlite"], indirect=True)


async def until_heard(bell: RedisBell, *, heard: bool = True) -> None:
    await until(lambda: bell.is_heard is heard, f"bells are heard: {heard}")


async def test_a_bell_of_another_process_wakes_the_tail(
    db: Database,
    elsewhere: Database,
    redis_server: RedisServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # never looked for: only the bell can tell of it
    monkeypatch.setattr(tail_module, "SAFE_LOOK", 1000.0)
    async with RedisBell.open(redis_server.url) as here, RedisBell.open(redis_server.url) as there:
        elsewhere.bells.append(there.ring)
        tail, ear = Tail(db, here), Ear()
        await tail.listen(ear)
        await until_heard(here)
        for _ in range(5):
            await ear.until(await write(elsewhere))
        await tail.forget(ear)
    assert ear.ids == [1, 2, 3, 4, 5]


async def test_redis_going_away_and_coming_back_loses_nothing(
    db: Database, elsewhere: Database, redis_server: RedisServer, caplog: pytest.LogCaptureFixture
) -> None:
    async with RedisBell.open(redis_server.url) as here, RedisBell.open(redis_server.url) as there:
        elsewhere.bells.append(there.ring)
        tail, ear = Tail(db, here), Ear()
        await tail.listen(ear)
        await until_heard(here)
        await ear.until(await write(elsewhere))
        redis_server.stop()
        await until_heard(here, heard=False)
        await ear.until(await write(elsewhere, 3))
        assert await here.ping() is False
        redis_server.start()
        await until_heard(here)
        await ear.until(await write(elsewhere))
        await tail.forget(ear)
    assert ear.ids == [1, 2, 3, 4, 5]
    assert caplog.text.count("Redis is away") == 1


async def test_a_bell_rung_at_the_very_end_is_still_heard(
    redis_server: RedisServer, db: Database
) -> None:
    rung = asyncio.Event()
    async with RedisBell.open(redis_server.url) as here:
        hearing = asyncio.create_task(here.hear(rung.set))
        await until_heard(here)
        rung.clear()
        async with RedisBell.open(redis_server.url) as there:
            there.ring()
        async with asyncio.timeout(PATIENCE):
            await rung.wait()
        hearing.cancel()
        await asyncio.gather(hearing, return_exceptions=True)

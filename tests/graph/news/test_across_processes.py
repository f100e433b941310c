"""Events that a process of its own writes are heard here: by looking, and by Redis."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest

from graph.news.redis_bell import RedisBell
from graph.news.tail import Tail
from knowledge.database import Database
from tests.graph.news.conftest import Place
from tests.graph.news.test_tail import Ear
from tests.redis_server import RedisServer

ROOT = Path(__file__).resolve().parents[3]
COUNT = 30

WRITER = f"""
import asyncio, contextlib, pathlib, sys
from graph.news.redis_bell import RedisBell
from knowledge.database import Database
from tests.graph.news.conftest import write

async def main(url, home, redis):
    db = await Database.open(url or None, home=pathlib.Path(home))
    async with contextlib.AsyncExitStack() as stack:
        if redis:
            bell = await stack.enter_async_context(RedisBell.open(redis))
            db.bells.append(bell.ring)
        for _ in range({COUNT}):
            await write(db)
    await db.close()

asyncio.run(main(*sys.argv[1:]))
"""


async def _written_elsewhere(place: Place, redis: str = "") -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", WRITER, place.url or "", str(place.home), redis,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert await process.wait() == 0


@pytest.mark.slow
async def test_what_another_process_writes_is_heard(db: Database, place: Place) -> None:
    tail, ear = Tail(db), Ear()
    await tail.listen(ear)
    await _written_elsewhere(place)
    await ear.until(COUNT)
    await tail.forget(ear)
    assert ear.ids == list(range(1, COUNT + 1))


async def test_and_with_redis(db: Database, place: Place, redis_server: RedisServer) -> None:
    async with RedisBell.open(redis_server.url) as bell:
        tail, ear = Tail(db, bell), Ear()
        await tail.listen(ear)
        await _written_elsewhere(place, redis_server.url)
        await ear.until(COUNT)
        await tail.forget(ear)
    assert ear.ids == list(range(1, COUNT + 1))

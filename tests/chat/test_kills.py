"""kill -9 in mid-work, again and again: all ends, and nothing is kept twice, told twice, or lost.

A service and a worker do workflows and tasks; one of them, or PostgreSQL, is killed at a random
moment and comes back. `KILLS_SEED` repeats the choices of a run, `KILLS` says how many kills.
"""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import islice
from pathlib import Path
from random import Random, SystemRandom

import pytest

from knowledge.database import Database
from tests.chat.after_the_fire import Books
from tests.chat.under_fire import (
    BUILT_IN,
    Arena,
    Asker,
    Command,
    Postgres,
    Witness,
    free_port,
    until,
)
from tests.postgres import Server

log = logging.getLogger(__name__)

SEED = int(os.environ.get("KILLS_SEED") or SystemRandom().randrange(10**6))
KILLS = int(os.environ.get("KILLS") or 20)

#: requests at the same time
ASKERS = 4
#: seconds until all has ended, and the witness has heard of it
ENDED = 240.0
#: the person at this machine
USER = "local"

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]


async def test_on_sqlite(home: Path) -> None:
    await live_through(home, None)


@pytest.mark.postgres
async def test_on_postgresql(own_postgres: Server, home: Path) -> None:
    await live_through(home, own_postgres)


async def live_through(home: Path, postgres: Server | None) -> None:
    log.warning("KILLS_SEED=%d", SEED)
    dice = Random(SEED)
    async with arena_in(home, postgres, Random(dice.random())) as arena:
        witness = arena.witness
        async with asyncio.TaskGroup() as group:
            beside = [group.create_task(each()) for each in (witness.listen, arena.supervise)]
            asking = [group.create_task(arena.keep_busy()) for _ in range(ASKERS)]
            for number, victim in enumerate(islice(arena.in_rounds(dice), KILLS), start=1):
                log.warning("kill %d: %s", number, victim.name)
                await arena.kill(victim, after=dice.uniform(0, 2), away=dice.uniform(0, 1))
            arena.is_over = True
            async with asyncio.timeout(ENDED):
                await asyncio.gather(*asking)
                await until(arena.is_quiet)
            for task in beside:
                task.cancel()
        # told to stop it stops in order, whatever it has been through
        assert [await command.stop() for command in arena.commands] == [0, 0]
        books = await Books.of(arena.db)
    books.show()
    books.check_ends()
    books.check_outputs()
    books.check_events()
    books.check_insights()
    books.check_keys(arena.asker.executions, arena.asker.tasks)
    # all of it is the witness's to hear, each event once, in the log's order
    assert witness.ids == [event.id for event in books.events if event.user_id == USER]
    # the kills hit work, not idle processes
    assert books.begun_again > 0 or KILLS < 5


@asynccontextmanager
async def arena_in(home: Path, postgres: Server | None, dice: Random) -> AsyncIterator[Arena]:
    """Start a service and a worker, with an agent and a workflow of their own."""
    url = f"{postgres.url}/postgres" if postgres else None
    settings = {"database_url": url} if url else {}
    port = free_port()
    service = Command("service", home, "serve", "--port", str(port), **settings)
    worker = Command("worker", home, "worker", **settings)
    db = await Database.open(url, home=home)
    await Books.keep_track(db)
    asker = Asker(f"http://127.0.0.1:{port}", dice)
    witness = Witness(asker.url)
    server = Postgres(postgres) if postgres else None
    arena = Arena(db, (service, worker), server, asker, witness)
    try:
        await service.start()
        await worker.start()
        await asker.settle_in()
        witness.topics += [
            *("agents", f"agent:{asker.agent}"),
            *(f"workflow:{workflow}" for workflow in (*BUILT_IN, asker.workflow)),
            *(f"match:{match}" for match in asker.matches),
        ]
        yield arena
    finally:
        for command in arena.commands:
            await command.end()
        await asker.leave()
        await db.close()
        if kept := os.environ.get("KILLS_KEEP"):
            shutil.copytree(home, kept, dirs_exist_ok=True)

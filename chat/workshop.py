"""The workshop: what works in the background, put together from what the house has.

`serve` opens one unless `TIPPMIX_WORKER=off`, `tippmix worker` opens one and nothing else. Does not
know what the work is.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING

from chat.clock import real_clock

if TYPE_CHECKING:
    from chat.house import House
    from graph.agents.triggers import Triggers
    from graph.work.worker import Worker

log = logging.getLogger(__name__)

#: seconds between two looks at schedules and at what came in
LOOK = 1.0


@asynccontextmanager
async def open_workshop(house: House) -> AsyncIterator[Worker]:
    """Work in the background while the context lasts; what is under way then is put back.

    Raises
    ------
    GraphError, StorageError
        The books of the work cannot be opened.
    """
    from graph.agents.triggers import Triggers
    from graph.agents.work import AgentWork
    from graph.work.dbos_books import Books
    from graph.work.dbos_engine import DbosEngine
    from graph.work.dbos_runner import DbosRunner
    from graph.work.task_work import TaskWork
    from graph.work.worker import Worker
    from graph.work.working import Working
    from graph.workflows.execution import ExecutionWork

    agents = AgentWork(house.desk, house.mentor, starts=house.offered.start_for)
    executions = ExecutionWork(
        house.db,
        house.offered.catalogue,
        sit_down=house.desk,
        mentor=house.mentor,
        wall=real_clock,
    )

    working = Working(
        house.db,
        task=TaskWork(house.db, agents.do, wall=real_clock),
        execution=executions,
        wall=real_clock,
    )
    url = house.settings.database_url
    books = Books.beside(url.get_secret_value() if url else None, house.settings.home)
    async with AsyncExitStack() as stack:
        engine = await DbosEngine.open(books)
        stack.push_async_callback(engine.aclose)
        start = partial(DbosRunner.open, books)
        worker = await Worker.open(house.db, engine, start, working, wall=real_clock)
        stack.push_async_callback(worker.aclose)
        looking = asyncio.create_task(_look(Triggers(house.db, wall=real_clock), house))
        stack.push_async_callback(_end, looking)
        yield worker


async def _look(triggers: Triggers, house: House) -> None:
    """Look for what is due, again and again."""
    is_well = True
    while True:
        try:
            await triggers.run(house.clock())
            is_well = True
        except Exception as error:  # the edge of the loop: it must outlive whatever goes wrong
            if is_well:
                log.warning("schedules wait: %s", error, exc_info=error)
            is_well = False
        await asyncio.sleep(LOOK)


async def _end(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task

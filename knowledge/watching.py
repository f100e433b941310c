"""Whether others have written to the database, asked so cheaply that one may ask all the time.

SQLite counts the commits of all other connections; the question is put on a connection of its own,
in a thread of its own, and reads no table. PostgreSQL is asked for the newest event's id, outside
any transaction. Knows no event.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import partial

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from knowledge.schema import EventCount

#: returns whether anything may have been written since it was asked before; the first time it has
Changed = Callable[[], Awaitable[bool]]


@asynccontextmanager
async def watching(engine: AsyncEngine) -> AsyncIterator[Changed]:
    """Give the question, while the context lasts.

    Raises
    ------
    sqlite3.Error, SQLAlchemyError
        From the question too: the database is away, and the context should be left.
    """
    watch = _sqlite if engine.dialect.name == "sqlite" else _postgresql
    async with watch(engine) as version:
        before: int | None = None

        async def changed() -> bool:
            nonlocal before
            last, before = before, await version()
            return before != last

        yield changed


@asynccontextmanager
async def _sqlite(engine: AsyncEngine) -> AsyncIterator[Callable[[], Awaitable[int]]]:
    loop = asyncio.get_running_loop()
    # a connection is closed where it is used: never while a question that was given up is under way
    with ThreadPoolExecutor(1, thread_name_prefix="watching") as thread:
        open_ = partial(sqlite3.connect, str(engine.url.database), isolation_level=None)
        connection = await loop.run_in_executor(thread, open_)

        def version() -> int:
            (counted,) = connection.execute("PRAGMA data_version").fetchone()
            return int(counted)

        try:
            yield lambda: loop.run_in_executor(thread, version)
        finally:
            thread.submit(connection.close)


@asynccontextmanager
async def _postgresql(engine: AsyncEngine) -> AsyncIterator[Callable[[], Awaitable[int]]]:
    newest = select(EventCount.last)
    async with engine.connect() as connection:
        plain = await connection.execution_options(isolation_level="AUTOCOMMIT")

        async def version() -> int:
            return int((await plain.execute(newest)).scalar_one())

        yield version

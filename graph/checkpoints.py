"""The graph's memory of conversations: SQLite in the data folder, PostgreSQL by URL.

LangGraph keeps every step of every turn; a conversation needs the last one only. The savers
belong to the event loop that opened them.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import CheckpointsAway
from knowledge.errors import StorageAway, StorageBusy

if TYPE_CHECKING:
    from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver
    from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
    from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

_PRUNE_SQLITE = (
    """DELETE FROM writes WHERE thread_id = ?1 AND checkpoint_id <
       (SELECT max(checkpoint_id) FROM checkpoints
        WHERE thread_id = ?1 AND checkpoint_ns = writes.checkpoint_ns)""",
    """DELETE FROM checkpoints WHERE thread_id = ?1 AND checkpoint_id <
       (SELECT max(newest.checkpoint_id) FROM checkpoints AS newest
        WHERE newest.thread_id = ?1 AND newest.checkpoint_ns = checkpoints.checkpoint_ns)""",
)


@dataclass(frozen=True, slots=True)
class Checkpoints:
    """An open saver, and how to keep it small."""

    saver: AsyncSqliteSaver | AsyncPostgresSaver

    async def prune(self, thread_id: str) -> None:
        """Keep only the newest checkpoint of a thread."""
        from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver

        if isinstance(self.saver, AsyncPostgresSaver):
            await self.saver.aprune([thread_id], strategy="keep_latest")
            return
        async with self.saver.lock:
            for statement in _PRUNE_SQLITE:
                await self.saver.conn.execute(statement, (thread_id,))
            await self.saver.conn.commit()

    async def forget(self, thread_id: str) -> None:
        """Delete all that is remembered of a thread."""
        await self.saver.adelete_thread(thread_id)


@asynccontextmanager
async def open_checkpoints(url: str | None, *, home: Path) -> AsyncIterator[Checkpoints]:
    """Open the memory; close it at the end.

    Parameters
    ----------
    url : `postgresql://…`, or None (or a SQLite URL) for `checkpoints.sqlite` in `home`.

    Raises
    ------
    CheckpointsAway : it cannot be opened; the message says what to look at.
    """
    if url is not None and url.startswith("postgres"):
        async with _open_postgres(url) as saver:
            yield Checkpoints(saver)
    else:
        async with _open_sqlite(home) as saver:
            yield Checkpoints(saver)


@asynccontextmanager
async def _open_sqlite(home: Path) -> AsyncIterator[AsyncSqliteSaver]:
    import sqlite3

    from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

    file = home / "checkpoints.sqlite"
    try:
        await asyncio.to_thread(home.mkdir, parents=True, exist_ok=True)
        opening = AsyncSqliteSaver.from_conn_string(str(file))
        saver = await opening.__aenter__()
    except (OSError, sqlite3.Error) as error:
        raise CheckpointsAway(f"{file} cannot be opened: look at its rights.") from error
    try:
        saver.serde = _plain_data_only()
        try:
            await saver.setup()
        except sqlite3.Error as error:
            raise CheckpointsAway(
                f"{file} cannot be written: look at its rights and room."
            ) from error
        yield saver
    finally:
        await opening.__aexit__(None, None, None)


@asynccontextmanager
async def _open_postgres(url: str) -> AsyncIterator[AsyncPostgresSaver]:
    from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver
    from psycopg import AsyncConnection, Error
    from psycopg.rows import DictRow, dict_row
    from psycopg_pool import AsyncConnectionPool, PoolTimeout

    address = "postgresql" + url[url.index("://") :]
    pool: AsyncConnectionPool[AsyncConnection[DictRow]] = AsyncConnectionPool(
        address,
        min_size=1,
        max_size=16,
        open=False,
        # what the saver demands of its connections
        kwargs={"autocommit": True, "prepare_threshold": 0, "row_factory": dict_row},
    )
    try:
        try:
            # a refusal comes at once this way; the pool itself goes on trying
            async with await AsyncConnection.connect(address, connect_timeout=5):
                pass
            await pool.open(wait=True, timeout=10)
            saver = AsyncPostgresSaver(pool, serde=_plain_data_only())
            await saver.setup()
        except (Error, PoolTimeout) as error:
            raise CheckpointsAway("PostgreSQL cannot be reached: look at its address.") from error
        yield saver
    finally:
        await pool.close()


def is_away(error: Exception) -> bool:
    """Tell whether a turn broke off because its database went away: the saver translates nothing.

    A turn that is asked again may find it back.
    """
    from psycopg import OperationalError

    return isinstance(error, OperationalError | StorageAway | StorageBusy)


def _plain_data_only() -> JsonPlusSerializer:
    """Return a serializer that builds nothing but messages and plain data when it reads."""
    from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer

    # None: LangGraph's own list of safe types; left out, it would build any type that is named
    return JsonPlusSerializer(allowed_msgpack_modules=None)

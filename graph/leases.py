"""One run at a time on a thread: two at once would lose one of them.

Does not know what a run does. `FolderLeases` hold between the processes of one machine,
`DatabaseLeases` between all machines that share a PostgreSQL.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, LiteralString, Protocol

from graph.errors import CheckpointsAway, ThreadBusy

if TYPE_CHECKING:
    from psycopg import AsyncConnection


class Leases(Protocol):
    """Gives leases on threads."""

    def hold(self, thread_id: str) -> AbstractAsyncContextManager[None]:
        """Hold the thread; raises `ThreadBusy` at once when somebody else does."""
        ...


class ProcessLeases:
    """Leases within this process."""

    def __init__(self) -> None:
        self._held: set[str] = set()

    @asynccontextmanager
    async def hold(self, thread_id: str) -> AsyncIterator[None]:
        """Hold the thread; raises `ThreadBusy` at once when somebody else does."""
        if thread_id in self._held:
            raise ThreadBusy
        self._held.add(thread_id)
        try:
            yield
        finally:
            self._held.discard(thread_id)


class FolderLeases:
    """Leases between processes: a lock file each, let go by the system when a process dies."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._here = ProcessLeases()

    @asynccontextmanager
    async def hold(self, thread_id: str) -> AsyncIterator[None]:
        """Hold the thread; raises `ThreadBusy` at once when somebody else does.

        Raises
        ------
        CheckpointsAway : the folder cannot be written.
        """
        from filelock import FileLock, Timeout

        async with self._here.hold(thread_id):
            name = hashlib.sha256(thread_id.encode()).hexdigest()[:32]
            lock = FileLock(self._folder / f"{name}.lock", timeout=0, thread_local=False)
            try:
                lock.acquire()
            except Timeout as error:
                raise ThreadBusy from error
            except OSError as error:
                raise CheckpointsAway(
                    f"{self._folder} cannot be written: look at its rights and room."
                ) from error
            # the empty file stays: deleting it would let two processes hold two files of one name
            try:
                yield
            finally:
                lock.release()


_LOCK: Final = "SELECT pg_try_advisory_lock(hashtextextended(%s, 0))"
_UNLOCK: Final = "SELECT pg_advisory_unlock(hashtextextended(%s, 0))"


class DatabaseLeases:
    """Leases between machines: PostgreSQL's advisory locks, let go when the connection ends.

    One connection holds all leases of this process. When it is lost (the server was started anew)
    its leases are lost with it, and the next lease opens another.
    """

    def __init__(self, connection: AsyncConnection[Any], address: str) -> None:
        self._connection = connection
        self._address = address
        self._here = ProcessLeases()
        # a connection does one thing at a time
        self._one = asyncio.Lock()

    @asynccontextmanager
    async def hold(self, thread_id: str) -> AsyncIterator[None]:
        """Hold the thread; raises `ThreadBusy` at once when somebody else does.

        Raises
        ------
        CheckpointsAway : the database does not answer any more.
        """
        async with self._here.hold(thread_id):
            connection, taken = await self._take(thread_id)
            if not taken:
                raise ThreadBusy
            try:
                yield
            finally:
                async with self._one:
                    await _ask(connection, _UNLOCK, thread_id)

    async def aclose(self) -> None:
        """Let go of all leases."""
        await self._connection.close()

    async def _take(self, thread_id: str) -> tuple[AsyncConnection[Any], bool]:
        """Return whether the lease was free, and the connection that it belongs to."""
        async with self._one:
            try:
                taken = await _ask(self._connection, _LOCK, thread_id)
            except CheckpointsAway:
                if not self._connection.closed:
                    raise
                self._connection = await _connect(self._address)
                taken = await _ask(self._connection, _LOCK, thread_id)
            return self._connection, taken


async def _connect(address: str) -> AsyncConnection[Any]:
    from psycopg import AsyncConnection, Error

    try:
        return await AsyncConnection.connect(address, autocommit=True, connect_timeout=5)
    except Error as error:
        raise CheckpointsAway("PostgreSQL cannot be reached: look at its address.") from error


async def _ask(connection: AsyncConnection[Any], question: LiteralString, thread_id: str) -> bool:
    from psycopg import Error

    try:
        answer = await connection.execute(question, (thread_id,))
        (row,) = await answer.fetchall()
    except Error as error:
        raise CheckpointsAway("PostgreSQL does not answer: look at its log.") from error
    return bool(row[0])


@asynccontextmanager
async def open_leases(url: str | None, *, home: Path) -> AsyncIterator[Leases]:
    """Open the leases that fit the database.

    Parameters
    ----------
    url : `postgresql://…` where several machines share one, else None (or a SQLite URL): then a
        folder in `home`.

    Raises
    ------
    CheckpointsAway : PostgreSQL cannot be reached.
    """
    if url is None or not url.startswith("postgres"):
        yield await asyncio.to_thread(FolderLeases, home / "leases")
        return
    address = "postgresql" + url[url.index("://") :]
    leases = DatabaseLeases(await _connect(address), address)
    try:
        yield leases
    finally:
        await leases.aclose()

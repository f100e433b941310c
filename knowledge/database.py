"""The one door to the database: open it, read a snapshot of it, write one transaction to it.

SQLite (a file, write-ahead log, one writer at a time) or PostgreSQL. Everything the drivers throw
leaves this module as a `StorageError`. Knows nothing of what the tables mean.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import (
    AbstractAsyncContextManager,
    asynccontextmanager,
    contextmanager,
    nullcontext,
    suppress,
)
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from knowledge.errors import InvalidValue
from knowledge.migrations.running import migrate
from knowledge.storage_errors import storage_error
from knowledge.watching import Changed, watching

FILE_NAME = "tippmix.sqlite"

#: how long one waits for another process's write before it is called busy
BUSY_SECONDS = 30.0

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg"}


class ReadSession(AsyncSession):
    """A snapshot of the database; nothing can be written through it."""


class WriteSession(ReadSession):
    """One transaction: all of it is kept, or nothing."""

    def rings(self) -> None:
        """Let the database's listeners know once this is committed: there are new events."""
        self.info["rings"] = True


class Database:
    """An open database whose tables are up to date.

    Made by `open`; closed by `close`. Safe to share between tasks; several processes may open the
    same database.
    """

    def __init__(self, engine: AsyncEngine, place: str, *, keeps: bool = True) -> None:
        self._engine = engine
        self._reads = engine.execution_options(**_reading_options(engine.dialect.name))
        self._writes = engine.execution_options(tippmix_writes=True)
        # SQLite takes one writer: tasks of this process queue here, and not in its busy loop
        self._one_writer: AbstractAsyncContextManager[Any] = (
            asyncio.Lock() if engine.dialect.name == "sqlite" else nullcontext()
        )
        self._keeps = keeps
        #: called after each commit of this process that wrote events; must be quick, not raise
        self.bells: list[Callable[[], None]] = []
        #: where it is, for messages; never with a password
        self.place = place

    @classmethod
    async def open(
        cls, url: str | None, *, home: Path, busy_seconds: float = BUSY_SECONDS
    ) -> Database:
        """Open the database and bring its tables up to date.

        Parameters
        ----------
        url
            `sqlite:///path` or `postgresql://user@host/name`; None for a file in `home`.
        home
            The data folder, made when it is not there.
        busy_seconds
            How long to wait for another process's write.

        Raises
        ------
        InvalidValue
            `url` is not one of these.
        StorageError
            It cannot be opened: damaged, locked, no room, no right, or written by a newer version.
        """
        address = _address(url, home)
        place = _place(address)
        with _translated(place, SQLAlchemyError, OSError):
            _make_folder(address)
            engine = _engine(address, busy_seconds)
            try:
                await migrate(engine, place=place, wait_seconds=busy_seconds)
            except BaseException:
                await engine.dispose()
                raise
        return cls(engine, place)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[ReadSession]:
        """Give a session that sees one moment of the database and cannot change it."""
        with _translated(self.place, SQLAlchemyError):
            async with ReadSession(self._reads, expire_on_commit=False) as session:
                yield session

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[WriteSession]:
        """Give a session whose work is committed at the end, or undone when an error leaves it."""
        with _translated(self.place, SQLAlchemyError):
            async with (
                self._one_writer,
                WriteSession(self._writes, expire_on_commit=False) as session,
                session.begin(),
            ):
                yield session
                if not self._keeps:
                    await session.rollback()
            if self._keeps and session.info.get("rings"):
                for ring in self.bells:
                    ring()

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[Changed]:
        """Give the cheap question whether others have written since it was put before."""
        with _translated(self.place, SQLAlchemyError, sqlite3.Error):
            async with watching(self._engine) as changed:
                yield changed

    def rehearsing(self) -> Database:
        """Return the same database, in which every transaction is undone at its end."""
        return Database(self._engine, self.place, keeps=False)

    async def close(self) -> None:
        """Let go of every connection."""
        await self._engine.dispose()


@contextmanager
def _translated(
    place: str, *errors: type[SQLAlchemyError | sqlite3.Error | OSError]
) -> Iterator[None]:
    try:
        yield
    except errors as error:
        raise storage_error(error, place) from error


def _address(url: str | None, home: Path) -> URL:
    if url is None:
        return URL.create(DRIVERS["sqlite"], database=str(home / FILE_NAME))
    try:
        address = make_url(url.replace("postgres://", "postgresql://", 1))
        driver = DRIVERS[address.get_backend_name()]
    except (ArgumentError, NoSuchModuleError, KeyError) as error:
        raise InvalidValue(
            "The database's address must be sqlite:///path or postgresql://user@host/name: "
            "check TIPPMIX_DATABASE_URL."
        ) from error
    return address.set(drivername=driver)


def _place(address: URL) -> str:
    if address.get_backend_name() == "sqlite":
        return address.database or ":memory:"
    return address.set(drivername="postgresql").render_as_string(hide_password=True)


def _make_folder(address: URL) -> None:
    if address.get_backend_name() == "sqlite" and address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)


def _engine(address: URL, busy_seconds: float) -> AsyncEngine:
    if address.get_backend_name() != "sqlite":
        return create_async_engine(address, pool_pre_ping=True)
    given = {"timeout": busy_seconds, "factory": _Connection}
    engine = create_async_engine(address, connect_args=given)
    event.listen(engine.sync_engine, "connect", _set_up_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


class _Connection(sqlite3.Connection):
    """A connection that lets go of its lock when it is closed.

    SQLite keeps what is closed open, the lock with it, while a statement has rows left; and the
    statement of who was cancelled hangs in a traceback until the garbage is collected.
    """

    def close(self) -> None:
        # one that is closed has no lock; what cannot be undone now is undone at the next opening
        with suppress(sqlite3.Error):
            if self.in_transaction:
                self.rollback()
        super().close()


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    # the driver's own BEGIN comes too late for a snapshot and too early for nothing: ours is used
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("tippmix_writes", False)
    connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _reading_options(dialect: str) -> dict[str, Any]:
    if dialect == "sqlite":
        return {}
    return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}

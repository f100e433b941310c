"""Brings a database's tables up to date, whoever opens it first."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from filelock import AsyncFileLock, Timeout
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine

from knowledge.errors import StorageBusy, StorageError

#: any number that nobody else uses for an advisory lock in the same PostgreSQL database
ADVISORY_LOCK = 7_265_104_419


async def migrate(engine: AsyncEngine, *, place: str, wait_seconds: float) -> None:
    """Run the revisions that the database lacks, in one transaction, one process at a time.

    Parameters
    ----------
    engine
        The database.
    place
        Where it is, for messages; the path of the file for SQLite.
    wait_seconds
        How long to wait for another process that does the same.

    Raises
    ------
    StorageBusy
        Another process held the lock all that time.
    StorageError
        The tables are from a newer version of the program.
    """
    async with _alone(engine, place, wait_seconds):
        writes = engine.execution_options(tippmix_writes=True)
        async with writes.begin() as connection:
            if engine.dialect.name == "postgresql":
                # goes with the transaction, also when this process dies
                await connection.execute(text(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})"))
            try:
                await connection.run_sync(_upgrade)
            except CommandError as error:
                raise StorageError(
                    f"The database at {place} was written by a newer version: update "
                    "TippMixMentor, or name another folder with TIPPMIX_HOME."
                ) from error


@asynccontextmanager
async def _alone(engine: AsyncEngine, place: str, wait_seconds: float) -> AsyncIterator[None]:
    if engine.dialect.name != "sqlite":
        yield
        return
    try:
        async with AsyncFileLock(f"{place}.lock", timeout=wait_seconds):
            yield
    except Timeout as error:
        raise StorageBusy(
            f"The database at {place} is being prepared by another process: try again in a moment."
        ) from error


def configuration(connection: Connection | None = None) -> Config:
    """Return Alembic's settings for this package's revisions."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection) -> None:
    command.upgrade(configuration(connection), "head")

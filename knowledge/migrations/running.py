"""Brings a database's tables up to date, whoever opens it first."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import AsyncFileLock, Timeout
from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncEngine

from knowledge.errors import StorageBusy, StorageError

if TYPE_CHECKING:
    from alembic.config import Config

#: any number that nobody else uses for an advisory lock in the same PostgreSQL database
ADVISORY_LOCK = 7_265_104_419

#: the newest revision, as a database says that it has it
NEWEST = "0006"
VERSIONS = "alembic_version"


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
        if await _is_up_to_date(engine):
            return
        from alembic.util import CommandError

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


async def _is_up_to_date(engine: AsyncEngine) -> bool:
    """Tell whether nothing is to be run; loading Alembic to find that out takes half a second."""
    async with engine.connect() as connection:
        if not await connection.run_sync(lambda plain: inspect(plain).has_table(VERSIONS)):
            return False
        found = await connection.scalars(text(f"SELECT version_num FROM {VERSIONS}"))  # noqa: S608
        return list(found) == [NEWEST]


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
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection) -> None:
    from alembic import command

    command.upgrade(configuration(connection), "head")

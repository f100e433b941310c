"""The tables: what the revisions make is what the models say; many may open at once."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from filelock import FileLock
from sqlalchemy import Connection, create_engine, text

from knowledge.database import FILE_NAME, Database
from knowledge.errors import StorageBusy, StorageError
from knowledge.migrations.running import NEWEST, configuration
from knowledge.schema import Base


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, Base.metadata))


async def test_revisions_and_models_agree_on_sqlite(tmp_path: Path) -> None:
    await (await Database.open(None, home=tmp_path)).close()
    engine = create_engine(f"sqlite:///{tmp_path / FILE_NAME}")
    with engine.connect() as connection:
        assert differences(connection) == []
    engine.dispose()


@pytest.mark.postgres
async def test_revisions_and_models_agree_on_postgresql(postgres_url: str, tmp_path: Path) -> None:
    await (await Database.open(postgres_url, home=tmp_path)).close()
    engine = create_engine(postgres_url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        assert differences(connection) == []
    engine.dispose()


async def test_a_missing_column_would_be_seen(tmp_path: Path) -> None:
    await (await Database.open(None, home=tmp_path)).close()
    engine = create_engine(f"sqlite:///{tmp_path / FILE_NAME}")
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE leagues DROP COLUMN tier"))
        assert differences(connection) != []
    engine.dispose()


async def test_many_tasks_open_a_new_database_at_once(tmp_path: Path) -> None:
    opened = await asyncio.gather(*(Database.open(None, home=tmp_path) for _ in range(6)))
    for db in opened:
        async with db.reading() as session:
            assert await session.scalar(text("SELECT count(*) FROM alembic_version")) == 1
        await db.close()


@pytest.mark.postgres
async def test_many_tasks_open_a_new_postgresql_at_once(postgres_url: str, tmp_path: Path) -> None:
    opened = await asyncio.gather(*(Database.open(postgres_url, home=tmp_path) for _ in range(4)))
    for db in opened:
        async with db.reading() as session:
            assert await session.scalar(text("SELECT count(*) FROM alembic_version")) == 1
        await db.close()


def test_several_processes_open_a_new_database_at_once(tmp_path: Path) -> None:
    code = textwrap.dedent(
        """
        import asyncio, pathlib, sys
        from knowledge.database import Database
        async def main():
            await (await Database.open(None, home=pathlib.Path(sys.argv[1]))).close()
        asyncio.run(main())
        """
    )
    command = [sys.executable, "-c", code, str(tmp_path / "home")]
    runs = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    for run in runs:
        _, errors = run.communicate(timeout=60)
        assert run.returncode == 0, errors


async def test_another_process_that_prepares_it_for_ever(tmp_path: Path) -> None:
    with (
        FileLock(tmp_path / f"{FILE_NAME}.lock"),
        pytest.raises(StorageBusy, match="try again"),
    ):
        await Database.open(None, home=tmp_path, busy_seconds=0.05)


def test_the_newest_revision_is_the_one_that_opening_looks_for() -> None:
    assert ScriptDirectory.from_config(configuration()).get_heads() == [NEWEST]


async def test_a_database_of_an_older_version_is_brought_up_to_date(tmp_path: Path) -> None:
    await (await Database.open(None, home=tmp_path)).close()
    engine = create_engine(f"sqlite:///{tmp_path / FILE_NAME}")
    with engine.connect() as connection:
        command.downgrade(configuration(connection), "0004")
        assert differences(connection) != []
    await (await Database.open(None, home=tmp_path)).close()
    with engine.connect() as connection:
        assert differences(connection) == []
    engine.dispose()


def test_opening_what_is_up_to_date_loads_nothing_to_bring_it_there(blank_home: Path) -> None:
    code = textwrap.dedent(
        """
        import asyncio, pathlib, sys
        from knowledge.database import Database
        async def main():
            await (await Database.open(None, home=pathlib.Path(sys.argv[1]))).close()
        asyncio.run(main())
        sys.exit("alembic" in sys.modules)
        """
    )
    command = [sys.executable, "-c", code, str(blank_home)]
    assert subprocess.run(command, check=False).returncode == 0


async def test_a_database_of_a_newer_version(tmp_path: Path) -> None:
    db = await Database.open(None, home=tmp_path)
    async with db.writing() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = 'ffff'"))
    await db.close()
    with pytest.raises(StorageError, match="newer version"):
        await Database.open(None, home=tmp_path)

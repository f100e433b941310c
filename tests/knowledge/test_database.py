"""The database: snapshots, one writer, and errors that say what to do; on both kinds."""

from __future__ import annotations

import asyncio
import gc
import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from knowledge.database import FILE_NAME, Database
from knowledge.errors import InvalidValue, StorageBusy, StorageError, StorageFull
from knowledge.schema import League


def league(league_id: str) -> League:
    return League(id=league_id, name="Anywhere", country="E", tier=1, is_cup=False, is_demo=False)


async def count(db: Database) -> int:
    async with db.reading() as session:
        return await session.scalar(select(func.count(League.id))) or 0


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
async def either(request: pytest.FixtureRequest, blank_home: Path) -> AsyncIterator[Database]:
    """Open an empty database of each kind."""
    url = request.getfixturevalue("blank_postgres_url") if request.param == "postgresql" else None
    db = await Database.open(url, home=blank_home)
    yield db
    await db.close()


async def test_what_is_written_is_read(either: Database) -> None:
    async with either.writing() as session:
        session.add(league("E0"))
    assert await count(either) == 1


async def test_an_error_undoes_the_whole_transaction(either: Database) -> None:
    async def write_and_fail() -> None:
        async with either.writing() as session:
            session.add(league("E0"))
            await session.flush()
            raise LookupError

    with pytest.raises(LookupError):
        await write_and_fail()
    assert await count(either) == 0


async def test_a_reading_session_cannot_write(either: Database) -> None:
    async def write() -> None:
        async with either.reading() as session:
            session.add(league("E0"))
            await session.flush()

    with pytest.raises(StorageError):
        await write()
    assert await count(either) == 0
    async with either.writing() as session:
        session.add(league("E0"))
    assert await count(either) == 1


async def test_a_rehearsal_keeps_nothing(either: Database) -> None:
    rehearsal = either.rehearsing()
    async with rehearsal.writing() as session:
        session.add(league("E0"))
        await session.flush()
        assert await session.scalar(select(func.count(League.id))) == 1
    assert await count(either) == await count(rehearsal) == 0
    async with either.writing() as session:
        session.add(league("E0"))
    assert await count(rehearsal) == 1


async def test_a_reading_session_sees_one_moment(either: Database) -> None:
    async with either.reading() as session:
        before = await session.scalar(select(func.count(League.id)))
        async with either.writing() as other:
            other.add(league("E0"))
        assert await session.scalar(select(func.count(League.id))) == before == 0
    assert await count(either) == 1


async def test_many_tasks_write_one_after_the_other(either: Database) -> None:
    async def write(number: int) -> None:
        async with either.writing() as session:
            session.add(league(f"L{number}"))

    await asyncio.gather(*(write(number) for number in range(20)))
    assert await count(either) == 20


async def test_a_refused_row_is_an_error_of_this_room(either: Database) -> None:
    async def write_twice() -> None:
        async with either.writing() as session:
            session.add(league("E0"))
            await session.flush()
            await session.execute(text("INSERT INTO leagues (id) VALUES ('E0')"))

    with pytest.raises(StorageError, match="refused"):
        await write_twice()


async def test_other_peoples_file_errors_pass_through(either: Database, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        async with either.reading():
            (tmp_path / "elsewhere" / "none").read_text()


async def test_the_place_never_shows_a_password(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="does not answer") as caught:
        await Database.open("postgresql://someone:hush@127.0.0.1:1/tippmix", home=tmp_path)
    assert "hush" not in str(caught.value)
    assert "127.0.0.1" in str(caught.value)


@pytest.mark.parametrize("url", ["mysql://x/y", "nonsense", "sqlite"])
async def test_an_address_of_another_kind_is_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidValue, match="TIPPMIX_DATABASE_URL"):
        await Database.open(url, home=tmp_path)


async def test_a_short_address_of_postgresql_is_understood(
    postgres_url: str, tmp_path: Path
) -> None:
    short = postgres_url.replace("postgresql://", "postgres://")
    db = await Database.open(short, home=tmp_path)
    assert await count(db) == 0
    await db.close()


async def test_locked_by_another_process(tmp_path: Path) -> None:
    db = await Database.open(None, home=tmp_path, busy_seconds=0.05)
    other = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageBusy, match="try again"):
        async with db.writing() as session:
            session.add(league("E0"))
    other.execute("ROLLBACK")
    other.close()
    async with db.writing() as session:
        session.add(league("E0"))
    assert await count(db) == 1
    await db.close()


async def test_who_is_broken_off_in_mid_statement_does_not_keep_the_lock(tmp_path: Path) -> None:
    db = await Database.open(None, home=tmp_path, busy_seconds=1)
    loop = asyncio.get_running_loop()

    async def write() -> None:
        async with db.writing() as session:
            raw = await (await session.connection()).get_raw_connection()
            driver = raw.driver_connection
            assert driver is not None
            # called while the statement runs, in the driver's thread: its row is never fetched
            await driver.create_function(
                "broken_off", 0, lambda: loop.call_soon_threadsafe(writer.cancel)
            )
            session.add(league("E0"))
            await session.flush()
            await session.execute(
                text("UPDATE leagues SET tier = 2 RETURNING broken_off() IS NULL")
            )

    writer = asyncio.create_task(write())
    # the broken off statement hangs in a traceback: nothing frees it by chance
    gc.disable()
    try:
        with pytest.raises(asyncio.CancelledError):
            await writer
        async with db.writing() as session:
            session.add(league("E1"))
    finally:
        gc.enable()
    assert await count(db) == 1
    await db.close()


async def test_no_room_left(tmp_path: Path) -> None:
    db = await Database.open(None, home=tmp_path)
    async with db.writing() as session:
        session.add(league("E0"))

    async def fill() -> None:
        async with db.writing() as session:
            pages = await session.scalar(text("PRAGMA page_count"))
            await session.execute(text(f"PRAGMA max_page_count={pages}"))
            session.add_all(league(f"L{number}") for number in range(5000))

    with pytest.raises(StorageFull, match="no room"):
        await fill()
    assert await count(db) == 1
    await db.close()


async def test_damaged_file(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"this is no database " * 500)
    with pytest.raises(StorageError, match=r"damaged.*move that file aside"):
        await Database.open(None, home=tmp_path)


async def test_damaged_in_the_middle(tmp_path: Path) -> None:
    db = await Database.open(None, home=tmp_path)
    async with db.writing() as session:
        session.add_all(league(f"L{number}") for number in range(2000))
    await db.close()
    file = tmp_path / FILE_NAME
    content = bytearray(file.read_bytes())
    half = len(content) // 2
    content[half:] = b"\xa5" * (len(content) - half)
    file.write_bytes(content)

    async def look() -> None:
        await count(await Database.open(None, home=tmp_path))

    with pytest.raises(StorageError, match="damaged"):
        await look()


async def test_a_home_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageFull, match="check the rights"):
        await Database.open(None, home=tmp_path / "file" / "home")


def test_a_folder_without_the_right_to_write(tmp_path: Path) -> None:
    shown = as_nobody(
        tmp_path,
        """
        import asyncio, pathlib, sys
        from knowledge.database import Database
        from knowledge.errors import StorageFull
        try:
            asyncio.run(Database.open(None, home=pathlib.Path(sys.argv[1])))
        except StorageFull as error:
            print(error)
        """,
    )
    assert "cannot be written: check the rights" in shown


def as_nobody(folder: Path, code: str) -> str:
    """Run code as a user who may not write in a folder (root may everywhere)."""
    folder.chmod(0o555)
    script = textwrap.dedent(code)
    command = [sys.executable, "-c", script, str(folder)]
    if os.geteuid() == 0:
        drop = shutil.which("setpriv")
        if drop is None:
            pytest.skip("root may write everywhere, and setpriv is not here to be someone else")
        for parent in folder.parents:
            if parent.stat().st_mode & 0o001 == 0 and parent != Path("/"):
                parent.chmod(parent.stat().st_mode | 0o055)
        command = [drop, "--reuid=65534", "--regid=65534", "--clear-groups", *command]
    try:
        run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    finally:
        folder.chmod(0o755)
    assert run.returncode == 0, run.stderr
    return run.stdout

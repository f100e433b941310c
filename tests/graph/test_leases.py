from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from psycopg import AsyncConnection

from graph.errors import CheckpointsAway, ThreadBusy
from graph.leases import DatabaseLeases, FolderLeases, Leases, ProcessLeases, open_leases

HOLDER = """
import asyncio, pathlib, sys
from graph.leases import FolderLeases

async def hold():
    async with FolderLeases(pathlib.Path(sys.argv[1])).hold("mine"):
        print("held", flush=True)
        sys.stdin.read()

asyncio.run(hold())
"""


@pytest.fixture(params=["process", "folder", pytest.param("database", marks=pytest.mark.postgres)])
async def leases(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Leases]:
    if request.param == "process":
        yield ProcessLeases()
        return
    database = request.param == "database"
    url = request.getfixturevalue("postgres_url") if database else None
    async with open_leases(url, home=tmp_path) as opened:
        assert isinstance(opened, DatabaseLeases if database else FolderLeases)
        yield opened


async def test_a_thread_is_held_once(leases: Leases) -> None:
    async with leases.hold("mine"):
        with pytest.raises(ThreadBusy):
            async with leases.hold("mine"):
                pass
        async with leases.hold("yours"):
            pass
    async with leases.hold("mine"):
        pass


async def test_a_failure_frees_the_thread(leases: Leases) -> None:
    with pytest.raises(ZeroDivisionError):
        async with leases.hold("mine"):
            raise ZeroDivisionError
    async with leases.hold("mine"):
        pass


def another_process(folder: Path) -> subprocess.Popen[str]:
    """Start a process that holds the thread "mine" until it dies."""
    other = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    return other


async def test_another_process_holds_it_until_it_dies(tmp_path: Path) -> None:
    leases = FolderLeases(tmp_path)
    with another_process(tmp_path) as other:
        with pytest.raises(ThreadBusy):
            async with leases.hold("mine"):
                pass
        other.kill()
    async with leases.hold("mine"):
        pass


async def until_free(leases: Leases) -> None:
    """Wait until the server has noticed that the other connection is gone."""
    while True:
        try:
            async with leases.hold("mine"):
                return
        except ThreadBusy:
            await asyncio.sleep(0.01)


@pytest.mark.postgres
async def test_another_machine_holds_it_until_its_connection_ends(
    postgres_url: str, tmp_path: Path
) -> None:
    async with open_leases(postgres_url, home=tmp_path) as mine:
        async with open_leases(postgres_url, home=tmp_path) as others:
            async with others.hold("mine"):
                with pytest.raises(ThreadBusy):
                    async with mine.hold("mine"):
                        pass
            held = others.hold("mine")
            await held.__aenter__()
        with pytest.raises(CheckpointsAway):
            await held.__aexit__(None, None, None)
        await until_free(mine)


@pytest.mark.postgres
async def test_a_server_started_anew_is_found_again(postgres_url: str, tmp_path: Path) -> None:
    async with open_leases(postgres_url, home=tmp_path) as leases:
        async with await AsyncConnection.connect(postgres_url, autocommit=True) as admin:
            ended = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
            held = leases.hold("mine")
            await held.__aenter__()
            await admin.execute(ended)
        with pytest.raises(CheckpointsAway):
            await held.__aexit__(None, None, None)
        async with leases.hold("mine"):
            with pytest.raises(ThreadBusy):
                async with leases.hold("mine"):
                    pass


async def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    leases = FolderLeases(tmp_path / "leases")
    (tmp_path / "leases").rmdir()
    (tmp_path / "leases").write_text("in the way")
    with pytest.raises(CheckpointsAway, match="rights and room"):
        async with leases.hold("mine"):
            pass


async def test_postgres_away_is_said(tmp_path: Path) -> None:
    with pytest.raises(CheckpointsAway, match="PostgreSQL"):
        async with open_leases("postgresql://nobody@127.0.0.1:9/none", home=tmp_path):
            pass

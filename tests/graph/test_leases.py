from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from graph.errors import ThreadBusy
from graph.leases import FolderLeases, Leases, ProcessLeases

HOLDER = """
import asyncio, pathlib, sys
from graph.leases import FolderLeases

async def hold():
    async with FolderLeases(pathlib.Path(sys.argv[1])).hold("mine"):
        print("held", flush=True)
        sys.stdin.read()

asyncio.run(hold())
"""


@pytest.fixture(params=["process", "folder"])
def leases(request: pytest.FixtureRequest, tmp_path: Path) -> Leases:
    return ProcessLeases() if request.param == "process" else FolderLeases(tmp_path / "leases")


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

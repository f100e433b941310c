"""One heap for all threads, as the C library counts them, and as a process's memory shows them."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from tests.chat.running import command, environment, wait_for

COUNT = """
import ctypes, sys, threading
from chat.heap import share_heap
if sys.argv[1] == "shared":
    assert share_heap()
together = threading.Barrier(8)
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
def take():
    together.wait()
    libc.malloc(100)
threads = [threading.Thread(target=take) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
libc.malloc_info(0, ctypes.c_void_p.in_dll(libc, "stdout"))
"""


def heaps(how: str) -> int:
    asked = [sys.executable, "-c", COUNT, how]
    said = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=60)
    return said.stdout.count("<heap nr=")


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_info"), reason="not the GNU C library")
def test_threads_share_one_heap() -> None:
    assert heaps("own") > 1
    assert heaps("shared") == 1


def heaps_of_threads(pid: int) -> int:
    """Count the stretches of memory that the GNU C library sets aside for threads' own heaps."""
    size = 64 * 1024**2
    lines = Path(f"/proc/{pid}/maps").read_text().splitlines()
    stretches = []
    for line in lines:
        ends, rights, *_ = line.split()
        start, end = (int(end, 16) for end in ends.split("-"))
        stretches.append((start, end, rights))
    return sum(
        start % size == 0 and held == "rw-p" and kept == "---p" and upto == start + size
        for (start, _, held), (_, upto, kept) in pairwise(stretches)
    )


@pytest.mark.skipif(sys.platform != "linux", reason="no /proc here")
@pytest.mark.parametrize("what", [["serve", "--port", "0"], ["worker"]], ids=["service", "worker"])
def test_those_that_run_for_long_share_it(what: list[str], tmp_path: Path) -> None:
    home = tmp_path / "home"
    process = subprocess.Popen(
        command(*what, "--json", afresh=True),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(home),
        cwd=tmp_path,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline()
        threads = Path(f"/proc/{process.pid}/task")
        wait_for(lambda: len(list(threads.iterdir())) > 8, "threads at work")
        assert heaps_of_threads(process.pid) == 0
    finally:
        process.terminate()
        process.communicate(timeout=60)

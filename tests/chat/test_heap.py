"""One heap for all threads, as the C library itself counts them."""

from __future__ import annotations

import ctypes
import subprocess
import sys

import pytest

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

"""One heap for all threads of a process that runs for long.

The GNU C library gives threads heaps of their own, and what is freed there seldom goes back to the
system: a busy service grew by tens of kilobytes a task, and no object of Python's was to blame.
Python's threads take turns anyway, so nothing waits for the one heap.
"""

from __future__ import annotations

import ctypes
from typing import Final

#: of malloc.h: how many heaps there are, and from how many free bytes at its end one shrinks
ARENA_MAX, TRIM_THRESHOLD = -8, -1
OPTIONS: Final = {ARENA_MAX: 1, TRIM_THRESHOLD: 128 * 1024}


def share_heap() -> bool:
    """Keep to one heap from now on; return False where the C library knows no such thing."""
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return False
    return all(mallopt(option, value) for option, value in OPTIONS.items())

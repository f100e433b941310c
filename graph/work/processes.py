"""Which process this is, and whether another one of the same machine still runs."""

from __future__ import annotations

import os
import platform
from pathlib import Path

BOOT = Path("/proc/sys/kernel/random/boot_id")
NUMBERS = Path("/proc/self/ns/pid")


def this_process() -> tuple[str, int]:
    """Return where this process runs, and its number there.

    Two processes that say the same place can look for each other by their numbers. A machine's
    name is not enough: containers share it and count on their own, machines start again.
    """
    place = [platform.node()]
    if BOOT.exists():
        place += [BOOT.read_text().strip()[:8], str(NUMBERS.readlink())]
    return " ".join(place), os.getpid()


def is_gone(place: str, number: int) -> bool:
    """Tell whether a process is gone for sure; False where it cannot be known from here."""
    here, _ = this_process()
    if place != here or os.name != "posix":
        return False
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False

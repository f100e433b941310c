"""Fixtures that every room's tests share."""

from __future__ import annotations

import gc
import os
from pathlib import Path

# before numpy is loaded: tests run side by side, and idle threads of its algebra would spin
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pytest

pytest_plugins = ["tests.blank", "tests.postgres", "tests.redis_server"]

REAL_DATA = Path(__file__).resolve().parents[1].parent / "shared" / "data"


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over all that is loaded: it stays until the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Return the folder of real matches, or skip where it is not on this machine."""
    if not REAL_DATA.is_dir():
        pytest.skip("the folder of real matches is not on this machine")
    return REAL_DATA

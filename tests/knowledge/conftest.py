"""An empty database for a test of what is known."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from knowledge.database import Database


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    """Open an empty SQLite database."""
    database = await Database.open(None, home=tmp_path)
    yield database
    await database.close()

"""An empty database for a test of what is known."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from knowledge.database import Database


@pytest.fixture
async def db(blank_home: Path) -> AsyncIterator[Database]:
    """Open an empty SQLite database."""
    database = await Database.open(None, home=blank_home)
    yield database
    await database.close()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
async def any_db(request: pytest.FixtureRequest, blank_home: Path) -> AsyncIterator[Database]:
    """Open an empty database of each kind; a file of tests takes it in place of `db`."""
    on_postgresql = request.param == "postgresql"
    url = request.getfixturevalue("blank_postgres_url") if on_postgresql else None
    database = await Database.open(url, home=blank_home)
    yield database
    await database.close()

"""An empty database of each kind, and another opening of the same, as another process has it."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from knowledge.database import Database
from knowledge.events import EventDraft, tell

NOW = dt.datetime(2024, 5, 10, 12, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Place:
    """Where a database is."""

    url: str | None
    home: Path

    async def open(self) -> Database:
        return await Database.open(self.url, home=self.home)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, blank_home: Path) -> Place:
    on_postgresql = request.param == "postgresql"
    return Place(
        request.getfixturevalue("blank_postgres_url") if on_postgresql else None, blank_home
    )


@pytest.fixture
async def db(place: Place) -> AsyncIterator[Database]:
    database = await place.open()
    yield database
    await database.close()


@pytest.fixture
async def elsewhere(place: Place, db: Database) -> AsyncIterator[Database]:
    """Open the same database again: its commits ring no bell of `db`."""
    database = await place.open()
    yield database
    await database.close()


async def write(db: Database, count: int = 1) -> int:
    """Write events; return the last one's id."""
    drafts = [EventDraft(name="agent:updated", user_id="ann") for _ in range(count)]
    async with db.writing() as session:
        return await tell(session, *drafts, now=NOW)

"""Empty databases whose tables are there: made once a test process, and copied for each test.

How tables are made and brought up to date is tested in `tests/knowledge/test_migrations.py`.
"""

from __future__ import annotations

import asyncio
import shutil
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from knowledge.database import FILE_NAME, Database

TEMPLATE = "blank"


def make(url: str | None, home: Path) -> None:
    """Make a database's tables."""

    async def open_and_close() -> None:
        await (await Database.open(url, home=home)).close()

    # a loop of its own in a thread of its own: who asks for a database may have one running
    with ThreadPoolExecutor(1) as elsewhere:
        elsewhere.submit(asyncio.run, open_and_close()).result()


@pytest.fixture(scope="session")
def blank_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of an empty SQLite database; to be copied, not used."""
    home = tmp_path_factory.mktemp("blank")
    make(None, home)
    return home / FILE_NAME


@pytest.fixture
def blank_home(blank_file: Path, tmp_path: Path) -> Path:
    """Return the test's own folder, with an empty SQLite database in it."""
    shutil.copy(blank_file, tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def blank_postgres(postgres_server: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the server's address; an empty database on it is called `TEMPLATE`."""
    with psycopg.connect(f"{postgres_server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {TEMPLATE}".encode())
    make(f"{postgres_server}/{TEMPLATE}", tmp_path_factory.mktemp("blank"))
    return postgres_server


@pytest.fixture
def blank_postgres_url(blank_postgres: str) -> Iterator[str]:
    """Give the address of an empty PostgreSQL database of the test's own."""
    name = f"test_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(f"{blank_postgres}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}".encode())
        yield f"{blank_postgres}/{name}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())

"""A PostgreSQL of the tests' own: made in a temp folder, gone afterwards.

`postgres_url` is the address of a fresh, empty database for one test. Where PostgreSQL's programs
are not installed the test is skipped, and says so.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
#: PostgreSQL refuses to run as root
USER = "postgres"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Start a server; give its address without a database's name."""
    if not PROGRAMS:
        pytest.skip("PostgreSQL's programs are not installed on this machine")
    user = USER if os.geteuid() == 0 else None
    if user and not _has_user(user):
        pytest.skip("PostgreSQL does not run as root, and there is no user postgres")
    folder = Path(tempfile.mkdtemp(prefix="tippmix-pg-"))
    if user:
        shutil.chown(folder, user)
    port = _free_port()
    _run(PROGRAMS[-1] / "initdb", "-D", str(folder / "data"), "-A", "trust", "-U", USER, user=user)
    options = f"-p {port} -h 127.0.0.1 -k {folder} -c fsync=off -c shared_buffers=16MB"
    control: list[str | Path] = [PROGRAMS[-1] / "pg_ctl", "-D", str(folder / "data"), "-w"]
    _run(*control, "-l", str(folder / "log"), "-o", options, "start", user=user)
    try:
        yield f"postgresql://{USER}@127.0.0.1:{port}"
    finally:
        _run(*control, "-m", "immediate", "stop", user=user)
        shutil.rmtree(folder)


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """Give the address of an empty database."""
    name = f"test_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(f"{postgres_server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        yield f"{postgres_server}/{name}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def _run(*command: str | Path, user: str | None) -> None:
    subprocess.run(
        command,
        check=True,
        user=user,
        cwd="/",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _has_user(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])

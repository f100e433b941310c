"""A PostgreSQL of the tests' own: made in a temp folder, gone afterwards.

`postgres_url` is the address of a fresh, empty database for one test. Where PostgreSQL's programs
are not installed the test is skipped, and says so.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest
from tenacity import Retrying, stop_after_attempt, wait_fixed

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
#: PostgreSQL refuses to run as root
USER = "postgres"


class Server:
    """A server on this machine's loopback; made in a folder, not started."""

    def __init__(self, folder: Path) -> None:
        if not PROGRAMS:
            pytest.skip("PostgreSQL's programs are not installed on this machine")
        self._user = USER if os.geteuid() == 0 else None
        if self._user and not _has_user(self._user):
            pytest.skip("PostgreSQL does not run as root, and there is no user postgres")
        if self._user:
            shutil.chown(folder, self._user)
        self._folder = folder
        self._port = _free_port()
        self._run("initdb", "-A", "trust", "-U", USER)
        #: its address, without a database's name
        self.url = f"postgresql://{USER}@127.0.0.1:{self._port}"

    def start(self) -> None:
        """Start it, and wait until it takes connections."""
        options = f"-p {self._port} -h 127.0.0.1 -k {self._folder} -c fsync=off"
        options += " -c shared_buffers=16MB"
        # the children of one that was killed hold its memory until they are gone too
        for attempt in Retrying(wait=wait_fixed(0.3), stop=stop_after_attempt(20), reraise=True):
            with attempt:
                self._run("pg_ctl", "-w", "-l", str(self._folder / "log"), "-o", options, "start")

    def stop(self) -> None:
        """Stop it at once."""
        self._run("pg_ctl", "-w", "-m", "immediate", "stop")

    def kill(self) -> None:
        """Kill it, as a machine without memory does; it can be started again."""
        lock = self._folder / "data" / "postmaster.pid"
        first = lock.read_text().split()[0]
        # so that it has no further children
        os.kill(int(first), signal.SIGSTOP)
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        for pid in (first, *children):
            with suppress(ProcessLookupError):
                os.kill(int(pid), signal.SIGKILL)
        # the first one is nobody's child: where nobody buries it, it seems to live
        lock.unlink()

    def _run(self, program: str, *more: str) -> None:
        subprocess.run(
            (PROGRAMS[-1] / program, "-D", str(self._folder / "data"), *more),
            check=True,
            user=self._user,
            cwd="/",
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Start a server; give its address without a database's name."""
    with _server() as server:
        yield server.url


@pytest.fixture
def own_postgres() -> Iterator[Server]:
    """Start a server that one test may kill; its database is called postgres."""
    with _server() as server:
        yield server


@contextmanager
def _server() -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="tippmix-pg-"))
    try:
        server = Server(folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """Give the address of an empty database."""
    name = f"test_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(f"{postgres_server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        yield f"{postgres_server}/{name}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


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

"""Runs commands in processes of their own: such as end, and a service that serves.

They are forked by a nursery, which spares each the seconds of its imports; `afresh` runs the
console script as the shell does.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import httpx

TIPPMIX = Path(sys.executable).with_name("tippmix")
NEWBORN = Path(__file__).with_name("newborn.py")

#: nobody listens there
NOWHERE = "http://127.0.0.1:9"

#: the demo league's own day: mid-season, so that there are fixtures and results
DEMO_DAY = "2026-03-04"

#: the key of a program that a service may know
PROGRAM_KEY = "key-of-a-program-0123"

#: seconds; generous, because the machine may be busy: no test measures with it
PATIENCE = 110


@cache
def nursery() -> str:
    """Return the address of this process's nursery, which ends with it."""
    folder = tempfile.mkdtemp(prefix="tippmix-")
    address = f"{folder}/nursery"
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.chat.nursery", address],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment(Path(folder)),
        cwd=Path(__file__).parents[2],
        start_new_session=True,
    )

    def close() -> None:
        process.communicate(timeout=PATIENCE)
        shutil.rmtree(folder)

    atexit.register(close)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return address


def command(*arguments: str, afresh: bool = False) -> list[str]:
    """Return what runs the console script with these arguments."""
    # elsewhere a process with libraries of the system's in it may not be forked
    if afresh or sys.platform != "linux":
        return [str(TIPPMIX), *arguments]
    return [sys.executable, "-I", "-S", str(NEWBORN), nursery(), *arguments]


def environment(home: Path, **settings: str) -> dict[str, str]:
    """Return an environment with no settings but these."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("TIPPMIX_", "OLLAMA_", "CHAINLIT_"))
    }
    defaults = {"ollama_url": NOWHERE, "source_url": NOWHERE, "now": DEMO_DAY}
    given = {**defaults, **settings, "home": str(home)}
    return {**kept, **{f"TIPPMIX_{name.upper()}": value for name, value in given.items() if value}}


def tippmix(
    home: Path,
    *arguments: str,
    given: str = "",
    cwd: Path | None = None,
    afresh: bool = False,
    **settings: str,
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        command(*arguments, afresh=afresh),
        input=given,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        env=environment(home, **settings),
        cwd=cwd or home.parent,
        check=False,
    )


def wait_for(happened: Callable[[], object], what: str) -> None:
    """Wait until something happened; fail when it does not."""
    until = time.monotonic() + PATIENCE / 2
    while not happened():
        assert time.monotonic() < until, f"never happened: {what}"
        time.sleep(0.05)


@dataclass
class Service:
    """A service under way."""

    url: str
    home: Path
    process: subprocess.Popen[str]

    def client(self, **options: object) -> httpx.Client:
        """Return a client of it."""
        return httpx.Client(base_url=self.url, timeout=PATIENCE, trust_env=False, **options)  # type: ignore[arg-type]

    def wait_until_ready(self) -> None:
        """Wait until everything is up."""
        with self.client() as client:
            until = time.monotonic() + PATIENCE
            while (answer := client.get("/ready")).status_code != 200:
                assert "failed" not in answer.json()["parts"].values(), answer.text
                assert time.monotonic() < until, answer.text
                time.sleep(0.2)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """Stop it; return its exit code and what it said on stderr."""
        self.process.send_signal(how)
        _, said = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, said


@contextmanager
def serving(
    home: Path, *arguments: str, ready: bool = True, afresh: bool = False, **settings: str
) -> Iterator[Service]:
    """Run a service on a free port; it is stopped at the end."""
    process = subprocess.Popen(
        command("serve", "--port", "0", "--json", *arguments, afresh=afresh),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(home, **settings),
        cwd=home.parent,
    )
    try:
        assert process.stdout is not None
        service = Service(json.loads(process.stdout.readline())["url"], home, process)
        if ready:
            service.wait_until_ready()
        yield service
    finally:
        if process.poll() is None:
            process.terminate()
        try:
            process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def signed_in(http: httpx.Client, name: str) -> str:
    """Return the token of a user, made where there is none of that name."""
    account = {"username": name, "password": f"password of {name}"}
    http.post("/api/v1/auth/register", json=account)
    answer = http.post("/api/v1/auth/token", data=account)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["access_token"])


def exclude(http: httpx.Client, token: str) -> None:
    """Let a user exclude himself from betting advice."""
    until = {"self_excluded_until": "2026-06-01"}
    answer = http.put(
        "/api/v1/users/me/preferences", json=until, headers={"Authorization": f"Bearer {token}"}
    )
    assert answer.status_code == 200, answer.text


@contextmanager
def as_user(service: Service, name: str) -> Iterator[httpx.Client]:
    """Give a client that is signed in under a name."""
    with service.client() as http:
        http.headers["Authorization"] = f"Bearer {signed_in(http, name)}"
        http.headers["Accept"] = "application/json, text/event-stream"
        yield http


@contextmanager
def as_program(service: Service) -> Iterator[httpx.Client]:
    """Give a client that comes with a program's key."""
    with service.client(headers={"X-API-Key": PROGRAM_KEY}) as http:
        yield http

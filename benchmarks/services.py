"""A service of our own for benchmarks that ask as users do, and a client of its events."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

import socketio

from tests.chat.running import Service, serving, tippmix


def copy_of(given: Path | None, home: Path) -> Path:
    """Return a data folder of one's own: a copy, or a new one with the demo league and a model."""
    if given is not None:
        return Path(shutil.copytree(given, home))
    done = tippmix(home, "train")
    assert done.returncode == 0, done.stderr
    return home


@contextmanager
def a_service(home: Path, **settings: str) -> Iterator[Service]:
    """Run a service that the analyst speaks for, as the console script starts it."""
    with serving(home, model="analyst", afresh=True, **settings) as service:
        yield service


async def until(look: Callable[[], Awaitable[bool]], *, pause: float = 0.01) -> None:
    """Look again and again until it is so."""
    while not await look():  # noqa: ASYNC110 - another process is looked at, which rings no bell
        await asyncio.sleep(pause)


class Heard:
    """What a client of the events has heard, and when."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._times: dict[str, list[float]] = {}
        self._news = asyncio.Event()
        client.on("*", self._hear)

    async def subscribe(self, *topics: str) -> None:
        """Hear of some topics from now on."""
        answer = await self._client.call("subscribe", {"topics": list(topics)}, timeout=60)
        assert answer["ok"], answer

    def forget(self) -> None:
        """Forget what was heard."""
        self._times.clear()

    async def at(self, name: str) -> float:
        """Return when an event of a name was heard first; waits for it."""
        async with asyncio.timeout(30):
            while name not in self._times:
                self._news.clear()
                await self._news.wait()
        return self._times[name][0]

    def count(self, name: str) -> int:
        """Return how many events of a name were heard."""
        return len(self._times.get(name, ()))

    async def _hear(self, name: str, *_: object) -> None:
        self._times.setdefault(name, []).append(perf_counter())
        self._news.set()


@asynccontextmanager
async def events_of(url: str) -> AsyncIterator[Heard]:
    """Connect to a service's events."""
    client = socketio.AsyncClient(reconnection=False)
    heard = Heard(client)
    await client.connect(url, transports=["websocket"], wait_timeout=30)
    try:
        yield heard
    finally:
        await client.disconnect()

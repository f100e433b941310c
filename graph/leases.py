"""One run at a time on a thread: two at once would lose one of them.

Does not know what a run does. `FolderLeases` holds between the processes of one machine.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Protocol

from graph.errors import ThreadBusy


class Leases(Protocol):
    """Gives leases on threads."""

    def hold(self, thread_id: str) -> AbstractAsyncContextManager[None]:
        """Hold the thread; raises `ThreadBusy` at once when somebody else does."""
        ...


class ProcessLeases:
    """Leases within this process."""

    def __init__(self) -> None:
        self._held: set[str] = set()

    @asynccontextmanager
    async def hold(self, thread_id: str) -> AsyncIterator[None]:
        """Hold the thread; raises `ThreadBusy` at once when somebody else does."""
        if thread_id in self._held:
            raise ThreadBusy
        self._held.add(thread_id)
        try:
            yield
        finally:
            self._held.discard(thread_id)


class FolderLeases:
    """Leases between processes: a lock file each, let go by the system when a process dies."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._here = ProcessLeases()

    @asynccontextmanager
    async def hold(self, thread_id: str) -> AsyncIterator[None]:
        """Hold the thread; raises `ThreadBusy` at once when somebody else does."""
        from filelock import FileLock, Timeout

        async with self._here.hold(thread_id):
            name = hashlib.sha256(thread_id.encode()).hexdigest()[:32]
            lock = FileLock(self._folder / f"{name}.lock", timeout=0, thread_local=False)
            try:
                lock.acquire()
            except Timeout as error:
                raise ThreadBusy from error
            # the empty file stays: deleting it would let two processes hold two files of one name
            try:
                yield
            finally:
                lock.release()

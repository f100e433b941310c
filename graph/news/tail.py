"""The tail of the event log: each new event is handed to every listener, in order, once.

Events are always read from the database. This process's own commits wake the reader at once; those
of others are looked for, often where nothing tells of them, seldom where a bell does. While nobody
listens nothing is read. Does not know who listens, nor whose an event is.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from knowledge.database import Database
from knowledge.errors import StorageError
from knowledge.events import EventInfo, events_after, last_event_id

log = logging.getLogger(__name__)

#: hears of an event; must be quick
Listener = Callable[[EventInfo], None]

#: seconds between looks where nothing tells of what other processes write
LOOK = 0.025
#: seconds between looks where a bell does: one that got lost costs no more
SAFE_LOOK = 1.0
#: seconds until a database that was away is asked again
AWAY = 0.5
#: events that are read at once
PAGE = 500


class Bell(Protocol):
    """Tells of what other processes have committed."""

    #: True while it can be relied on
    is_heard: bool

    async def hear(self, ring: Callable[[], None]) -> None:
        """Call `ring` whenever another process wrote events, until cancelled."""


class Tail:
    """Follows the log while anybody listens.

    Parameters
    ----------
    db
        Where the log is.
    bell
        What tells of other processes; None: they are only looked for.
    """

    def __init__(self, db: Database, bell: Bell | None = None) -> None:
        self._db = db
        self._bell = bell
        self._listeners: list[Listener] = []
        self._work: list[asyncio.Task[None]] = []
        self._rung = asyncio.Event()
        self._changing = asyncio.Lock()
        #: the id of the newest event that was handed on
        self.position = 0

    @property
    def is_followed(self) -> bool:
        """True while somebody listens."""
        return bool(self._listeners)

    async def listen(self, listener: Listener) -> int:
        """Hand all coming events to a listener too; return the id after which they begin.

        Raises
        ------
        StorageError
            When the log cannot be read now.
        """
        async with self._changing:
            if not self._work:
                await self._begin()
            self._listeners.append(listener)
            return self.position

    async def forget(self, listener: Listener) -> None:
        """Hand nothing more to a listener."""
        async with self._changing:
            self._listeners.remove(listener)
            if not self._listeners:
                await self._end()

    async def _begin(self) -> None:
        async with self._db.reading() as session:
            self.position = await last_event_id(session)
        self._db.bells.append(self._rung.set)
        self._work.append(asyncio.create_task(self._follow()))
        if self._bell:
            self._work.append(asyncio.create_task(self._bell.hear(self._rung.set)))

    async def _end(self) -> None:
        self._db.bells.remove(self._rung.set)
        for task in self._work:
            task.cancel()
        await asyncio.gather(*self._work, return_exceptions=True)
        self._work.clear()

    async def _follow(self) -> None:
        is_away = False
        while True:
            try:
                async with self._db.watching() as changed:
                    while True:
                        self._rung.clear()
                        if await changed():
                            await self._hand_on_all()
                        is_away = False
                        await self._wait()
            except StorageError as error:
                if not is_away:
                    log.warning("Events wait: %s", error)
                is_away = True
                await asyncio.sleep(AWAY)

    async def _wait(self) -> None:
        seconds = SAFE_LOOK if self._bell and self._bell.is_heard else LOOK
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._rung.wait()

    async def _hand_on_all(self) -> None:
        while True:
            async with self._db.reading() as session:
                events = await events_after(session, self.position, limit=PAGE)
            for event in events:
                self._hand_on(event)
            if len(events) < PAGE:
                return

    def _hand_on(self, event: EventInfo) -> None:
        self.position = event.id
        for listener in tuple(self._listeners):
            try:
                listener(event)
            except Exception:
                # one listener that fails must not keep the event from the others
                log.exception("a listener failed at event %s", event.id)

"""The directory of clubs: one resolver for the whole process, renewed when it is old.

Another process may import data at any time, so the doors ask for a fresh directory before they
pass a question on; the event log says whether anything came. Does not know how names are resolved.
"""

from __future__ import annotations

import asyncio
import time

from knowledge.database import Database
from knowledge.events import EventName, events_after, last_event_id
from knowledge.naming import TeamResolver

#: how old the directory may be, seconds
FRESH = 3.0


class ClubDirectory:
    """Gives the resolver of clubs."""

    def __init__(self, db: Database, resolver: TeamResolver, position: int) -> None:
        self._db = db
        self._resolver = resolver
        self._looked_at = time.monotonic()
        #: the last event of the log when it was read
        self._position = position
        self._reading = asyncio.Lock()

    @classmethod
    async def open(cls, db: Database) -> ClubDirectory:
        """Read the clubs for the first time."""
        return cls(db, *await _read(db))

    def current(self) -> TeamResolver:
        """Return the resolver as last read."""
        return self._resolver

    async def fresh(self) -> TeamResolver:
        """Return the resolver; reads the clubs again when data came in since."""
        async with self._reading:
            if time.monotonic() - self._looked_at > FRESH:
                if await self._has_news():
                    self._resolver, self._position = await _read(self._db)
                self._looked_at = time.monotonic()
        return self._resolver

    async def _has_news(self) -> bool:
        async with self._db.reading() as session:
            names: list[EventName] = ["data:imported"]
            return bool(await events_after(session, self._position, names=names, limit=1))


async def _read(db: Database) -> tuple[TeamResolver, int]:
    from knowledge.naming.loading import load_resolver

    async with db.reading() as session:
        return await load_resolver(session), await last_event_id(session)

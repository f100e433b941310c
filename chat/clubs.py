"""The directory of clubs: one resolver for the whole process, renewed when it is old.

Another process may import data at any time, so the doors ask for a fresh directory before they
pass a question on. Does not know how names are resolved.
"""

from __future__ import annotations

import asyncio
import time

from knowledge.database import Database
from knowledge.naming import TeamResolver

#: how old the directory may be, seconds; reading a thousand clubs takes a tenth of one
FRESH = 3.0


class ClubDirectory:
    """Gives the resolver of clubs."""

    def __init__(self, db: Database, resolver: TeamResolver) -> None:
        self._db = db
        self._resolver = resolver
        self._read_at = time.monotonic()
        self._reading = asyncio.Lock()

    @classmethod
    async def open(cls, db: Database) -> ClubDirectory:
        """Read the clubs for the first time."""
        return cls(db, await _read(db))

    def current(self) -> TeamResolver:
        """Return the resolver as last read."""
        return self._resolver

    async def fresh(self) -> TeamResolver:
        """Return the resolver; reads the clubs again when it is old."""
        async with self._reading:
            if time.monotonic() - self._read_at > FRESH:
                self._resolver = await _read(self._db)
                self._read_at = time.monotonic()
        return self._resolver


async def _read(db: Database) -> TeamResolver:
    from knowledge.naming.loading import load_resolver

    async with db.reading() as session:
        return await load_resolver(session)

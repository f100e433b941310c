"""What a user has set reaches the answer that is written for him."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from graph.readers import KnownReaders, Reader
from knowledge.database import Database
from knowledge.preferences import set_preference

NOW = dt.datetime(2024, 5, 10, tzinfo=dt.UTC)


async def test_a_reader_is_what_the_user_has_set(blank_home: Path) -> None:
    db = await Database.open(None, home=blank_home)
    try:
        async with db.writing() as session:
            await set_preference(session, "anna", "odds_format", "american", now=NOW)
            await set_preference(session, "anna", "language", "hu", now=NOW)
        readers = KnownReaders(db)
        assert await readers.reader("anna") == Reader(odds_format="american", language="hu")
        assert await readers.reader("bela") == Reader()
    finally:
        await db.close()

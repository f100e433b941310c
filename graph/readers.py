"""For whom an answer is written: what the asking user has set that shapes words and limits.

Read once a run, so that one answer is of one mind. Does not know what is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from graph.wording import Language
from graph.wording.figures import OddsFormat
from knowledge.preferences import get_preferences

if TYPE_CHECKING:
    from knowledge.database import Database


@dataclass(frozen=True, kw_only=True, slots=True)
class Reader:
    """The one who reads the answer; what was never set has its default."""

    #: how prices are written for him
    odds_format: OddsFormat = "decimal"
    #: the language he chose; None: that of his question
    language: Language | None = None


class Readers(Protocol):
    """Knows the readers of this house."""

    async def reader(self, user_id: str) -> Reader:
        """Return what is known of a user; the defaults for one who never set anything."""
        ...


class AnyReader:
    """The readers of a graph without a database: nothing is known of anybody."""

    async def reader(self, user_id: str) -> Reader:
        """Return the defaults."""
        return Reader()


class KnownReaders:
    """Reads what users have set from the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def reader(self, user_id: str) -> Reader:
        """Return what a user has set.

        Raises
        ------
        knowledge.errors.StorageError : the database refuses.
        """
        async with self._database.reading() as session:
            kept = await get_preferences(session, user_id)
        return Reader(odds_format=kept.odds_format, language=kept.language)

"""What is kept of a user that the guard goes by, and what it writes down. Reads no words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from knowledge import holds
from knowledge.errors import InvalidValue
from knowledge.holds import Hold, Sign
from knowledge.preferences import get_preferences, set_preference

if TYPE_CHECKING:
    from knowledge.database import Database

Lasting = Literal["self_excluded_until", "cooling_off_until"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """What is kept of a user."""

    #: all that holds betting advice back now, the gravest first
    holds: tuple[Hold, ...] = ()
    #: where he looks for help, where he has said so
    country: str | None = None


class GuardBooks(Protocol):
    """Keeps what holds betting advice back from whom."""

    async def kept(self, user_id: str) -> Kept:
        """Return what is kept of a user."""
        ...

    async def notice(self, user_id: str, sign: Sign) -> None:
        """Write down that a sign of harm was seen in his words."""
        ...

    async def take_break(self, user_id: str, kind: Lasting, until: dt.datetime) -> bool:
        """Set his break or exclusion; False: the one in force lasts longer, and stays."""
        ...


class NoBooks:
    """Keeps nothing: for graphs used from Python without a database."""

    async def kept(self, user_id: str) -> Kept:
        """Return that nothing is kept."""
        return Kept()

    async def notice(self, user_id: str, sign: Sign) -> None:
        """Do nothing: the sign still counts in its conversation."""

    async def take_break(self, user_id: str, kind: Lasting, until: dt.datetime) -> bool:
        """Keep nothing."""
        return False


class KnowledgeBooks:
    """Keeps it in the database.

    Parameters
    ----------
    clock : the present, aware UTC: the same that the tools go by.
    """

    def __init__(self, database: Database, clock: Callable[[], dt.datetime]) -> None:
        self._database = database
        self._clock = clock

    async def kept(self, user_id: str) -> Kept:
        """Return what is kept of a user.

        Raises
        ------
        knowledge.errors.StorageError : the database refuses.
        """
        async with self._database.reading() as session:
            preferences = await get_preferences(session, user_id)
            found = await holds.holds_beside(session, user_id, preferences, now=self._clock())
        return Kept(holds=found, country=preferences.country)

    async def notice(self, user_id: str, sign: Sign) -> None:
        """Write down that a sign of harm was seen in his words."""
        async with self._database.writing() as session:
            await holds.notice(session, user_id, sign, now=self._clock())

    async def take_break(self, user_id: str, kind: Lasting, until: dt.datetime) -> bool:
        """Set his break or exclusion; False: the one in force lasts longer, and stays."""
        try:
            async with self._database.writing() as session:
                await set_preference(session, user_id, kind, until, now=self._clock())
        except InvalidValue:
            return False
        return True

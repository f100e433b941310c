"""Signing in with a name and a password: who guesses has to wait.

Guesses are counted in this process and by where they come from, so that nobody keeps another one
out by guessing from elsewhere. Does not know how passwords are kept, nor what a login is good for.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

from chat.errors import GuessedTooOften, NotSignedIn
from knowledge.accounts import UserInfo, check_password, plain_name
from knowledge.database import Database

#: wrong passwords that anybody may type in a row
FREE_GUESSES = 10
#: seconds after which one of them is forgotten
PAUSE = 60.0
#: whose guesses are remembered at once
MOST_GUESSERS = 10_000


class Guesses:
    """How often somebody guessed wrong of late.

    Parameters
    ----------
    seconds
        Monotonic.
    """

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        #: when the last of somebody's guesses will be forgotten; who guessed last stands last
        self._until: OrderedDict[tuple[str, str], float] = OrderedDict()

    def are_too_many(self, who: tuple[str, str]) -> bool:
        """Tell whether somebody has to wait."""
        now = self._seconds()
        return self._until.get(who, now) - now > (FREE_GUESSES - 1) * PAUSE

    def count(self, who: tuple[str, str]) -> None:
        """Count a wrong guess."""
        now = self._seconds()
        self._until[who] = max(self._until.pop(who, now), now) + PAUSE
        if len(self._until) > MOST_GUESSERS:
            self._until.popitem(last=False)

    def forget(self, who: tuple[str, str]) -> None:
        """Forget somebody's guesses: he knew it in the end."""
        self._until.pop(who, None)


class SignIn:
    """Lets in who knows the password of a name."""

    def __init__(self, db: Database, guesses: Guesses | None = None) -> None:
        self._db = db
        self._guesses = guesses or Guesses()

    async def __call__(self, name: str, password: str, *, address: str) -> UserInfo:
        """Return the account whose name and password these are.

        Parameters
        ----------
        address
            Where they are typed.

        Raises
        ------
        GuessedTooOften
            When too many wrong ones came from there of late: this one was not looked at.
        NotSignedIn
            When they do not fit.
        """
        who = plain_name(name), address
        if self._guesses.are_too_many(who):
            raise GuessedTooOften
        async with self._db.reading() as session:
            user = await check_password(session, name, password)
        if user is None:
            self._guesses.count(who)
            raise NotSignedIn("Name and password do not fit: check both, or register first.")
        self._guesses.forget(who)
        return user

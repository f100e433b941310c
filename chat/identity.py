"""Who asks: the person at this machine, a signed-in user, or a program with a key.

Does not know what is asked for; routes take an `Asker` and compare.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import HTTPConnection

from chat.doorstep import is_in_process, is_loopback
from chat.errors import NotAllowed, NotSignedIn
from chat.logins import read_token

#: the person at this machine
LOCAL_USER = "local"
#: what a program with a key does in its own name
PROGRAM_USER = "program"


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks."""

    user_id: str
    #: True: came with an API key and may read for any user
    is_program: bool = False

    @property
    def whose(self) -> str | None:
        """Whose things he may reach: his own; None for a program with a key: anybody's."""
        return None if self.is_program else self.user_id

    def must_be(self, user_id: str) -> None:
        """Refuse what belongs to another user.

        Raises
        ------
        NotAllowed
            Unless it is the user, or a program with a key.
        """
        if not self.is_program and user_id != self.user_id:
            raise NotAllowed("That belongs to someone else: ask for your own, or use an API key.")

    def must_keep_the_house(self) -> None:
        """Refuse what changes the machine for all.

        Raises
        ------
        NotAllowed
            Unless it is the person at this machine, or a program with a key.
        """
        if not self.is_program and self.user_id != LOCAL_USER:
            raise NotAllowed("Only the person at this machine, or a program with an API key, may.")


@dataclass(frozen=True, slots=True)
class Gatekeeper:
    """Decides who a request comes from."""

    key: bytes
    api_keys: Sequence[str]
    #: True: loopback clients, and programs that call the application itself, need no login
    trusts_loopback: bool

    def asker(self, connection: HTTPConnection, *, takes_any_key: bool = False) -> Asker:
        """Return who a request comes from.

        Parameters
        ----------
        takes_any_key
            True where clients cannot do without a key (OpenAI's): one that is neither a login nor
            a program's says nothing, and is passed over where none is needed.

        Raises
        ------
        NotSignedIn
            When nothing says so, or what says so is not valid.
        """
        headers = connection.headers
        if given := headers.get("x-api-key"):
            return self._program(given)
        scheme, _, token = headers.get("authorization", "").partition(" ")
        at_home = self._is_at_home(connection)
        if scheme.lower() == "bearer":
            token = token.strip()
            if self._is_key(token):
                return Asker(PROGRAM_USER, is_program=True)
            if not (at_home and takes_any_key and not _looks_like_a_login(token)):
                return Asker(read_token(self.key, token))
        if at_home:
            return Asker(LOCAL_USER)
        raise NotSignedIn("Sign in first: POST /api/v1/auth/token, or send an X-API-Key header.")

    def _program(self, given: str) -> Asker:
        if not self._is_key(given):
            raise NotSignedIn("That API key is not known here: see TIPPMIX_API_KEYS.")
        return Asker(PROGRAM_USER, is_program=True)

    def _is_key(self, given: str) -> bool:
        matches = [hmac.compare_digest(given.encode(), key.encode()) for key in self.api_keys]
        return any(matches)

    def _is_at_home(self, connection: HTTPConnection) -> bool:
        client = connection.client
        near = client is not None and is_loopback(client.host)
        return self.trusts_loopback and (near or is_in_process(connection.scope))


def _looks_like_a_login(token: str) -> bool:
    """Tell a login, maybe one too old, from a word that stands where a key is asked for."""
    return token.count(".") == 2

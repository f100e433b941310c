"""Accounts. Passwords are kept as argon2 hashes; does not know tokens, keys or sessions."""

from __future__ import annotations

import asyncio
import datetime as dt
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import select

from knowledge.database import ReadSession, WriteSession
from knowledge.errors import InvalidValue, NameTaken, NotFound
from knowledge.inserting import insert_new
from knowledge.schema import User

if TYPE_CHECKING:
    from argon2 import PasswordHasher

#: the person at this machine, who needs no password
LOCAL_USER = "local"

NAME_LENGTH = (2, 40)
#: longer ones are refused: hashing them is work that anybody could ask for
PASSWORD_LENGTH = (8, 200)


@dataclass(frozen=True, kw_only=True, slots=True)
class UserInfo:
    """An account, without its secrets."""

    id: str
    name: str
    created_at: dt.datetime


async def create_user(
    session: WriteSession, name: str, password: str, *, now: dt.datetime
) -> UserInfo:
    """Make an account. Names differ by more than case, accents' encoding and outer spaces.

    Raises
    ------
    NameTaken
        When somebody else has it.
    InvalidValue
        When name or password do not have the length or the letters.
    """
    name = _name(name)
    _check_password(password)
    hashed = await asyncio.to_thread(_hasher().hash, password)
    user_id = f"user-{uuid4().hex}"
    row = {"id": user_id, "name": name, "password_hash": hashed, "created_at": now}
    await session.execute(insert_new(session, User), [row])
    if await session.get(User, user_id) is None:
        raise NameTaken(f"The name “{name}” is taken: choose another.")
    return UserInfo(id=user_id, name=name, created_at=now)


async def ensure_local_user(session: WriteSession, *, now: dt.datetime) -> UserInfo:
    """Return the account of the person at this machine, made when it is not there."""
    row = {"id": LOCAL_USER, "name": LOCAL_USER, "password_hash": None, "created_at": now}
    await session.execute(insert_new(session, User), [row])
    return await get_user(session, LOCAL_USER)


async def get_user(session: ReadSession, user_id: str) -> UserInfo:
    """Return one account.

    Raises
    ------
    NotFound
        When there is none of this id.
    """
    user = await session.get(User, user_id)
    if user is None:
        raise NotFound("There is no such account.")
    return _read(user)


async def check_password(session: ReadSession, name: str, password: str) -> UserInfo | None:
    """Return the account whose name and password these are, or None.

    Takes the same work whether or not there is such a name, so that time tells nothing.
    """
    user = await session.scalar(select(User).where(User.name == plain_name(name)))
    stored = user.password_hash if user else None
    fits = await asyncio.to_thread(_fits, stored, password)
    return _read(user) if user and fits else None


def _fits(stored: str | None, password: str) -> bool:
    """Compare with a stored hash; where there is none, do the same work for nothing."""
    from argon2.exceptions import VerificationError

    if len(password) > PASSWORD_LENGTH[1]:
        return False
    try:
        return _hasher().verify(stored or _nobodys_hash(), password) and stored is not None
    except VerificationError:
        return False


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobodys_hash() -> str:
    return _hasher().hash(uuid4().hex)


def plain_name(name: str) -> str:
    """Return a name as accounts are found by it: however it is typed."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def _name(name: str) -> str:
    name, (shortest, longest) = plain_name(name), NAME_LENGTH
    good = all(char.isalnum() or char in "._-@" for char in name)
    if not (shortest <= len(name) <= longest and good) or name == LOCAL_USER:
        raise InvalidValue(
            f"A name has {shortest} to {longest} letters, digits or any of . _ - @, and is not "
            f"“{LOCAL_USER}”."
        )
    return name


def _check_password(password: str) -> None:
    shortest, longest = PASSWORD_LENGTH
    if not shortest <= len(password) <= longest:
        raise InvalidValue(f"A password has {shortest} to {longest} characters.")


def _read(user: User) -> UserInfo:
    return UserInfo(id=user.id, name=user.name, created_at=user.created_at)

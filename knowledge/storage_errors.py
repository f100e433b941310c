"""What the drivers throw, in the words of this room. The one place that reads their texts."""

from __future__ import annotations

import errno
import sqlite3

from sqlalchemy.exc import SQLAlchemyError

from knowledge.errors import StorageAway, StorageBusy, StorageError, StorageFull

NO_ROOM = {errno.ENOSPC, errno.EDQUOT}

#: what a driver's message contains → the error and the sentence
MESSAGES: tuple[tuple[tuple[str, ...], type[StorageError], str], ...] = (
    (
        ("database is locked", "database table is locked", "lock timeout", "deadlock detected"),
        StorageBusy,
        "The database at {place} is in use by another process: try again in a moment.",
    ),
    (
        ("database or disk is full", "no space left", "could not extend file"),
        StorageFull,
        "There is no room left for the database at {place}: nothing of this step was kept, what "
        "was there before is safe. Free some space and run it again.",
    ),
    (
        ("readonly database", "read-only", "permission denied", "unable to open database file"),
        StorageFull,
        "The database at {place} cannot be written: check the rights of that folder, or name "
        "another with TIPPMIX_HOME.",
    ),
    (
        ("not a database", "disk image is malformed", "malformed database schema"),
        StorageError,
        "The database at {place} is damaged: move that file aside, start again, and import the "
        "data anew.",
    ),
    (
        ("connection refused", "could not connect", "connection failed", "could not translate",
         "connection is bad", "server closed the connection", "failed to resolve",
         "connection is closed", "connection is lost", "terminating connection",
         "connection timeout", "system is starting up", "system is shutting down",
         "recovery mode", "not yet accepting connections"),
        StorageAway,
        "The database at {place} does not answer: check that it runs and TIPPMIX_DATABASE_URL.",
    ),
    (
        ("password authentication failed", "no password supplied"),
        StorageError,
        "The database at {place} refuses the login: check TIPPMIX_DATABASE_URL.",
    ),
)  # fmt: skip


def storage_error(error: SQLAlchemyError | sqlite3.Error | OSError, place: str) -> StorageError:
    """Return what happened as an error of this room.

    Parameters
    ----------
    error
        From SQLAlchemy, from SQLite's driver where that is asked directly, or from the file system
        while the database was opened.
    place
        Where the database is, as a person knows it.
    """
    if isinstance(error, OSError):
        full = error.errno in NO_ROOM
        return _sentence(MESSAGES[1] if full else MESSAGES[2], place)
    text = str(error.__cause__ or getattr(error, "orig", None) or error).lower()
    for message in MESSAGES:
        if any(part in text for part in message[0]):
            return _sentence(message, place)
    return StorageError(
        f"The database at {place} refused what was asked of it ({type(error).__name__})."
    )


def _sentence(message: tuple[tuple[str, ...], type[StorageError], str], place: str) -> StorageError:
    return message[1](message[2].format(place=place))

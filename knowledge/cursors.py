"""Cursors: opaque marks of a place in a list, stable while rows come and go.

A cursor holds the sort key of the last row seen, so the next page starts right after it, whatever
was added before. Does not know what is listed.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json

from knowledge.errors import InvalidValue
from knowledge.plain_text import is_text

#: digits that every database's widest column holds
LONGEST_COUNT = 19


def write_cursor(*key: str) -> str:
    """Return the opaque cursor of a row with this sort key."""
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def read_cursor(cursor: str, parts: int) -> list[str]:
    """Return the sort key a cursor holds.

    Raises
    ------
    InvalidValue
        When the text is no cursor of a list with `parts` key columns.
    """
    padded = cursor + "=" * (-len(cursor) % 4)
    try:
        key = json.loads(base64.b64decode(padded.encode(), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError) as error:
        raise _no_cursor() from error
    if not isinstance(key, list) or len(key) != parts:
        raise _no_cursor()
    if not all(isinstance(part, str) and is_text(part) for part in key):
        raise _no_cursor()
    return key


def read_day(part: str) -> dt.date:
    """Return the day in one part of a cursor."""
    try:
        return dt.date.fromisoformat(part)
    except ValueError as error:
        raise _no_cursor() from error


def read_count(part: str) -> int:
    """Return the count (of an event, a version) in one part of a cursor."""
    if not (part.isascii() and part.isdigit() and len(part) < LONGEST_COUNT):
        raise _no_cursor()
    return int(part)


def read_instant(part: str) -> dt.datetime:
    """Return the aware instant (UTC) in one part of a cursor."""
    try:
        instant = dt.datetime.fromisoformat(part)
        if instant.tzinfo is not None:
            return instant.astimezone(dt.UTC)
    except (ValueError, OverflowError) as error:
        # an hour before the calendar begins is none either
        raise _no_cursor() from error
    raise _no_cursor()


def _no_cursor() -> InvalidValue:
    return InvalidValue("That cursor is not one of this list: start again without a cursor.")

"""The clock: the real one, or one that stands still on the day that was asked for.

This is the only place that asks what time it is; everything below is given a `Clock`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from chat.errors import BadInput

#: Returns the present instant, aware, in UTC.
Clock = Callable[[], dt.datetime]


def real_clock() -> dt.datetime:
    """Return the present instant."""
    return dt.datetime.now(dt.UTC)


def frozen_clock(instant: dt.datetime) -> Clock:
    """Return a clock that stands still at `instant`, so that later results stay unknown."""
    return lambda: instant


def read_instant(text: str) -> dt.datetime:
    """Read a date ("2024-05-10": its first moment in UTC) or an ISO instant.

    An instant without an offset is taken as UTC.

    Raises
    ------
    BadInput
        For anything else.
    """
    try:
        instant = dt.datetime.fromisoformat(text.strip())
    except ValueError:
        raise BadInput(
            f"“{text}” is not a date: write it like 2024-05-10 or 2024-05-10T15:00+02:00."
        ) from None
    return instant.replace(tzinfo=dt.UTC) if instant.tzinfo is None else instant.astimezone(dt.UTC)


def read_day(text: str) -> dt.date:
    """Read a day ("2024-05-10").

    Raises
    ------
    BadInput
        For anything else.
    """
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        raise BadInput(f"“{text}” is not a day: write it like 2024-05-10.") from None

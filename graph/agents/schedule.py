"""When an agent works by itself: cron lines of five fields, read in UTC.

    minute  hour  day of the month  month  day of the week

All schedules are UTC, as every time in the house is: a schedule neither skips nor doubles an hour
when somebody's clocks change. Knows lines and instants; not what is done then.
"""

from __future__ import annotations

import datetime as dt
import re

from croniter import croniter  # type: ignore[import-untyped]

#: what a line looks like, for the message to who wrote none
EXAMPLE = "0 7 * * *"
_BY_LOT = re.compile(r"(?<![a-z])[hr](?![a-z])", re.IGNORECASE)


def check_line(line: str) -> str:
    """Return a cron line, its fields set apart by one space.

    Raises
    ------
    ValueError
        When it is none, or no day ever fits it; the message is for a person.
    """
    fields = line.split()
    tidy = " ".join(fields)
    # a sixth field would be seconds, and croniter's own "H" and "R" are drawn by lot
    if len(fields) != 5 or _BY_LOT.search(tidy) or not croniter.is_valid(tidy):
        raise ValueError(f"a schedule is a cron line of five fields in UTC, like {EXAMPLE}")
    try:
        next_due(tidy, dt.datetime(2024, 1, 1, tzinfo=dt.UTC))
    except ValueError:
        raise ValueError("no day ever fits this schedule") from None
    return tidy


def next_due(line: str, after: dt.datetime) -> dt.datetime:
    """Return the first instant after `after` (aware) that a line names, in UTC.

    What was missed while nobody looked is not made up for: a schedule is due once, then goes on.
    """
    found = croniter(line, after.astimezone(dt.UTC)).get_next(dt.datetime)
    assert isinstance(found, dt.datetime)
    return found

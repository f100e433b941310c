"""When something became known: the rules that keep the future out of every look-up."""

from __future__ import annotations

import datetime as dt

#: kick-off to final whistle, with half-time, stoppages and the time until it is written down
MATCH_LENGTH = dt.timedelta(minutes=150)

#: football-data collects its prices on Tuesday and Friday afternoons
PRICE_DAYS = (1, 4)
PRICE_TIME = dt.time(15, tzinfo=dt.UTC)


def known_from(date: dt.date, kickoff: dt.datetime | None) -> dt.datetime:
    """Return the instant from which a match's result may be used.

    Parameters
    ----------
    date
        The day of the match.
    kickoff
        When it starts, or None where only the day is known.

    Returns
    -------
    datetime
        150 minutes after the kick-off; without one, the end of the day in UTC.
    """
    if kickoff is not None:
        return kickoff.astimezone(dt.UTC) + MATCH_LENGTH
    return dt.datetime.combine(date + dt.timedelta(days=1), dt.time(), dt.UTC)


def prices_collected(date: dt.date, kickoff: dt.datetime | None) -> dt.datetime:
    """Return when pre-match prices were collected: the last such afternoon before the match.

    A Friday evening's match may have its prices of that afternoon: the latest that it can have been
    is what counts. Without a kick-off it is the last one before the day of the match.
    """
    start = kickoff or dt.datetime.combine(date, dt.time(), dt.UTC)
    collected = dt.datetime.combine(start.astimezone(dt.UTC).date(), PRICE_TIME)
    while collected.weekday() not in PRICE_DAYS or collected >= start:
        collected -= dt.timedelta(days=1)
    return collected


def prices_closed(date: dt.date, kickoff: dt.datetime | None) -> dt.datetime:
    """Return when closing prices were on offer: at kick-off, or the latest it can have been."""
    return kickoff or known_from(date, None) - dt.timedelta(seconds=1)

"""Clubs set beside each other by the chances of their own matches."""

from __future__ import annotations

import datetime as dt

from graph.analyst.calls import Found, Script, call
from graph.analyst.reading import Reading
from graph.analyst.scripts.forecasting import forecast
from graph.analyst.scripts.verdicts import chances
from graph.analyst.side_by_side import has_days_of_their_own, of_their_next, order_of
from graph.analyst.spotting.dates import DAY, Days
from graph.analyst.writing.missing import explain
from graph.analyst.writing.rankings import tell_ranking
from graph.wording.phrasebook import Phrasebook

#: a meeting of two clubs farther ahead is not what is asked about when no day is named
SOON = 10 * DAY


def side_by_side(reading: Reading, book: Phrasebook) -> Script:
    """Tell who is likelier to win; of clubs that meet, the chances of their match."""
    days = reading.days if reading.days and reading.days.last >= reading.today else None
    if has_days_of_their_own(reading):
        days = None
    if not of_their_next(reading):
        forecasted = yield from forecast(reading)
        if forecasted.ok and _is_meant(forecasted.found, days, reading.today):
            return (yield from chances(reading, book))
    wanted = call(
        "rank_matches",
        by=order_of(reading),
        teams="; ".join(club.name for club in reading.clubs),
        date_from=max(days.first, reading.today) if days else None,
        date_to=days.last if days else None,
    )
    (found,) = yield (wanted,)
    if not found.found:
        return explain(found, wanted, reading, book)
    rows = found.data["rows"]
    if len(rows) == 1 and not found.data.get("without"):
        return (yield from chances(reading, book))
    return tell_ranking(found, book, with_day=not (days and days.single), own=True)


def _is_meant(found: Found, days: Days | None, today: dt.date) -> bool:
    """Whether two clubs really meet, on the days named or else soon."""
    data = found.data
    if data.get("hypothetical"):
        return False
    date = dt.date.fromisoformat(str(data["date"]))
    return days.holds(date) if days else today <= date <= today + SOON

"""How good the mentor's own forecasts were."""

from __future__ import annotations

import datetime as dt
import re

from graph.analyst.calls import Script, call
from graph.analyst.reading import Reading
from graph.analyst.spotting.dates import spot_days
from graph.analyst.writing.accuracy import tell_record
from graph.analyst.writing.missing import explain
from graph.wording.phrasebook import Phrasebook

#: forecasts of something else than the result, as people name them, folded
_MARKETS = {
    "btts": re.compile(r"\bbtts\b|\bboth teams\b|\bgg\b|\bmindket csapat\b"),
    "over_2_5": re.compile(
        r"\bovers?\b|\bunders?\b|\bgoals?\b|\btotals?\b|\bgolok\w*|\bgolszam\w*"
        r"|\b\d[.,]5\b"
    ),
}
#: from a day on, whatever came after it
_SINCE = re.compile(
    r"\b(?:since|from) (?:the (?:start|beginning) of )?(?P<en>(?:last |early )?[a-z]+(?: \d{4})?)\b"
    r"|\b(?P<hu>(?:mult )?[a-z]+) (?:eleje )?ota\b"
)


def accuracy(reading: Reading, book: Phrasebook) -> Script:
    """Tell the track record, of a league or some days where these are named."""
    first, last = _days(reading)
    wanted = call(
        "track_record",
        league=reading.league,
        date_from=first,
        date_to=last,
        market=market_named(reading),
    )
    (found,) = yield (wanted,)
    if not found.found:
        return explain(found, wanted, reading, book)
    told = tell_record(found, book)
    return f"{told}\n{book.say('record.no_clubs')}" if reading.clubs else told


def market_named(reading: Reading) -> str | None:
    """Return which forecasts are asked about; None for those of results."""
    if named := next(
        (name for name, words in _MARKETS.items() if words.search(reading.folded)), None
    ):
        return named
    bets = [mark.selection for mark in reading.marks]
    if any(bet.startswith("btts") for bet in bets):
        return "btts"
    return "over_2_5" if any(bet.startswith(("over_", "under_")) for bet in bets) else None


def _days(reading: Reading) -> tuple[dt.date | None, dt.date | None]:
    """Return the days meant: those named, all since one of them, or those of a season."""
    if since := _since(reading):
        return since, None
    if reading.days:
        return reading.days.first, reading.days.last
    if reading.season:  # European seasons begin in July
        first = int(reading.season[:4])
        return dt.date(first, 7, 1), dt.date(first + 1, 6, 30)
    return None, None


def _since(reading: Reading) -> dt.date | None:
    found = _SINCE.search(reading.folded)
    if found is None:
        return None
    named = f"in {found['en']}" if found["en"] else f"{found['hu']}ban"
    for text in (named, found["en"] or found["hu"]):
        days = spot_days(text, today=reading.today, language=reading.language)
        if days:
            first = days[0].looked_back(reading.today).first
            return first if first <= reading.today else first.replace(year=first.year - 1)
    return None

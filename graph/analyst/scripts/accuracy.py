"""How good the mentor's own forecasts were."""

from __future__ import annotations

import re

from graph.analyst.calls import Script, call
from graph.analyst.reading import Reading
from graph.analyst.writing.accuracy import tell_record
from graph.analyst.writing.missing import explain
from graph.wording.phrasebook import Phrasebook

#: forecasts of something else than the result, as people name them, folded
_MARKETS = {
    "btts": re.compile(r"\bbtts\b|\bboth teams\b|\bgg\b|\bmindket csapat\b"),
    "over_2_5": re.compile(
        r"\bover\b|\bunder\b|\bgoals?\b|\btotals?\b|\bgolok\w*|\bgolszam\w*"
        r"|\b\d[.,]5\b"
    ),
}


def accuracy(reading: Reading, book: Phrasebook) -> Script:
    """Tell the track record, of a league or some days where these are named."""
    days = reading.days
    wanted = call(
        "track_record",
        league=reading.league,
        date_from=days.first if days else None,
        date_to=days.last if days else None,
        market=next(
            (name for name, words in _MARKETS.items() if words.search(reading.folded)), None
        ),
    )
    (found,) = yield (wanted,)
    if not found.found:
        return explain(found, wanted, reading, book)
    return tell_record(found, book)

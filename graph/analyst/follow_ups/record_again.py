"""The track record goes on: “and in Serie A?”, “and for btts?”, „és a múlt hónapban?”.

Knows readings only.
"""

from __future__ import annotations

import re
from dataclasses import replace

from graph.analyst.intents import Intent
from graph.analyst.reading import Reading
from graph.analyst.spotting.dates import Days, spot_days

#: a message with more words asks something else
SHORT = 6
_MARKET = re.compile(
    r"\b(?:btts|both teams|gg|overs?|unders?|goals?|totals?|results?|1x2|gol\w*|eredmeny\w*)\b"
)
_SINCE = re.compile(r"\b(?:since|ota)\b")
_LEANS = re.compile(
    r"^\W*(?:and|what about|how about|only|just|es|na es|csak|mi van|de)\b"
    r"|^\W*(?:on|in|for|at)\b|\b(?:only|alone|just)\W*$"
)


def _bare_month(now: Reading) -> Days | None:
    """Return the days of “and april?”: a month alone is one only where days are spoken of."""
    last = now.folded.strip(" ?!.").rpartition(" ")[2]
    found = spot_days(f"in {last}", today=now.today, language=now.language)
    return found[0] if found else None


def record_again(before: Reading | None, now: Reading) -> Reading | None:
    """Return a message that asks for another part of the record; None if it does not."""
    if before is None or before.intents != (Intent.ACCURACY,) or now.clubs or now.prices:
        return None
    if not _LEANS.search(now.folded) or len(now.folded.split()) > SHORT:
        return None
    market = bool(now.marks or _MARKET.search(now.folded))
    days = now.days or _bare_month(now)
    named = now.leagues or days or now.season or _SINCE.search(now.folded)
    if not (market or named):
        return None
    return replace(
        now,
        leagues=now.leagues or before.leagues,
        days=days or before.days,
        season=now.season or before.season,
        marks=now.marks or (() if market else before.marks),
        intents=(Intent.ACCURACY,),
    )

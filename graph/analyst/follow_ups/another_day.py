"""Other matches than the one spoken of, by their day: “and what's on tomorrow?”, “the early game”.

Two clubs do not meet again the day after: such a day is of what else is on. Knows readings only.
"""

from __future__ import annotations

import re
from dataclasses import replace

from graph.analyst.intents import Intent
from graph.analyst.reading import Reading
from graph.analyst.spotting.leagues import LeagueName

_ALL_ON = re.compile(
    r"\b(?:mi(?:k)? (?:van|lesz|megy|jon)|what(?:'?s| is| else is)? (?:on|happening|DAY)"
    r"|(?:anything|something|what) (?:else|on)|valami (?:mas|jo))\b"
)
#: one of a day's matches by its hour
_BY_HOUR = re.compile(
    r"\b(?:early|earlier|late|later|lunch\w*|evening|night|first|last|noon|afternoon) "
    r"(?:game|match|kick[- ]?off|one)s?\b"
    r"|\b(?:korai|kora delutani|deli|esti|kesoi|delutani) (?:meccs|merkozes)\w*"
)
_OF_WHAT_IS_ON = frozenset({Intent.FIXTURES, Intent.MATCH, Intent.OTHER, Intent.TIPS})


def on_another_day(before: Reading, now: Reading) -> Reading | None:
    """Return a message about what else is on some day; None where it is of the match of before."""
    if not before.clubs or now.clubs or now.days is None or now.marks or now.prices or now.score:
        return None
    of_what_is_on = _OF_WHAT_IS_ON.issuperset(now.intents)
    if of_what_is_on and _ALL_ON.search(now.masked):
        return replace(now, intents=(Intent.FIXTURES,))
    if not _BY_HOUR.search(now.masked) or not (_OF_WHAT_IS_ON | {Intent.CHANCES}) >= {*now.intents}:
        return None
    league = next((club.league for club in before.clubs if club.league), None)
    leagues = (LeagueName(start=0, end=0, id=league),) if league and league != "DEMO" else ()
    return replace(now, leagues=now.leagues or leagues, intents=(Intent.FIXTURES,))

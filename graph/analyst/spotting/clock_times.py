"""Times of day written with a full stop: “sat 5.30”, “4.30 kick off”, “17.30-kor”: no prices.

A time is told by a word for it, or by the day before it where nothing in the message speaks of
prices. Knows no fixtures: what time it is in is nobody's business here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.analyst.spotting.spans import Span

_TIME = re.compile(r"(?<![\d.,/:+@-])(?P<h>\d|1\d|2[0-3])\.(?P<m>[0-5]\d)(?![\d%]|[.,]\d| ?%)")
_CLOCK_AFTER = re.compile(
    r"^ ?-?(?:kor\b|(?:as|es|os) (?:kezd|meccs|merkoz)\w*|kezd\w*|am\b|pm\b|o'?clock\b"
    r"|k/?o\b|kick[- ]?off\w*|start\w*|ora\w*|(?:utc|gmt|bst|cet|cest)\b)"
)
_CLOCK_BEFORE = re.compile(
    r"(?:\bkick(?:s|ing)?[- ]?offs?|\bk/?o|\bstart(?:s|ing)?|\bkezd(?:es|odik|odnek|ve)?)"
    r"(?: is)?(?: at| from)?:? ?$"
)
_DAY_BEFORE = re.compile(r"^,? ?(?:at )?$")
NOON = 12
_ODDS_BEFORE = re.compile(r"(?:\bat|\bodds(?: of)?|\bszorzo|\bprice(?: of)?) $")
#: matches begin on the quarter hours
_QUARTERS = ("00", "15", "30", "45")
#: what stands behind a price after a day: another one, or what it is on
_PRICE_AFTER = re.compile(
    r"^ ?(?:[-/;,] ?|,? )?(?:\d|on\b|for\b|home\b|away\b|draw\b|hazai|vendeg|dontetlen)"
)
_OF_PRICES = re.compile(
    r"\b(?:value|worth|price[ds]?|odds\w*|bets?|back(?:ing)?|punt|stakes?|fair|edge|decimals?"
    r"|megeri|erdemes|szorzo\w*|ertek|tet\w*|fogad\w*|rak\w*|tesz\w*|tenn\w*|arak?)\b"
)


def spot_clock_times(folded: str, days: Iterable[Span]) -> list[Span]:
    """Return the times of day in a folded message that are written as a price would be."""
    priced = bool(_OF_PRICES.search(folded))
    ends = [day.end for day in days]
    return [
        Span(start=found.start(), end=found.end())
        for found in _TIME.finditer(folded)
        if _is_clock(found, folded) or (not priced and _follows_a_day(found, folded, ends))
    ]


def _is_clock(found: re.Match[str], folded: str) -> bool:
    before = folded[: found.start()]
    told = _CLOCK_AFTER.match(folded[found.end() :]) or _CLOCK_BEFORE.search(before)
    # nobody quotes 20.45, though 15.00 may be a price
    evening = int(found["h"]) > NOON and found["m"] in _QUARTERS[1:]
    return bool(told or (evening and not _ODDS_BEFORE.search(before)))


def _follows_a_day(found: re.Match[str], folded: str, ends: list[int]) -> bool:
    return (
        found["m"] in _QUARTERS
        and not _PRICE_AFTER.match(folded[found.end() :])
        and any(
            end <= found.start() and _DAY_BEFORE.match(folded[end : found.start()]) for end in ends
        )
    )

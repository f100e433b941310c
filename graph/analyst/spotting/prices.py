"""Prices in a message: 1.85, 1,85-ön, “odds of 2”, 6/4, evens, +150; and amounts of money.

A goal line (“over 2.5”), a score, a clock time, a part of Kelly's stake and a per cent are no
prices. Decimal odds only leave this module. Knows no market.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.analyst.spotting.number_words import spot_worded
from graph.analyst.spotting.spans import Span
from graph.analyst.spotting.whole_prices import spot_whole


@dataclass(frozen=True, kw_only=True, slots=True)
class Price(Span):
    """Decimal odds in a message."""

    value: float


_NUMBER = r"\d{1,3}[.,]\d{1,3}"
_DECIMAL = re.compile(
    rf"(?<![\d.,/:+-])@?(?P<n>{_NUMBER})(?![\d/%])(?!\s?%|\.\d|,\d|:\d)"
    r"(?:-?(?:os|as|es|on|an|en|ot|at|et|nel|nal|ert|re|ra|szoros|szeres)\b)?"
)
_FRACTION = re.compile(
    r"(?:\bat|\bodds of|@|\bodds) ?(?P<a>\d{1,3})/(?P<b>\d{1,2})\b"
    r"|(?<![\d/])(?P<c>\d{1,3})/(?P<d>\d{1,2})(?= (?:on|for|about|good|any|worth|value"
    r"|fair|odds\w*|szorzo\w*|price)\b)"
    r"|\bis (?P<e>\d{1,3})/(?P<f>\d{1,2})\b"
    r"|(?<![\d/])(?P<g>\d{1,3})/(?P<h>\d{1,2})(?=-?(?:on|ert|nel|nal|ot|et)\b)"
    r"|(?<![\d/])(?P<i>\d{1,3})/(?P<j>\d{1,2})(?= (?:az )?(?:hany (?:%|szazalek)|szazalek)"
    r"| (?:in|to|into|as) (?:a )?(?:per ?cent|%|probab))"
    r"|\b(?:nearer|closer to|around|about|roughly|like|near) (?P<m>\d{1,3})/(?P<n>[1-9]\d?)\b"
    r"|\bprobability (?:is|of) (?P<k>\d{1,3})/(?P<l>\d{1,2})\b"
)
#: a fraction as bookmakers write it, and no day of the week before it
_BARE_FRACTION = re.compile(
    r"(?<![\d/])(?<!day )(?<!on )(?P<a>\d{1,3})/(?P<b>1|2|4|5|6|7|8|10|11|13|15|20)(?![\d/]|-?bol"
    r"|-?(?:os|es) )(?! (?:system|rendszer))"
)
#: parts of Kelly's stake, which are no prices and no days
_PART = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}(?=-?(?:os|es|as)?(?: of)?(?: an?| the)? kelly\b)")
#: a fraction right behind a club, or behind what it is to do
_BACKED = re.compile(r"^(?: (?:to )?(?:win|beat\w*|nyer|gyoz\w*|dnb|draw no bet))? (?:at )?$")
#: a day that is written as a fraction is not far ahead
_SOON = dt.timedelta(days=30)
#: two prices of one market: “1.95/1.95”
_COUPLE = re.compile(rf"(?<![\d.,/:-])(?P<a>{_NUMBER})\s*[/;-]\s*(?P<b>{_NUMBER})(?![\d.,/%-]|:\d)")
#: words of bets and what they pay, in both languages
_BETTING = re.compile(
    r"(?<!\S)[+-]\d(?:[.,]\d{1,2})?(?![\d.,])|\b(?:bookie\w*|bookmaker\w*|worth|value|punt|back|backing|ev|edge|fair|price[ds]?|tempting"
    r"|fiver|tenner|quid|stake|paddy|hills|ladbrokes|betfair|take it|draw at|bet"
    r"|megeri|ertek\w*|erdemes|szorzo\w*|jo ar|fogad\w*|fizet\w*|iroda\w*|buki\w*|bukmeker\w*)\b"
)
#: less sure ones: of bets where a number could be a price
_MAYBE_BETTING = re.compile(
    r"\b(?:bets|pays?|odds|acca|good|generous|jo|penz\w*|tenne[dkl]\w*|kombi\w*|tipp\w*)\b"
)
#: a price is to be written in another way: no day is meant
_CONVERTING = re.compile(
    r"\b(?:convert\w*|decimal\w*|fraction\w*|per ?cent\w*|implied|probabilit\w*|what chance"
    r"|tizedes\w*|tort\w*|szazalek\w*|hany %|valtsd|atvalt\w*|szamold)\b|%"
)
_AMERICAN = re.compile(r"(?:(?<!\S)|@)(?P<s>[+-])(?P<n>[1-9]\d{2,3})\b(?![.,/]\d)")
_EVENS = re.compile(r"\b(?:at )?(?:evens|even money)\b")
_ANY = r"\d{1,3}(?:[.,]\d{1,3})?"
_SERIES = re.compile(
    rf"(?<![\d.,/:-]){_NUMBER}(?:\s*[-/;]\s*|,?\s+){_ANY}(?:\s*[-/;]\s*|,?\s+){_ANY}(?![\d.,/%-]|:\d)"
)
_AMOUNT = re.compile(
    r"(?P<n>\d{1,3}(?:[ .,]\d{3})+|\d+(?:[.,]\d{1,2}(?= ?(?:k|m|ezer|millio)\b))?|\d+)"
    r"\s*(?P<k>k|thousand|ezer|million|millio|m)?(?:s?ban|es|re|rel|val|bol|t)?\b"
    r"(?:\s?(?:ft|huf|forint|eur|euro|gbp|pounds?|usd|dollars?)\b|\s?[€£$])?"
)
_THOUSANDS = {
    "k": 1_000,
    "ezer": 1_000,
    "thousand": 1_000,
    "m": 1_000_000,
    "million": 1_000_000,
    "millio": 1_000_000,
}


def spot_prices(
    folded: str,
    *,
    taken: Iterable[Span] = (),
    clubs: Sequence[Span] = (),
    fractions: Sequence[Span] = (),
) -> list[Price]:
    """Return the odds in a folded message, in order; none that touches a span already `taken`.

    `clubs`: where clubs are named; a whole number behind one may be its price. `fractions`: what
    `spot_fractions` found there.
    """
    busy = [*taken, *clubs]
    found: list[Price] = []
    decimal = list(_candidates(folded, fractions))
    of_betting = bool(decimal or _BETTING.search(folded) or _MAYBE_BETTING.search(folded))
    for start, end, value in [*decimal, *spot_whole(folded, clubs, of_betting=of_betting)]:
        span = Span(start=start, end=end)
        if 1 < value <= 1001 and not any(span.touches(other) for other in [*busy, *found]):
            found.append(Price(start=start, end=end, value=value))
    return sorted(found, key=lambda price: price.start)


def spot_fractions(
    folded: str, *, clubs: Sequence[Span] = (), today: dt.date | None = None
) -> list[Span]:
    """Return the odds like “at 6/4”, which a reader of days would take for the 6th of April.

    A bare “11/4” is one where the talk is of betting, where it shall be turned into something
    else, and right behind a club unless it may be a day soon after `today`.
    """
    parts = spot_parts(folded)
    found = _fractions(folded) or (_behind_clubs(folded, clubs, today) if today else [])
    spans = [Span(start=_start(one), end=one.end()) for one in found]
    return [span for span in spans if not any(span.touches(part) for part in parts)]


def spot_parts(folded: str) -> list[Span]:
    """Return the parts of Kelly's stake (“1/4 kelly”), which are neither odds nor days."""
    return [Span(start=one.start(), end=one.end()) for one in _PART.finditer(folded)]


def _fractions(folded: str) -> list[re.Match[str]]:
    """Return the places of fractions; a bare “11/4” is one where the talk is of betting."""
    found = list(_FRACTION.finditer(folded))
    of_betting = _BETTING.search(folded) or _CONVERTING.search(folded)
    return found or (list(_BARE_FRACTION.finditer(folded)) if of_betting else [])


def _behind_clubs(folded: str, clubs: Sequence[Span], today: dt.date) -> list[re.Match[str]]:
    return [
        one
        for one in _BARE_FRACTION.finditer(folded)
        if any(_BACKED.match(folded[club.end : one.start()]) for club in clubs)
        and not _is_soon(int(one["a"]), int(one["b"]), today)
    ]


def _is_soon(first: int, second: int, today: dt.date) -> bool:
    """Whether the two are a day that lies not far ahead, in either order."""
    ahead = (today + dt.timedelta(days=n) for n in range(_SOON.days + 1))
    return any({(day.day, day.month), (day.month, day.day)} & {(first, second)} for day in ahead)


def _start(fraction: re.Match[str]) -> int:
    return min(start for start, _ in fraction.regs[1:] if start >= 0)


def _candidates(folded: str, fractions: Sequence[Span]) -> Iterable[tuple[int, int, float]]:
    for series in _SERIES.finditer(folded):
        for one in re.finditer(_ANY, series.group()):
            at = series.start()
            yield at + one.start(), at + one.end(), _value(one.group())
    for couple in _COUPLE.finditer(folded):
        for name in "ab":
            yield couple.start(name), couple.end(name), _value(couple[name])
    for span in fractions or spot_fractions(folded):
        over, under = (int(number) for number in folded[span.start : span.end].split("/"))
        if under:
            yield span.start, span.end, 1 + over / under
    for match in _DECIMAL.finditer(folded):
        yield match.start(), match.end(), _value(match["n"])
    for match in _AMERICAN.finditer(folded):
        stake = int(match["n"])
        yield match.start(), match.end(), 1 + (stake / 100 if match["s"] == "+" else 100 / stake)
    for match in _EVENS.finditer(folded):
        yield match.start(), match.end(), 2.0


def spot_amount(folded: str) -> float | None:
    """Return the first amount of money or bare number: `50000`, `50 ezer`, `50k`, `50.000 Ft`."""
    match = _AMOUNT.search(folded)
    if not match:
        return next((float(value) for _, value in spot_worded(folded)), None)
    whole = re.sub(r"[ .,](?=\d{3})", "", match["n"]).replace(",", ".")
    return float(whole) * _THOUSANDS.get(match["k"] or "", 1)


def _value(text: str) -> float:
    return float(text.replace(",", "."))

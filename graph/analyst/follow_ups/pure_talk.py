"""A talk of no match goes on: “and a handicap?” after a word was explained, “and 11/8?” after odds.

Knows readings only, no tools.
"""

from __future__ import annotations

import re
from dataclasses import replace

from graph.analyst.intents import Intent
from graph.analyst.reading import Reading
from graph.analyst.spotting.dates import spot_days
from graph.analyst.spotting.prices import Price
from graph.analyst.spotting.terms import TERMS

#: a message with more words asks something else
SHORT = 7
_BEGIN = (
    r"^\W*(?:(?:and|ok(?:ay)?|so|what about|how about|what is|what'?s|what are|explain|es|na es"
    r"|mi az|mi van|mit jelent)\W+)+"
)
_NEXT = re.compile(_BEGIN)
_IT = re.compile(r"\b(?:it|that|this|those|they)\b")
#: the word that was just used
_OF_THAT = re.compile(r"^\W*(?:\w+ )?(?:az|ez|what does (?:that|it|this)) (?:mit jelent|mean)\W*$")
_FRACTION = re.compile(r"(?P<over>\d{1,3})/(?P<under>[1-9]\d?)")


def month_again(before: Reading | None, now: Reading) -> Reading:
    """Return “what about March?” as a month, where days were asked for just before."""
    if before is None or before.days is None or now.days or len(now.folded.split()) > SHORT:
        return now
    if before.intents != (Intent.RESULTS,) or any(club.known for club in now.clubs):
        return now
    last = now.folded.strip(" ?!.").rpartition(" ")[2]
    found = spot_days(f"in {last}", today=now.today, language="en")
    if not found or not _NEXT.match(now.folded):
        return now
    days = found[0].looked_back(now.today)
    return replace(now, days=days, clubs=(), mentions=(), intents=before.intents)


def meaning_again(before: Reading | None, now: Reading) -> Reading:
    """Return a message that names one more word of the trade, after one was explained."""
    if before and now.intents == (Intent.MEANING,) and _OF_THAT.match(now.folded):
        return replace(now, folded=before.folded)
    if before is None or before.intents != (Intent.MEANING,) or now.clubs or now.prices:
        return now
    named = any(re.search(words, now.folded) for words in TERMS.values())
    if not named or not _NEXT.match(now.folded) or len(now.folded.split()) > SHORT:
        return now
    return replace(now, intents=(Intent.MEANING,))


def term_of_clubs(before: Reading | None, now: Reading) -> Reading:
    """Return “what would it be for Chelsea at Forest?” with the market that was explained."""
    if before is None or before.intents != (Intent.MEANING,) or not now.clubs or now.marks:
        return now
    if not (before.marks and _IT.search(now.folded)):
        return now
    marks = tuple(replace(mark, start=0, end=0) for mark in before.marks)
    return replace(now, marks=marks, intents=(Intent.CHANCES,))


def odds_again(before: Reading | None, now: Reading) -> Reading:
    """Return a message whose day is really the next odds: “and 11/8?” after “5/2 in decimal?”."""
    if before is None or now.prices or now.clubs or now.days is None or not before.prices:
        return now
    told = any(_FRACTION.fullmatch(before.folded[one.start : one.end]) for one in before.prices)
    said = _FRACTION.fullmatch(now.folded[now.days.start : now.days.end].strip())
    if not told or said is None:
        return now
    value = 1 + int(said["over"]) / int(said["under"])
    price = Price(start=now.days.start, end=now.days.end, value=value)
    return replace(now, days=None, prices=(price,), intents=now.intents or before.intents)

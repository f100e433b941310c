"""Fixtures and results: by club, league and day."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.analyst.calls import Script, call
from graph.analyst.reading import Reading
from graph.analyst.scripts.venues import AHEAD, only_at, side_of
from graph.analyst.writing.matches import tell_matches
from graph.analyst.writing.missing import explain
from graph.wording.phrasebook import Phrasebook

#: the longest list that is told
MANY = 12
#: matches of a club when nobody says how many
SOME = 5

_NEXT_ONE = re.compile(
    r"\bnext (?:\w+ )?(?:match|game|fixture|opponent)\b|\bwhen\b|\bwho (?:do|does|are|is|will)\b"
    r"|\bkovetkezo (?:meccs|merkozes|ellenfel)|\bmikor\b|\bhany(?: ora)?kor\b|\bki(?:vel| ellen)\b"
)
#: all that is left of a club's season
_REST = re.compile(
    r"\b(?:left|still|remaining|rest of|hatralev\w*|(?:van|meg|nekik) hatra|maradt)\b"
)
_AFTER = re.compile(r"\b(?:after (?:that|(?:the )?\w+\W*$)|utana|azutan)\b")
_SEVERAL = re.compile(
    r"\b(?:matches|games|fixtures|results|one after|remaining|azutani|hatralev\w*"
    r"|meccsei|meccsek|merkozesei|eredmenyei|eredmenyek|program\w*)\b"
)


def fixtures(reading: Reading, book: Phrasebook) -> Script:
    """List what is to come."""
    return (yield from _list(reading, book, played=False))


def results(reading: Reading, book: Phrasebook) -> Script:
    """List what has been played."""
    return (yield from _list(reading, book, played=True))


def _list(reading: Reading, book: Phrasebook, *, played: bool) -> Script:
    limit, side = _limit(reading), side_of(reading)
    days, names = reading.days, [club.name for club in reading.clubs[:2]]
    first = days.first if days else None if played else reading.today
    wanted = call(
        "find_matches",
        team=names[0] if names else None,
        opponent=names[1] if len(names) > 1 else None,
        league=reading.league,
        date_from=first,
        date_to=days.last if days else None,
        status="finished" if played else "scheduled",
        limit=AHEAD if side else limit,
    )
    (found,) = yield (wanted,)
    if reading.days_kept and names and not found.data.get("matches"):
        return (yield from _list(replace(reading, days=None, days_kept=False), book, played=played))
    found = only_at(found, names[0], side, limit=limit) if names else found
    if not found.found or not found.data.get("matches"):
        return explain(found, wanted, reading, book)
    return tell_matches(found, reading, book, played=played)


def _limit(reading: Reading) -> int:
    if not reading.clubs:
        return MANY
    if reading.days:
        return SOME if not reading.days.single else 1
    after = _AFTER.search(reading.folded) or _REST.search(reading.folded)
    several = after or (_SEVERAL.search(reading.folded) and not _NEXT_ONE.search(reading.folded))
    return SOME if several else 1

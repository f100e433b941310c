"""A message that points at a match of those told: “the second one”, “a másiknál”, “that game”.

The matches are those that the last list of an answer named, or those asked about together. Knows
readings only, no tools.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from graph.analyst.intents import Intent
from graph.analyst.picks import OF_GOALS, focus
from graph.analyst.reading import Reading
from graph.analyst.spotting.clubs import Club
from graph.analyst.spotting.dates import Days
from graph.analyst.spotting.markets import Pick
from graph.analyst.spotting.spans import Span
from graph.analyst.told import Listed

_PAIR = 2
_NUMBERS = (
    r"first|1st|elso", r"second|2nd|masodik", r"third|3rd|harmadik", r"fourth|4th|negyedik",
    r"fifth|5th|otodik", r"sixth|6th|hatodik", r"seventh|7th|hetedik", r"eighth|8th|nyolcadik",
)  # fmt: skip
_LAST = r"last|utolso"
_CASE = r"(?:[a-z]{0,3}|n[ae]l|b[ae]n|rol|hoz|hez)"
#: one of several by its place; never the first half, the last match of a club, the second division
_ORDINAL = re.compile(
    r"(?!\b(?:elso|masodik|harmadik|utolso) gol)"
    rf"\b(?:(?:the|az?|number|no\.?) )?(?P<n>{'|'.join((*_NUMBERS, _LAST))}){_CASE}\b"
    r"(?:[ -](?:best|legjobb\w*))?(?: (?:one|game|match|tip|pick|of (?:them|those|these)"
    r"|meccs\w*(?<!meccse)(?<!meccsuk)|tipp\w*))?"
    r"(?! (?:half|goals?|scorer|division|team|place|season|week\w*|year|month|time|leg|five|six"
    r"|ten|\d"
    r"|results?|matches|games|round|felid\w*|osztaly\w*|hely(?!ett)\w*|het\w*|ot|hat|tiz|fordulo\w*"
    r"|eredmeny\w*|ideny\w*))"
)
#: one of several by its time
_EARLY = re.compile(r"\b(?:early|earliest|korai|legkorabbi)\b")
_LATE = re.compile(r"\b(?:late|latest|kesoi|legkesobbi)(?: one| game| match| kick| meccs)")
_OTHER = re.compile(
    r"\b(?:the other (?:one|game|match)|(?:and|what about|how about) the other|the other\W*$"
    rf"|a masik(?:{_CASE})?\b(?! (?:csapat|klub|felid)))"
)
_NEXT = re.compile(
    r"^\W*(?:(?:and|ok(?:ay)?|es|na|jo|akkor|johet|jojjon) )*(?:the |az? )?"
    r"(?:next(?: one| game| match| tip| pick)?|kovetkezo\w*(?: meccs\w*| tipp\w*)?)\W*$"
)
_THAT = re.compile(
    r"\b(?:that|this)(?: one| game| match)\b|\b(?:it|there|that)\b"
    r"|\b(?:ott|azon|abban|arra|annak|annal|azt|ezt|erre|ezen|ebben|ennel|rajta|benne|ra)\b"
)
#: the one that is most of something: what is told first
_ASKED_FOR_ONE = re.compile(
    r"\b(?:which|what|whats|what's|where|melyik|hol)\b.*\b(?:most|best|\w+est|leg\w+)\b"
    r"|\bleg\w+\b.*\bmelyik\b|^\W*(?:(?:and|so|es|na|akkor) )*(?:az? |the )(?:\w+est|leg\w+bb)\W*$"
)
_WHY_THAT = re.compile(
    r"\b(?:why|how come|miert|mitol)\b.*\b(?:that|this|it|az|ez|ezt?|azt|o)(?: one| the one)?\W*$"
)
#: one match, not what was told as a whole
_THAT_ONE = re.compile(
    r"\b(?:that|this) (?:one|game|match)\b|\bin that\b|\bott\b"
    r"|\b(?:azon|abban|ezen|ebben|annal) a\b"
)
#: asks among many, be there but one
_WHICH = re.compile(r"^(?:which|what|melyik)\b")
_BOTH = re.compile(r"\b(?:both|mindketto\w*|mind a ketto\w*)\b(?! (?:teams?|sides?|to|score|half))")
#: asked of many matches: of the one that is pointed at, its chances
_OF_MANY = frozenset(
    {
        Intent.TIPS,
        Intent.MATCH,
        Intent.OTHER,
        Intent.TABLE,
        Intent.SET_PREFERENCE,
        Intent.SHOW_PREFERENCES,
    }
)
#: asked of one match
OF_ONE = frozenset({Intent.CHANCES, Intent.VALUE, Intent.WHY, Intent.MATCH, Intent.TIPS})


def list_in_mind(before: Reading, done: Sequence[Reading], now: Reading) -> Reading:
    """Return the message before with the list that “the second one” is of, told further back."""
    if len(before.listed) > 1 or not _ORDINAL.search(now.folded):
        return before
    told = next((one.listed for one in reversed(done) if len(one.listed) > 1), before.listed)
    return replace(before, listed=told)


def pointed(before: Reading, now: Reading) -> Reading | None:
    """Return the message about the match, or matches, that it points at; None if at none."""
    matches = before.listed or _pairs(before)
    if not matches or now.leagues or now.season:
        return None
    if now.clubs:
        return _by_name(matches, before, now)
    if now.prices and len(now.prices) > 1:
        return None
    if len(matches) == _PAIR and _BOTH.search(now.folded):
        return _about(matches, matches, before, now)
    place = _place(matches, before, now)
    if place is None and _is_one_of_many(matches, before, now):
        return replace(now, listed=tuple(matches))  # which of them, is asked back
    if place is None or _another_day(now):
        return None
    return replace(_about([matches[place]], matches, before, now), place=place)


def _pairs(before: Reading) -> tuple[Listed, ...]:
    """Return the matches that were asked about together."""
    names = [club.name for club in before.clubs]
    if len(names) < 2 * _PAIR or len(names) % _PAIR:
        return ()
    return tuple(Listed(home=names[at], away=names[at + 1]) for at in range(0, len(names), _PAIR))


def _by_name(matches: Sequence[Listed], before: Reading, now: Reading) -> Reading | None:
    """Return the listed match of the one club that is named, where it is asked of a match."""
    if len(now.clubs) > 1 or now.days or not OF_ONE.issuperset(now.intents):
        return None
    name = now.clubs[0].name
    places = [at for at, match in enumerate(matches) if match.has(name)]
    if len(places) != 1 or (before.clubs and before.place is None):
        return None
    return replace(_about([matches[places[0]]], matches, before, now), place=places[0])


def _place(matches: Sequence[Listed], before: Reading, now: Reading) -> int | None:
    """Return which of the matches is meant."""
    if before.place is not None and _NEXT.match(now.folded):
        return before.place + 1 if before.place + 1 < len(matches) else None
    if _OTHER.search(now.folded):
        return 1 - before.place if len(matches) == _PAIR and before.place is not None else None
    if len(matches) > 1 and (ordinal := _ORDINAL.search(now.folded)):
        latest = _latest(matches, now) if re.fullmatch(_LAST, ordinal["n"]) else None
        return place_said(now.folded, len(matches)) if latest is None else latest
    if len(matches) > 1 and (timed := _by_time(matches, now)) is not None:
        return timed
    alone = len(matches) == 1 and not before.clubs and not _WHICH.match(now.folded)
    first = len(matches) > 1 and not before.clubs and _ASKED_FOR_ONE.search(before.folded)
    why = Intent.WHY in now.intents and _WHY_THAT.search(now.folded)
    if first and (why or ((now.marks or now.prices) and _THAT.search(now.folded))):
        alone = not _WHICH.match(now.folded)
    asked = Intent.CHANCES in now.intents and not now.days
    of_one = bool(asked or now.marks or now.prices or now.score or why or _THAT.search(now.folded))
    return 0 if alone and of_one and OF_ONE.issuperset(now.intents) else None


def _by_time(matches: Sequence[Listed], now: Reading) -> int | None:
    """Return the place of the match that begins first, or last, where all their times are told."""
    early, late = _EARLY.search(now.folded), _LATE.search(now.folded)
    begin = [(one.day or dt.date.min, one.time or "") for one in matches]
    if not (early or late) or not all(time for _, time in begin):
        return None
    return begin.index(min(begin) if early else max(begin))


def _latest(matches: Sequence[Listed], now: Reading) -> int | None:
    """Return the place of the match played last, where all were played: “how did the last end?”."""
    days = [match.day for match in matches]
    played = [day for day in days if day is not None and day < now.today]
    return days.index(max(played)) if len(played) == len(days) else None


def place_said(folded: str, count: int) -> int | None:
    """Return the place of so many that a message names, None where it names none of them."""
    ordinal = _ORDINAL.search(folded)
    at = _number(ordinal["n"], count) if ordinal else count
    return at if at < count else None


def _is_one_of_many(matches: Sequence[Listed], before: Reading, now: Reading) -> bool:
    """Whether one match is meant of several, and nothing says which: “who wins that one?”."""
    named = now.days or now.leagues or before.clubs
    asked = {Intent.CHANCES, Intent.VALUE, Intent.WHY}.intersection(now.intents) or now.marks
    return len(matches) > 1 and not named and bool(asked and _THAT_ONE.search(now.folded))


def _number(word: str, count: int) -> int:
    for number, words in enumerate(_NUMBERS):
        if re.fullmatch(words, word):
            return number
    return count - 1


def _another_day(now: Reading) -> bool:
    """Whether a day is named that is no mere place in a list: “the first” is both."""
    ordinal = _ORDINAL.search(now.folded)
    at = Span(start=ordinal.start(), end=ordinal.end()) if ordinal else None
    return now.days is not None and not (at and now.days.touches(at))


def _about(
    matches: Sequence[Listed], told: Sequence[Listed], before: Reading, now: Reading
) -> Reading:
    """Return the message about some of the matches told; what it leaves open is asked as before."""
    clubs = tuple(
        Club(start=0, end=0, name=name) for match in matches for name in (match.home, match.away)
    )
    asked = tuple(intent for intent in now.intents if intent not in _OF_MANY)
    asked_back = Intent.WHY in before.intents and not before.clubs
    if not asked and (before.place is not None or asked_back) and not (now.marks or now.score):
        asked = tuple(intent for intent in before.intents if intent not in _OF_MANY)
    day = matches[0].day if len({match.day for match in matches}) == 1 else None
    days = before.days
    if day is not None:
        start, end = (days.start, days.end) if days else (0, 0)
        days = Days(start=start, end=end, first=day, last=day)
    pick = focus(before) if before.place is not None and not now.intents else None
    of_goals = pick if pick and OF_GOALS.match(pick.selection or "") else None
    of_draws = before.selections == ("draw",) or before.order == "draw"
    if before.place is None and not now.marks and of_draws:
        of_goals = Pick(selection="draw")  # “which may be drawn?” – “3.1 on that”
    return replace(
        now, clubs=clubs, days=days, listed=tuple(told), inherited=of_goals,
        subject=matches[0].pick if len(matches) == 1 else None,
        intents=asked or ((Intent.VALUE,) if now.prices else (Intent.CHANCES,)),
    )  # fmt: skip

"""Which outcome a message is about: a club's win, the draw, a goal line.

Knows no tools; home and away are settled when the real fixture is known.
"""

from __future__ import annotations

import re
from dataclasses import replace

from graph.analyst.parts_played import (
    BEATS,
    BEFORE_OPPONENT,
    is_of_pair,
    is_on,
    is_opponent,
    is_stem,
)
from graph.analyst.reading import Reading
from graph.analyst.spotting.markets import Pick
from graph.analyst.spotting.spans import Span

#: outcomes that may have a price; the other marks are topics
PRICED = re.compile(
    r"^(?:home|draw|away|(?:team_)?(?:over|under)_\d(?:_\d+)?"
    r"|(?:team_)?exactly_\d(?:_\d)?|btts_yes|btts_no|1X|12|X2"
    r"|handicap_.+|to_nil|by_\d|odd|even|draw_no_bet|or_draw|not_win|clean_sheet|concede|(?:own_)?score_.+)$"
)

#: of these, those whose prices are compared with the market's; the others are priced as slips
COMPARED = re.compile(r"^(?:home|draw|away|over_2_5|under_2_5|btts_yes|btts_no|1X|12|X2)$")

#: neither side's: the draw, and how many goals there are
OF_GOALS = re.compile(r"(?:over|under|exactly|number_of)_|btts_|draw$|correct_score$")
_BACKED_ENDING = re.compile(r"\w(?:ra|re|ban|ben)$")
_BACKED_AFTER = re.compile(r"^-?(?:ra|re|ban|ben)\b")
_FACED = re.compile(r"^-?\w{0,2} ellen\b")
_FACES = re.compile(r"^ (?:against|to beat) ")
LOSES = re.compile(r"\b(?:lose|loses|losing|kikap|veszit|vereseg)\w*")
_WINS = re.compile(
    r"\b(?:win|wins|winning|beat|beats|beating|nyer\w*|gyoz\w*|legyoz\w*|megver\w*|elver\w*)\b"
)
_THEY = re.compile(r"\b(?:they|it|he|we)\b")
_WHICH = re.compile(r"\b(?:who|which|ki|kik|melyik)\b")

#: a part of a message between commas, “and” and question marks
_CLAUSE = re.compile(r"(?:(?! (?:and|es) |[?!;]|, )[\s\S])+")

#: words that ask for the result
_RESULT = re.compile(r"\b(?:chances?|win|wins|beat|beats|esely\w*|nyer\w*|gyoz\w*|legyoz\w*)\b")

#: outcomes told in one answer
TOPICS = 3


def focus(reading: Reading) -> Pick | None:
    """Return the outcome that is asked about, None for “who wins?” and the match as a whole."""
    if reading.marks:
        first = reading.selections[0]
        sides = [one for one in reading.selections if one in ("1X", "X2", "12")]
        return Pick(selection=sides[0] if sides and first == "double_chance" else first)
    if reading.inherited:
        return reading.inherited
    if _WHICH.search(reading.masked):
        return None
    if named := _only_opponent(reading):
        return Pick(club=named) if LOSES.search(reading.folded) else Pick(against=named)
    subjects = [club for club in reading.mentions if not is_opponent(club, reading)]
    if not subjects or not reading.clubs:
        return None
    if LOSES.search(reading.folded):
        others = [club.name for club in reading.clubs if club.name != subjects[0].name]
        return Pick(club=others[0]) if others else Pick(against=subjects[0].name)
    return Pick(club=subjects[0].name) if _WINS.search(reading.folded) else None


def _only_opponent(reading: Reading) -> str | None:
    """Return the club that “they” play: “will they beat CLUB”, “what if they lose at CLUB?”."""
    if len(reading.mentions) != 1 or not reading.clubs:
        return None
    (club,) = reading.mentions
    before = reading.folded[: club.start]
    object_case = reading.folded[club.start : club.end].endswith("t") and not is_stem(club)
    if object_case and BEATS.search(reading.folded):
        return club.name  # “és ha legyőzik a Unitedet”
    ends = LOSES.search(before) or _WINS.search(before)
    return club.name if ends and _THEY.search(before) and BEFORE_OPPONENT.search(before) else None


def topics(reading: Reading) -> tuple[Pick | None, ...]:
    """Return each outcome asked about: “their chance on Sunday, and over 2.5?” has two."""
    picks: dict[Pick | None, None] = {}
    for clause in _CLAUSE.finditer(reading.folded):
        at = Span(start=clause.start(), end=clause.end())
        marked = [Pick(selection=mark.selection) for mark in reading.marks if mark.touches(at)]
        asked = _RESULT.search(clause.group()) and any(one.touches(at) for one in reading.mentions)
        picks.update(dict.fromkeys(marked or ()))
        if asked and not marked:
            picks[_winner(reading)] = None
    return tuple(picks)[:TOPICS] if len(picks) > 1 and reading.marks else (focus(reading),)


def subject_of(reading: Reading) -> str | None:
    """Return the one club that a message is about, whose opponent or ground the other is."""
    if len(reading.clubs) < 2:
        return reading.clubs[0].name if reading.clubs else None
    about = {
        club.name
        for club in reading.mentions
        if not is_opponent(club, reading) and not is_of_pair(club, reading)
    }
    return about.pop() if len(about) == 1 else reading.subject or _backed(reading)


def _backed(reading: Reading) -> str | None:
    """Return whom a price is on in “on CLUB against CLUB”, “van érték a CLUBban a CLUB ellen”."""
    backed = {
        club.name
        for club in reading.mentions
        if is_on(club, reading)
        or _BACKED_ENDING.search(reading.folded[club.start : club.end])
        or _BACKED_AFTER.match(reading.folded[club.end :])
    }
    if len(backed) == 1:
        return backed.pop()
    if not reading.mentions:
        return None
    first, *others = reading.mentions
    faced = any(_FACED.match(reading.folded[other.end :]) for other in others)
    faces = _FACES.match(reading.folded[first.end :])
    return first.name if len(others) == 1 and (faced or faces) else None


def _winner(reading: Reading) -> Pick | None:
    return focus(replace(reading, marks=(), inherited=None))

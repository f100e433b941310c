"""Which part a club plays where a message names it: one that is asked about, or its opponent."""

from __future__ import annotations

import re

from graph.analyst.reading import Reading
from graph.analyst.spotting.clubs import Club, is_ground
from graph.analyst.spotting.spans import Span

BEFORE_OPPONENT = re.compile(
    r"(?:\bbeat\w*|\bagainst|\bversus|\bvs?\.?|\bover|\bdefeat\w*|\bto|\bat"
    r"|(?<!value )\bin|-)\s*(?:the|an?|az)?\s*$"
)
_AFTER_OPPONENT = re.compile(r"^\s*(?:ellen|ottho[nm]\w*|palya\w*|folott|vendegekent)")
_ON_BEFORE = re.compile(r"\bon (?:the )?$")
_ON_ENDING = re.compile(r"(?:ra|re)$")
_JOINED = re.compile(r"^\s*(?:-|/|vs?\.?|versus|against)?\s*(?:the |az? )?$")
BEATS = re.compile(r"\b(?:legyoz|megver|elver|legyozni|megverni|kiuti|(?:gyoz|ver)te[k]?\b)")


def is_on(named: Span, reading: Reading) -> bool:
    """Whether “on” or its Hungarian ending says that a bet is on what is named."""
    return bool(
        _ON_BEFORE.search(reading.folded[: named.start])
        or _ON_ENDING.search(reading.folded[named.start : named.end])
    )


def is_of_pair(club: Club, reading: Reading) -> bool:
    """Whether the name is half of “Arsenal–Chelsea”: the match, not an outcome."""
    return any(
        other is not club
        and _JOINED.match(reading.folded[first.end : second.start])
        and (is_stem(first) or not is_on(first, reading))
        and not any(is_ground(one, reading.folded) for one in (first, second))
        and not _AFTER_OPPONENT.match(reading.folded[second.end :])
        for other in reading.mentions
        for first, second in [sorted((club, other), key=lambda one: one.start)]
    )


def is_opponent(club: Club, reading: Reading) -> bool:
    """Whether a club is named as the one that another plays."""
    before, after = reading.folded[: club.start], reading.folded[club.end :]
    if BEFORE_OPPONENT.search(before) and len(reading.mentions) > 1 and before.strip():
        return club is not reading.mentions[0]
    if is_ground(club, reading.folded) and len(reading.clubs) > 1:
        return True
    object_case = reading.folded[club.start : club.end].endswith("t")
    return bool(_AFTER_OPPONENT.match(after)) or bool(
        object_case
        and BEATS.search(reading.folded)
        and len(reading.clubs) > 1
        and not is_stem(club)
    )


def is_stem(club: Club) -> bool:
    """Whether the name itself is what stands there, so that a final t is no case ending."""
    return len(club.name) == club.end - club.start

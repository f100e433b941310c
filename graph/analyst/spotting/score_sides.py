"""Whose goals come first in a score: “2-1 Liverpool” away is 1-2, “Brentford to lose 2-0” is 0-2.

Between two clubs, or behind both, a score is the match's, home goals first. Beside one of them it
is that club's. Knows no reading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.analyst.spotting.clubs import Club
from graph.analyst.spotting.markets import Scoreline

_BEFORE = re.compile(
    r"^'?s?,? ?(?:-?(?:t|ra|re|nak|nek)\b)?(?: ?(?:to|will|can|gonna|would|do|does|it|by|a|an|az?"
    r"|is|could))*(?P<verb> ?(?:win\w*|beat\w*|victor\w*|lose\w*|losing|defeat|nyer\w*|gyoz\w*"
    r"|kikap\w*|veszit\w*))?(?: (?:it|by|them|at|the|a|az|with))* ?$"
)
_BEHIND = re.compile(
    r"^(?:,? (?:win|victory|defeat|loss))?(?: (?:to|for|from|by))?(?: (?:the|az?))? ?$"
)
#: who does what, with the score behind it
_VERB = re.compile(
    r"^'?s?(?: (?:to|will|can|could|gonna|would|might|do|does|did|it|have|has))*"
    r" (?:(?P<loses>los(?:e|es|t|ing)|kikap\w*|veszit\w*)|wins?|winning|won|beats?|beating|beaten"
    r"|defeat(?:s|ed)?|thrash\w*|hammer\w*|nyer\w*|gyoz\w*|legyoz\w*|megver\w*|elver\w*)\b"
)
_LOSES = re.compile(r"\b(?:los(?:e|es|ing|s)|defeat|kikap\w*|veszit\w*|vereseg\w*)\b")
_PAIRED = re.compile(r"^\s*(?:-|–|/|vs?\.?|versus|against|and|es|meg)?\s*(?:the |az? )?$")


def with_owner(score: Scoreline | None, mentions: Sequence[Club], folded: str) -> Scoreline | None:
    """Return the score, told from the side of the one club that it stands beside."""
    if score is None:
        return None
    if winner := _of_the_verb(score, mentions, folded):
        return winner
    before = [one for one in mentions if one.end <= score.start and _beside(one, score, folded)]
    behind = [one for one in mentions if score.end <= one.start and _follows(one, score, folded)]
    owners = [
        one for one in (*before[-1:], *behind[:1]) if not _is_half_of_pair(one, mentions, folded)
    ]
    if len({one.name for one in owners}) != 1:
        return score
    words = folded[min(owners[0].end, score.start) : max(owners[0].start, score.end) + 12]
    goals = sorted(score.score.split("-"), key=int)
    if _LOSES.search(words):
        score = replace(score, score="-".join(goals))
    return replace(score, owner=owners[0].name)


def _of_the_verb(score: Scoreline, mentions: Sequence[Club], folded: str) -> Scoreline | None:
    """Return the score of “Brentford beat Bournemouth 2-0”, told from the side of its subject."""
    for club in mentions:
        if club.end > score.start or re.search(r"[?;]", folded[club.end : score.start]):
            continue
        said = _VERB.match(folded[club.end : score.start])
        if said is None:
            continue
        goals = sorted(score.score.split("-"), key=int, reverse=not said["loses"])
        return replace(score, score="-".join(goals), owner=club.name)
    return None


def _beside(club: Club, score: Scoreline, folded: str) -> bool:
    return bool(_BEFORE.match(folded[club.end : score.start]))


def _follows(club: Club, score: Scoreline, folded: str) -> bool:
    return bool(_BEHIND.match(folded[score.end : club.start]))


def _is_half_of_pair(club: Club, mentions: Sequence[Club], folded: str) -> bool:
    """Whether the club is named right beside another one: the match is, not a side of it."""
    return any(
        other.name != club.name and _PAIRED.match(folded[first.end : second.start])
        for other in mentions
        for first, second in [sorted((club, other), key=lambda one: one.start)]
    )

"""Whose a bet is that belongs to one club: “Barcelona Sociedad -1”, “Betis Almeria -1 Betis”.

The nearest club is not always it: of two that only name the match the first is, and an opponent
never is. Knows no market but where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.analyst.parts_played import is_of_pair, is_opponent
from graph.analyst.reading import Reading
from graph.analyst.spotting.clubs import Club
from graph.analyst.spotting.markets import Mark

_BESIDE = re.compile(r"^ (?:for |of |on |by |az? )?$")


def whose(mark: Mark | None, named: Sequence[Club], reading: Reading) -> str:
    """Return the club whose bet `mark` is, of those `named` around it; at least one is known."""
    if not named:
        inherited = reading.inherited.club if reading.inherited else None
        return inherited or reading.subject or reading.clubs[0].name
    if mark is None:
        return named[0].name
    before = [club for club in named if club.end <= mark.start]
    after = [club for club in named if club.start >= mark.end]
    if after and _is_beside(mark, after[0], reading) and (not before or _again(after[0], before)):
        return after[0].name
    return _subject(before, reading).name if before else after[0].name if after else named[0].name


def _is_beside(mark: Mark, club: Club, reading: Reading) -> bool:
    return bool(_BESIDE.match(reading.folded[mark.end : club.start]))


def _again(club: Club, others: Sequence[Club]) -> bool:
    return any(club.name == other.name for other in others if other is not club)


def _subject(before: Sequence[Club], reading: Reading) -> Club:
    """Return the last club that is more than half of the match's name, or the match's first."""
    own = [club for club in before if not is_opponent(club, reading)]
    alone = [club for club in own if not is_of_pair(club, reading) or _again(club, before)]
    return alone[-1] if alone else (own or list(before))[0]

"""Outcomes just told, held against each other: “which of those is safest?”, “the better one?”.

They are told again, one under the other. Knows readings only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.analyst.deciding import wanted
from graph.analyst.follow_ups.the_same import pick_of
from graph.analyst.intents import Intent
from graph.analyst.lists import is_list
from graph.analyst.picks import OF_GOALS
from graph.analyst.reading import Reading
from graph.analyst.spotting.markets import Mark

#: outcomes told in one answer
MOST = 3
_TWO = 2
_COMPARES = re.compile(
    r"\b(?:which|what|who|melyik\w*)\b.*\b(?:safe(?:st|r)|better|best|likel\w+|(?:leg)?biztos\w*bb?"
    r"|(?:leg)?jobb|(?:leg)?eselyesebb|(?:leg)?valoszinubb)\b"
    r"|\b(?:which|melyik\w*)\b.*\b(?:two|both|those|these|them|ketto)\b"
)
_RANK = re.compile(
    r"^\W*(?:(?:ok|so|and|akkor|na|es) )*(?:rank|order|sort|rangsorold|tedd sorba)\b(?! CLUB)"
)
_EACH = re.compile(r"\b(?:each|both (?:games|matches)|mindket\w*|kulon\w*)\b")
_GOALS = re.compile(r"\b(?:goals?|gol\w*)\b")
_PAIR = re.compile(r"\b(?:two|both|ketto\w*|either)\b")
_TOLD = frozenset({Intent.CHANCES, Intent.VALUE, Intent.SLIP})


def outcomes_again(done: Sequence[Reading], now: Reading) -> Reading | None:
    """Return a question about the outcomes of one match that were just told; None if it is none."""
    named = now.clubs or now.leagues or now.days or now.prices or now.marks or now.score
    if named or not _COMPARES.search(now.folded):
        return None
    told = _told_last(done)[: 2 if _PAIR.search(now.folded) else MOST]
    if len(told) < 2:
        return None
    again = tuple(replace(one, language=now.language) for one in reversed(told))
    return replace(now, clubs=again[0].clubs, again=again, intents=(Intent.CHANCES,))


def of_each(before: Reading | None, now: Reading) -> Reading | None:
    """Return “and by more than one goal?” of clubs that were compared as asked of each."""
    if before is None or now.clubs or now.prices or not are_compared(before):
        return None
    if _RANK.match(now.folded):
        return replace(before, language=now.language)
    in_each = _EACH.search(now.folded)
    if in_each and not now.marks and _GOALS.search(now.folded):
        now = replace(now, marks=(Mark(start=0, end=0, selection="expected_goals"),))
    if not now.marks:
        return None
    if (
        not in_each
        and len(before.clubs) == _TWO
        and all(OF_GOALS.match(one.selection) for one in now.marks)
    ):
        return None  # “Arsenal or United on Sunday?” – “and the draw?” is of one match
    each = tuple(
        replace(now, clubs=(club,), mentions=(), days=before.days, intents=(Intent.CHANCES,))
        for club in before.clubs[:MOST]
    )
    return replace(now, clubs=before.clubs, again=each, intents=(Intent.CHANCES,))


def are_compared(reading: Reading) -> bool:
    """Whether clubs are held against each other, each in its own match."""
    asked = wanted(reading)
    return asked == (Intent.COMPARE,) or (asked == (Intent.CHANCES,) and is_list(reading))


def _told_last(done: Sequence[Reading]) -> list[Reading]:
    """Return the last readings without a break that are each of another outcome of one match."""
    found: dict[object, Reading] = {}
    last: Reading | None = None
    for one in reversed(done):
        names = frozenset(club.name for club in one.clubs)
        same = not names.isdisjoint(club.name for club in (last or one).clubs)
        if not names or not same or one.slip or not _TOLD.issuperset(wanted(one)):
            break
        last = one
        if pick := pick_of(one):
            found.setdefault(pick, one)
    return list(found.values())

"""Outcomes told one by one become one bet: “combine both at 2.4”, “mennyi az esélye a kettőnek?”.

The price of all of them is put on none of them alone. Knows readings only, no tools.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.analyst.deciding import wanted
from graph.analyst.intents import Intent
from graph.analyst.offers import offers
from graph.analyst.picks import PRICED, focus
from graph.analyst.reading import Reading

_BOTH = re.compile(
    r"\b(?:both|(?:the|those|these) two"
    r"|(?:mind)?(?:a )?kett(?:o|ot|ore|ohoz|onek|ojuk\w*)|mindket\w*)\b"
)
#: one of them is asked for
_WHICH = re.compile(r"\b(?:which|melyik\w*)\b")
_ALL = re.compile(
    r"\b(?:combin\w*|together|all (?:of (?:them|it|those)|three|four)|in one (?:bet|slip)"
    r"|as one bet"
    r"|double|parlay|egyutt\w*|egyben|osszevon\w*|mindharom\w*|mindet|mindre|kombinal\w*)\b"
)
_CHANCE = re.compile(
    r"\b(?:chances?|odds\w*|price|likely|probab\w*|esely\w*|mennyi\w*|szorzo\w*)\b"
)
_TAKES = re.compile(
    r"\b(?:combin\w*|together|take|took|back|put|do|stick|play|bet|go for|teszem|fogadok|rakom)\b"
)
#: words of “and the two together?”, which asks what the two are worth
FEW = 5
#: told of one outcome
_TOLD = frozenset({Intent.CHANCES, Intent.VALUE})


def taken_together(done: Sequence[Reading], now: Reading) -> Reading | None:
    """Return a message that puts outcomes just told into one bet; None if it does not.

    Parameters
    ----------
    done : the readings before it, each completed from those before.
    """
    if now.mentions or now.marks or now.leagues or len(now.prices) > 1:
        return None
    if _WHICH.search(now.folded):
        return None
    both, every = _BOTH.search(now.folded), _ALL.search(now.folded)
    if not (both or every) or not (
        now.prices
        or _CHANCE.search(now.folded)
        or _TAKES.search(now.folded)
        or (both and every and len(now.folded.split()) <= FEW)
    ):
        return None
    told = _told_last(done)
    told = told if every and not both else told[-2:]
    if len(told) < 2:
        return None
    if now.prices or not _of_matches_apart(told):
        told = [replace(each, prices=()) for each in told]
    slip = told[0]
    for each in told[1:]:
        slip = replace(each, slip=slip, change="add")
    return replace(
        now, clubs=slip.clubs, days=now.days or slip.days, intents=(Intent.SLIP,), slip=slip,
        change="same",
    )  # fmt: skip


def _of_matches_apart(told: Sequence[Reading]) -> bool:
    """Whether each is of a match of its own, so that its price is too."""
    names = [club.name for each in told for club in each.clubs]
    return len(names) == len(set(names))


def _told_last(done: Sequence[Reading]) -> list[Reading]:
    """Return the last readings without a break that are of one outcome each."""
    found: list[Reading] = []
    for each in reversed(done):
        if not _of_one_outcome(each):
            break
        found.append(replace(each, intents=(Intent.SLIP,)))
    return found[::-1]


def _of_one_outcome(reading: Reading) -> bool:
    if not reading.clubs or reading.slip or not _TOLD.intersection(wanted(reading)):
        return False
    if len(reading.prices) > 1 or len(reading.marks) > 1:
        return False
    priced = offers(reading)
    pick = priced[0].pick if priced else focus(reading)
    return bool(pick and (pick.club or PRICED.match(pick.selection or "")))

"""The maths of odds goes on: “and if only 45?”, “at 2.3?”, “és fél Kelly?”.

A chance or a price comes in the place of the one said before. Knows readings only.
"""

from __future__ import annotations

import re
from dataclasses import replace

from graph.analyst.intents import Intent
from graph.analyst.reading import Reading

_BEGIN = (
    r"^\W*(?:(?:and|but|so|ok|what|if|only|just|say|at|with|for|es|de|na|ha|csak|mi van|mondjuk"
    r"|akkor|legyen|inkabb|it is|az|a)\W+)*"
)
_CHANCE = re.compile(
    rf"{_BEGIN}(?P<n>\d{{1,2}}(?:[.,]\d+)?) ?(?:%|per ?cent|szazalek)?(?:-?[a-z]{{1,4}})?"
    r"(?: (?:az? )?(?:esely\w*|chance|instead|inkabb|akkor|then|van|lenne))*\W*$"
)
_PRICE = re.compile(rf"{_BEGIN}PRICE(?:-?\w{{1,4}})?(?: (?:odds\w*|price|akkor|then))*\W*$")
_KELLY = re.compile(r"\bkelly\w*\b")
#: a message with more words asks something else
SHORT = 7


def maths_again(before: Reading | None, now: Reading) -> Reading | None:
    """Return a message that asks for the same maths again; None if it does not."""
    if before is None or before.intents != (Intent.ODDS_MATHS,) or now.clubs or now.leagues:
        return None
    if len(now.folded.split()) > SHORT:
        return None
    if now.prices and _PRICE.match(now.masked):
        return replace(before, language=now.language, prices=now.prices)
    chance = None if now.prices else _CHANCE.match(now.folded)
    if chance and len(before.prices) == 1:
        return replace(before, language=now.language, folded=f"{chance['n']}%")
    return replace(before, language=now.language) if _KELLY.search(now.folded) else None

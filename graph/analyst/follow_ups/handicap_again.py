"""A handicap goes on: “and -2.5?”, “inkább a +1”. The club that has it is the one spoken of.

Knows readings only.
"""

from __future__ import annotations

import re
from dataclasses import replace

from graph.analyst.intents import Intent
from graph.analyst.picks import focus
from graph.analyst.reading import Reading
from graph.analyst.spotting.markets import Mark, Pick

_BARE = re.compile(
    r"^\W*?(?:(?:and|so|ok|what about|how about|rather|make it|es|na|de|akkor|mi van|inkabb|legyen)"
    r"\W+)*(?:the |az? )?(?P<sign>[+-]) ?(?P<size>\d(?:[.,]\d{1,2})?)(?:-?[a-z]{1,4})?"
    r"(?: (?:handicap|hendikep\w*|inkabb|instead|then|akkor))?\W*$"
)


def handicap_again(before: Reading, now: Reading) -> Reading | None:
    """Return a message with the handicap that it means; None if it goes on with none."""
    selections = [*before.selections, (before.inherited and before.inherited.selection) or ""]
    told = [one for one in selections if one.startswith("handicap")]
    if not told or not before.clubs or now.clubs or now.leagues:
        return None
    priced = len(now.prices) == 1 and not now.score
    folded = now.folded[: now.prices[0].start] if priced else now.folded
    if (bare := _BARE.match(folded)) is None:
        return None
    size = float(bare["size"].replace(",", "."))
    meant = Mark(start=0, end=0, selection=f"handicap_{bare['sign']}{size:g}")
    return replace(
        now,
        clubs=before.clubs,
        days=before.days,
        marks=(meant,),
        prices=now.prices if priced else (),
        score=None,
        inherited=Pick(club=_owner(before)),
        intents=(Intent.VALUE if priced else Intent.CHANCES,),
    )


def _owner(before: Reading) -> str:
    """Return the club whose handicap was spoken of."""
    if before.inherited and before.inherited.club:
        return before.inherited.club
    of_one = focus(replace(before, marks=()))
    if of_one and of_one.club:
        return of_one.club
    named = [club.name for club in before.mentions]
    again = [name for name in named if named.count(name) > 1]
    return (again or named or [before.clubs[0].name])[0]

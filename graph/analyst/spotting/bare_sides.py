"""Over or under without its line, right before a price: “over at 1.85”, “alatt 2,1-ért”.

Out of the blue the usual line is meant; in a conversation the one spoken of. Knows no club.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.analyst.spotting.markets import Mark
from graph.analyst.spotting.spans import Span

#: the line that is meant where none was spoken of
USUAL = "2_5"
_SIDE = re.compile(
    r"\b(?P<m>(?P<over>overs?|felett\w*|folott\w*)|unders?|alatt\w*)"
    r"(?P<on>(?:,? (?:then|goals?|gol\w*|it"
    r"|that|is|are|at|for|pays?|on|az?|is|now))*[:=,]? ?@? ?)$"
)


def spot_sides(folded: str, prices: Sequence[Span], marks: Sequence[Span]) -> list[Mark]:
    """Return the bare sides of a folded message that stand before its prices, of the usual line."""
    found = []
    for price in prices:
        side = _SIDE.search(folded, 0, price.start)
        if side is None:
            continue
        place = Span(start=side.start("m"), end=side.end("m"))
        if not any(place.touches(mark) for mark in marks):
            name = "over" if side["over"] else "under"
            found.append(Mark(start=place.start, end=place.end, selection=f"{name}_{USUAL}"))
    return found


def is_bare(mark: Mark, folded: str) -> bool:
    """Whether an outcome is one of these: a side of goals that names no line of its own."""
    said = folded[mark.start : mark.end]
    return mark.selection.endswith(f"er_{USUAL}") and not re.search(r"\d", said)

"""The parts that a sentence falls into at commas, colons and conjunctions.

No part ends inside a name, a word that tells something, or a figure. Knows no fact.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from graph.grounding.labels import Amount, Label
from graph.grounding.mentions import Named

_BREAK = re.compile(
    r"[;:()|\n•]|\bmeans?\b(?! (?:an? )?\d)|\bjelenti,? hogy\b"
    r"|,(?!\d|\s*(?:hogy|that|which|amely|ami)\b)|(?<=\D)\.(?=\s)|\s[-–—]\s|/(?=\s)|(?<=\s)/"
    # “2-1-es” is no “és”
    r"|(?<!\d-)\b(?:and|es|while|whereas|but|mig|viszont|pedig|illetve|valamint|de"
    # “won four in a row after losing to Villa”
    r"|(?:after|since|following)(?= (?:the |their |that |an? )?(?:\w+ing (?:to|at|with|against)\b"
    r"|(?:\d-\d )?(?:defeat|loss|draw|win|victory)\b))|(?<=vereseg )utan|(?<=gyozelem )utan"
    # “win with a chance of 64.3%” is of one piece
    r"|(?<=\s)with(?! (?:(?:an?|the|about|around|roughly|nearly|almost|just|only|some|chance"
    r"|probability"
    r"|likelihood|of|at) )*[+-]?\d+(?:[.,]\d+)?\s?(?:%|per ?cent)))\b"
)
_HAVING = re.compile(r"^\W*(?:with|on|having|after) (?:\w+ ){0,2}?\d")
#: between two figures that are a pair: “15 to 9”
TO = re.compile(r"\s?(?:-|to|:|illetve|,? illetve)\s?")


@dataclass
class Piece:
    """A part of a sentence between two breaks."""

    start: int
    end: int
    #: the whole sentence, folded
    text: str = ""
    labels: list[Label] = field(default_factory=list)
    clubs: list[Named] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)

    def within(self, start: int, end: int) -> Piece:
        """Return what of the piece lies between two places."""
        return Piece(
            start,
            end,
            self.text,
            [one for one in self.labels if start <= one.start < end],
            [one for one in self.clubs if start <= one.start < end],
            [one for one in self.amounts if start <= one.start < end],
        )


def pieces_of(
    folded: str, labels: Sequence[Label], clubs: Sequence[Named], amounts: Sequence[Amount]
) -> list[Piece]:
    """Return the pieces of a sentence; no break falls inside a name, a label or a figure."""
    spans = [(one.start, one.end) for one in labels]
    spans += [(one.start, one.end) for one in clubs]
    spans += [(one.start, one.end) for one in amounts]
    spans += [
        (one.start, other.end) for one, other in pairwise(clubs) if one.role == other.role == "pair"
    ]
    spans += [
        (one.start, other.end)
        for one, other in pairwise(amounts)
        if one.cls == other.cls and TO.fullmatch(folded[one.end : other.start])
    ]
    breaks = (
        found.end()
        for found in _BREAK.finditer(folded)
        if not any(start < found.end() and found.start() < end for start, end in spans)
    )
    cuts = [0, *breaks, len(folded)]
    whole = Piece(0, len(folded), folded, list(labels), list(clubs), list(amounts))
    if len(cuts) > 2 and _leads_in(whole.within(0, cuts[1]), whole.within(cuts[1], cuts[-1])):
        del cuts[1]
    return [whole.within(start, end) for start, end in pairwise(cuts)]


def _leads_in(first: Piece, rest: Piece) -> bool:
    """Tell a share of a whole that what follows is of: “one time in five, it ends level”."""
    telling = first.clubs or any(one.group in ("what", "side") for one in first.labels)
    percents = any(one.cls == "percent" for one in first.amounts)
    percents = percents and not any(one.cls == "percent" for one in rest.amounts)
    # “with 54 points, Man United are eighth”
    counts = bool(first.amounts) and bool(_HAVING.match(first.text))
    leads = (percents or counts) and not telling
    return leads and first.text[: first.end].rstrip().endswith(",")

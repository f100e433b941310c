"""Clubs that are listed, not paired: “arsenal chelsea liverpool melyik nyer”.

Two are a match and four may be two; three are a list, or four that are parted one by one.
"""

from __future__ import annotations

import re
from itertools import pairwise

from graph.analyst.reading import Reading

_PAIR = 2
#: two of several clubs meet
_AGAINST = re.compile(
    r"CLUB ?(?:-|v\b|vs\b|versus\b|against\b|at\b|(?:will |can |to )?beats?\b)"
    r"|\b(?:ellen\w*|kontra|otthon|idegenben|between|kozt?|kozott)\b"
)
_PARTED = re.compile(r"\s*(?:,|\b(?:or|vagy)\b)\s*(?:or |vagy )?(?:the |az? )?")


def is_list(reading: Reading) -> bool:
    """Whether three clubs or more are named beside each other."""
    if len(reading.clubs) <= _PAIR or _AGAINST.search(reading.masked):
        return False
    gaps = (reading.folded[a.end : b.start] for a, b in pairwise(reading.mentions))
    return len(reading.clubs) % _PAIR == 1 or all(_PARTED.fullmatch(gap) for gap in gaps)

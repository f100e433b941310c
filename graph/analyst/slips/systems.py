"""Systems: how many legs each line of a slip has, “3/4”, “3-as kötés”, “as doubles”.

Knows the legs as written, not what they are worth.
"""

from __future__ import annotations

import re

from graph.analyst.reading import Reading
from graph.analyst.spotting.counts import COUNTS, alternatives

#: counts of legs: “2 from 3”, “two out of three”, “háromból kettő”
_N = rf"\d{{1,2}}|{alternatives(COUNTS)}"
SYSTEM = re.compile(
    rf"\b(?P<a>{_N}) ?(?:/|of|from|out of|az?(?= \w+bol)) ?(?P<b>{_N})(?:bol)?\b"
    r"(?!-?(?:os|es|as)?(?: of)?(?: an?| the)? kelly\b)"
    rf"|\b(?P<d>{_N})-?bol (?P<c>{_N})\b"
)

#: every pair, or every three, of the legs: “as doubles”, “in trebles”
_MULTIPLES = re.compile(r"\b(?P<size>doubles|trebles)\b")
_SINGLES = re.compile(r"\b(?:singles|separately|kulon(?:-kulon)?|egyesben|egyesekben)\b")

#: “3-as kötés” of four legs is a system too
KOTES = re.compile(r"(?<![\d/])(?P<n>\d{1,2})-?(?:as|es|os) kotes\w*")


def names_system(folded: str) -> bool:
    """Whether a folded message names a system: “2/3”, “3-as kötés”, “as doubles”."""
    return any(one.search(folded) for one in (_SINGLES, SYSTEM, KOTES, _MULTIPLES))


def system_said(reading: Reading, legs: str | None = None) -> int | None:
    """Return the legs of each line of a system, without the fixed ones; 1 for singles.

    3 for “3/4”, “3 of 4”, “4-ből 3”, and for “3-as kötés” of more than three `legs`.
    """
    if _SINGLES.search(reading.folded):
        return 1
    written = legs.split("; ") if legs else []
    if reading.slip is not None and reading.change == "same" and not names_system(reading.folded):
        return system_said(reading.slip, legs)
    fixed = sum(leg.endswith(" fix") for leg in written)
    if named := KOTES.search(reading.folded):
        size = int(named["n"])
        return size - fixed if fixed < size < len(written) else None
    if multiples := _MULTIPLES.search(reading.folded):
        size = 2 if multiples["size"] == "doubles" else 3
        return size if size < len(written) else None
    found = SYSTEM.search(reading.folded)
    if found is None:
        return None
    size, of = _counted(found["a"] or found["c"]), _counted(found["b"] or found["d"])
    if not 1 <= size < of:
        return None
    # “2/3” of three legs with one fixed: each line has the fixed one and one more
    return max(size - fixed, 1) if of == len(written) else size


def _counted(word: str) -> int:
    return COUNTS.get(word) or int(word)

"""Amounts in words: “fifty thousand”, “kétszázötvenezer”, “ezer”.

From ten on: smaller numbers are counts more often than money. Knows no currency.
"""

from __future__ import annotations

import re

from graph.analyst.spotting.spans import Span

_UNITS = {
    name: value
    for value, names in enumerate(
        ("one|a|egy", "two|ket|ketto", "three|harom", "four|negy", "five|ot", "six|hat",
         "seven|het", "eight|nyolc", "nine|kilenc", "ten|tiz", "eleven", "twelve", "thirteen",
         "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
        start=1,
    )
    for name in names.split("|")
}  # fmt: skip
_TENS = {
    name: value * 10
    for value, names in enumerate(
        ("tizen", "twenty|husz|huszon", "thirty|harminc", "forty|negyven", "fifty|otven",
         "sixty|hatvan", "seventy|hetven", "eighty|nyolcvan", "ninety|kilencven"),
        start=1,
    )
    for name in names.split("|")
}  # fmt: skip
_SMALL = _UNITS | _TENS
_GROUPS = {"million": 1_000_000, "millio": 1_000_000, "thousand": 1_000, "ezer": 1_000}
_HUNDREDS = ("hundred", "szaz")
_WORDS = sorted([*_SMALL, *_GROUPS, *_HUNDREDS], key=len, reverse=True)
#: “a thousand” begins with an article; behind a number it is one: “ötvenezer a bankom”
_NEXT = [word for word in _WORDS if word != "a"]
_PIECE = re.compile("|".join(_WORDS))
_NUMBER = re.compile(
    rf"(?<![\w.,])(?:{'|'.join(_WORDS)})(?:[ -]?(?:and )?(?:{'|'.join(_NEXT)}))*"
    r"(?:re|ra|rel|val|bol|es|os|ft)?(?!\w)"
)
LEAST = 10


def spot_worded(folded: str) -> list[tuple[Span, int]]:
    """Return the numbers in words of a folded message, from `LEAST` on, in order."""
    found = []
    for match in _NUMBER.finditer(folded):
        value = _value(_PIECE.findall(match.group().replace("and ", "")))
        if value >= LEAST:
            found.append((Span(start=match.start(), end=match.end()), value))
    return found


def _value(pieces: list[str]) -> int:
    total = group = 0
    for piece in pieces:
        if piece in _GROUPS:
            total += (group or 1) * _GROUPS[piece]
            group = 0
        elif piece in _HUNDREDS:
            group = (group or 1) * 100
        else:
            group += _SMALL[piece]
    return total + group

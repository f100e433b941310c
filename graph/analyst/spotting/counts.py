"""Small numbers in words, folded: counts and places from one to ten, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

COUNTS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        ("one egy", "two ket ketto", "three harom", "four negy", "five ot", "six hat", "seven het",
         "eight nyolc", "nine kilenc", "ten tiz"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
PLACES: Mapping[str, int] = {
    name: place
    for place, names in enumerate(
        ("first elso", "second masodik", "third harmadik", "fourth negyedik", "fifth otodik",
         "sixth hatodik", "seventh hetedik", "eighth nyolcadik", "ninth kilencedik",
         "tenth tizedik"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
#: more than one: “egy” and “one” are mostly words of their own
SEVERAL: Mapping[str, int] = {name: number for name, number in COUNTS.items() if number > 1}


def alternatives(names: Iterable[str]) -> str:
    """Return words as alternatives of a pattern, the longest first."""
    return "|".join(sorted(names, key=len, reverse=True))

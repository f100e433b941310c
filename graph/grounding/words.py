"""Figures in words: “seventy percent”, “három gól”, “one in three”, “két a háromhoz”, “the half”.

A part of a whole is near its figure when it is within `NEAR`. Works on folded text; knows no fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

#: how far a fraction in words may be from the chance that it stands for
NEAR = 0.025

_EN_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_EN_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_HU_UNITS = ["nulla", "egy", "ket(?:to)?", "harom", "negy", "ot", "hat", "het", "nyolc", "kilenc"]
_HU_TENS = [
    "tiz(?:en)?",
    "husz(?:on)?",
    "harminc",
    "negyven",
    "otven",
    "hatvan",
    "hetven",
    "nyolcvan",
    "kilencven",
]
_UNIT = (
    r"per ?cent\w*|szazalek\w*|points?|pont\w*|goals?|gol\w*|wins?|gyozel\w*|draws?|matches|games"
    r"|meccs\w*|merkozes\w*|defeats?|losses|vereseg\w*|times|odds"
)

_HU_NUMBER = rf"(?:(?:{'|'.join(_HU_TENS)})(?:{'|'.join(_HU_UNITS)})?|(?:{'|'.join(_HU_UNITS)}))"
_EN_NUMBER = (
    rf"(?:(?:{'|'.join(_EN_TENS)})(?:[ -](?:{'|'.join(_EN_UNITS)}))?|(?:{'|'.join(_EN_UNITS)}))"
)
_SPELLED = re.compile(rf"\b(?P<n>{_EN_NUMBER}|{_HU_NUMBER})(?P<gap> (?=(?:{_UNIT})\b))")

_SMALL = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "egy": 1, "ket": 2, "ketto": 2, "harom": 3, "negy": 4, "ot": 5, "hat": 6,
    "het": 7, "nyolc": 8, "kilenc": 9, "tiz": 10,
}  # fmt: skip
_N = "|".join([*_SMALL, r"\d{1,2}"])
_ORDINAL = {"masodik": 2, "harmadik": 3, "negyedik": 4, "otodik": 5, "hatodik": 6, "tizedik": 10}
_SET = {
    r"two thirds|ketharmad\w*": 2 / 3,
    r"(?:a|one) third|harmad(?!ik)\w*|egyharmad\w*": 1 / 3,
    r"three quarters|haromnegyed\w*": 3 / 4,
    r"(?:a|one) quarter|negyed(?!ik|even)\w*": 1 / 4,
    r"fifty[- ]fifty|50[-/ ]50|coin[- ]?(?:flip|toss)|toss-?up|fifti-?fifti|fele-?fele"
    r"|feles esely\w*|half (?:a )?chance|half the time|az esetek fele\w*": 1 / 2,
}
_IN = re.compile(rf"\b(?P<a>{_N}) (?:in|out of) (?P<b>{_N})\b(?! (?:a row|days|weeks))")
_OF_HU = re.compile(
    rf"\b(?P<b>{_N})-?b[ou]l (?P<a>{_N})(?:szor|szer)?\b|\bminden (?P<o>{'|'.join(_ORDINAL)})\b"
)
_TO = re.compile(
    rf"\b(?P<a>{_N}) to (?P<b>{_N})(?= (?:on|against|that|chance|odds|favou?rite)\b)"
    rf"|\b(?P<c>{_N}) az? (?P<d>{_N})(?:hoz|hez)\b"
)
_RATIO = re.compile(
    rf"\b(?P<two>twice|double|duplaja|dupla akkora)\b|\b(?P<half>half as|feleakkora|fele akkora"
    rf"|feleannyi)\b|\b(?P<n>{_N})(?: times\b|-?sz[eo]r\w*)"
)
_OF_CHANCE = re.compile(r"likel|chance|esel[yl]|valoszin|favour")


def with_digits(folded: str) -> str:
    """Return the text with number words before a unit as digits: “70 percent”."""
    return _SPELLED.sub(lambda found: f"{_value(found['n'])}{found['gap']}", folded)


def fractions(folded: str) -> Iterator[tuple[int, int, float]]:
    """Yield (start, end, part of one) of each fraction that words say."""
    for words, part in _SET.items():
        for found in re.finditer(rf"\b(?:{words})\b", folded):
            yield found.start(), found.end(), part
    for pattern in (_IN, _OF_HU):
        for found in pattern.finditer(folded):
            groups = found.groupdict()
            if groups.get("o"):
                yield found.start(), found.end(), 1 / _ORDINAL[groups["o"]]
            elif 0 < (over := _small(groups["a"])) < (whole := _small(groups["b"])):
                yield found.start(), found.end(), over / whole
    for found in _TO.finditer(folded):
        first, second = _small(found["a"] or found["c"]), _small(found["b"] or found["d"])
        if first + second:
            yield found.start(), found.end(), first / (first + second)


def ratios(folded: str) -> Iterator[tuple[int, int, float]]:
    """Yield (start, end, factor) where one chance is said to be so many times another."""
    if not _OF_CHANCE.search(folded):
        return
    for found in _RATIO.finditer(folded):
        factor = 2.0 if found["two"] else 0.5 if found["half"] else float(_small(found["n"]))
        yield found.start(), found.end(), factor


def _small(word: str) -> int:
    return _SMALL[word] if word in _SMALL else int(word)


def _value(words: str) -> int:
    for tens, units in ((_EN_TENS, _EN_UNITS), (_HU_TENS, _HU_UNITS)):
        if (read := _read(words, tens, units)) is not None:
            return read
    raise AssertionError(f"{words} was found as a number")


def _read(words: str, tens: list[str], units: list[str]) -> int | None:
    first = 2 if tens is _EN_TENS else 1
    for place, ten in enumerate(tens, start=first):
        if found := re.match(ten, words):
            rest = words[found.end() :].lstrip(" -")
            unit = _unit(rest, units)
            if not rest or unit is not None:
                return 10 * place + (unit or 0)
    return _unit(words, units)


def _unit(word: str, units: list[str]) -> int | None:
    return next((n for n, unit in enumerate(units) if re.fullmatch(unit, word)), None)

"""Parts of a whole in words: “one in three”, “két a háromhoz”, “half the time”, “twice as likely”.

A part of a whole is near its figure when it is within `NEAR`. Works on folded text; knows no fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

#: how far a fraction in words may be from the chance that it stands for
NEAR = 0.025

_SMALL = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "egy": 1, "ket": 2, "ketto": 2, "harom": 3, "negy": 4, "ot": 5, "hat": 6,
    "het": 7, "nyolc": 8, "kilenc": 9, "tiz": 10,
}  # fmt: skip
_N = "|".join([*_SMALL, r"\d{1,2}"])
_ORDINAL = {"masodik": 2, "harmadik": 3, "negyedik": 4, "otodik": 5, "hatodik": 6, "tizedik": 10}
_TIMES = r"(?:time|matches|games|cases|meetings|occasions)"
_MECCS = r"(?:meccs|merkozes|talalkozo|eset|alkal)\w*"
_SET = {
    r"two thirds|ketharmad\w*|⅔": 2 / 3,
    r"(?:a|one) third|harmad(?!ik)\w*|egyharmad\w*|⅓": 1 / 3,
    r"three quarters|haromnegyed\w*|¾": 3 / 4,
    r"(?:a|one) quarter|(?:egy)?negyed(?!ik|even)\w*|¼": 1 / 4,
    r"fifty[- ]fifty|50[-/ ]50|coin[- ]?(?:flip|toss)|toss-?up|fifti-?fifti|fele-?fele"
    r"|feles esely\w*|half (?:a )?chance|half the time|az esetek fele\w*|(?<=tobb mint )feleben|½"
    rf"|(?<!second )(?<!first )half of (?:the |all |such |these |those |their )+{_TIMES}"
    r"|every (?:second|other) (?:time|match|game)|even chances?|evens chance|otven-?otven"
    rf"|penzfeldob\w*|fej vagy iras\w*|egyenlo esely\w*|{_MECCS} fel[et]\w*": 1 / 2,
    r"(?:a|one) fifth|egyotod\w*|⅕|every fifth (?:time|match|game)": 1 / 5,
    r"two fifths|ketotod\w*|⅖": 2 / 5,
    r"three fifths|haromotod\w*|⅗": 3 / 5,
    r"four fifths|negyotod\w*|⅘": 4 / 5,
    r"(?:a|one) tenth|egytized\w*|every tenth (?:time|match|game)": 1 / 10,
    r"nine tenths|kilenctized\w*": 9 / 10,
    r"every third (?:time|match|game)": 1 / 3,
    r"every fourth (?:time|match|game)": 1 / 4,
}
#: one group a part, so that a text is gone through once
_SAID = re.compile("|".join(rf"\b(?P<p{n}>{words})\b" for n, words in enumerate(_SET)))
_PARTS = tuple(_SET.values())
_IN = re.compile(
    rf"\b(?P<a>{_N})(?: (?:match|game|time|case)(?:es|s)?)?[ -](?:in|out of)[ -](?P<b>{_N})\b"
    r"(?! (?:a row|days|weeks))"
    rf"|\b(?P<c>{_N}) (?:match|game|time|case)(?:es|s)? of (?P<d>ten|10)\b"
)
_OF_HU = re.compile(
    rf"\b(?P<b>{_N})-?b[oeu]l (?:(?:nagyjabol|korulbelul|kb\.?|majdnem|legalabb) )?(?P<a>{_N})"
    rf"(?:szor|szer)?\b|\bminden (?P<o>{'|'.join(_ORDINAL)})\b"
)
_TO = re.compile(
    rf"\b(?P<a>{_N}) to (?P<b>{_N})(?= (?:on|against|that|chance|odds|favou?rite)\b)"
    rf"|\b(?P<c>{_N}) az? (?P<d>{_N})(?:hoz|hez)\b"
)
_RATIO = re.compile(
    rf"\b(?P<two>twice|double(?= (?:the|that|as|what)\b)|duplaja|dupla akkora)\b|\b(?P<half>half as"
    rf"|feleakkora|fele akkora"
    rf"|feleannyi)\b|\b(?P<n>{_N})(?: times\b|-?sz[eo]r(?:es\w*)?\b)"
)
_OF_CHANCE = re.compile(r"likel|chance|esel[yl]|valoszin|favour")


def fractions(folded: str) -> Iterator[tuple[int, int, float]]:
    """Yield (start, end, part of one) of each fraction that words say."""
    for found in _SAID.finditer(folded):
        yield found.start(), found.end(), _PARTS[int(str(found.lastgroup)[1:])]
    for pattern in (_IN, _OF_HU):
        for found in pattern.finditer(folded):
            groups = found.groupdict()
            if groups.get("o"):
                yield found.start(), found.end(), 1 / _ORDINAL[groups["o"]]
                continue
            said, of = groups["a"] or groups.get("c"), groups["b"] or groups.get("d")
            if said and of and 0 < (over := small_number(said)) < (whole := small_number(of)):
                yield found.start(), found.end(), over / whole
    for found in _TO.finditer(folded):
        first, second = (
            small_number(found["a"] or found["c"]),
            small_number(found["b"] or found["d"]),
        )
        if first + second:
            yield found.start(), found.end(), first / (first + second)


def ratios(folded: str) -> Iterator[tuple[int, int, float]]:
    """Yield (start, end, factor) where one chance is said to be so many times another."""
    if not _OF_CHANCE.search(folded):
        return
    for found in _RATIO.finditer(folded):
        factor = 2.0 if found["two"] else 0.5 if found["half"] else float(small_number(found["n"]))
        yield found.start(), found.end(), factor


def small_number(word: str) -> int:
    """Return a number up to ten in words, or one in digits."""
    return _SMALL[word] if word in _SMALL else int(word)

"""Numbers in words as digits: “seventy percent”, “három gól”, “second in the table”.

Works on folded text; knows no fact.
"""

from __future__ import annotations

import re

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
#: numbers that no other word looks like, from eleven on: figures without a unit too
_LARGE = re.compile(
    rf"\b(?P<n>(?:{'|'.join(_EN_TENS)})(?:[ -](?:{'|'.join(_EN_UNITS[1:10])}))?"
    rf"|(?:{'|'.join(_EN_UNITS[11:])})"
    rf"|(?:tizen|huszon|harminc|negyven|otven|hatvan|hetven|nyolcvan|kilencven)"
    rf"(?:{'|'.join(_HU_UNITS[1:])})|negyven|otven|hatvan|hetven|nyolcvan|kilencven|harminc|husz)"
    r"(?:-?(?:[btgynlk]?[tgynlk]?[aeo]l|nak|nek|ra|re|bol|rol|ot|et|at|en|an|on))?\b(?!-?(?:fifty|otven))"
)

#: places as words, where they are a table's: “second in the table”, “a második helyen”
_EN_PLACES = [
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
_HU_PLACES = [
    "masodik",
    "harmadik",
    "negyedik",
    "otodik",
    "hatodik",
    "hetedik",
    "nyolcadik",
    "kilencedik",
    "tizedik",
    "tizenegyedik",
    "tizenkettedik",
    "tizenharmadik",
    "tizennegyedik",
    "tizenotodik",
    "tizenhatodik",
    "tizenhetedik",
    "tizennyolcadik",
    "tizenkilencedik",
    "huszadik",
]
_PLACE = re.compile(
    rf"(?<=\bare )(?P<a>{'|'.join(_EN_PLACES)})(?=[.,;:!]|$| (?:and|but|with|on)\b)"
    rf"|(?:(?<=\bsit )|(?<=\bsits )|(?<=\blie )|(?<=\blies )|(?<=\bstand )|(?<=\bis )"
    rf"|(?<=\bcurrently ))(?P<b>{'|'.join(_EN_PLACES)})(?=[.,;:!]|$| (?:and|but|with|on|in)\b)"
    rf"|\b(?P<c>{'|'.join(_EN_PLACES)})(?= (?:in|of) the (?:table|league|standings)\b)"
    rf"|(?<=\bin )(?P<d>{'|'.join(_EN_PLACES)})(?= (?:place|position|spot)\b)"
    rf"|\b(?P<e>{'|'.join(_HU_PLACES)})(?= hely\w*| \d+ pont|[.!]|$)"
)
#: “percent” without a figure before it: “LXX percent”, “öt tized százalék”
_PERCENT = re.compile(r"(?P<before>[^\s\d]+) (?:per ?cent\b|%|szazalek(?!pont)\w*)")
_NO_AMOUNT = frozenset(
    re.findall(
        r"\w+",
        "in of the a az what hany milyen mennyi as to per and es or vagy by this that ez"
        " percent szazalek",
    )
)


#: small numbers of what comes one after another, and of wins
_IN_A_ROW = re.compile(
    rf"\b(?P<n>{_EN_NUMBER})(?=(?: (?:wins?|games|matches))? (?:in a row|on the trot|running"
    r"|straight|consecutive|successive)\b|[- ](?:match|game)\b)"
    rf"|(?<=\bunbeaten in )(?P<m>{_EN_NUMBER})\b"
)
_HU_OBJECTS = {
    "kettot": 2, "harmat": 3, "negyet": 4, "otot": 5, "hatot": 6, "hetet": 7, "nyolcat": 8,
    "kilencet": 9, "tizet": 10,
}  # fmt: skip
_HU_OBJECT = re.compile(rf"\b(?:{'|'.join(_HU_OBJECTS)})\b")
_HU_TIMES = re.compile(
    rf"\b(?P<n>{_HU_NUMBER})(?=sz[eo]r (?!akkora|annyi|olyan|valoszin|nagyobb|kisebb|eselyesebb))"
)


def with_digits(folded: str) -> str:
    """Return the text with number words as digits: “70 percent”, “2nd in the table”."""
    folded = _PLACE.sub(_place, folded)
    folded = _SPELLED.sub(lambda found: f"{_value(found['n'])}{found['gap']}", folded)
    folded = _IN_A_ROW.sub(lambda found: str(_value(found["n"] or found["m"])), folded)
    folded = _HU_OBJECT.sub(lambda found: str(_HU_OBJECTS[found.group()]), folded)
    folded = _HU_TIMES.sub(lambda found: str(_value(found["n"])), folded)
    return _LARGE.sub(lambda found: str(_value(found["n"])), folded)


def vague_percent(folded: str) -> str | None:
    """Return what is told in per cent, but not in figures that can be read; None: nothing is."""
    for found in _PERCENT.finditer(folded):
        if found["before"].strip('(,;:–-“„"') not in _NO_AMOUNT:
            return found.group()
    return None


def _place(found: re.Match[str]) -> str:
    if found["e"]:
        return f"{_HU_PLACES.index(found['e']) + 2}."
    return f"{_EN_PLACES.index(found.group()) + 2}th"


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

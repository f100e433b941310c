"""Numbers in words as digits: “seventy percent”, “három gól”, “second in the table”.

Works on folded text; knows no fact.
"""

from __future__ import annotations

import re
from collections.abc import Callable

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
#: what a unit may have before it: “five league matches”
_OF_UNIT = r"(?:(?:league|home|away|bajnoki|hazai|idegenbeli|utolso|legutobbi|last|recent) )?"
_SPELLED = re.compile(
    rf"\b(?P<n>{_EN_NUMBER}|{_HU_NUMBER})(?P<gap> (?={_OF_UNIT}(?:{_UNIT}|bajnoki\w*)\b))"
)
#: “W26 D5 L4”
_LETTERED = re.compile(r"\bw(?P<w>\d{1,2})[ ,/-]{1,3}d(?P<d>\d{1,2})[ ,/-]{1,3}l(?P<l>\d{1,2})\b")
#: “six more wins than”
_BY = re.compile(rf"\b(?P<n>{_EN_NUMBER})(?= (?:more|fewer) (?:wins|points|goals|defeats|draws)\b)")
#: “four of their last five”
_OF_THEM = re.compile(
    rf"\b(?P<n>{_EN_NUMBER})(?= of (?:their|its|the|his|those|these)(?: \w+)? (?:\w+ )?"
    r"(?:matches|games|meetings|\d+|last|past|previous)\b)"
)
#: “9 times in 100”, “100-ból 9-szer” is a percentage
_IN_100 = re.compile(
    rf"\b(?P<n>\d{{1,2}}|{_EN_NUMBER}) (?:times |games |matches |cases )?(?:in|out of)"
    r" (?:every )?(?:100|(?:a|one) hundred)\b(?: (?:games|matches|times|cases)\b)?"
    r"|\b(?:100|szaz)-?(?:bol|esetbol|meccsbol| (?:eset|meccs|alkal)\w*b[oe]l) (?:\w+ ){0,3}?"
    rf"(?P<m>\d{{1,2}}|{_HU_NUMBER})(?:-?(?:sz[eo]r|[ae]t|ot))?\b"
)
#: numbers that no other word looks like, from eleven on: figures without a unit too
_LARGE = re.compile(
    rf"\b(?P<n>(?:{'|'.join(_EN_TENS)})(?:[ -](?:{'|'.join(_EN_UNITS[1:10])}))?"
    rf"|(?:{'|'.join(_EN_UNITS[11:])})"
    rf"|(?:tizen|huszon|harminc|negyven|otven|hatvan|hetven|nyolcvan|kilencven)"
    rf"(?:{'|'.join(_HU_UNITS[1:])})|negyven|otven|hatvan|hetven|nyolcvan|kilencven|harminc|husz)"
    r"(?:-?(?:[btgynlk]?[tgynlk]?[aeo]l|nak|nek|ra|re|bol|rol|ot|et|at|en|an"
    r"|on))?\b(?!-?(?:fifty|otven))"
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
    rf"\b(?:(?<=\bare )(?P<a>{'|'.join(_EN_PLACES)})(?=[.,;:!]|$| (?:and|but|with|on)\b)"
    rf"|(?:(?<=\bsit )|(?<=\bsits )|(?<=\blie )|(?<=\blies )|(?<=\bstand )|(?<=\bis )"
    rf"|(?<=\bcurrently ))(?P<b>{'|'.join(_EN_PLACES)})(?=[.,;:!]|$| (?:and|but|with|on|in)\b)"
    rf"|(?P<c>{'|'.join(_EN_PLACES)})(?= (?:in|of) the (?:table|league|standings)\b)"
    rf"|(?<=\bin )(?P<d>{'|'.join(_EN_PLACES)})(?= (?:place|position|spot)\b)"
    rf"|(?P<e>{'|'.join(_HU_PLACES)})(?= hely\w*| \d+ pont|[.!]|$))"
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
    rf"|\b(?:(?<=\bunbeaten in )|(?<=\bwinless in )|(?<=\bscoreless in ))(?P<m>{_EN_NUMBER})\b"
)
#: “two-one”, “three-nil”, “kettő-egyre”
_EN_GOALS = rf"(?:{'|'.join(_EN_UNITS[:10])}|nil)"
_HU_GOALS = rf"(?:{'|'.join(_HU_UNITS)}|null)"
_SCORE = re.compile(
    rf"\b(?<!-)(?:(?P<a>{_EN_GOALS})[-–](?P<b>{_EN_GOALS})"
    rf"|(?P<c>{_EN_GOALS}) (?P<d>nil)"
    rf"|(?P<e>{_HU_GOALS})[-–](?P<f>{_HU_GOALS})(?:as|es|os|ra|re|[at])?)\b(?![-–])"
)
#: “won once”, “lost twice in their last 6”; “twice as likely” is a ratio
_ONCE = re.compile(
    r"\b(?P<n>once)\b(?:(?<=\bwon once)|(?<=\blost once)|(?<=\bdrawn once)|(?<=\bdrew once)"
    r"|(?<=\bbeaten once))"
    r"|\b(?P<m>twice)\b(?! (?:as|more|the)\b)"
)
#: “three or more goals” is a market
_OR_MORE = re.compile(
    rf"\b(?P<n>{_EN_NUMBER}|\d) (?:or more|plus) goals\b|\b(?P<m>{_EN_NUMBER}|\d)\+ goals\b"
    rf"|\b(?:at least|legalabb) (?P<o>{_EN_NUMBER}|{_HU_NUMBER}|\d) (?:goals|gol\w*)\b"
    rf"|\b(?P<p>{_HU_NUMBER}|\d) vagy (?:annal )?tobb gol\w*"
)
#: “two goals or fewer”
_OR_FEWER = re.compile(
    rf"\b(?P<n>{_EN_NUMBER}|\d)(?: goals)? or (?:fewer|less)\b(?: goals\b)?"
    rf"|\b(?P<m>{_HU_NUMBER}|\d) ?(?:gol\w* )?vagy (?:annal )?kevesebb\b(?: gol\w*)?"
)
_HU_OBJECTS = {
    "kettot": 2, "harmat": 3, "negyet": 4, "otot": 5, "hatot": 6, "hetet": 7, "nyolcat": 8,
    "kilencet": 9, "tizet": 10,
}  # fmt: skip
_HU_OBJECT = re.compile(rf"\b(?:{'|'.join(_HU_OBJECTS)})\b")
#: “öttel több”
_HU_BY = re.compile(
    r"\b(?P<n>egy|ketto|harom|negy|ot|hat|het|nyolc|kilenc|tiz)"
    r"(?:gyel|vel|mal|tel|tal|cal|zel)(?= (?:tobb|kevesebb))"
)
_HU_TIMES = re.compile(
    rf"\b(?P<n>{_HU_NUMBER})(?=sz[eo]r (?!akkora|annyi|olyan|valoszin|nagyobb|kisebb|eselyesebb))"
)


def with_digits(folded: str, written: str) -> tuple[str, str]:
    """Return both texts with number words as digits: “70 percent”, “2nd in the table”.

    Their places stay the same as each other's.
    """
    for pattern, digits in _STEPS:
        at, parts = 0, []
        for found in pattern.finditer(folded):
            parts += [(at, found.start(), None), (found.start(), found.end(), digits(found))]
            at = found.end()
        if parts:
            parts.append((at, len(folded), None))
            folded, written = (
                "".join(text[a:b] if new is None else new for a, b, new in parts)
                for text in (folded, written)
            )
    return folded, written


def vague_percent(folded: str) -> str | None:
    """Return what is told in per cent, but not in figures that can be read; None: nothing is."""
    for found in _PERCENT.finditer(folded):
        if found["before"].strip('(,;:–-“„"') not in _NO_AMOUNT:
            return found.group()
    return None


def _place(found: re.Match[str]) -> str:
    if found["e"]:
        alone = not re.match(r" (?:hely|\d)", found.string[found.end() :])
        return f"{_HU_PLACES.index(found['e']) + 2}.{' hely' if alone else ''}"
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


def _goals(word: str) -> int:
    return 0 if word in ("nil", "null") else _value(word)


def _score(found: re.Match[str]) -> str:
    return "-".join(str(_goals(word)) for word in filter(None, found.groups()))


def _in_100(found: re.Match[str]) -> str:
    word = found["n"] or found["m"]
    return f"{word if word.isdigit() else _value(word)}%"


def _or_more(found: re.Match[str]) -> str:
    word = next(filter(None, found.groups()))
    goals = int(word) if word.isdigit() else _value(word)
    return f"over {goals - 1}.5 goals"


def _or_fewer(found: re.Match[str]) -> str:
    word = found["n"] or found["m"]
    return f"under {int(word) if word.isdigit() else _value(word)}.5 goals"


def _number(found: re.Match[str]) -> str:
    return str(_value(next(filter(None, found.groups()))))


#: in this order: a score is no two numbers
_STEPS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_SCORE, _score),
    (_LETTERED, lambda found: f"{found['w']} wins, {found['d']} draws, {found['l']} defeats"),
    (_IN_100, _in_100),
    (_ONCE, lambda found: "1 times" if found["n"] else "2 times"),
    (_OR_MORE, _or_more),
    (_OR_FEWER, _or_fewer),
    (_PLACE, _place),
    (_SPELLED, lambda found: f"{_value(found['n'])}{found['gap']}"),
    (_IN_A_ROW, _number),
    (_OF_THEM, _number),
    (_BY, _number),
    (_HU_OBJECT, lambda found: str(_HU_OBJECTS[found.group()])),
    (_HU_TIMES, _number),
    (_HU_BY, _number),
    (_LARGE, _number),
)

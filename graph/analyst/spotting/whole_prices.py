"""Prices without a decimal: “milan 4”, “3 for the draw”, “4-es szorzó”, “tízszeres pénz”.

A whole number is mostly a count, a score, a day or a stake. It is a price where a word calls it
one, or where it stands behind a bet and nothing is counted after it, in talk of betting. Knows no
clubs but their places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.analyst.spotting.spans import Span, with_clubs

#: a club's name, every letter of it
_CLUB = "C+"
#: neither part of another number nor of a fraction, score, clock time or share
_N = (
    r"(?<![\d.,/:+-])(?<!1x)(?P<n>[2-9]|[1-9]\d{1,2})"
    r"(?![\d/:%]|[.,]\d|-\d| ?(?:%|per ?cent|szazalek))"
)
_BET = (
    r"(?:draw|home win|away win|(?:to )?win|wins|btts|gg|both (?:teams|sides) to score"
    r"|(?:over|under) ?\d[.,]5(?: goals)?|\d[.,]5|dontetlen\w*|iksz\w*)"
)
#: what may follow a price that no word calls one: never what is counted, as in “milan 4 ponttal”
_END = (
    r"(?=\s*(?:$|[,?!;)]|\.(?!\d))| (?:worth|value|to (?:win|beat)|at|on|any|tempting|good|fair"
    r"|decent|big|too|and|or|draw|tomorrow|today|tonight|this|pays?|a good|es|megeri|ertek\w*"
    r"|erdemes|az? C|C|jo|sok|keves|vagy|holnap|szombat\w*|vasarnap\w*)\b|\s(?:az? )?C)"
)
#: a word says that the number is a price
_CALLED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:\b(?:odds|szorzo)\w* (?:of )?|\bprice of |\bat odds of |@ ?){_N}",
        rf"\b(?:draw|win|wins|btts|\d[.,]5|dontetlen|iksz) (?:at|@) ?{_N}",
        rf"{_N}-?(?:[aeo]s)? (?:odds|szorzo)\w*",
        rf"{_N}-?(?:[aeo]s) (?:ar(?:on|ert|at)?|penz\w*)\b",
        rf"{_N}-ert\b",
        rf"{_N}-?(?:[aeo]?t) (?:er|ad|adnak|fizet\w*|kinal\w*|kap\w*|iger\w*)\b",
        rf"{_N}-?sz[eo]r(?:[eo]s\w*)? (?:fizet\w*|penz\w*|ad\w*|er)\b",
        rf"\bis {_N} (?:fair|good|enough|value|worth|generous|right|tempting|any good"
        r"|too (?:short|low|high|big)|an? (?:good|fair|decent))\b",
        rf"\bgot {_N} on (?:the )?{_CLUB}(?=\W.*\b(?:worth|value|good|fair|tempting)\b)",
        rf"(?:^|\b(?:at|is|was|take|taking|offer\w*|giv\w+|gave|says?|quot\w+|me) ){_N}"
        rf" (?:on|for|about) (?:an? |the )?(?:{_CLUB}|draws?\b|home\b|away\b|over\b|under\b|btts\b"
        r"|both\b)",
    )
)
#: “is 500 on PSG sensible” is money, no price
_MONEY = 100
#: only its place says so: behind a bet or a club
_BEHIND = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_BET}(?: is| are|,)?(?: at| for| @)? {_N}{_END}",
        rf"{_CLUB}(?:,|:| are| is| at| for| @| to win(?: at)?| wins?(?: at)?)? {_N}{_END}",
    )
)
_ALONE = re.compile(rf"(?:az? |the )?{_CLUB} {_N}\W*")
_TIMES = {
    name: number
    for number, names in enumerate(
        ("ket|kettes|dupla", "harom|harmas|tripla", "negy|negyes", "ot|otos", "hat|hatos",
         "het|hetes", "nyolc|nyolcas", "kilenc|kilences", "tiz|tizes"),
        start=2,
    )
    for name in names.split("|")
}  # fmt: skip
#: “kétszeres pénz”, “hármas szorzó”
_WORDED = re.compile(
    r"\b(?:(?P<times>ket|harom|negy|ot|hat|het|nyolc|kilenc|tiz)sz[eo]r[eo]s\w*"
    r"|(?P<kind>kettes|harmas|negyes|otos|hatos|hetes|nyolcas|kilences|tizes|dupla|tripla))"
    r" (?:odds|szorzo|penz)\w*"
)


def spot_whole(
    folded: str, clubs: Sequence[Span], *, of_betting: bool
) -> Iterator[tuple[int, int, float]]:
    """Yield start, end and value of each; `of_betting`: the talk is of bets and what they pay."""
    text = with_clubs(folded, clubs)
    patterns = [*_CALLED, *(_BEHIND if of_betting else ())]
    found = [one for pattern in patterns for one in pattern.finditer(text)]
    if alone := _ALONE.fullmatch(text):
        found.append(alone)
    for one in found:
        staked = one.re is _CALLED[-1] and int(one["n"]) >= _MONEY
        if not staked:
            yield one.start("n"), one.end("n"), float(one["n"])
    for one in _WORDED.finditer(text):
        yield one.start(), one.end(), float(_TIMES[one["times"] or one["kind"]])

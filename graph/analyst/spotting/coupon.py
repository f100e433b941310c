"""Sides of the coupon in a message: “kettes 2,95”, “x 4,10”, “1 @ 1.85”, “the visitors at 2.9”.

A bare number is a side only right before its price: elsewhere it is a count, a stake or a score.
Knows no clubs but their places.
"""

from __future__ import annotations

#: a price follows at once, or behind “at”, “is” or a bracket
_PRICED = (
    r"(?=\)?'?s?(?:,|:| ?=|(?: (?:is|are|at|for|on|pays?|of|price|odds|szorzoja|szorzo|oddsa|ara"
    r"|most|az?)\b)*)[ (@]*\d{1,3}[.,]\d)"
)
_CASE = r"(?:-?(?:re|ra|ert|t|et|at|nel|hoz|hez|en|on))?\b"
#: what a numeral counts or grades when it is no side: “kettes szorzó”, “2-es rendszer”
_COUNTED = (
    r"(?! ?(?:odds|szorzo|penz|kotes|rendszer|kombi|duplazo|csapat|liga|klub|meccs|merkozes|gol"
    r"|szamu|hendikep|fogadas|szelveny|sorozat|osztaly|limit|tet|szint|fokozat|tagu|pont|hely|bank"
    r"|alap|ember|jatekos|eredmeny|alkalm|eset|forint|euro|ezer|%|szazalek|kockazat))"
)
#: never before a side: “under 2 at 1.8”, “by 2”
_NO_SIDE = "".join(
    rf"(?<!\b{word} )"
    for word in ("over", "under", "by", "top", "handicap", "hendikep", "stake", "tet", "than",
                 "mint", "odds", "szorzo", "plus", "minus", "leg", "of", "at", "game", "match")
)  # fmt: skip


def _of_side(sign: str, word: str, spoken: str) -> str:
    """Return the pattern of a side: its number, its name on the coupon, and who plays there."""
    return "|".join(
        (
            rf"{_NO_SIDE}(?<![\w.,/:+-]){sign}\b{_PRICED}",
            rf"(?<![\w.,/:+-]){sign}-?es{_CASE}{_COUNTED}",
            rf"\b{word}{_CASE}{_COUNTED}",
            rf"(?<=\b[ao]n )(?<!\d on ){sign}(?= (?:at|for|in)\b)",
            rf"(?:(?<=\ba )|(?<=\bthe )|(?<=\bsays )){sign}(?= (?:at|for|in|on)\b|\W*$)",
            rf"^{sign}(?= (?:for|in) (?:the )?C)",
            rf"\b(?:{spoken}){_PRICED}",
        )
    )


#: neither “Chelsea x Liverpool” nor “1 x 2” nor a kiss at the end
_DRAW = (
    rf"(?<![\w-])x\b{_PRICED}|(?<![\w-])x(?= (?:esely|odds|szorzo|mennyi|chance)\w*)"
    r"|(?<![\w-])x(?=-?(?:re|et|nek|es|en|hez|ert)\b)"
    r"|(?:^|(?<=\ba )|(?<=\ban )|(?<=\bthe )|(?<=\baz )|(?<=\begy )|(?<=\bon )|(?<=\bfor )"
    r"|(?<=\bor )|(?<=\bvagy ))x(?![\w-])(?! C)"
)
#: side → pattern of where a message names it
SIDES: tuple[tuple[str, str], ...] = (
    ("home", _of_side("1", "egyes", "hosts?|home|hazai")),
    ("away", _of_side("2", "kettes", "visitors?|guests?|away|vendeg|idegen")),
    ("draw", _DRAW),
)

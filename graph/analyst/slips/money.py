"""Money in a message: what is staked, and what one has.

“50 ezer forintból” is what it comes out of, “tét 2000” what is put on. Knows no tools.
"""

from __future__ import annotations

import re
from dataclasses import replace

from graph.analyst.reading import Reading
from graph.analyst.spotting.number_words import spot_worded
from graph.analyst.spotting.spans import Span

#: what a stake comes out of is none: “mennyit tegyek fel 100000 forintból?”
_NOT_FROM = r"(?![\w-]*bol\b)"
_UNIT = r"(?:ft(?:ra|ot|tal|ert)?|huf|forint\w*|eur\w*|gbp|pounds?|quid|usd|dollars?)\b"
_MONEY = r"(?<![\d.,])(?:\d{1,3}(?:[ .,]\d{3})+|\d+(?:[.,]\d{1,2})?)(?![\d])"
_STAKE = re.compile(
    rf"(?P<n>{_MONEY}) ?(?:(?P<k>k|ezer|e) ?)?{_NOT_FROM}{_UNIT}"
    rf"|(?P<z>{_MONEY}) ?(?:ezret|ezrest|ezerrel|rongyot|lepest"
    r"|ezres(?= (?:tet|dupla|tripla|kombi|kotes|szelveny|fogadas)))\b"
    rf"|[€£$] ?(?P<m>{_MONEY})"
    rf"|(?P<v>{_MONEY}) ?-?[aeo]?t (?:\w+ )??(?:rak|tesz|tenn|tenne|fogad|tol)\w*"
    rf"|\breturns? (?:on|for|from) [€£$]?(?P<r>{_MONEY})(?![.,/]\d)"
    rf"|\b(?:would|will|does) [€£$]?(?P<w>{_MONEY}) (?:return|pay|bring|make|win)\b"
    rf"|\b(?:stake|tet(?:tel|em)?):? (?:of |is )?(?P<s>{_MONEY})"
    r"(?![.,/]\d| ?-?(?:%|per ?cent|szazalek|odds|szorzo|[aeo]?s (?:odds|szorzo)))"
)
_PURSE = (
    r"(?:bankroll|bank|budget|pot\b|kitty|roll\b|wallet|stash|funds|toke|keret|kassz[ao]|(?:penz)?tarca?"
    r"|fogadopenz)\w*"
)

#: what one has: “ha 100000 forintom van”, “50 ezer forintból”, “I have £500”, “30000 a bankom”
_CAPITAL = re.compile(
    rf"(?P<n>{_MONEY}) ?(?:(?P<k>k|ezer|e) ?)?"
    r"(?:(?:forint\w*|ft|huf)? ?van\b(?! (?:esely|ra\b.*esely))"
    r"|(?:(?:forint|euro|font|dollar)om|penzem|(?P<e>ezrem))\b"
    r"|(?:ft|huf|forint|eur\w*|font|dollar)-?bol\b"
    rf"|{_UNIT} (?:left|to (?:my|our) name)\b)"
    rf"|\bvan (?P<v>{_MONEY}) ?(?P<w>k|ezer|e)? ?"
    r"(?:forintom|ftom|ft-om|eurom|penzem|(?P<q>ezrem))\b"
    rf"|\bhow much\b.*\b(?:with|from|out of|of my|from my) [€£$]?(?P<x>{_MONEY}) ?(?P<y>k)?"
    rf"(?= ?{_UNIT}|\W*$)"
    rf"|(?P<o>{_MONEY}) ?(?:(?P<h>k|ezer|ezres) ?)?-?(?:os |es |as )?(?:{_UNIT}-?(?:os|es|as)? ?)?"
    rf"(?:(?:van |all |is )?(?:in )?(?:az? |my |the )?){_PURSE}\b"
    rf"|\b(?:i (?:only |just )?(?:have|got)|i've|ive|if i had|out of|{_PURSE}(?: is| of)?)"
    rf"(?: only| about| got)? [€£$]?(?P<m>{_MONEY})(?![.,]?\d| ?(?:/|of\b|out\b))(?: ?(?P<l>k)\b)?"
)

#: an amount, and no word that says what it is
_BARE = re.compile(
    r"^\W*(?:(?:and|or|but|ok|no|if|only|just|rather|actually|make it|more like|say|es|vagy|de"
    r"|na|ha"
    r"|inkabb|csak|legyen|mondjuk|akkor|it is|it's|i have|i had|i've got|van|bocs|sorry|what)\W+)*"
    rf"[€£$]?(?P<n>{_MONEY}) ?(?P<k>k|ezer)?(?:-?[aeo]?t)?(?: (?:{_UNIT}))?"
    r"(?: (?:inkabb|csak|instead|then|akkor|van|legyen))*\W*$"
)
_CURRENCY = re.compile(rf" ?{_NOT_FROM}{_UNIT}")

#: notes by their names: “a tenner”, “egy kétezrest”
_NOTES = {"fiver": 5, "tenner": 10, "grand": 1000}
_TIMES = {"": 1, "ket": 2, "harom": 3, "negy": 4, "ot": 5, "tiz": 10, "husz": 20, "otven": 50}
_SLANG = re.compile(
    r"\b(?:an? )?(?P<s>fiver|tenner|(?<=a )grand)\b"
    rf"|(?<!\d )(?<!\d)\b(?P<t>{'|'.join(filter(None, _TIMES))})?(?P<u>ezres|ezret|szazas)"
    r"(?:t|re|sel|ert|bol)?\b"
)


def stake_said(reading: Reading) -> float | None:
    """Return the money that the user would stake, as said now or of the slip before."""
    own = _stake_in(reading)
    if own is not None or reading.slip is None or _CAPITAL.search(reading.folded):
        return own
    earlier = stake_said(reading.slip)
    return earlier if earlier is None else bare_amount(reading) or earlier


def _stake_in(reading: Reading) -> float | None:
    owned = _CAPITAL.search(reading.folded)
    slang = _SLANG.search(reading.folded)
    if slang and not _within(slang, owned):
        return _slang(slang)
    staked = (found for found in _STAKE.finditer(reading.folded) if not _within(found, owned))
    if (found := next(staked, None)) is None:
        worded = (
            value for span, value in spot_worded(reading.folded)
            if _CURRENCY.match(reading.folded[span.end :])
            and not (owned and span.touches(Span(start=owned.start(), end=owned.end())))
        )  # fmt: skip
        return next((float(value) for value in worded), None)
    written = next(found[name] for name in "nzmsvrw" if found[name])
    return _amount(written, thousands=bool(found["k"] or found["z"]))


def bare_amount(reading: Reading) -> float | None:
    """Return the money of a message that says nothing else: “inkább csak 10 ezer”, “make it 20”."""
    found = None if reading.prices else _BARE.match(reading.folded)
    return _amount(found["n"], thousands=bool(found["k"])) if found else None


def _slang(found: re.Match[str]) -> float:
    if found["s"]:
        return float(_NOTES[found["s"]])
    return float(_TIMES[found["t"] or ""] * (100 if found["u"] == "szazas" else 1000))


def capital_said(reading: Reading) -> float | None:
    """Return the money that the user says he has, now or where the slip was spoken of first."""
    found = _CAPITAL.search(reading.folded)
    if found is None:
        earlier = capital_said(reading.slip) if reading.slip else None
        return earlier if earlier is None else bare_amount(reading) or earlier
    thousands = any(found[name] for name in "klhewyq")
    written = found["n"] or found["m"] or found["o"] or found["v"] or found["x"]
    return _amount(written, thousands=thousands)


def _within(found: re.Match[str], whole: re.Match[str] | None) -> bool:
    return whole is not None and found.start() < whole.end() and whole.start() < found.end()


def _amount(written: str, *, thousands: bool) -> float:
    plain = re.sub(r"(?<=\d)[ .,](?=\d{3}(?!\d))", "", written)
    return float(plain.replace(",", ".")) * (1000 if thousands else 1)


def without_money(reading: Reading) -> Reading:
    """Return the reading without the prices that are the stake: “50.000 Ft”."""
    said = (_STAKE.search(reading.folded), _CAPITAL.search(reading.folded))
    money = [Span(start=found.start(), end=found.end()) for found in said if found]
    if not money or not reading.mentions:
        return reading
    kept = [price for price in reading.prices if not any(price.touches(one) for one in money)]
    return replace(reading, prices=tuple(kept))

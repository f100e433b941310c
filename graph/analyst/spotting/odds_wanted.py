"""Odds that a message sets limits to: “nothing under 1.5”, “around 10/1”, “1,3 és 1,6 között”.

Each limit is on every leg of a slip or on the whole of it; where no word says which, the amount
does: nobody wants four legs that pay 1.5 together. Knows no slip and no match.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from graph.analyst.spotting.spans import Span

#: which end of a range an amount is
Sense = Literal["low", "high", "about"]
Scope = Literal["each", "whole"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Limit(Span):
    """Decimal odds from `low` to `high`; None: open. The same at both ends means “about”."""

    low: float | None
    high: float | None
    scope: Scope | None


_N = (
    r"(?:\d{1,3}/\d{1,2}|\d{1,3}(?:[.,]\d{1,3})?|evens|even money)"
    r"(?![\d/%]|[.,]\d|-\d| ?(?:%|percent))"
)
_A, _B = rf"(?<![\d.,/:+])(?P<a>{_N})", rf"(?P<b>{_N})"
#: endings of a number
_S = r"(?:-?(?:[aeo]?s|[aeo]?t|re|ra|rol|hez|hoz|n[ae]l))?(?![\w-]*(?:gol|meccs|tipp)\b)"
#: what is called odds beside an amount
_ODDS = r"(?:(?:total|combined|overall|ossz\w*|eredo|vegso) ?)?(?:odds\w*|price\w*|szorzo\w*)"
_OF = rf"(?:{_ODDS} )?(?:of |is |are |being |legyen )?"
_LONGER = r"(?:more|higher|longer|bigger|greater|larger|better)"
_SHORTER = r"(?:less|lower|shorter|smaller|fewer)"
_TOBB = r"(?:nagyobb|magasabb|hosszabb|tobb)\w*"
_KEVESEBB = r"(?:kisebb|alacsonyabb|rovidebb|kevesebb)\w*"

_BETWEEN = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:between|from) {_OF}{_A} (?:and|to|or) {_B}",
        rf"{_A} ?(?:-|to|–) ?{_B}(?=\W|$)",
        rf"{_A}{_S} es {_B}{_S}(?: kozott\w*| kozti\w*| koze\w*)",
        rf"{_A}-?t[oe]l {_B}-?ig",
    )
)
#: words beside one amount, and which end of the range it is then
_ENDS: tuple[tuple[str, Sense], ...] = (
    (r"\b(?:at least|min(?:imum|\.)?(?: of)?|upwards of|from|legalabb|minimum)"
     rf" {_OF}{_A}", "low"),
    (rf"\b(?:at most|max(?:imum|\.)?(?: of)?|up to|legfeljebb) {_OF}{_A}", "high"),
    (rf"{_A}{_S} (?:{_ODDS} )?(?:or|and|vagy) (?:annal )?"
     rf"(?:{_LONGER}|above|over|up|upwards|tobb|nagyobb|magasabb|felette|folotte)\b", "low"),
    (rf"{_A}{_S} (?:{_ODDS} )?(?:or|and|vagy) (?:annal )?"
     rf"(?:{_SHORTER}|below|under|kevesebb|kisebb|alacsonyabb|alatta)\b", "high"),
    (rf"{_A} ?\+", "low"),
    (rf"\b(?:over|above|{_LONGER} than|beyond|tobb,? mint|nagyobb,? mint) {_OF}{_A}", "low"),
    (rf"\b(?:under|below|{_SHORTER} than|kevesebb,? mint|kisebb,? mint) {_OF}{_A}", "high"),
    (rf"{_A}{_S} (?:{_ODDS} )?(?:felett|folott|fole)\w*", "low"),
    (rf"{_A}-?n[ae]l {_TOBB}", "low"),
    (rf"{_A}{_S} (?:{_ODDS} )?(?:alatt|ala)\w*", "high"),
    (rf"{_A}-?n[ae]l {_KEVESEBB}", "high"),
    (r"(?:\b(?:around|about|near(?:ly)?|roughly|approx\w*|circa|ca\.?|close to|like|kb\.?"
     rf"|korulbelul|nagyjabol|kozel|cirka)|~) ?(?:an? )?{_OF}{_A}", "about"),
    (rf"{_A}{_S} (?:{_ODDS} )?(?:korul|kornyek|tajek|tajan|magassag)\w*", "about"),
    (r"\b(?:at|pay(?:s|ing)?(?: out)?|returns?|returning|odds|price[ds]?|total(?:s|ling|ing)?"
     rf"|targets?|worth|make|making)(?: of| at| is)?(?: about| around)? {_A}", "about"),
    (rf"@ ?{_A}", "about"),
    (rf"{_A} ?(?:ish\b|{_ODDS}|shot\b|(?:treble|double|acca|accumulator|parlay)\b)", "about"),
    (rf"{_A}-?[aeo]?s (?:\w+ )?(?:odds|szorzo|penz|ossz|eredo)\w*", "about"),
    (rf"{_A}-?sz[eo]r[eo]s\w*", "about"),
)  # fmt: skip
_ONE = tuple((re.compile(pattern), sense) for pattern, sense in _ENDS)
_TIMES = {
    "ket": 2, "harom": 3, "negy": 4, "ot": 5, "hat": 6, "het": 7, "nyolc": 8, "kilenc": 9,
    "tiz": 10, "husz": 20, "otven": 50, "szaz": 100,
}  # fmt: skip
_SHAPES = {
    "kettes": 2, "harmas": 3, "negyes": 4, "otos": 5, "hatos": 6, "hetes": 7, "nyolcas": 8,
    "kilences": 9, "tizes": 10, "huszas": 20, "szazas": 100,
}  # fmt: skip
#: “nyolcszoros pénz”, “ötös odds”
_WORDED = re.compile(
    rf"\b(?:(?P<t>{'|'.join(_TIMES)})sz[eo]r[eo]s\w*"
    rf"|(?P<s>{'|'.join(_SHAPES)})(?: ossz\w*)? (?:odds|szorzo|penz)\w*)"
)
#: turns “under 1.5” into “1.5 at least”
_NOT = re.compile(
    r"\b(?:nothing|none|no|not|never|without|avoid\w*|neither|isn't|aren't|don't|won't|nem|ne|se"
    r"|sem|semmi|nincs)\b[^.;?!]{0,28}$"
)
_NOT_AFTER = re.compile(r"^\w*(?:,? (?:\w+ )?)(?:ne|nem|se|sem|nincs|semmi)\b")
#: goals, not odds
_OF_GOALS = re.compile(r"^(?:-?\w+)? ?(?:goals?|gol\w*)\b")
_GOAL_LINE = re.compile(r"\d[.,]5")
_EACH = re.compile(
    r"\b(?:each|every|apiece|per (?:leg|pick|bet|game|match|selection|team)|a leg|individually"
    r"|single odds|nothing|none|no (?:leg|pick|odds|one|selection|price)s?"
    r"|all (?:of (?:them|which)|legs|picks|odds|over|above|under|at)"
    r"|mind(?:egyik\w*|en\w*)?|egyenkent|egyik(?:uk)? se\w*|semmi\w*|darabonkent|meccsenkent"
    r"|labankent|tippenkent|kulon(?:-kulon)?|egyes odds\w*)\b"
)
_WHOLE = re.compile(
    r"\b(?:total\w*|combined|altogether|overall|in all|together|pay(?:s|ing|out)?|returns?"
    r"|returning|ossz\w*|eredo\w*|egyutt\w*|egyben|vegso|fizet\w*|penz\w*)\b"
)
#: farther from a limit than this a word says nothing of it
NEAR = 24
#: where no word says it, a leg pays more than this
LEAST_LEG = 1.25


def spot_limits(folded: str, legs: int | None, taken: Sequence[Span] = ()) -> list[Limit]:
    """Return the limits that a folded message sets to odds, in order, without overlap.

    `legs`: how many are wanted, where that is said; `taken`: what is something else.
    """
    found: list[Limit] = []
    for limit in _limits(folded):
        if not any(limit.touches(other) for other in [*taken, *found]):
            scope = _scope(limit, folded) or _by_amount(limit, legs)
            found.append(
                Limit(start=limit.start, end=limit.end, low=limit.low, high=limit.high, scope=scope)
            )
    return sorted(found, key=lambda one: one.start)


def scope_said(folded: str) -> Scope | None:
    """Return what a folded message without any amount says of it: “no, each”, “all together”."""
    return "each" if _EACH.search(folded) else "whole" if _WHOLE.search(folded) else None


def _limits(folded: str) -> Iterator[Limit]:
    for pattern in _BETWEEN:
        for match in pattern.finditer(folded):
            low, high = sorted((_odds(match["a"]), _odds(match["b"])))
            if low > 1 and not _OF_GOALS.match(folded[match.end() :]):
                yield Limit(start=match.start(), end=match.end(), low=low, high=high, scope=None)
    for pattern, sense in _ONE:
        for match in pattern.finditer(folded):
            odds = _odds(match["a"])
            if odds > 1 and not _is_of_goals(match, sense, folded):
                yield _one(match, odds, _turned(match, sense, folded))
    for match in _WORDED.finditer(folded):
        odds = _TIMES[match["t"]] if match["t"] else _SHAPES[match["s"]]
        yield _one(match, float(odds), "about")


def _one(match: re.Match[str], odds: float, sense: Sense) -> Limit:
    return Limit(
        start=match.start(),
        end=match.end(),
        low=None if sense == "high" else odds,
        high=None if sense == "low" else odds,
        scope=None,
    )


def _is_of_goals(match: re.Match[str], sense: Sense, folded: str) -> bool:
    """Whether a line of goals is meant: “over 2.5 goals”, “over 2.5” where nothing says odds."""
    if _OF_GOALS.match(folded[match.end() :]) or re.search(r"\bgol\b", match.group()):
        return True
    if sense == "about" or not _GOAL_LINE.search(match.group()):
        return False
    around = folded[max(match.start() - NEAR, 0) : match.end() + NEAR]
    return not (re.search(_ODDS, around) or _EACH.search(around) or _WHOLE.search(around))


def _turned(match: re.Match[str], sense: Sense, folded: str) -> Sense:
    negated = _NOT.search(folded[: match.start()]) or _NOT_AFTER.match(folded[match.end() :])
    if (
        not negated
        or sense == "about"
        or match.group().startswith(("at least", "at most", "legal"))
    ):
        return sense
    return "low" if sense == "high" else "high"


def _scope(limit: Limit, folded: str) -> Scope | None:
    """Return what the nearest word says."""
    each, whole = (
        min((limit.gap(_span(word)) for word in words.finditer(folded)), default=NEAR + 1)
        for words in (_EACH, _WHOLE)
    )
    if min(each, whole) > NEAR:
        return None
    return "each" if each <= whole else "whole"


def _span(word: re.Match[str]) -> Span:
    return Span(start=word.start(), end=word.end())


def _by_amount(limit: Limit, legs: int | None) -> Scope:
    if legs == 1:
        return "each"
    middle = ((limit.low or limit.high or 1) * (limit.high or limit.low or 1)) ** 0.5
    return "each" if middle ** (1 / (legs or 3)) < LEAST_LEG else "whole"


def _odds(text: str) -> float:
    if text.startswith("even"):
        return 2.0
    over, _, under = text.replace(",", ".").partition("/")
    if not under:
        return float(over)
    return 1 + float(over) / float(under) if float(under) else 0.0

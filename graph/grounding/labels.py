"""The words of a sentence that tell what its figures are, and the figures.

A line of goals (“over 2.5”), a handicap's line and a score are words here: they name an outcome.
Knows neither which figure a word belongs to nor any fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from graph.grounding.concepts import concepts
from graph.grounding.figures import Figure, figures_in
from graph.grounding.mentions import Named
from graph.grounding.words import NEAR, fractions

Class = Literal["percent", "decimal", "integer", "score"]

_LINE = r"\d{1,2}[.,](?:25|75|5|0)(?!\d|\s?%)"
#: “over 2.5”, “2,5 gól felett”, “2,5-nél több”, “több mint 2,5”
_TOTALS = re.compile(
    rf"\b(?P<over>over|more than|tobb,? mint|legalabb|at least)\b(?: (?P<a>{_LINE}))?"
    rf"|\b(?P<under>under|below|fewer than|less than|kevesebb,? mint)\b(?: (?P<b>{_LINE}))?"
    rf"|(?P<c>{_LINE})(?:-?(?:nel|nal|os|es|as)?)?(?: gol\w*| goals?)*"
    r" (?P<hu>felett\w*|folott\w*|alatt\w*|tobb|kevesebb)"
    r"|\b(?P<bare>felett|folott|alatt"
    r"|(?:tobb|kevesebb|more|fewer)(?!,? (?:mint|than|likely|goals)))\b"
)
#: before a part of a whole that is not quite meant: “close to a coin flip”
_ROUGH = re.compile(
    r"\b(?:close to|almost|nearly|just (?:over|under|above|below)|not far from|near|little (?:more"
    r"|better|less) than|slightly (?:more|better|less) than|about|roughly|around|majdnem|kozel"
    r"|csaknem|szinte|alig tobb,? mint|kicsit tobb,? mint|valamivel (?:tobb|jobb),? mint|nagyjabol"
    r"|korulbelul|alig jobb|barely better than|little better than"
    r"|only slightly better than) (?:an? |az? )?$"
)
_ROUGHLY = 0.045
_SUPPOSES = re.compile(r"\b(?:if|unless|ha)\b")
_LEADS = 24
#: letters between “against” and its club, at most
_AGAINST_AT = 5
_MORE_THAN = re.compile(r"\b(?:more than|well over|over|above|tobb,? mint) (?:az? )?$")
_LESS_THAN = re.compile(r"\b(?:less than|under|below|kevesebb,? mint) (?:az? )?$")
_MORE_BEHIND = re.compile(r"^-?\w{0,3} (?:felett|folott|fole)\b")
_LESS_BEHIND = re.compile(r"^-?\w{0,3} (?:alatt|ala)\b")
#: percentages that bounds are
_ROUND = 5
_HANDICAP_LINE = re.compile(
    r"(?<![\d.,])[+-]?\d(?:[.,](?:0|00|25|5|50|75))?(?![\d.,]*\s?%|[.,]?\d)"
)


@dataclass(frozen=True)
class Label:
    """A word that says something about the figures near it."""

    start: int
    end: int
    group: Literal["what", "kind", "side", "venue", "not", "scope", "verb"]
    name: str


@dataclass(frozen=True)
class Amount:
    """A figure, or a fraction in words."""

    start: int
    end: int
    text: str
    cls: Class
    #: as written in digits; None for a fraction in words
    figure: Figure | None = None
    #: a part of one, for a fraction in words
    part: float = 0.0
    #: how far the chance may be from that part
    near: float = NEAR
    #: 1: the chance is more than that, -1: it is less
    beyond: int = 0


def read_labels(folded: str, clubs: Sequence[Named]) -> list[Label]:
    """Return the telling words of a sentence, in order."""
    text = _blanked(folded, [(one.start, one.end) for one in clubs])
    for found in concepts("blank")["phrases"].finditer(text):
        text = _blanked(text, [found.span()])
    labels = list(_totals(text))
    taken = [(one.start, one.end) for one in labels]
    for name, pattern in concepts("what").items():
        for found in pattern.finditer(text):
            if not any(found.start() < end and start < found.end() for start, end in taken):
                labels.append(Label(*found.span(), "what", name))
                taken.append(found.span())
    # “90 goals against Chelsea” are scored
    at_clubs = [(one.start - _AGAINST_AT, one.start) for one in clubs]
    negations = _blanked(text, taken)
    for group in ("side", "venue", "kind", "scope", "verb"):
        source = text if group != "side" else negations
        labels += [
            Label(*found.span(), group, name)
            for name, pattern in concepts(group).items()
            for found in pattern.finditer(source)
            if found.group() != "against"
            or not any(start <= found.end() <= end for start, end in at_clubs)
        ]
    labels += [
        Label(*found.span(), "not", "not") for found in concepts("not")["words"].finditer(negations)
    ]
    return sorted(labels, key=lambda one: one.start)


def read_amounts(
    text: str, folded: str, labels: Iterable[Label]
) -> tuple[list[Amount], list[Label]]:
    """Return the amounts of a sentence, and the labels that figures are: scores, handicap lines."""
    lines = [(one.start, one.end) for one in labels if one.group == "what" and ":" in one.name]
    plain = _blanked(text, lines)
    more: list[Label] = []
    if any(one.name == "handicap" for one in labels):
        more += [
            Label(*found.span(), "what", "handicap:" + found.group().replace(",", "."))
            for found in _HANDICAP_LINE.finditer(_blanked(folded, lines))
        ]
        plain = _blanked(plain, [(one.start, one.end) for one in more])
    amounts = [
        replace(one, beyond=_beyond(folded, one.start, one.end) if _is_round(one) else 0)
        for one in map(_amount, figures_in(plain))
    ]
    more += [
        Label(one.start, one.end, "what", f"score:{one.figure.score}")
        for one in amounts
        if one.figure is not None and one.figure.score
    ]
    whole = [
        Amount(
            start,
            end,
            folded[start:end],
            "percent",
            part=part,
            near=_ROUGHLY if _ROUGH.search(folded[:start]) else NEAR,
            beyond=_beyond(folded, start, end),
        )
        for start, end, part in fractions(folded)
    ]
    amounts = [
        one for one in amounts if not any(one.start < w.end and w.start < one.end for w in whole)
    ]
    return sorted([*amounts, *whole], key=lambda one: one.start), more


def _beyond(folded: str, start: int, end: int) -> int:
    """Return 1 where a chance is said to be more than a part, -1 where less, 0 where it is it."""
    if _SUPPOSES.search(folded):
        return 0
    before = folded[max(start - _LEADS, 0) : start]
    if _MORE_THAN.search(before) or _MORE_BEHIND.match(folded[end:]):
        return 1
    return -1 if _LESS_THAN.search(before) or _LESS_BEHIND.match(folded[end:]) else 0


def _is_round(amount: Amount) -> bool:
    """Tell a percentage that people name as a bound: 50%, 60%."""
    if amount.figure is None or amount.cls != "percent":
        return False
    return any(value % _ROUND == 0 for value, _ in amount.figure.values)


def _totals(text: str) -> Iterator[Label]:
    line = ""
    for found in _TOTALS.finditer(text):
        number = found["a"] or found["b"] or found["c"]
        if number is None and (
            found["over"] in ("more than", "at least", "legalabb")
            or (found["over"] or "").startswith("tobb")
            or (found["under"] or "") not in ("", "under")
        ):
            continue
        line = (number or line).replace(",", ".")
        word = found["hu"] or found["bare"] or ""
        if found["bare"] and not line:
            continue
        over = bool(found["over"]) or word.startswith(("felett", "folott", "tobb", "more"))
        yield Label(*found.span(), "what", f"{'over' if over else 'under'}:{line}")


def _amount(figure: Figure) -> Amount:
    cls: Class = "integer"
    if figure.score:
        cls = "score"
    elif figure.percent:
        cls = "percent"
    elif any("." in reading for reading in figure.readings):
        cls = "decimal"
    return Amount(figure.start, figure.end, figure.text, cls, figure)


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text

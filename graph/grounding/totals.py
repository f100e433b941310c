"""Sums that words alone make: the goals that both sides of a match are expected to score.

Knows no model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.grounding.evidence import Evidence
from graph.grounding.labels import Amount
from graph.grounding.speech import Speech

_EXPECTED = re.compile(r"\bexpect\w*|\bxg\b|\bvar(?:unk|hat\w*|ja|juk|\b)")
_TOGETHER = re.compile(
    r"\b(?:in total|total|combined|together|altogether|in all|between them|overall)\b"
    r"|\b(?:osszesen|egyutt|osszes\w*|osszgol\w*)"
)
_GOALS = re.compile(r"\bgoals?\b|\bgol\w*|\bxg\b")
_MORE = re.compile(r"\b(?:more than|over|above|just over|tobb,? mint|folott|felett) (?:\w+ )?$")
_LESS = re.compile(r"\b(?:fewer than|less than|under|just under|kevesebb,? mint) (?:\w+ )?$")


@dataclass(frozen=True)
class Totals:
    """Adds up what is expected of both sides."""

    evidence: Evidence

    def backed(self, speech: Speech) -> list[tuple[int, int]]:
        """Return where the expected goals of a whole match rightly stand."""
        text = speech.text
        if not (_EXPECTED.search(text) and _TOGETHER.search(text) and _GOALS.search(text)):
            return []
        totals = list(self._totals(speech))
        return [
            (one.start, one.end)
            for piece in speech.pieces
            for one in piece.amounts
            if any(_is_told(one, total, text) for total in totals)
        ]

    def _totals(self, speech: Speech) -> Iterator[float]:
        """Yield the goals of the matches that are spoken of."""
        named = {club.name for club in speech.clubs} or {*speech.said.pair} or speech.said.named
        for match in self.evidence.favourites:
            home, away = (self.evidence.goals_expected(club) for club in match)
            if home is not None and away is not None and set(named) <= set(match):
                yield home + away


def _is_told(amount: Amount, total: float, text: str) -> bool:
    if amount.figure is None or amount.cls not in ("integer", "decimal"):
        return False
    before = text[: amount.start]
    for value, decimals in amount.figure.values:
        if _MORE.search(before):
            return value < total <= value + 1
        if _LESS.search(before):
            return value - 1 <= total < value
        if abs(total - value) <= 0.5 * 10.0**-decimals + 1e-9:
            return True
    return False

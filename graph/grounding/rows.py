"""Rows of a table as a model quotes them: “2. Man City 82, 3. Liverpool 78”, “| 2 | City | 82 |”.

Nothing but clubs and figures stands in them, so that their order says what they are. Knows no
model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.grounding.evidence import Evidence
from graph.grounding.labels import Amount
from graph.grounding.speech import Speech

_HEAD = re.compile(r"^[^:|\n]{0,60}:\s")
_WORDS = re.compile(r"\b(?:points?|pts?|pont\w{0,3})\b")
_MEASURES = (
    "points", "played", "goal_difference", "won", "drawn", "lost", "goals_for", "goals_against",
)  # fmt: skip


@dataclass(frozen=True)
class Rows:
    """Holds bare rows against the table among the facts."""

    evidence: Evidence

    def backed(self, speech: Speech) -> list[tuple[int, int]]:
        """Return where the figures of bare rows stand; nothing unless every one is right."""
        head = _HEAD.match(speech.text)
        start = head.end() if head and not _any_before(speech, head.end()) else 0
        amounts = [one for piece in speech.pieces for one in piece.amounts if one.start >= start]
        if not speech.clubs or not amounts or not self._is_bare(speech, amounts, start):
            return []
        clubs = speech.clubs
        leading = [one for one in amounts if one.end <= clubs[0].start]
        if len(leading) > 1 or not all(self._is(one, clubs[0].name, "place") for one in leading):
            return []
        ends = [*(club.start for club in clubs[1:]), len(speech.text)]
        for club, end in zip(clubs, ends, strict=True):
            row = [one for one in amounts if club.end <= one.start < end]
            following = next((c for c in clubs if c.start == end), None)
            leads_on = row and following is not None
            if leads_on and self._leads_next(speech, row[-1], end, places=bool(leading)):
                told = row.pop()
                if following is None or not self._is(told, following.name, "place"):
                    return []
            if not self._is_row(row, club.name):
                return []
        return [(one.start, one.end) for one in amounts]

    def _is_row(self, row: Sequence[Amount], club: str) -> bool:
        told = [next((m for m in _MEASURES if self._is(one, club, m)), "") for one in row]
        return bool(row) and "points" in told and len(set(told)) == len(told) and all(told)

    @staticmethod
    def _leads_next(speech: Speech, amount: Amount, end: int, *, places: bool) -> bool:
        between = speech.text[amount.end : end]
        return bool(re.fullmatch(r"[.)]\s+" if not places else r"[.)]?[\s|]+", between))

    def _is(self, amount: Amount, club: str, kind: str) -> bool:
        known = self.evidence.count(club, kind)
        figure = amount.figure
        return figure is not None and known is not None and (known, 0) in figure.values

    @staticmethod
    def _is_bare(speech: Speech, amounts: Sequence[Amount], start: int) -> bool:
        text = speech.text
        spans = [(one.start, one.end) for one in speech.clubs]
        for begin, end in (*spans, *((one.start, one.end) for one in amounts)):
            text = text[:begin] + " " * (end - begin) + text[end:]
        return not re.search(r"[a-z]", _WORDS.sub("", text[start:]))


def _any_before(speech: Speech, end: int) -> bool:
    return any(club.start < end for club in speech.clubs)

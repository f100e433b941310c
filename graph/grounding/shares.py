"""Parts of a club's matches in words: “a quarter of the 60 meetings ended in a draw”.

Each is a count over how many were played. Knows no model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.grounding.evidence import Evidence
from graph.grounding.past import letters_said
from graph.grounding.speech import Speech

_OF_MATCHES = re.compile(
    r"\b(?:meetings?|matches|games|encounters)\b|\b(?:meccs|merkozes|talalkozo)\w*"
)
_MEETINGS = re.compile(
    r"\b(?:meetings?|encounters?|head[- ]to[- ]head)\b|\b(?:talalkozo|egymas ellen)\w*"
)
#: “25 wins from 60”, “15 of the 60 meetings were drawn”, “60-ból 25 győzelem”
_FROM = re.compile(
    r"\b(?P<n>\d{1,3}) (?:wins?|draws?|defeats?|losses)? ?(?:of|from|out of|in) (?:the |their "
    r"|those |all )?"
    r"(?P<of>\d{1,3})\b|\b(?P<hu_of>\d{1,3})(?:-?b[oe]l"
    r"| (?:\w+ )??(?:meccs|merkozes|talalkozo|bajnoki)\w*b[oe]l) (?:\w+ )?(?P<hu>\d{1,3})\b"
)
_KINDS = {"W": "won", "D": "drawn", "L": "lost"}
#: how far a part of a hundred, rounded as people do, may be from the true one
_NEAR = 0.005


@dataclass(frozen=True)
class Shares:
    """Holds such parts against the counts among the facts."""

    evidence: Evidence

    def backed(self, speech: Speech) -> list[tuple[int, int]]:
        """Return where a part of matches, and the number of all, rightly stand."""
        spans = list(self._from(speech))
        if not _OF_MATCHES.search(speech.text):
            return spans
        for piece in speech.pieces:
            parts = [one for one in piece.amounts if one.cls == "percent"]
            said = letters_said(speech.text[piece.start : piece.end])
            if len(parts) != 1 or len(said) != 1:
                continue
            (part,) = parts
            kind = _KINDS[next(iter(said))]
            for counted, played in self._counts(speech, kind):
                share = counted / played
                if part.figure is None:
                    holds = abs(share - part.part) <= part.near
                else:
                    holds = any(abs(100 * share - v) <= 100 * _NEAR for v, _ in part.figure.values)
                if holds:
                    spans.append((part.start, part.end))
                    spans += [
                        (one.start, one.end)
                        for one in piece.amounts
                        if one.figure is not None and (played, 0) in one.figure.values
                    ]
        return spans

    def _from(self, speech: Speech) -> Iterator[tuple[int, int]]:
        """Yield where so many of so many stand, and rightly."""
        for found in _FROM.finditer(speech.text):
            said = letters_said(speech.piece_at(found.start()))
            if len(said) != 1:
                continue
            told = (float(found["n"] or found["hu"]), float(found["of"] or found["hu_of"]))
            kind = _KINDS[next(iter(said))]
            if told in {*self._counts(speech, kind), *self._counts(speech, kind, met=True)}:
                yield found.span()

    def _counts(
        self, speech: Speech, kind: str, *, met: bool = False
    ) -> Iterator[tuple[float, float]]:
        """Yield how many of how many went so, of the clubs that are spoken of."""
        meetings = self.evidence.meetings()
        if meetings and (met or _MEETINGS.search(speech.text)):
            scope, clubs = "meetings", [c.name for c in speech.clubs] or [meetings[0]]
        else:
            scope, clubs = "", [c.name for c in speech.clubs] or sorted(speech.said.named)
        for club in clubs[:1]:
            counted = self.evidence.count(club, kind, scope)
            played = self.evidence.count(club, "played", scope)
            if scope:
                # these are both clubs'
                played = self.evidence.met("played")
                counted = self.evidence.met("drawn") if kind == "drawn" else counted
            if counted is not None and played:
                yield counted, played

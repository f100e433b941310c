"""Parts of a club's or a league's matches: “a quarter of the 60 meetings ended in a draw”.

Each is a count over how many were played. Knows no model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.grounding.evidence import Evidence
from graph.grounding.labels import Amount
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
#: how the matches of a league end
_ENDS: Mapping[str, re.Pattern[str]] = {
    "home_wins": re.compile(r"\bhome (?:win|side|team|club|victor)\w*|\bhosts?\b|\bhazai\w*"),
    "away_wins": re.compile(
        r"\baway (?:win|side|team|club|victor)\w*|\bvisitors?\b|\b(?:vendeg|idegenbeli)\w*"
    ),
    "drawn": re.compile(r"\bdraw\w*|\blevel\b|\b(?:dontetlen|iksz)\w*"),
    "over_2_5": re.compile(
        r"\b(?:over|more than) 2[.,]5|\b2[.,]5[\w-]*(?: gol\w*)? (?:tobb|felett|folott|fole)"
        r"|\btobb,? mint 2[.,]5"
    ),
    "both_scored": re.compile(r"\bboth (?:teams|sides|clubs)\b|\bmindket\w*|\bbtts\b"),
}
#: how far a part of a hundred, rounded as people do, may be from the true one
_NEAR = 0.005
#: how far beyond a part in words a share may be: “more than half”
_BEYOND = 0.12


def _is_part(part: Amount, share: float) -> bool:
    """Tell whether a share is the part that is told, or as far beyond it as is said."""
    if part.figure is not None:
        return any(abs(100 * share - value) <= 100 * _NEAR for value, _ in part.figure.values)
    if part.beyond:
        return 0 < part.beyond * (share - part.part) <= _BEYOND
    return abs(share - part.part) <= part.near


@dataclass(frozen=True)
class Shares:
    """Holds such parts against the counts among the facts."""

    evidence: Evidence

    def backed(self, speech: Speech) -> list[tuple[int, int]]:
        """Return where a part of matches, and the number of all, rightly stand."""
        spans = [*self._from(speech), *self._of_a_league(speech)]
        if not _OF_MATCHES.search(speech.text):
            return spans
        spans += self._of_a_kind(speech)
        for piece in speech.pieces:
            parts = [one for one in piece.amounts if one.cls == "percent"]
            said = letters_said(speech.text[piece.start : piece.end])
            if len(parts) != 1 or len(said) != 1:
                continue
            (part,) = parts
            kind = _KINDS[next(iter(said))]
            for counted, played in self._counts(speech, kind):
                share = counted / played
                if _is_part(part, share):
                    spans.append((part.start, part.end))
                    spans += [
                        (one.start, one.end)
                        for one in piece.amounts
                        if one.figure is not None and (played, 0) in one.figure.values
                    ]
        return spans

    def _of_a_kind(self, speech: Speech) -> Iterator[tuple[int, int]]:
        """Yield where a part of the meetings stands that had so many goals, or both sides score."""
        played = self.evidence.met("played")
        topics = [
            topic
            for topic in self.evidence.topics
            if topic.fact["market"] == "head_to_head" and topic.what and topic.unit == "count"
        ]
        counted = {(float(t.fact["value"]), played): t.what for t in topics}
        for found in _FROM.finditer(speech.text):
            told = (float(found["n"] or found["hu"]), float(found["of"] or found["hu_of"]))
            if counted.get(told) in {one.name for p in speech.pieces for one in p.labels}:
                yield found.span()
        for piece in speech.pieces:
            said = {one.name for one in piece.labels if one.group == "what"}
            for part in (one for one in piece.amounts if one.cls == "percent"):
                shares = [
                    float(t.fact["value"]) / played for t in topics if played and t.what in said
                ]
                if any(_is_part(part, share) for share in shares):
                    yield part.start, part.end

    def _of_a_league(self, speech: Speech) -> Iterator[tuple[int, int]]:
        """Yield where a part of a league's matches stands, or how many ended so, or were played."""
        counts = self.evidence.league
        played = counts.get("matches")
        if not played or speech.clubs:
            return
        before: list[float] = []
        for piece in speech.pieces:
            text = speech.text[piece.start : piece.end]
            said = [counts.get(end, -1.0) for end, words in _ENDS.items() if words.search(text)]
            if speech.text[: piece.start].endswith("("):
                # “24 were home wins (44.4%)”
                said = said or before
            before = said
            for one in piece.amounts:
                values = one.figure.values if one.figure else []
                if one.cls == "percent":
                    holds = len(said) == 1 and _is_part(one, said[0] / played)
                else:
                    holds = (played, 0) in values and bool(_OF_MATCHES.search(text))
                    holds = holds or (len(said) == 1 and (said[0], 0) in values)
                if holds:
                    yield one.start, one.end

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

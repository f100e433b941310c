"""Prices and chances from which a bet pays: “only bet at 1.56 or higher”, “below 62.5%”.

In what is supposed or advised so, the price is the fair one and the chance the break-even one.
Knows no model.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.grounding.evidence import Evidence
from graph.grounding.membership import fits
from graph.grounding.speech import Speech
from graph.grounding.topics import Topic

_SUPPOSES = re.compile(
    r"\b(?:if|unless|once|as long as|provided|only (?:if|bet|back|take|at|when|above|from)"
    r"|before|want to see|or (?:higher|better|more|above|longer)|at least|minimum|should|would"
    r"|lenne|volna|ha|amig"
    r"|legalabb"
    r"|(?:csak|akkor) \w+|vagy (?:tobb|jobb|magasabb|afelett))\b"
)
_BEFORE = re.compile(
    r"\b(?:below|under|above|over|at least|at|to|from|exceeds?|beats?|reach(?:es)?|than|legalabb"
    r"|minimum|mint|tobb|jobb) (?:about |around |roughly |nagyjabol |az? )?$"
)
_AFTER = re.compile(
    r"^-?\w{0,4} ?(?:or (?:higher|better|more|above|longer)|ala|fole|alatt\w*|felett\w*|folott\w*"
    r"|vagy (?:tobb|jobb|magasabb|afelett)|folotti|feletti|alatti|tol|tal)\b"
)
_KINDS = {"decimal": ("fair", "ours"), "percent": ("break_even",)}


@dataclass(frozen=True)
class Thresholds:
    """Holds such figures against the facts."""

    evidence: Evidence

    def backed(self, speech: Speech) -> list[tuple[int, int]]:
        """Return where a threshold rightly stands."""
        text = speech.text
        if not _SUPPOSES.search(text):
            return []
        named = {club.name for club in speech.clubs if club.role == "actor"}
        topics = [topic for topic in self.evidence.topics if self._is_theirs(topic, named)]
        return [
            (one.start, one.end)
            for piece in speech.pieces
            for one in piece.amounts
            if one.figure is not None
            and (_BEFORE.search(text[: one.start]) or _AFTER.match(text[one.end :]))
            and any(t.kind in _KINDS.get(one.cls, ()) and fits(one.figure, t.fact) for t in topics)
        ]

    def _is_theirs(self, topic: Topic, named: set[str]) -> bool:
        """Whether it is of the club that is named; of nobody: of the bet that was asked about."""
        asked = {t.owner for t in self.evidence.topics if t.kind in ("price", "break_even")}
        return topic.owner in (named or asked)

"""Places in a message, and the message with its names blanked out.

Knows no football: a span is a piece of text that means one thing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """A piece `text[start:end]` of a message."""

    start: int
    end: int

    def touches(self, other: Span) -> bool:
        """Whether the two share a letter."""
        return self.start < other.end and other.start < self.end

    def gap(self, other: Span) -> int:
        """Return the number of letters between the two; 0 when they touch."""
        return max(self.start - other.end, other.start - self.end, 0)


def with_clubs(folded: str, clubs: Iterable[Span]) -> str:
    """Return folded text with every letter of a club's name as a C: places stay what they are."""
    for club in clubs:
        folded = folded[: club.start] + "C" * (club.end - club.start) + folded[club.end :]
    return folded


def blank(text: str, spans: Iterable[tuple[Span, str]]) -> str:
    """Return `text` with each span replaced by its token, so that patterns see kinds, not names."""
    out, at = [], 0
    for span, token in sorted(spans, key=lambda pair: pair[0].start):
        if span.start < at:
            continue
        out += [text[at : span.start], token]
        at = span.end
    return "".join([*out, text[at:]])

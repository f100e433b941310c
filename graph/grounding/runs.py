"""How often a club won, drew or lost in its last matches, by the letters of its form.

“They lost once in their last five” stands on “WWWLW” where no fact counts it. Knows no model.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.grounding.evidence import Evidence
from graph.grounding.past import letters_said
from graph.grounding.speech import SMALL, Speech, number

_OF_LAST = re.compile(
    rf"\b(?:last|past|previous|latest|most recent) (?P<n>{SMALL})\b"
    rf"|\b(?:utolso|legutobbi|elmult) (?P<hu>{SMALL})\b"
)


@dataclass(frozen=True)
class Runs:
    """Counts letters of a form."""

    evidence: Evidence

    def backed(self, speech: Speech) -> list[tuple[int, int]]:
        """Return where the count, and the number of matches that it is of, rightly stand."""
        last = _OF_LAST.search(speech.text)
        if last is None:
            return []
        clubs = speech.subjects(*last.span()) or sorted(speech.said.named)
        of = number(last["n"] or last["hu"]) or 0
        letters = self.evidence.letters(clubs[0])[:of] if clubs else ""
        if not letters or len(letters) < of:
            return []
        spans = [last.span()]
        for piece in speech.pieces:
            said = letters_said(speech.text[piece.start : piece.end])
            for one in piece.amounts:
                if last.start() <= one.start < last.end() or one.cls != "integer":
                    continue
                if len(said) != 1 or one.figure is None:
                    return []
                if (letters.count(next(iter(said))), 0) not in one.figure.values:
                    return []
                spans.append((one.start, one.end))
        return spans if len(spans) > 1 else []

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
    rf"|\b(?:in|from|over|across|out of) (?P<whole>{SMALL}) (?:matches|games)\b"
    rf"|\b(?P<hu_whole>{SMALL}) (?:meccs|merkozes)\w*(?:en|b[oe]l)\b"
)
_POINTS = re.compile(r" (?:points|pont)\w*")
#: counts that are no figures where they stand alone
_COUNTS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "none": 0, "egyet": 1, "kettot": 2, "harmat": 3,
    "negyet": 4, "egyszer": 1,
}  # fmt: skip
_WORDS = re.compile(rf"\b(?:{'|'.join(_COUNTS)})\b")


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
        whole = last["whole"] or last["hu_whole"]
        of = number(last["n"] or last["hu"] or whole) or 0
        letters = self._letters(clubs[0], speech) if clubs else ""
        if len(letters) < of or not of or (whole and len(letters) != of):
            return []
        letters = letters[:of]
        spans = [last.span()]
        for piece in speech.pieces:
            said = letters_said(speech.text[piece.start : piece.end])
            for one in piece.amounts:
                if last.start() <= one.start < last.end() or one.cls != "integer":
                    continue
                if one.figure is not None and _POINTS.match(speech.text[one.end :]):
                    points = 3 * letters.count("W") + letters.count("D")
                    if (points, 0) not in one.figure.values:
                        return []
                    spans.append((one.start, one.end))
                    continue
                if len(said) != 1 or one.figure is None:
                    return []
                if (letters.count(next(iter(said))), 0) not in one.figure.values:
                    return []
                spans.append((one.start, one.end))
        if len(spans) == 1 and (alone := self._in_words(speech, last, letters)):
            return spans if alone else []
        return spans if len(spans) > 1 else []

    def _letters(self, club: str, speech: Speech) -> str:
        """Return how a club's latest matches went, or its meetings with the other club."""
        meetings = self.evidence.meetings() or ()
        if club in meetings and not self.evidence.has_forms:
            other = next((one for one in meetings if one != club), None)
            return self.evidence.met_letters(club, other)
        return self.evidence.letters(club)

    @staticmethod
    def _in_words(speech: Speech, last: re.Match[str], letters: str) -> bool:
        """Tell whether the count stands in words, and rightly: “of the last five they lost one”."""
        text = speech.text[: last.start()] + " " * (last.end() - last.start())
        text += speech.text[last.end() :]
        said = letters_said(text)
        found = _WORDS.search(text)
        return (
            found is not None
            and len(said) == 1
            and letters.count(next(iter(said))) == _COUNTS[found.group()]
        )

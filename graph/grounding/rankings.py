"""Claims in words of one match or bet among several: “the safest”, “safer than”, “the weaker leg”.

Knows no model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.grounding.evidence import Evidence
from graph.grounding.figures import Figure
from graph.grounding.membership import fits
from graph.grounding.pieces import Piece
from graph.grounding.speech import Speech, verdict

_SAFEST = re.compile(
    r"\b(?:safest|surest|likeliest winners?(?! (?:at|of|in|on|here|this))|(?:biggest|clearest"
    r"|strongest) favou?rites?)\b"
    r"|\b(?:safer|surer) (?:of the two|one|leg|bet|pick|option)\b|\bketto kozul\b.{0,30}\bbiztosabb"
    r"|\bket \w+ kozul\b.{0,30}\bbiztosabb|\blegbiztosabb\w*|\blegnagyobb eselyes\w*"
)
_SAFER = re.compile(r"\b(?:safer|surer|biztosabb\w*),? (?:\w+ )?(?:than|mint)\b")
_WEAKER = re.compile(
    r"\b(?:weaker|weakest|riskier|riskiest|less likely|shakier) (?:one|leg|part|of)\b"
    r"|\b(?:gyengebb|kockazatosabb|bizonytalanabb)\b"
)
_RISKIEST = re.compile(r"\briskiest\b|\blegkockazatosabb\w*")
_CLOSE = re.compile(
    r"\b(?:close|tight|even|evenly matched|balanced) (?:match|game|contest|affair)\b"
    r"|\b(?:narrow|slight|marginal) favou?rites?\b"
    r"|\b(?:hardly|barely) any difference\b|\b(?:the )?(?:same|equal) chances?\b"
    r"|\begyforma esely\w*|\balig van kulonbseg\b"
    r"|\b(?:szoros|kiegyenlitett) (?:meccs|merkozes)\w*|\benyhe eselyes\w*"
)
#: a favourite of so much is a clear one
_CLEAR = 0.65
_LEG = re.compile(r"\blegs?\b|\btipp\w*")
_SECOND = re.compile(r"\bsecond|\bmasodik")


@dataclass(frozen=True)
class Rankings:
    """Holds such claims against the facts."""

    evidence: Evidence

    def verdicts(self, speech: Speech) -> Iterator[str]:
        """Yield of each claim of an order what is wrong; "" where it holds."""
        if speech.is_doubted:
            return
        text, matches = speech.text, self._matches(speech)
        favourites = self.evidence.favourites
        chances = [favourites[match] for match in matches]
        if (found := _SAFEST.search(text)) and not _SECOND.search(text):
            yield verdict(found, bool(chances) and chances[0] == max(favourites.values()))
        if (found := _RISKIEST.search(text)) and not _SECOND.search(text):
            yield verdict(found, bool(chances) and chances[0] == min(favourites.values()))
        if found := _SAFER.search(text):
            yield verdict(found, len(chances) > 1 and chances[0] > chances[1])
        if found := _CLOSE.search(text):
            known = chances or list(favourites.values())[:1]
            yield verdict(found, bool(known) and known[0] < _CLEAR)
        if (found := _WEAKER.search(text)) and (legs := self.evidence.legs()):
            ours = [legs[match] for match in self._of(speech, list(legs))]
            yield verdict(found, bool(ours) and ours[0] == min(legs.values()))

    def backed(self, speech: Speech) -> list[tuple[int, int]]:
        """Return where the chance of a leg stands that is told by its match alone."""
        if not _LEG.search(speech.text):
            return []
        return [
            (amount.start, amount.end)
            for piece in speech.pieces
            for amount in piece.amounts
            if amount.figure is not None and self._is_leg(amount.figure, piece)
        ]

    def _is_leg(self, figure: Figure, piece: Piece) -> bool:
        named = {club.name for club in piece.clubs}
        return any(
            bool(named) and named <= topic.clubs and fits(figure, topic.fact)
            for topic in self.evidence.leg_topics()
        )

    def _matches(self, speech: Speech) -> list[tuple[str, str]]:
        return self._of(speech, list(self.evidence.favourites))

    @staticmethod
    def _of(speech: Speech, matches: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """Return the matches of the clubs that a sentence names, in its order."""
        named = [club.name for club in speech.clubs] or speech.subjects(0, 0)
        found = [
            match for name in named for match in matches
            if name in match and not (set(match) - {name} and any(
                other != name and other in named and {name, other} in map(set, matches)
                and match != _pair(name, other, matches) for other in named
            ))
        ]  # fmt: skip
        return list(dict.fromkeys(found))


def _pair(one: str, other: str, matches: list[tuple[str, str]]) -> tuple[str, str] | None:
    return next((match for match in matches if set(match) == {one, other}), None)

"""What is said of the reader's wishes: “Arsenal is your favourite team”, “you prefer low risk”.

Each is held against the preferences among the facts; where none is told, against nothing. Knows no
model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from graph.grounding.evidence import Evidence
from graph.grounding.mentions import Named
from graph.grounding.speech import Speech
from graph.wording.folding import fold

_FAVOURITE = re.compile(
    r"\byour (?:\w+ )?favou?rite (?:team|club|side)\b|\b(?:your team|your club)\b"
    r"|\byou(?:'re| are) an? [\w ]{2,20}? (?:fan|supporter)\b|\byou support\b"
    r"|\bszurkolsz\b|\bszurkoloja vagy\b|\bkedvenc csapat(?:od|odat|odnak|odkent)\b|\ba csapatod\w*"
)
_OTHER = re.compile(
    r"\byour (?:\w+ )?favou?rite (?:league|market)s?\b|\bkedvenc (?:bajnoksag|liga|piac)\w*d\b"
)
_RISK = re.compile(
    r"\b(?P<en>low|medium|high)(?:er)?[- ]risk\b|\brisk (?:\w+ )?(?P<en2>low|medium|high)\b"
    r"|\b(?P<hu>alacsony|kozepes|magas|nagy) kockazat\w*"
)
_YOU = re.compile(
    r"\byou(?:'d|'ve)? (?:\w+ )?(?:like|prefer|told|said|want|asked|chose|rather)\b"
    r"|\b(?:szeretsz|szeretnel|mondtad|kertel|kerted|valasztottal|kedvelsz)\b"
)
_LEVELS = {"alacsony": "low", "kozepes": "medium", "magas": "high", "nagy": "high"}


@dataclass(frozen=True)
class Wishes:
    """Holds such claims against the preferences that were told."""

    evidence: Evidence

    def verdicts(self, speech: Speech) -> Iterator[str]:
        """Yield of each wish that is ascribed to the reader what is wrong; "" if nothing."""
        teams, risk = self._teams, self._risk
        if speech.is_doubted or not (teams or risk):
            return
        if teams and (found := _FAVOURITE.search(speech.text)):
            so = all(fold(club.name) in teams for club in self._called(speech, found))
            yield "" if so else "the facts do not say that this is the reader's club"
        if found := _OTHER.search(speech.text):
            known = self._told("favourite_leagues") or self._told("favourite_markets")
            yield "" if known else f"no tool tells of “{found.group()}”"
        if risk and _YOU.search(speech.text) and (found := _RISK.search(speech.text)):
            said = found["en"] or found["en2"] or _LEVELS[found["hu"]]
            yield "" if said in risk else f"the facts do not say “{found.group()}” of the reader"

    @cached_property
    def _teams(self) -> str:
        return self._told("favourite_teams")

    @cached_property
    def _risk(self) -> str:
        return self._told("risk")

    @staticmethod
    def _called(speech: Speech, found: re.Match[str]) -> list[Named]:
        """Return the clubs of the clause in which the reader's club is spoken of."""
        piece = next(p for p in speech.pieces if p.start <= found.start() < p.end)
        return [club for club in piece.clubs if club.role == "actor"]

    def _told(self, name: str) -> str:
        values = (
            fold(str(topic.fact["value"]))
            for topic in self.evidence.topics
            if (topic.fact["market"], topic.fact["outcome"]) == ("preference", name)
        )
        return " ".join(values)

"""What speaks for a club in a forecast: “Arsenal's stronger attack”, “home advantage helps United”.

Held against the facts that explain the forecast: which way each of its factors moves the chance of
a home win. Knows no model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.grounding.evidence import Evidence
from graph.grounding.speech import Speech

#: words → the factor's name, without the side of a club's own
_FACTORS: Mapping[str, re.Pattern[str]] = {
    "attack": re.compile(r"\b(?:attack(?:ing)?|tamadas\w*|tamadojatek\w*|tamadosor\w*)\b"),
    "defence": re.compile(r"\b(?:defen[cs]e|defending|vedelm\w*|vedekezes\w*)\b"),
    "home_advantage": re.compile(r"\bhome advantage\b|\bhazai (?:palya\b|elony\w*)"),
    "form": re.compile(r"\b(?:form|forma\w*)\b"),
}
_OF_CLUBS = ("attack", "defence")
_AGAINST = re.compile(
    r"\b(?:weak\w*|worse|poor\w*|problem|against|hurts?|costs?|gyeng\w*|rossz\w*|ellen\w*|ront\w*)\b"
)
_CLAUSE = re.compile(r"[^,;:]+")
#: of which there is one, or two
_MAIN = re.compile(
    r"\b(?:main(?:ly)?|chief|biggest|primary|key|mostly|fo|legfobb|legnagyobb|foleg|leginkabb)\b"
)
_FOR = re.compile(
    r"\b(?:favou?rs?|stronger|better|superior|helps?|edge|reasons?|difference|counts?|driv\w*"
    r"|advantages? (?:to|for|in)|strengths?|speaks? for|szol\w*|erosebb|jobb|mellett\w*|javara"
    r"|segit\w*|oka?"
    r"|kulonbseg\w*|adja|kedvez\w*|erosseg\w*)\b"
)


@dataclass(frozen=True)
class Causes:
    """Holds such claims against the facts that explain."""

    evidence: Evidence

    def verdicts(self, speech: Speech) -> Iterator[str]:
        """Yield of each factor that is said to help or hurt a club what is wrong; "" if nothing."""
        if speech.is_doubted or not self._most:
            return
        for found in _CLAUSE.finditer(speech.text):
            clubs = [c.name for c in speech.clubs if found.start() <= c.start < found.end()]
            clubs = clubs or speech.subjects(found.start(), found.start())
            against = _AGAINST.search(found.group())
            if clubs and (against or _FOR.search(speech.text)):
                yield from self._of_club(clubs[-1], found.group(), helps=not against)

    def _of_club(self, club: str, clause: str, *, helps: bool) -> Iterator[str]:
        least = self._most / 2 if _MAIN.search(clause) else 0.0
        for name, words in _FACTORS.items():
            moved = self._moved(name, club) if words.search(clause) else None
            if moved is not None:
                so = (moved > 0) is helps and abs(moved) >= least
                yield "" if so else f"the facts do not say this of “{name}”"

    @cached_property
    def _most(self) -> float:
        told = (t for t in self.evidence.topics if t.fact["market"] == "explanation")
        return max((abs(float(topic.fact["value"])) for topic in told), default=0.0)

    def _moved(self, name: str, club: str) -> float | None:
        """Return how far a factor speaks for a club; None where no fact explains by it."""
        for topic in self.evidence.topics:
            if topic.fact["market"] != "explanation" or club not in (topic.match or ()):
                continue
            at_home = (topic.match or ("",))[0] == club
            side = "home" if at_home else "away"
            if topic.fact["outcome"] == (f"{side}_{name}" if name in _OF_CLUBS else name):
                return float(topic.fact["value"]) * (1 if at_home else -1)
        return None

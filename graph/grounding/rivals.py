"""How good the forecasts were beside others': “a bit worse than the closing line”.

Each is held against the scores among the facts; the lower score is the better. Knows no model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.grounding.evidence import Evidence
from graph.grounding.speech import Speech

#: who is beside us → outcomes of the facts that tell his score, the first that is known counts
_RIVALS: Mapping[re.Pattern[str], tuple[str, ...]] = {
    re.compile(r"\bbase rates?\b|\balaparany\w*"): ("base_rates",),
    re.compile(r"\bclosing\b|\bzaro\b"): ("closing",),
    re.compile(
        r"\b(?:bookmakers?|bookies?|market)\b|\b(?:fogado)?irod\w*|\bpiac\w*|\bbukmeker\w*"
    ): (
        "closing",
        "prematch",
    ),
}
_OURS = re.compile(
    r"\b(?:i|i'm|i've|my|mine|we|our|ours|the model)\b"
    r"|\b(?:\w+im|\w+eim|\w+aim|enyem|vagyok|nalam|modell\w*|pontszamom\w*|elorejelzese?im)\b"
)
_BETTER = re.compile(
    r"\b(?:better than|beat(?:s|en|ing)?|ahead of|outperform\w*|outdo\w*)\b"
    r"|\b(?:jobb|megver\w*|felulmul\w*|megeloz\w*)\b"
)
_WORSE = re.compile(
    r"\b(?:worse than|behind|short of|beaten by|weaker than)\b|\b(?:rosszabb|elmarad\w*|gyengebb)\b"
)
_CLAUSE = re.compile(r"[^,;:]+")
#: the rival does it: no ending says that he is held against
_SUBJECT = re.compile(r"^(?!.*(?:nal|nel|tol)\b)(?!.*\b(?:i|my|me) )")
_DENIED = re.compile(r"\b(?:not|never|hard|difficult|cannot)\b|n't\b|\b(?:nem|sem|nehez)\b")


@dataclass(frozen=True)
class Rivals:
    """Holds such claims against the track record."""

    evidence: Evidence

    def verdicts(self, speech: Speech) -> Iterator[str]:
        """Yield of each comparison with somebody else's forecasts what is wrong; "" if nothing."""
        if self._ours is None or speech.is_doubted:
            return
        if not _OURS.search(speech.text) or _DENIED.search(speech.text):
            return
        for clause in _CLAUSE.findall(speech.text):
            yield from self._of_clause(clause)

    def _of_clause(self, text: str) -> Iterator[str]:
        said = [
            (found, better)
            for words, better in ((_BETTER, True), (_WORSE, False))
            for found in words.finditer(text)
        ]
        for words, outcomes in _RIVALS.items():
            rival = words.search(text)
            theirs = next((s for one in outcomes if (s := self._score(one)) is not None), None)
            if rival is None or not said or (ours := self._ours) is None or not theirs:
                continue
            found, better = min(said, key=lambda one: abs(one[0].start() - rival.start()))
            if rival.end() <= found.start() and _SUBJECT.search(
                text[rival.start() : found.start()]
            ):
                # “bookmakers do better than I do”
                better = not better
            so = ours != theirs and (ours < theirs) is better
            yield "" if so else f"the facts do not say “{found.group()}” of “{rival.group()}”"

    @cached_property
    def _ours(self) -> float | None:
        return self._score("model")

    def _score(self, outcome: str) -> float | None:
        scores = (
            float(topic.fact["value"])
            for topic in self.evidence.topics
            if topic.fact["market"] == "rps" and topic.fact["outcome"] == outcome
        )
        return next(scores, None)

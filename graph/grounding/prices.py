"""Prices held against each other, and what is expected of one: “higher than our fair price”.

Knows no model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.grounding.evidence import Evidence
from graph.grounding.labels import Amount
from graph.grounding.membership import fits
from graph.grounding.speech import Speech
from graph.grounding.topics import Topic

_PRICE = r"(?:prices?|odds|figure|line|number|one|value|ar\w*|odds\w*|szorzo\w*)"
#: a price against another that is named as ours, the fair one or the market's
_AGAINST = re.compile(
    r"\b(?:(?P<over>higher|better|longer|bigger|larger|greater|more generous|above|over|beats?"
    r"|exceeds?|magasabb|jobb|nagyobb|folott\w*|felett\w*|meghaladja)"
    r"|(?P<under>lower|worse|shorter|smaller|below|under|less|alacsonyabb|rosszabb|kisebb|rovidebb"
    r"|alatt\w*|elmarad))\b"
)
_OURS = re.compile(
    rf"\b(?:our|my|the model'?s?|model'?s)(?: own)?(?: fair)? {_PRICE}\b|\bfair (?:price|odds)\b"
    r"|\b(?:mi|en|sajat|modell\w*)(?: \w+)? (?:fair|realis)? ?(?:ar|odds|szorzo)\w*"
    r"|\b(?:fair|realis) (?:ar|odds|szorzo)\w*"
)
_THEIRS = re.compile(
    rf"\b(?:the )?(?:market|bookmaker|bookie)(?:'?s|s')?(?: own)?(?: fair)? {_PRICE}\b"
    r"|\b(?:piac\w*|iroda\w*|fogadoiroda\w*)(?: sajat)? (?:fair |realis )?(?:ar|odds|szorzo)\w*"
)
_NO_EDGE = re.compile(
    r"\b(?:no|zero|without(?: any)?|isn't (?:any|an)|is not an?y?) (?:real |clear )?edge\b"
    r"|\b(?:nincs|semmi|nulla) (?:\w+ )?elony(?:unk|od|e|t)?\b"
    r"|\belony(?:unk|od|e)? (?:\w+ )?nincs\b"
)
_SIGN = re.compile(
    r"\b(?:(?P<plus>positive|pozitiv)|(?P<minus>negative|negativ)) (?:a )?(?:expected (?:value"
    r"|return)|ev"
    r"|edge|varhato ertek\w*|elony\w*)\b"
    r"|\b(?:expected value|ev|edge|varhato ertek\w*) (?:\w+ )?(?:is |are |van )?(?:\w+ )?"
    r"(?:(?P<plus2>positive|pozitiv)|(?P<minus2>negative|negativ))\b"
)
#: beginnings of words that stand behind the price that they compare with
_BEHIND = frozenset({"folo", "fele", "alat", "elma", "megh"})
#: an expected value of so little is none
_NONE = 0.005


@dataclass(frozen=True)
class Prices:
    """Holds such claims against the facts."""

    evidence: Evidence

    def verdicts(self, speech: Speech) -> Iterator[str]:
        """Yield of each such claim what is wrong; "" where it holds."""
        if speech.is_doubted:
            return
        text = speech.text
        for words, _, so in self._against(speech):
            yield "" if so else f"the facts do not say “{words.group()}” of these prices"
        worth = [float(t.fact["value"]) for t in self._of("ev", speech)]
        if worth and (found := _NO_EDGE.search(text)):
            so = all(value < _NONE for value in worth)
            yield "" if so else f"the facts do not say “{found.group()}”"
        if worth and (found := _SIGN.search(text)):
            above = bool(found["plus"] or found["plus2"]) is not speech.denies(*found.span())
            so = any((value > 0) is above for value in worth)
            yield "" if so else f"the facts do not say “{found.group()}”"

    def backed(self, speech: Speech) -> list[tuple[int, int]]:
        """Return where a price that was asked about stands, rightly held against another."""
        asked = [topic.fact for topic in self.evidence.topics if topic.kind == "price"]
        return [
            (one.start, one.end)
            for _, one, so in self._against(speech)
            if so and one and one.figure and any(fits(one.figure, fact) for fact in asked)
        ]

    def _against(self, speech: Speech) -> Iterator[tuple[re.Match[str], Amount | None, bool]]:
        """Yield prices held against another: the words, the figure, whether it is so."""
        text = speech.text
        for found in _AGAINST.finditer(text):
            after, before = text[found.end() :], text[: found.start()]
            kinds = [
                kinds
                for words, kinds in ((_THEIRS, ("theirs",)), (_OURS, ("ours", "fair")))
                # “alacsonyabb a mi oddsunknál”, “a piac oddsa alatt”
                if words.search(after) or (found.group()[:4] in _BEHIND and words.search(before))
            ]
            one = self._price(speech, found.start())
            prices = self._values(one, speech)
            if not kinds or not prices:
                continue
            others = [float(t.fact["value"]) for k in kinds[0] for t in self._of(k, speech)]
            if others and not speech.denies(found.start(), found.start()):
                over = bool(found["over"])
                so = any(p != o and (p > o) is over for p in prices for o in others)
                yield found, one, so

    @staticmethod
    def _price(speech: Speech, end: int) -> Amount | None:
        """Return the last price that is told before a place."""
        told = [a for p in speech.pieces for a in p.amounts if a.cls == "decimal" and a.end <= end]
        return told[-1] if told else None

    def _values(self, told: Amount | None, speech: Speech) -> list[float]:
        """Return what a price is; where none is told, of the one that was asked about."""
        if told is None or told.figure is None:
            return [float(t.fact["value"]) for t in self._of("price", speech)]
        return [value for value, decimals in told.figure.values if decimals]

    def _of(self, kind: str, speech: Speech) -> list[Topic]:
        """Return the facts of a kind: of the club that a sentence names, else all of them."""
        clubs = {club.name for club in speech.clubs if club.role != "opponent"}
        found = [topic for topic in self.evidence.topics if topic.kind == kind]
        asked = {t.owner for t in self.evidence.topics if t.kind in ("price", "ev")} - {None}
        of_these = clubs & {topic.owner for topic in found} or asked
        return [topic for topic in found if not of_these or topic.owner in of_these]

"""How many percentage points apart two chances are: “two points above the break-even mark”.

Ours against the market's or the break-even one, or one club's against the other's. Knows no model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.grounding.evidence import Evidence
from graph.grounding.figures import figures_in
from graph.grounding.speech import Speech
from graph.grounding.topics import Topic

_POINTS = re.compile(
    r"(?P<n>\d+(?:[.,]\d+)?) ?(?:percentage points?|%-? ?points?|szazalekpont\w*|%-?pont\w*)"
)
_LESS = re.compile(
    r"\b(?:below|under|less|lower|fewer|behind|short|alatt\w*|kevesebb\w*|alacsonyabb\w*"
    r"|elmarad\w*)\b"
)
_THEIRS_FIRST = re.compile(r"\b(?:market|bookmaker|bookie|piac|iroda|fogadoiroda)\w*")
#: “a slightly lower chance than the bookmakers think”
_THAN_MARKET = re.compile(
    r"\b(?:chances?|probability|esely\w*|valoszinuseg\w*)\b.{0,25}?\b(?:(?P<more>higher|bigger"
    r"|better"
    r"|greater|more|nagyobb|magasabb|jobb)|lower|smaller|less|worse|kisebb|alacsonyabb"
    r"|rosszabb)\w{0,3}"
    r",? (?:\w+ )?(?:than|mint)\b.{0,12}?\b(?:bookmaker|bookie|market|odds|iroda|fogadoiroda"
    r"|piac)\w*"
)
#: how far two are apart, whichever is higher
_BETWEEN = re.compile(r"\b(?:gap|difference) (?:between|of|is|here)\b|\bkulonbseg\w*")
_OTHERS = ("implied", "break_even")


@dataclass(frozen=True)
class Gaps:
    """Holds such differences against the facts."""

    evidence: Evidence

    def backed(self, speech: Speech) -> list[tuple[int, int]]:
        """Return where a difference of two chances rightly stands."""
        return [
            found.span()
            for found in _POINTS.finditer(speech.text)
            if any(_is_told(found, gap, speech.text) for gap in self._gaps(speech))
        ]

    def verdicts(self, speech: Speech) -> Iterator[str]:
        """Yield what is wrong with a chance that is held against the market's in words."""
        found = _THAN_MARKET.search(speech.text)
        if found is None or speech.is_doubted:
            return
        named = [club.name for club in speech.clubs if club.role != "opponent"]
        theirs = {t.owner: t for t in self.evidence.topics if t.kind == "implied"}
        gaps = [
            float(t.fact["value"]) - float(theirs[t.owner].fact["value"])
            for t in self.evidence.topics
            if t.fact["market"] == "1x2" and t.owner in theirs and t.owner in (named or theirs)
        ]
        so = any((gap > 0) is bool(found["more"]) for gap in gaps)
        yield "" if so else f"the facts do not say “{found.group()}”"

    def _gaps(self, speech: Speech) -> Iterator[float]:
        """Yield our chance less the others' of the same outcome, and less the other club's."""
        ours = [
            t
            for t in self.evidence.topics
            if t.owner and (t.fact["market"] == "1x2" or t.kind == "title")
        ]
        named = [club.name for club in speech.clubs if club.role != "opponent"]
        clubs = {club.name for club in speech.clubs}
        for one in ours:
            if named and one.owner != named[0]:
                continue
            for other in self._others(one, ours if len(clubs) != 1 else ()):
                yield float(one.fact["value"]) - float(other.fact["value"])

    def _others(self, one: Topic, rivals: Sequence[Topic]) -> Iterator[Topic]:
        for topic in self.evidence.topics:
            if topic.kind in _OTHERS and (topic.match, topic.owner) == (one.match, one.owner):
                yield topic
        yield from (t for t in rivals if t.match == one.match and t.owner != one.owner)


def _is_told(found: re.Match[str], gap: float, text: str) -> bool:
    """Tell whether a sentence tells this difference, and which way it goes."""
    (said,) = figures_in(found["n"], dates=False)
    either = _BETWEEN.search(text) is not None
    theirs_first = _THEIRS_FIRST.search(text[: found.start()]) is not None
    below = (_LESS.search(text[found.end() :]) is not None) is not theirs_first
    return (either or (gap < 0) is below) and any(
        abs(100 * abs(gap) - value) <= 0.5 * 10.0**-decimals + 1e-9
        for value, decimals in said.values
    )

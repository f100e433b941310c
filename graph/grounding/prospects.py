"""Chances in words that name no number: “virtually no chance”, “a good chance”, “the likelier”.

Each is held against the chance of the club or outcome that it is said of. Knows no model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.grounding.evidence import Evidence
from graph.grounding.patterns import alternatives
from graph.grounding.reading import LASTING
from graph.grounding.speech import Speech

_NEARLY = r"(?:almost|virtually|practically|basically|next to|nearly|hardly|barely|scarcely)"
_C = r"(?:chances?|prospects?|hopes?|probability|likelihood|shot)"
_E = r"esely\w*"
#: words of a chance → the least and the most that it may be; the first that is said counts
_CHANCES: Mapping[re.Pattern[str], tuple[float, float]] = {
    re.compile(
        rf"\b(?:{_NEARLY} )?(?:no|zero|any)(?: real| realistic)? {_C}\b(?! of losing)"
        rf"|\b(?:semmi|nulla|zero) (?:\w+ )?{_E}|\b(?:nincs|nincsen)(?: \w+)? {_E}"
        rf"|\balig van {_E}|\b{_E} (?:szinte )?(?:nulla|nincs)\b"
    ): (0.0, 0.04),
    re.compile(
        rf"\b(?:slim|tiny|minimal|remote|faint|outside|very (?:small|low|little)) {_C}\b"
        rf"|\b{_C} (?:are|is|look|looks) (?:slim|tiny|minimal|remote|very (?:small|low))\b"
        rf"|\b(?:minimalis|elenyeszo|halvany|nagyon (?:kicsi|kis|keves|alacsony)) {_E}"
    ): (0.0, 0.2),
    re.compile(
        rf"\b(?:small|low|little|limited|poor|only a) {_C}\b"
        rf"|\b{_C} (?:are|is|look|looks) (?:quite |fairly |rather )?(?:small|low|limited|poor)\b"
        rf"|\b(?:kicsi|kis|keves|csekely|alacsony|gyenge) {_E}"
        rf"|\b{_E} (?:\w+ )?(?:kicsi|csekely|alacsony)\b"
    ): (0.0, 0.4),
    re.compile(
        rf"\b(?:very (?:good|high|strong|big)|excellent|huge|great|overwhelming) {_C}\b"
        rf"|\b(?:nagyon (?:jo|nagy|magas|eros)|oriasi|hatalmas|kivalo|remek) {_E}"
    ): (0.6, 1.0),
    re.compile(
        rf"\b(?:good|strong|high|big|better than even|solid|every) {_C}\b"
        rf"|\b{_C} (?:are|is|look|looks) (?:quite |very |pretty )?(?:good|strong|high|solid)\b"
        rf"|\b(?:jo|nagy|magas|eros|komoly) {_E}|\b{_E} (?:\w+ )?(?:magas|nagy|jo)\b"
    ): (0.45, 1.0),
    re.compile(
        rf"\b(?:fair|decent|real|realistic|reasonable|respectable|genuine) {_C}\b"
        rf"|\b(?:realis|valodi|tisztes|elfogadhato) {_E}"
    ): (0.25, 1.0),
    re.compile(
        r"\bless (?:likely|often) than not\b|\binkabb nem (?:nyer|gyoz|lesz|talal)\w*"
        r"|\b(?:nyer|gyoz)\w* inkabb nem\b"
    ): (0.0, 0.5),
    re.compile(
        r"\bmore (?:often|likely) than not\b|\binkabb (?:nyer|gyoz|megnyer)\w*,? mint nem\b"
        r"|\btobbszor (?:nyer|gyoz)\w*,? mint nem\b"
    ): (0.5, 1.0),
}
#: of two sides of a market, which is the likelier
_RATHER = alternatives(
    r"\b(?<!the )(?<!no )(?<!n't )(?<!not )(?:more likely|likelier|more probable)\b"
    r"(?! (?:than|to|as|that))(?!,? or )"
    r"|\bthe (?:more likely|likelier|more probable) (?:side|option|outcome|way|result|of)\b"
    r"|\bvaloszinubb\b(?!,? mint)(?!,? vagy)"
    r"|\b(?:the )?safer (?:choice|bet|option|pick|side)\b"
    r"|\bbiztosabb (?:valasztas|tipp|fogadas|oldal)\w*"
)
#: whose chance of all is the highest
_TOP = re.compile(
    r"\b(?:(?:highest|biggest|greatest|best)|(?P<low>lowest|smallest|worst)) (?:chances?"
    r"|probability)\b(?! of (?:a"
    r"|the) )"
    r"|\blegnagyobb (?:az )?esely\w*"
)
_LESS = re.compile(r"\b(?:less likely|kevesbe valoszinu)\b(?!,? (?:than|mint))")
_COMPARES = re.compile(r"\b(?:than|mint|here|there|itt|ott)\b|\bmost likely\b|\blegvaloszinubb\b")
_HALF = 0.5
_ENDS_SEASON = re.compile(
    r"\b(?:title|champions?|league|relegat\w*|promot\w*|top (?:four|4)|bajnok\w*|kies\w*|feljut\w*"
    r"|cim\w*|season|idenyben)\b"
)


@dataclass(frozen=True)
class Prospects:
    """Holds such claims against the facts."""

    evidence: Evidence

    def verdicts(self, speech: Speech) -> Iterator[str]:
        """Yield of each chance in words what is wrong with it; "" where it holds."""
        text = speech.text
        if speech.is_doubted or _ENDS_SEASON.search(text) or speech.said.kinds & LASTING:
            return
        for pattern, (least, most) in _CHANCES.items():
            if (found := pattern.search(text)) is None:
                continue
            known = self._chances(speech, found)
            if known is not None:
                so = any(least <= chance <= most for chance in known)
                yield "" if so else f"the facts do not say “{found.group()}” of this"
            break
        if (found := _TOP.search(text)) and (clubs := speech.subjects(*found.span())):
            rivals = self.evidence.all_wins()
            ours = self.evidence.wins(clubs[0])
            best = min(rivals, default=0.0) if found["low"] else max(rivals, default=0.0)
            yield "" if best in ours else f"the facts do not say “{found.group()}” of this club"
        less = _LESS.search(text)
        found = less or _RATHER.search(text)
        if found and not _COMPARES.search(text):
            what = self._outcome(speech)
            chance = self.evidence.chance(None, "chance", what) if what else None
            if chance is not None:
                so = chance < _HALF if less else chance > _HALF
                yield "" if so else f"the facts do not say “{found.group()}” of this"

    def _chances(self, speech: Speech, found: re.Match[str]) -> list[float] | None:
        """Return what the facts say of the outcome there; None where it is none of a match."""
        if what := self._outcome(speech):
            chance = self.evidence.chance(None, "chance", what)
            return [] if chance is None else [chance]
        sides = [one.name for p in speech.pieces for one in p.labels if one.group == "side"]
        if sides and not speech.clubs:
            matches = list(self.evidence.favourites)[:1]
            return [w for m in matches for w in self.evidence.wins(m[sides[0] == "away"])]
        clubs = speech.subjects(*found.span()) or [c.name for c in speech.clubs]
        return (
            [chance for club in clubs[:1] for chance in self.evidence.wins(club)] if clubs else None
        )

    @staticmethod
    def _outcome(speech: Speech) -> str:
        """Return the one outcome beside a win that a sentence names; "" for none, or several."""
        said = {one.name for piece in speech.pieces for one in piece.labels if one.group == "what"}
        whats = {f"{w}2.5" if w in ("over:", "under:") else w for w in said}
        return whats.pop() if len(whats) == 1 else ""

"""Claims in words that compare clubs by a count: “the best goal difference”, “more goals than”.

Each is held against the counts among the facts; what they do not tell does not stand. Knows no
model.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from graph.grounding.evidence import Evidence
from graph.grounding.sides import Sides
from graph.grounding.speech import SMALL, Speech, number, verdict

_N = SMALL
_MOST = re.compile(
    r"\b(?P<way>best|highest|greatest|most|worst|lowest|poorest|fewest)(?: \w+)?"
    r" (?P<what>goal difference|points|goals(?: conceded| scored)?|wins|draws|defeats|defence"
    r"|attack)\b"
    r"|\bleg(?P<hu_way>jobb|tobb|rosszabb|kevesebb|nagyobb|kisebb)\w*(?: \w+)?"
    r" (?P<hu_what>golkulonbs\w*|pont\w*|gol\w*|gyozel\w*|vereseg\w*|vedelem|tamadosor)"
    r"|\b(?P<hu_what2>golkulonbs\w*) a leg(?P<hu_way2>jobb|rosszabb|nagyobb|kisebb)\w*"
)
_THAN = re.compile(
    r"\b(?P<way>more|fewer|less|tobb|kevesebb)\w* (?:home |away |hazai |otthoni |idegenbeli )?"
    r"(?P<what>points?|games|matches|wins|goals"
    r"|defeats|draws|pont\w*|gol\w*|meccs\w*|gyozel\w*|vereseg\w*|dontetlen\w*)\b"
    r"(?P<between>[^.;,]*?,?) (?:than|mint)\b"
)
_BETTER = re.compile(
    r"\b(?P<way>better|higher|worse|lower|jobb|rosszabb)\w* (?P<what>goal difference|golkulonbs\w*)"
    r"[^.;,]*?,? (?:than|mint)\b"
)
#: “expected to score more than United”
_SCORES = re.compile(
    r"\b(?P<what>scor\w+|conced\w+) (?P<way>more|fewer|less)\b[^.;,]*? than\b"
    r"|\b(?P<hu_way>tobbet|kevesebbet) (?P<hu_what>lo|szerez|rug|kap(?!nal))\w*,? mint\b"
)
_TIMES = re.compile(
    rf"\b(?P<n>twice|double|{_N})(?: times)? as many (?P<what>points|goals|wins|defeats|games)\b"
    rf"|\b(?P<hu>{_N})sz[eo]r annyi (?P<hu_what>pont|gol|gyozel|vereseg|meccs)\w*"
)
_LOW = ("worst", "lowest", "poorest", "fewest", "rosszabb", "kevesebb", "kisebb", "less", "fewer")
#: measure of a word; what is missing here no table of ours tells
_MEASURES = {
    "goal diff": "goal_difference", "golkulon": "goal_difference", "point": "points",
    "pont": "points", "games": "played", "matches": "played", "meccs": "played", "wins": "won",
    "gyozel": "won", "draws": "drawn", "dontetlen": "drawn", "defeats": "lost",
    "losses": "lost", "vereseg": "lost",
    "goals conceded": "goals_against", "goals": "goals_for", "gol": "goals_for",
    "defence": "goals_against", "vedelem": "goals_against", "attack": "goals_for",
    "tamado": "goals_for", "scor": "goals_for", "conced": "goals_against", "lo": "goals_for",
    "szerez": "goals_for", "rug": "goals_for", "kap": "goals_against",
}  # fmt: skip
_DONE = {
    "won": re.compile(r"\bw[io]n\b|\bnyert\w*|\bgyozott\w*"),
    "lost": re.compile(r"\blost\b|\blose\b|\bkikap\w*|\bveszit\w*|\bvesztett\w*"),
    "drawn": re.compile(r"\bdr[ae]wn?\b|\bdontetlen\w*"),
}
_CONCEDED = re.compile(r"\bconced\w*|\blet in\b|\bkapott\b")
#: what a club's own count is held against
_OWN = re.compile(
    r" (?:az? )?(draws|defeats|losses|wins|dontetlen\w*|vereseg\w*|gyozel\w*)"
    r"(?: (?:and|es) (?:az? )?(draws|defeats|losses|wins|dontetlen\w*|vereseg\w*))?"
)
#: “5 more wins than”, “5-tel több”
_BY = re.compile(r"\b(?P<n>\d{1,2})(?:-?[a-z]{1,3})? $")
_MEETINGS = re.compile(
    r"\b(?:meetings?|head[- ]to[- ]heads?|h2h|against each other)\b"
    r"|\b(?:talalkozo|egymas ellen|osszecsapas)\w*"
)
_SAME = re.compile(
    r"\b(?:the same (?:number|amount) of|(?:just|about|roughly|nearly) as many|equally many"
    r"|ugyanannyi|ugyanolyan sok|hasonlo szamu) (?P<what>points|goals|wins|defeats|pont|gol|gyozel"
    r"|vereseg)\w*"
)
_EXPECTED = re.compile(
    r"\bexpect\w*|\bxg\b|\bvarhat\w*|\bvar(?:ja|juk|unk)?\b"
    r"|\bmodel\w*|\bforecast\w*|\belorejelz\w*"
)
_SIGN = re.compile(
    r"\b(?P<way>positive|negative|pozitiv|negativ) (?:goal difference|golkulonbs\w*)"
    r"|\bgolkulonbs\w* (?P<hu>pozitiv|negativ)"
)
#: before the one club of which it is said
_ALONE = re.compile(r"\b(?:only|csak)(?: az?)? $")
#: how far a factor in words may be from the true one
_ROUGHLY = 0.12


@dataclass(frozen=True)
class Comparisons:
    """Holds such claims against the facts."""

    evidence: Evidence

    @cached_property
    def _sides(self) -> Sides:
        return Sides(self.evidence)

    def verdicts(self, speech: Speech) -> Iterator[str]:
        """Yield of each comparison in a sentence what is wrong; "" where it holds."""
        if speech.is_doubted:
            return
        claims: tuple[
            tuple[re.Pattern[str], Callable[[re.Match[str], Speech], bool | None]], ...
        ] = (
            (_MOST, self._is_most),
            (_THAN, self._is_more),
            (_BETTER, self._is_more),
            (_SCORES, self._is_more),
            (_TIMES, self._is_times),
            (_SAME, self._is_same),
            (_SIGN, self._has_sign),
        )
        for pattern, holds in claims:
            for found in pattern.finditer(speech.text):
                yield verdict(found, bool(holds(found, speech)))

    def _is_most(self, found: re.Match[str], speech: Speech) -> bool | None:
        said = found.groupdict()
        way = said["way"] or said["hu_way"] or said["hu_way2"] or ""
        what = said["what"] or said["hu_what"] or said["hu_what2"] or ""
        kind = self._measure(what, speech.text)
        clubs = self.evidence.standings
        known = {club: self._sides.count(club, kind) for club in clubs}
        ours = speech.subjects(*found.span())
        values = [value for value in known.values() if value is not None]
        if not ours or len(values) < len(clubs) or not values or ours[0] not in known:
            return None
        low = way in _LOW
        if kind == "goals_against" and way in ("best", "jobb", "worst", "rosszabb"):
            low = not low
        best = min(values) if low else max(values)
        return (known[ours[0]] == best) is not speech.denies(*found.span())

    def _is_more(self, found: re.Match[str], speech: Speech) -> bool | None:
        said = found.groupdict()
        way = str(said["way"] or said.get("hu_way"))
        kind = self._measure(str(said["what"] or said.get("hu_what")), speech.text)
        if re.match(r" ?\d", speech.text[found.end() :]):
            return True
        if (own := _OWN.match(speech.text[found.end() :])) and not speech.objects(found.end()):
            return self._is_more_of_its_own(own, kind, speech, found)
        more = way in ("more", "tobb", "tobbet", "better", "higher", "jobb")
        subjects = speech.subjects(*found.span())
        halves = self._halves(found, speech)
        if halves and subjects:
            first, second = (self.evidence.count(subjects[0], kind, one) for one in halves)
            gap = None if first is None or second is None else first - second
        else:
            ours, theirs = self._sides.two(found, speech, leads=None)
            met = _MEETINGS.search(speech.text) is not None
            gap = self._sides.difference(ours, theirs, kind, of_meetings=met)
            if _EXPECTED.search(speech.text) and kind == "goals_for" and ours and theirs:
                first, second = map(self.evidence.goals_expected, (ours, theirs))
                gap = None if first is None or second is None else first - second
        if gap is not None and (by := _BY.search(speech.text[: found.start()])):
            return gap == (float(by["n"]) if more else -float(by["n"]))
        return None if gap is None else gap > 0 if more else gap < 0

    def _is_more_of_its_own(
        self, own: re.Match[str], kind: str, speech: Speech, found: re.Match[str]
    ) -> bool:
        """Tell whether a club has more of one count than of others: “more wins than defeats”."""
        clubs = speech.subjects(*found.span())
        kinds = [self._measure(word, "") for word in own.groups() if word]
        known = [self.evidence.count(club, k) for club in clubs[:1] for k in (kind, *kinds)]
        counts = [one for one in known if one is not None]
        if not counts or len(counts) < len(known):
            return False
        return (counts[0] > sum(counts[1:])) is (found["way"] in ("more", "tobb"))

    def backed(self, speech: Speech) -> list[tuple[int, int]]:
        """Return where it rightly stands how many more of something a club has."""
        return [
            (by.start("n"), by.end("n"))
            for found in _THAN.finditer(speech.text)
            if (by := _BY.search(speech.text[: found.start()])) and self._is_more(found, speech)
        ]

    def _is_times(self, found: re.Match[str], speech: Speech) -> bool | None:
        said = found["n"] or found["hu"]
        factor = 2 if said in ("twice", "double") else number(said)
        return self._are_apart(found, speech, found["what"] or found["hu_what"], factor)

    def _is_same(self, found: re.Match[str], speech: Speech) -> bool | None:
        return self._are_apart(found, speech, found["what"], 1)

    def _are_apart(
        self, found: re.Match[str], speech: Speech, what: str, factor: int | None
    ) -> bool | None:
        """Tell whether one club's count is so many times the other's."""
        kind = self._measure(what, speech.text)
        ours, theirs = self._sides.two(found, speech, leads=None)
        if not ours or not theirs or not factor:
            return None
        if kind == "goals_for" and _EXPECTED.search(speech.text):
            known = [self.evidence.goals_expected(club) for club in (ours, theirs)]
        else:
            known = [self._sides.count(club, kind) for club in (ours, theirs)]
        if not known[0] or not known[1]:
            return None
        return abs(known[0] / known[1] / factor - 1) <= _ROUGHLY

    def _has_sign(self, found: re.Match[str], speech: Speech) -> bool | None:
        """Tell whether a goal difference is above or below nought; of one club alone, if said."""
        clubs = speech.subjects(*found.span())
        positive = (found["way"] or found["hu"]).startswith("pos") or "pozitiv" in found.group()
        known = {
            club: (self._sides.count(club, "goal_difference") or 0) * (1 if positive else -1)
            for club in (*clubs, *self.evidence.standings)
        }
        alone = any(_ALONE.search(speech.text[: club.start]) for club in speech.clubs)
        others = any(known[club] > 0 for club in known if club not in clubs)
        return bool(clubs) and all(known[club] > 0 for club in clubs) and not (alone and others)

    @staticmethod
    def _halves(found: re.Match[str], speech: Speech) -> tuple[str, str] | None:
        """Return which part of a record is held against which: “more away than at home”."""
        where = {"home": r"\bhome\b|\botthon\b|\bhazai\b", "away": r"\baway\b|\bidegenben\b"}
        before = speech.text[: found.end()]
        after = speech.text[found.end() :]
        for one, other in (("home", "away"), ("away", "home")):
            if re.search(where[one], before) and re.search(where[other], after):
                return one, other
        return None

    @staticmethod
    def _measure(what: str, text: str) -> str:
        kind = next((k for word, k in _MEASURES.items() if what.startswith(word)), "")
        if kind == "played":
            # “lost more home games than away games”
            kind = next((done for done, words in _DONE.items() if words.search(text)), kind)
        return "goals_against" if kind == "goals_for" and _CONCEDED.search(text) else kind

"""Claims in words of how likely something is: “almost safe”, “already relegated”, “a low score”.

A degree is held against the chance of what it is said of. Knows no model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.grounding.evidence import Evidence
from graph.grounding.speech import Speech, verdict

_SURE, _NEARLY, _HALF = 0.9995, 0.9, 0.5
_ALMOST = (
    r"(?:almost|nearly|virtually|practically|all but|as good as|szinte|majdnem|gyakorlatilag"
    r"|csaknem|joforman)"
)
#: degree → least and most chance; the first that a sentence says counts
_DEGREES: Mapping[str, tuple[re.Pattern[str], float, float]] = {
    "no": (
        re.compile(
            r"\b(?:cannot|can't|can no longer|no longer|no (?:\w+ )?chance"
            r"|nincs (?:\w+ )?esely\w*|impossible|nem lehet|mar nem"
            r"|out of the question|ruled out|kizart|lehetetlen|eselytelen)\b"
        ),
        0.0,
        1 - _SURE,
    ),
    "unlikely": (
        re.compile(
            r"\b(?:unlikely|less likely|kevesbe valoszinu|improbable|hardly|probably not"
            r"|probably won't|(?:not"
            r"|\w+n't) (?:\w+ )?likely"
            r"|(?:not|\w+n't) expect\w*|aligha|valoszinutlen|(?:nem|sem) (?:\w+ )?valoszinu"
            r"|valoszinuleg nem)\b"
        ),
        0.0,
        _HALF,
    ),
    "nearly": (
        re.compile(rf"\b{_ALMOST} (?:\w+ )?(?:certain\w*|sure|safe|biztos\w*|down|relegated)"),
        _NEARLY,
        1.0,
    ),
    "already": (
        re.compile(
            r"\b(?:already|clinched|secured|mathematically|mar)\b"
            r"|\b(?:have|has) been (?:relegated|promoted)\b"
        ),
        _SURE,
        1.0,
    ),
    "likely": (
        re.compile(
            r"\b(?:likely|probabl[ey]|expect(?:ed)?|set to|should|realistic|jo esellyel|szamits"
            r"|valoszinuleg|valoszinu|varhatoan"
            r"|varhato)\b"
        ),
        _HALF,
        1.0,
    ),
    "maybe": (
        re.compile(r"\b(?:may|might|could|can|still|meg|lehet)\b"),
        1 - _SURE,
        1.0,
    ),
}
_SAFE = re.compile(
    r"\b(?:safe|survive\w*|stay(?:s|ing)? up|bent marad\w*|bennmarad\w*|megmenekul\w*)\b"
)
#: chance of a season → its words
_ENDS: Mapping[str, re.Pattern[str]] = {
    "relegation": re.compile(
        r"\brelegat(?:ed|ion)\b|\b(?:go|goes|going) down\b|\bkies(?!e?lyes)\w*|\besik ki\b"
        rf"|{_SAFE.pattern}"
    ),
    "champions_league": re.compile(
        r"\bchampions league\b|\btop (?:four|4)\b|\bbl-?\w*|\bbajnokok ligaja\w*|\belso negy\w*"
    ),
    "promotion": re.compile(r"\bpromot(?:ed|ion)\b|\b(?:go|goes|going) up\b|\bfeljut\w*"),
    "title": re.compile(
        r"\btitle\b|\bwin the (?:league|premier league|bundesliga|championship)\b"
        r"|\bchampions?\b(?! league)|\bbajnok(?!ok|sag)\w*|\bbajnoki cim\w*"
    ),
}
_GOALS = re.compile(
    r"\b(?:(?:low[- ]scoring|few goals|keves gol|golszegeny)|(?P<many>high[- ]scoring"
    r"|many goals"
    r"|plenty of goals|lots of goals|goal ?fest|sok gol|golgazdag|golzapor))\w*"
    r"|\b(?P<hardly>goals (?:are|look|seem) (?:scarce|few|rare)|not many goals)\b"
    r"|\b(?P<goals>goals) (?:are|look|seem) (?:\w+ )?(?:un)?likely\b"
)
_BOTH = re.compile(
    r"\bboth (?:teams|sides|clubs)\b.{0,12}\bscor\w*|\bbtts\b|\bgol mindket oldalon\b"
    r"|\bmindket (?:csapat|fel)\w*(?: \w+){0,2} (?:gol\w*|betalal\w*"
    r"|eredmenyes\w*|lo\b)|\bgolt? (?:\w+ )?mindket\w*"
)
_NEITHER = re.compile(
    r"\bneither (?:team|side|club) (?:(?:will|to|should|is going to) score|scores)\b"
    r"|\begyik (?:csapat|fel)\w* sem (?:fog|lo|szerez|rug)\b.{0,8}\bgolt\b"
)
#: what can still come
_NOT_OUT = re.compile(
    r"\b(?:can't|cannot|can not|couldn't|not) be (?:ruled out|excluded|discounted)"
    r"|\b(?:nem|sem) (?:lehet |zarhato )?(?:kizarni|kizarhato|kizart|ki)\b(?! kap)"
)
#: outcomes that few facts tell of
_OF_ONE = frozenset({"clean", "nil", "half", "half_draw", "half_full", "odd_even", "by_goals"})
_NEVER = -1.0
_COMPARED = re.compile(r"\bthan\b|\bmint\b|\bas likely\b|\bmost likely\b|\bleg\w+bb\w*")
_SLIP = re.compile(r"\b(?:slip|combo|accumulator|acca|szelveny\w*|kombi\w*)\b")
_SLIP_WINS = re.compile(
    r"\b(?P<win>more likely to win|likelier to win|better than (?:even|half)|jobb,? mint fele"
    r"|nagyobb esellyel (?:nyer|jon be))"
    r"|\b(?P<lose>more likely to (?:lose|fail)|likelier to (?:lose|fail)"
    r"|nagyobb esellyel (?:veszit|bukik))"
)


@dataclass(frozen=True)
class Degrees:
    """Holds such claims against the facts."""

    evidence: Evidence

    def verdicts(self, speech: Speech) -> Iterator[str]:
        """Yield of each claim that something is so likely what is wrong; "" where it holds."""
        if speech.is_doubted:
            return
        text = speech.text
        degree = _degree(text)
        end = next(((n, one) for n, words in _ENDS.items() if (one := words.search(text))), None)
        if end is not None and degree is not None:
            yield verdict(end[1], self._is_so_likely(*end, speech, degree))
        for found, chance in self._of_goals(text):
            least, most = degree or (_HALF, 1.0)
            yield verdict(found, chance is not None and least <= chance <= most)
        for what, chance in self._of_outcomes(speech) if degree else ():
            least, most = degree or (0.0, 1.0)
            so = chance is None or least <= chance <= most
            yield "" if so else f"the facts do not say that “{what}” is so likely"
        if (slip := _SLIP_WINS.search(text)) and _SLIP.search(text):
            chance = self.evidence.slip_chance()
            yield verdict(slip, chance is not None and (chance > _HALF) is bool(slip["win"]))

    def _is_so_likely(
        self, name: str, found: re.Match[str], speech: Speech, degree: tuple[float, float]
    ) -> bool:
        clubs = speech.subjects(*found.span())
        least, most = degree
        known = [self.evidence.chance(club, name) for club in clubs]
        if _SAFE.search(speech.text):
            known = [None if chance is None else 1 - chance for chance in known]
        # who is left out of a list of chances has none that is worth telling
        return all(chance is not None and least <= chance <= most for chance in known)

    def _of_goals(self, text: str) -> Iterator[tuple[re.Match[str], float | None]]:
        if found := _GOALS.search(text):
            what = "over:2.5" if found["many"] or found["goals"] else "under:2.5"
            yield found, self.evidence.chance(None, "chance", what)
        elif (found := _NEITHER.search(text)) and "%" not in text:
            yield found, self.evidence.chance(None, "chance", "score:0-0")
        elif (found := _BOTH.search(text)) and _degree(text) is not None:
            yield found, self.evidence.chance(None, "chance", "btts")

    def _of_outcomes(self, speech: Speech) -> Iterator[tuple[str, float | None]]:
        """Yield the one outcome that is said to be likely or not, where no figure says how."""
        said = {one.name for piece in speech.pieces for one in piece.labels if one.group == "what"}
        figures = any(one.cls == "percent" for piece in speech.pieces for one in piece.amounts)
        if len(said) == 1 and not figures and not _COMPARED.search(speech.text):
            (what,) = said
            if what == "draw" or what.startswith(("over:", "under:")):
                yield what, self.evidence.chance(None, "chance", what)
            elif what in _OF_ONE:
                # no fact, no likelihood
                yield what, self.evidence.chance(None, "chance", what) or _NEVER


def _degree(text: str) -> tuple[float, float] | None:
    """Return the least and the most chance of which a sentence speaks in words."""
    text = _NOT_OUT.sub(" ", text)
    said = ((least, most) for words, least, most in _DEGREES.values() if words.search(text))
    return next(said, None)

"""Claims in words of where clubs stand: “in the top three”, “level on points”, “above Chelsea”.

Each is held against the places and points among the facts; what they do not tell does not stand.
Knows no model, nor how far apart clubs are (`leads`).
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
_ARE = r"(?:are|is|sit|sits|stand|stands|lie|lies|remain|remains|stay|stays)"
_SO = r"(?: (?:currently|now|just|only|still|also|rock|well|directly|immediately|one place))*"
#: what is to come is a matter of chances, not of the table
_END = re.compile(
    r"\b(?:chances?|likel\w*|finish\w*|end|will|could|may|might|expect\w*|simulat\w*|probab\w*"
    r"|esel\w*|vegez\w*|varhat\w*|valoszin\w*|lesz\w*|szimul\w*)\b"
)
_TOP = re.compile(
    rf"\b(?:in|among|inside|within|outside|out of|into) the top (?P<n>{_N})\b"
    rf"|\belso (?P<hu>{_N})-?(?:ban|ben|bol|be|(?:[eo]n)? ?(?:kivul|belul)| kozott| koze\w*)\b"
)
_THE_TOP = re.compile(
    rf"\b(?:the top (?P<n>{_N}) (?:are|is|:)|az elso (?P<hu>{_N})(?: csapat| helyezett)?:)"
)
_BOTTOM = re.compile(
    rf"\bin the bottom (?P<n>{_N})\b|\butolso (?P<hu>{_N})-?(?:ban|ben)\b"
    rf"|\butolso (?P<hu2>{_N}) kozott\b"
)
_LAST = re.compile(
    rf"\b{_ARE}{_SO} (?:last|bottom)\b(?! (?:{_N})\b)|\bbottom of the (?:table|league|standings)\b"
    r"|\butolso(?: hely\w*)?(?= \d+ pont|[.,;!]|$)|\bsereghajto\w*"
)
_ZONE = re.compile(r"\b(?:relegation|drop) (?:zone|places|spots)\b|\bkieso ?(?:zona|hely)\w*")
_MIDDLE = re.compile(r"\bmid-?table\b|\bkozepmezony\w*")
_LEVEL = re.compile(
    r"\blevel (?:on|with|in)\b|\b(?:the )?same (?:number of )?points\b|\bequal on points\b"
    r"|\bugyanannyi pont\w*|\bazonos pontszam\w*|\bpontegyenlo\w*|\begyarant \d+ pont\w*"
)
_HALF = re.compile(
    r"\b(?P<way>top|upper|bottom|lower) half\b(?! of (?!the (?:table|league)))"
    r"|\b(?P<way2>first|second) half of the (?:table|league)\b"
    r"|\btabella (?P<hu>elso|felso|masodik|also|2\. ?) ?(?:hely )?fele\w*"
)
_UPPER = ("top", "upper", "first", "elso", "felso")
_EUROPE = re.compile(
    r"\bchampions league (?:places?|spots?)\b|\bbl-?(?:t er[oő]|s) (?:hely|zona)\w*"
)
_ABOVE = re.compile(
    rf"\b{_ARE}{_SO} (?:(?P<above>above|ahead of|in front of)|(?P<below>below|behind))\b(?! ?\d)"
    r"(?! (?:our|my|your)\b)(?! the (?:fair|market|break|price|odds|model))"
    r"|, (?:just |narrowly )?(?:(?P<above2>ahead of|in front of)|(?P<below2>behind)) (?=[a-z]+)"
    r"|\b(?P<hu_above>megelozi\w*)"
    r"|\b(?P<hu_above3>(?:van|all|allnak|vannak) elorebb|elorebb (?:van|all)\w*)"
    r"|(?<![%\dt] )\b(?:(?P<hu_above2>elott|felett|folott)|(?P<hu_below>mogott|alatt))"
    r" (?:all|van|alln|vann)\w*"
)
_ON_POINTS = re.compile(r"\bon points\b|\bpontszam\w*")
_BY_GOALS = re.compile(
    r"\b(?:only )?on goal difference\b|\bgoal difference (?:separates|decides)\b"
    r"|(?<!\d-es )(?<!\d-os )(?<!\d-as )\bgolkulonbseggel\b"
)
_LIKELIEST = re.compile(
    r"\blikeliest (?:finish|end|place|position|final place)\w*(?: \w+)?(?: is)?:? (?:the |in )?"
    r"(?P<n>first|\d{1,2})"
    r"|\blegvaloszinubb (?:veg(?:so)? ?)?hely\w*:? (?:az? )?(?P<hu>elso|\d{1,2})"
)
_ONLY = re.compile(
    r"\bonly (?:[\w']+ ){1,3}?(?:has|have) (?:\w+ )?(?:more|fewer)\b|\b(?:only"
    r"|no) (?:\w+ )?(?:club|team|side)s? (?:has|have)\b|\bcsak \w+ csapat\w*"
)
Verdict = bool | None


@dataclass(frozen=True)
class Standings:
    """Holds such claims against the facts."""

    evidence: Evidence

    @cached_property
    def _sides(self) -> Sides:
        return Sides(self.evidence)

    def verdicts(self, speech: Speech) -> Iterator[str]:
        """Yield of each claim of a sentence about the table what is wrong; "" where it holds."""
        if speech.is_doubted:
            return
        for pattern, holds in self._claims():
            for found in pattern.finditer(speech.text):
                yield verdict(found, bool(holds(found, speech)))

    def _claims(
        self,
    ) -> Iterator[tuple[re.Pattern[str], Callable[[re.Match[str], Speech], Verdict]]]:
        yield _TOP, self._is_in_top
        yield _THE_TOP, self._are_the_top
        yield _BOTTOM, self._is_in_bottom
        yield _LAST, lambda found, speech: self._has_place(found, speech, self._from_below(1))
        yield (
            _ZONE,
            lambda found, speech: self._has_place(found, speech, self.evidence.zone("relegation")),
        )
        yield (
            _EUROPE,
            lambda found, speech: self._has_place(
                found, speech, self.evidence.zone("champions_league")
            ),
        )
        yield _MIDDLE, lambda found, speech: self._has_place(found, speech, self._middle())
        yield _HALF, self._is_in_half
        yield _LEVEL, self._are_level
        yield _ABOVE, self._is_above
        # who is level on points is apart by goals
        yield _BY_GOALS, self._are_level
        yield _LIKELIEST, self._is_likeliest
        # how many others: no fact of ours counts them
        yield _ONLY, lambda *_: False

    def _is_in_top(self, found: re.Match[str], speech: Speech) -> Verdict:
        if _END.search(speech.text):
            # how the season ends is a matter of chances
            return True
        last = number(found["n"] or found["hu"])
        return self._has_place(found, speech, range(1, (last or 0) + 1))

    def _are_the_top(self, found: re.Match[str], speech: Speech) -> Verdict:
        last = number(found["n"] or found["hu"]) or 0
        return set(speech.objects(found.end())) == set(self.evidence.standings[:last])

    def _is_in_bottom(self, found: re.Match[str], speech: Speech) -> Verdict:
        count = number(found["n"] or found["hu"] or found["hu2"])
        return self._has_place(found, speech, self._from_below(count or 0))

    def _is_in_half(self, found: re.Match[str], speech: Speech) -> Verdict:
        clubs = len(self.evidence.standings)
        upper = (found["way"] or found["way2"] or found["hu"]) in _UPPER
        half = range(1, clubs // 2 + 1) if upper else range(clubs // 2 + 1, clubs + 1)
        return self._has_place(found, speech, half if clubs else None)

    def _from_below(self, count: int) -> range | None:
        clubs = len(self.evidence.standings)
        return range(clubs - count + 1, clubs + 1) if clubs else None

    def _middle(self) -> range | None:
        clubs = len(self.evidence.standings)
        return range(clubs // 3 + 1, clubs - clubs // 3 + 1) if clubs else None

    def _has_place(self, found: re.Match[str], speech: Speech, places: range | None) -> Verdict:
        clubs = speech.subjects(*found.span())
        if places is None or not clubs:
            return None
        known = [self._sides.count(club, "place") for club in clubs]
        if None in known:
            return None
        denied = speech.denies(*found.span())
        return all((place in places) is not denied for place in known)

    def _are_level(self, found: re.Match[str], speech: Speech) -> Verdict:
        clubs = dict.fromkeys(club.name for club in speech.clubs)
        if len(clubs) < 2 and (ours := speech.subjects(*found.span())):
            clubs = dict.fromkeys([*ours, *clubs])
        known = [self._sides.count(club, "points") for club in clubs]
        if len(known) < 2 or None in known:
            return self._is_level_in_meetings(speech)
        return (len(set(known)) == 1) is not speech.denies(*found.span())

    def _is_level_in_meetings(self, speech: Speech) -> Verdict:
        clubs = [
            t.owner for t in self.evidence.topics if t.fact["market"] == "head_to_head" and t.owner
        ]
        if not clubs:
            return None
        won = self.evidence.count(clubs[0], "won", "meetings")
        return won is not None and won == self.evidence.count(clubs[0], "lost", "meetings")

    def _is_above(self, found: re.Match[str], speech: Speech) -> Verdict:
        ours, theirs = self._sides.two(found, speech, leads=None)
        others = speech.said.named - {ours}
        if theirs is None and len(others) == 1:
            (theirs,) = others
        of_points = _ON_POINTS.search(speech.text) is not None
        gap = self._sides.difference(ours, theirs, "points" if of_points else "place")
        if of_points and gap is not None:
            gap = -gap
        if gap is None:
            # “favourites with 58%, ahead of Arsenal with 42%” is of chances
            return True if "%" in speech.text and (found["above2"] or found["below2"]) else None
        ways = ("above", "above2", "hu_above", "hu_above2", "hu_above3")
        above = any(found[one] for one in ways)
        return ((gap < 0) is above) is not speech.denies(*found.span())

    def _is_likeliest(self, found: re.Match[str], speech: Speech) -> Verdict:
        said = found["n"] or found["hu"]
        place = 1 if said in ("first", "elso") else int(said)
        clubs = speech.subjects(*found.span())
        known = [
            topic.fact["value"]
            for topic in self.evidence.topics
            if topic.kind == "likeliest_place" and topic.unit == "place" and topic.owner in clubs
        ]
        return place in known if known else None

"""Claims in words of how far clubs are apart in a table: “a point behind”, “a game in hand”.

Each is held against the points and matches among the facts; what they do not tell does not stand.
Knows no model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from graph.grounding.evidence import Evidence
from graph.grounding.sides import Sides
from graph.grounding.speech import Speech, number, verdict

_N = r"(?:\d{1,2}|an?|one)"
_HU_N = r"(?:\d{1,2}|egy)"
#: the last group says which way, and which of the wordings of that way
_POINTS = re.compile(
    r"\b(?:\d{1,2}|an?|one|single)(?: |-)points? (?:(?P<behind>behind|adrift|off|short|below|fewer"
    r"|less)|(?P<ahead>ahead|clear|in front|above|better|more|lead|advantage))\b"
    rf"|\b{_HU_N} ponttal (?P<ahead2>elozi\w* meg|megelozi\w*|vezet\w*)"
    rf"|\b{_HU_N} ponttal(?: \w+)?? (?P<behind2>lemarad\w*|hatra\w*|kevesebb\w*|elmarad\w*)"
    rf"|\b{_HU_N} ponttal"
    r"(?= (?:az? )?(?:[\w-]+ ){1,4}?(?:(?P<ahead3>elott)|(?P<behind3>mogott))\b)"
    rf"|\bvezet\w* {_HU_N} (?P<alone>ponttal)\b"
    rf"|\b{_HU_N} pontos (?:(?P<behind4>hatrany\w*)|(?P<ahead4>elony\w*))"
    r"|\b\d{1,2} (?:points? )?(?:(?P<ahead5>more)|(?P<behind5>fewer)) than\b"
    rf"|\bseparated by {_N} (?P<apart>points?)\b"
    rf"|\bby {_N} (?P<by>points?)\b"
    r"|\b(?:gap|difference|lead|margin)\b[^.;\d]{0,50}?\b(?:is|of) (?:\w+ )?"
    rf"{_N} (?P<apart2>points?)\b"
    rf"|\b{_N} points? (?P<apart3>separates?)\b"
    rf"|\b{_HU_N} pont (?P<apart4>valaszt\w* el|a kulonbseg)"
    rf"|\b{_HU_N} pont a (?:(?P<behind6>hatrany\w*)|(?P<ahead6>elony\w*))"
    rf"|\b{_HU_N} pontra (?P<behind7>(?:van|vannak|all|allnak)\b)"
    rf"|\b{_HU_N} ponttal (?P<ahead7>tobb\w*)"
)
_HOW_MANY = re.compile(r"\b(\d{1,2}|an?|one|single|egy)(?=[ -](?:point|pont|more|fewer))")
_IN_HAND = re.compile(
    r"\b(?:\d|an?|one|two) (?:games?|matche?s?) in hand\b"
    r"|\b(?:\d|one|two) (?:(?:games?|match(?:es)?) (?:fewer|less|more)"
    r"|(?:fewer|less|more) (?:games?|match(?:es)?))\b"
    r"|\b(?:egy|ket)(?:gyel|tovel) (?:kevesebb|tobb) (?:meccs|merkozes)\w*"
    r"|\b(?:\d|egy|ket) elmaradt (?:meccs|merkozes)\w*"
    r"|\b(?:\d|egy) meccsel (?:kevesebb|tobb)\w*(?:(?: \w+)? jatszott\w*)?"
)
_HOW_MANY_MATCHES = re.compile(r"\d|an?|one|two|egy|ket")
_MORE = re.compile(r"\b(?:more|tobb)")
_TRAILS = re.compile(r"\b(?:trail\w*|behind|adrift)\b")
_OF_A_TABLE = re.compile(r"\blead\w*|\btrail\w*|\bclear\b")


@dataclass(frozen=True)
class Leads:
    """Holds such claims against the facts."""

    evidence: Evidence

    @cached_property
    def _sides(self) -> Sides:
        return Sides(self.evidence)

    def verdicts(self, speech: Speech) -> Iterator[str]:
        """Yield of each such claim what is wrong with it; "" where it holds."""
        if not speech.is_doubted:
            yield from (verdict(found, holds) for found, holds in self._held(speech))

    def backed(self, speech: Speech) -> list[tuple[int, int]]:
        """Return where figures stand that tell how far clubs are apart, and rightly."""
        return [found.span() for found, holds in self._held(speech) if holds]

    def _held(self, speech: Speech) -> Iterator[tuple[re.Match[str], bool]]:
        for found in _POINTS.finditer(speech.text):
            yield found, self._is_so_far(found, speech)
        for found in _IN_HAND.finditer(speech.text):
            yield found, self._is_in_hand(found, speech)

    def _is_so_far(self, found: re.Match[str], speech: Speech) -> bool:
        way = str(found.lastgroup).rstrip("234567")
        said = _HOW_MANY.search(found.group())
        points = number(said[1]) if said else None
        if way == "by" and not _OF_A_TABLE.search(speech.text):
            return True
        if way == "apart":
            return points is not None and points == self._distance(found, speech)
        leads = not _TRAILS.search(speech.text) if way == "by" else way != "behind"
        ours, theirs = self._sides.two(found, speech, leads=leads)
        if way == "alone" and ours and self._sides.count(ours, "points") == points:
            # “a City vezet 91 ponttal” is how many they have
            return True
        gap = self._sides.difference(ours, theirs, "points")
        if gap is None or points is None:
            return False
        return gap == (points if leads else -points)

    def _distance(self, found: re.Match[str], speech: Speech) -> float | None:
        clubs = speech.subjects(*found.span())
        clubs = clubs if len(clubs) > 1 else [club.name for club in speech.clubs]
        ours, theirs = [*clubs, None, None][:2]
        gap = self._sides.difference(ours, theirs, "points")
        return None if gap is None else abs(gap)

    def _is_in_hand(self, found: re.Match[str], speech: Speech) -> bool:
        said = _HOW_MANY_MATCHES.search(found.group())
        count = number(said.group()) if said else None
        ours, theirs = self._sides.two(found, speech, leads=False)
        gap = self._sides.difference(ours, theirs, "played")
        if gap is None or count is None:
            return False
        return gap == (count if _MORE.search(found.group()) else -count)

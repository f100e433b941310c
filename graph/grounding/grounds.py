"""Who plays where: grounds by their names, and who visits or hosts whom.

“At the Emirates” stands only where a match of the facts has Arsenal at home, “Chelsea travel to
Liverpool” only where one is played there. Knows no model.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.grounding.days import Told, days_told
from graph.grounding.evidence import Evidence
from graph.grounding.mentions import UNCLEAR, Named
from graph.grounding.speech import Speech

#: between two clubs: the first visits the second
_TO_VISIT = re.compile(
    r" (?:\w+ ){0,3}?(?:travel(?:s|ling)? to|heads? to|heading to|go(?:es)? to|trip to|journey to"
    r"|visit(?:s|ing)?|(?:are|is|play|plays) away (?:at|to|against)|away (?:at|to|against)"
    r"|at) (?:the )?"
)
#: between two clubs: the first is at home
_TO_HOST = re.compile(
    r" (?:[\w-]+ ){0,3}?(?:hosts?|hosting|welcomes?|entertains?"
    r"|(?:are |is |plays? )?at home (?:to|against)) (?:the )?"
)
_PLAYED_AT = re.compile(r"\b(?:won|lost|drew|beaten|play|played|win|game|match)\b[^,;]{0,15} at $")
#: behind a club that is at home, whoever comes
_HU_HOST = re.compile(r"^[\w-]* ?(?:otthonaban|palyajan|vendege\b|vendegekent|stadionjaban)")
_HU_VISITS = re.compile(r"\b(?:latogat|utaz)\w*")
_HU_TO = re.compile(r"(?:hoz|hez)$|-h[oe]z$")
_HU_AT_HOME = re.compile(r"\b(?:hazai palyan|otthon|sajat palyajan)\b")
_HU_AWAY = re.compile(r"\b(?:idegenben|vendegkent)\b")
_HU_HOSTS = re.compile(r"\bfogadja(?: majd)?\b")
#: at home or away, against whom is not said
_PLAYS = re.compile(
    r"\b(?:plays?|playing|will be|(?:game|match|fixture) is|are|is) (?:(?P<home>at home)"
    r"|(?P<away>away|on the"
    r" road))\b(?! (?:to|against|at|from|win\w*|form|record|side))"
    r"|\b(?:(?P<hu_home>otthon|hazai palyan)|(?P<hu_away>idegenben|vendegkent)) (?:jatsz\w*"
    r"|lep\w* palyara)"
)
_NEXT = re.compile(
    r"\bnext (?:match|game|fixture)\b|\bplay next\b|\bkovetkezo (?:meccs|merkozes|bajnoki)\w*"
)
_AT_HOME = re.compile(r"\bat home\b|\bhome (?:match|game|record)\w*|\botthon\b|\bhazai palyan\b")
_AWAY = re.compile(
    r"\baway\b|\bon the road\b|\bidegenben\b|\bvendegkent\b|\botthonaban\b|\bnext (?:match"
    r"|game) is at (?!home)"
)
#: two clubs that meet
_MEETS = re.compile(
    r" (?:will |are to |next )?(?:plays?|faces?|meets?|takes? on) (?:against |the )*"
)
_HU_MEETS = re.compile(r"\bellen (?:\w+ )?(?:jatszik|jatszanak|lep\w* palyara)\b")
_DENIED = re.compile(r"\b(?:not|never)\b|n't\b|\b(?:nem|sem)\b")


@dataclass(frozen=True)
class Grounds:
    """Holds such claims against the matches among the facts."""

    evidence: Evidence
    today: dt.date | None = None

    def verdicts(self, speech: Speech) -> Iterator[str]:
        """Yield of each place what is wrong with it; "" where the facts have it so."""
        if speech.is_doubted or _DENIED.search(speech.text) or not self.evidence.matches:
            return
        for club in speech.clubs:
            if club.is_ground and club.name != UNCLEAR:
                so = self._is_played_at(club, speech)
                yield "" if so else "the facts do not say that this is played there"
        yield from self._of_the_next(speech)
        if (found := _PLAYS.search(speech.text)) and "%" not in speech.text:
            so = self._plays_at(found, speech)
            yield "" if so else f"the facts do not say “{found.group()}” of the next match"
        for one, other in self._who_meet(speech):
            days = days_told(speech.text, self.today)
            so = any({one, other} == set(match) for match, _ in self._coming(days))
            yield "" if so else f"the facts do not say that {one} meet {other} then"
        for host, visitor in _meetings(speech):
            if UNCLEAR not in (host, visitor):
                so = any(match == (host, visitor) for match, _ in self.evidence.matches)
                yield "" if so else f"the facts do not say that {host} are at home to {visitor}"

    def _of_the_next(self, speech: Speech) -> Iterator[str]:
        """Yield where, and against whom, a club is said to play next."""
        for found in _NEXT.finditer(speech.text):
            home, away = _AT_HOME.search(speech.text), _AWAY.search(speech.text)
            clubs = speech.subjects(*found.span())
            against = [c.name for c in speech.clubs if c.role == "opponent" and not c.is_ground]
            if not clubs or (bool(home) is bool(away) and not against):
                continue
            topic = self.evidence.next_match(clubs[0], self.today)
            match = topic.match if topic else None
            placed = bool(home) is bool(away) or (match or ("",))[0] == clubs[0]
            at_home = bool(home) or bool(home) is bool(away)
            so = match is not None and placed is at_home and {*against} <= {*match}
            yield "" if so else f"the facts do not say “{found.group()}” as this sentence does"

    def _plays_at(self, found: re.Match[str], speech: Speech) -> bool:
        """Tell whether a club is at home, or away, on the day that is told, or next."""
        clubs = speech.subjects(*found.span())
        days = days_told(speech.text, self.today)
        side = 0 if found["home"] or found["hu_home"] else 1
        return any(clubs[:1] == [match[side]] for match, _ in self._coming(days))

    def _coming(self, days: Sequence[Told]) -> Iterator[tuple[tuple[str, str], dt.date]]:
        """Yield the matches to come, of the days that are told."""
        for match, day in self.evidence.matches:
            if day is None or (self.today is not None and day < self.today):
                continue
            if not days or any(one.fits(day) for one in days):
                yield match, day

    @staticmethod
    def _who_meet(speech: Speech) -> Iterator[tuple[str, str]]:
        """Yield two clubs of which it is said that they are to meet."""
        clubs = [club for club in speech.clubs if not club.is_ground and club.name != UNCLEAR]
        for one, other in pairwise(clubs):
            if one.name != other.name and (
                _MEETS.fullmatch(speech.text[one.end : other.start])
                or _HU_MEETS.match(speech.text[other.end :].lstrip())
            ):
                yield one.name, other.name

    def _is_played_at(self, ground: Named, speech: Speech) -> bool:
        piece = next(p for p in speech.pieces if p.start <= ground.start < p.end)
        others = {c.name for c in piece.clubs if not c.is_ground} - {ground.name, UNCLEAR}
        if not speech.clubs[1:]:
            others = set(speech.said.pair or speech.said.named) - {ground.name}
        days = days_told(speech.text, self.today)
        return any(
            match[0] == ground.name
            and others <= set(match)
            and (day is None or not days or any(one.fits(day) for one in days))
            for match, day in self.evidence.matches
        ) or (len(others) > 1 and any(
            match[0] == ground.name and others & set(match) for match, _ in self.evidence.matches
        ))  # fmt: skip


def _meetings(speech: Speech) -> Iterator[tuple[str, str]]:
    """Yield (host, visitor) of each match whose place a sentence tells."""
    text, clubs = speech.text, [club for club in speech.clubs if not club.is_ground]
    for one, other in pairwise(clubs):
        between = text[one.end : other.start]
        if _TO_VISIT.fullmatch(between) or _TO_VISIT.fullmatch(f" {between.lstrip('s')}"):
            yield other.name, one.name
        elif _TO_HOST.fullmatch(between):
            yield one.name, other.name
    if len(clubs) == 1 and (visitor := _visitor(clubs[0], speech)):
        yield clubs[0].name, visitor
    for piece in speech.pieces:
        named = [club for club in piece.clubs if not club.is_ground]
        if len(named) == 2:
            first, second = named
            yield from _told_by_endings(first, second, text, text[piece.start : piece.end])


def _visitor(host: Named, speech: Speech) -> str | None:
    """Return who is said to have played at a club: the one that was spoken of before."""
    at = _PLAYED_AT.search(speech.text[: host.start]) or _HU_HOST.match(speech.text[host.end :])
    known = speech.said.named - {host.name}
    return next(iter(known)) if at and len(known) == 1 else None


def _told_by_endings(
    first: Named, second: Named, text: str, clause: str
) -> Iterator[tuple[str, str]]:
    """Yield who is at home to whom where Hungarian words say it."""
    clubs = (first, second)
    if _HU_VISITS.search(clause):
        to = [club for club in clubs if _HU_TO.search(text[club.start : club.end])]
        if len(to) == 1:
            yield to[0].name, second.name if to[0] is first else first.name
    elif _HU_HOSTS.search(clause):
        host = second if text[first.start : first.end].endswith("t") else first
        yield host.name, second.name if host is first else first.name
    elif (at_home := _HU_AT_HOME.search(clause)) or _HU_AWAY.search(clause):
        yield (first.name, second.name) if at_home else (second.name, first.name)
    else:
        for club, guest in ((first, second), (second, first)):
            if _HU_HOST.match(text[club.end :]):
                yield club.name, guest.name

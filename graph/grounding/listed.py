"""How many matches, and how many bets of a slip, the facts list: “four games on Saturday”.

Knows no model.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.grounding.days import days_told, times_told
from graph.grounding.evidence import Evidence
from graph.grounding.speech import SMALL, Speech, number, verdict
from graph.grounding.topics import Topic
from graph.wording.figures import ZONES

_MATCHES = re.compile(
    rf"\b(?P<n>\d{{1,2}}|{SMALL}) (?:\w+ )?(?:matches|games|fixtures|(?:meccs|merkozes)(?:t|et"
    rf"|unk)?)\b"
)
_TO_COME = re.compile(
    r"\b(?:are|is|there|kicks?|kicking|coming|scheduled|start\w*|play(?:ed)? on|tomorrow|today"
    r"|schedule|programme|program\w*|szerepel\w*|lesz|lesznek|van|kezd\w*|jatszanak|rendez\w*"
    r"|ma|holnap|var)\b"
)
_PAST = re.compile(
    r"\b(?:last|past|won|lost|drawn|left|remaining|in hand|behind|row|utolso|legutobbi|nyert\w*"
    r"|hatra\w*|kikap\w*|looked|neztem\w*|simulat\w*)\b"
)
_LEGS = re.compile(
    rf"\b(?P<n>\d|{SMALL}) (?:\w+ )?(?:selections|legs|picks|bets|tipp|fogadas|valasztas)\b"
)
_SLIP = re.compile(r"\b(?:slip|combo|accumulator|acca|double|treble)\b|\b(?:szelveny|kotes)\w*")


@dataclass(frozen=True)
class Listed:
    """Counts what the facts list."""

    evidence: Evidence
    #: what “tomorrow” counts from
    today: dt.date | None = None

    def backed(self, speech: Speech) -> list[tuple[int, int]]:
        """Return where the number of matches to come rightly stands."""
        text = speech.text
        if not _TO_COME.search(text) or _PAST.search(text):
            return []
        return [
            found.span()
            for found in _MATCHES.finditer(text)
            if number(found["n"]) == len(set(self._coming(text)))
        ]

    def verdicts(self, speech: Speech) -> Iterator[str]:
        """Yield of the number of a slip's bets what is wrong with it; "" where it is so."""
        found = _LEGS.search(speech.text)
        if (
            found
            and (legs := len(self.evidence.legs()))
            and _SLIP.search(speech.text)
            and not speech.is_doubted
        ):
            yield verdict(found, number(found["n"]) == legs)

    def _coming(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield the matches to come, of the day and the hour that are told."""
        days = days_told(text, self.today)
        hours = {told.value for told in times_told(text)}
        for topic in self.evidence.topics:
            if topic.kind != "kickoff" or topic.match is None:
                continue
            moment = dt.datetime.fromisoformat(str(topic.fact["value"]))
            if days and not any(one.fits(moment.date()) for one in days):
                continue
            if not hours or hours & _hours(topic):
                yield topic.match


def _hours(topic: Topic) -> set[str]:
    moment = dt.datetime.fromisoformat(str(topic.fact["value"]))
    return {moment.astimezone(zone).strftime("%H:%M") for zone in ZONES.values()}

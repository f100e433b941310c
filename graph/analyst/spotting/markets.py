"""Markets in a message: which outcome of a match is asked about.

Knows of clubs no more than where they are named: whose a bet is, is decided with the clubs at hand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.analyst.spotting.counts import COUNTS
from graph.analyst.spotting.market_words import PATTERNS
from graph.analyst.spotting.spans import Span, with_clubs


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark(Span):
    """An outcome or topic that a message names."""

    selection: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Scoreline(Span):
    """A score in a message, home goals first: “2-1”."""

    score: str
    #: the club whose goals come first instead, where the score is said of one alone
    owner: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Pick:
    """An outcome: a club's win, its defeat, or a selection as the tools write it."""

    club: str | None = None
    selection: str | None = None
    #: the club that loses
    against: str | None = None

    def for_match(self, home: str, away: str) -> str | None:
        """Return the selection for the real fixture; None when the club does not play in it."""
        if self.selection:
            return self.selection
        won = {home: "home", away: "away"}.get(self.club or "")
        return won or {home: "away", away: "home"}.get(self.against or "")


_HANDICAP = re.compile(
    r"(?<!\S)[+-]\d(?:[.,](?:0|25|5|75))?(?![\d:]|[.,]\d)(?=\W|$|-?(?:re|ra|ert|as|es|os)\b)"
)
_WORDED_HANDICAP = re.compile(
    r"\b(?P<s>minus|minusz|plus|plusz) (?P<n>one|two|three|half|egy|ketto?|harom|masfel|fel|[123])"
    r"(?P<h> and a half)?(?:es|esrol|esre)?\b(?! (?:goals?|gol|meccs))"
)
_HANDICAPS = {**COUNTS, "half": 0.5, "fel": 0.5, "masfel": 1.5}
_OF_HANDICAP = re.compile(
    r"\b(?:handicap\w*|hendi\w*|hcap|hcp|azsiai|asian|ah|spread|elony\w*|hatrany\w*)\b"
)
_PRICE_NEXT = re.compile(r"^ ?(?:at |@ ?|for )?\d+[.,]\d")

_SCORE = re.compile(
    r"(?<![\d.,/:-])(?P<h>\d)\s?[-:]\s?(?P<a>\d)(?!-?(?:os|es) odds)"
    r"(?![\d/:]|[.,]\d|-(?![a-z]))"
)


_GOALLESS = re.compile(
    r"\bgoalless(?: draw)?\b(?! (?:first|second|at|half))|\bnil[- ](?:nil|all)\b"
    r"|\bno goals at all\b|\bno goals\b(?! (?:conceded|against|in|from|for|by|before|at))"
    r"|\begyik (?:csapat|kapu|fel|gard)\w* se(?:m)?\b(?: \w+)? (?:golt|betalal|bevesz|talal)\w*"
    r"|\b(?:nem|se) (?:lesz|esik|szuletik) (?:egy(?:etlen)? |semmi(?:lyen)? )?gol\b"
    r"|(?<!kapott )\bgol nelkuli(?: dontetlen)?\b(?! (?:elso )?felid| meccs)|\bnulla[- ]nulla\b"
)


def spot_marks(folded: str, clubs: Sequence[Span] = ()) -> list[Mark]:
    """Return the outcomes named in a folded message, in order, without overlap.

    `clubs`: where clubs are named; beside one “-1.5” is a handicap, and who “will score” is one.
    """
    found = _spot_handicaps(folded, clubs)
    text = with_clubs(folded, clubs)
    for pattern, name in PATTERNS:
        for match in pattern.finditer(text):
            group = "m" if "m" in pattern.groupindex else 0
            span = Span(start=match.start(group), end=match.end(group))
            if not any(span.touches(other) for other in found):
                found.append(Mark(start=span.start, end=span.end, selection=name(match)))
    return sorted(found, key=lambda mark: mark.start)


def with_halves(marks: list[Mark], folded: str) -> list[Mark]:
    """Put a line and its half together: “first half over 1.5” is one bet."""
    halves = [mark for mark in marks if mark.selection in _HALVES]
    lines = [mark for mark in marks if re.match(r"(?:over|under)_", mark.selection)]
    pairs = [
        (half, line)
        for half in halves
        for line in lines
        if not _PARTED.search(folded, *sorted((half.end, line.start)))
    ]
    if not pairs:
        return marks
    half, line = pairs[0]
    one = replace(line, selection=f"{_HALVES[half.selection]}_{line.selection}")
    return [one if mark is line else mark for mark in marks if mark is not half]


def of_one_team(marks: list[Mark], folded: str) -> list[Mark]:
    """Put a line of goals and the word for a club's own together: “1,5 felett …, csapatgól”."""
    if not _OWN_GOALS.search(folded):
        return marks
    return [
        replace(mark, selection=f"team_{mark.selection}")
        if re.match(r"(?:over|under)_\d", mark.selection)
        else mark
        for mark in marks
    ]


_OWN_GOALS = re.compile(r"\bcsapat ?gol\w*|\bteam (?:goals?|totals?)\b")


def of_the_break(marks: list[Mark], score: Scoreline | None) -> tuple[list[Mark], Scoreline | None]:
    """Return both without a score that is the half's: “0-0 at half-time” is no goal till then.

    No exact score of a half is told, so of another one only who leads is asked.
    """
    if score is None or not any(mark.selection == "half_time" for mark in marks):
        return marks, score
    if score.score != "0-0":
        return marks, None
    goalless = "first_half_under_0_5"
    return [
        replace(mark, selection=goalless) if mark.selection == "half_time" else mark
        for mark in marks
    ], None


_HALVES = {
    "half_time": "first_half",
    "first_half_goals": "first_half",
    "second_half_goals": "second_half",
}


def without_headings(marks: list[Mark], folded: str) -> list[Mark]:
    """Leave out what only names the kind of another: “-1 handicap”, “a draw at half-time”."""
    return [
        mark
        for mark in marks
        if not any(
            re.match(heading, mark.selection) and re.match(bets, other.selection)
            and not _PARTED.search(folded, *sorted((mark.end, other.start)))
            for heading, bets in _UNDER.items()
            for other in marks
        )
    ]  # fmt: skip


#: a heading, and the bets that it is the heading of, where they stand in one clause
_UNDER = {
    r"handicap$": r"handicap_",
    r"(?:draw|home|away|correct_score)$|(?:over|under)_": r"half_time",
    r"half_time$": r"first_half_",
    r"double_chance$": r"(?:1X|X2|12)$",
    r"btts_no$": r"to_nil",
}
_PARTED = re.compile(r"[?!;]|,(?!\d)| and | es ")


def _spot_handicaps(folded: str, clubs: Sequence[Span]) -> list[Mark]:
    """Return the starts that clubs are given: “handicap -1”, “Arsenal -1.5”, “-1.5 at 2.10”."""
    told = bool(_OF_HANDICAP.search(folded))
    worded = [
        Mark(start=match.start(), end=match.end(), selection=_worded_handicap(match))
        for match in _WORDED_HANDICAP.finditer(folded)
    ]
    return worded + [
        Mark(
            start=match.start(),
            end=match.end(),
            selection=f"handicap_{match.group().replace(',', '.')}",
        )
        for match in _HANDICAP.finditer(folded)
        if told
        or _PRICE_NEXT.match(folded[match.end() :])
        or any(1 in (match.start() - club.end, club.start - match.end()) for club in clubs)
    ]


def _worded_handicap(match: re.Match[str]) -> str:
    size = _HANDICAPS.get(match["n"]) or int(match["n"])
    sign = "-" if match["s"].startswith("min") else "+"
    return f"handicap_{sign}{size + (0.5 if match['h'] else 0):g}"


def spot_score(folded: str) -> Scoreline | None:
    """Return the first score (“2-1”, “3:0”, “goalless”) in a folded message."""
    match = _SCORE.search(folded)
    if not match:
        none = _GOALLESS.search(folded)
        return Scoreline(start=none.start(), end=none.end(), score="0-0") if none else None
    return Scoreline(start=match.start(), end=match.end(), score=f"{match['h']}-{match['a']}")

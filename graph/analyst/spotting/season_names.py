"""Seasons in a message: “2022/23”, “last season”, “tavaly”, and the champion of a year."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from graph.analyst.spotting.spans import Span

#: “2022/23”, and “22/23”, which is no day
_SEASON = re.compile(
    r"\b(?P<a>(?:19|20)\d\d)\s?[-/]\s?(?P<b>(?:19|20)?\d\d)(?![-./]\d)\b"
    r"|(?<![\d/.,])(?P<c>1[3-9]|2\d)/(?P<d>1[4-9]|2\d)(?![\d/%]|[.,]\d)"
)
_LAST_SEASON = re.compile(
    r"\b(?:last (?:season|year)|tavaly(?!elott)\w*|mult (?:ideny|szezon)\w*"
    r"|elozo (?:ideny|szezon)\w*|egy (?:ideny|szezon)nyal (?:korabban|ezelott|elobb)"
    r"|egy szezonnal (?:korabban|ezelott|elobb)|(?:one|a) (?:season|year) (?:earlier|before|ago))"
)

#: the season before the last
_BEFORE_LAST = re.compile(
    r"\b(?:two (?:seasons|years) ago|(?:season|year) before last|tavalyelott\w*"
    r"|ket (?:eve|szezonja)|ket (?:szezonnal|idennyel|evvel) ezelott\w*)\b"
)

#: who won a league is asked by the year in which its season ended
CHAMPION = re.compile(
    r"\bchampions?(?! league)\b|\b(?:title|league|championship) (?:winners?|in|of)\b|\btitle\b"
    r"|\bwho (?:won|win|took|topped) (?:the )?(?:LEAGUE|league|it\b|title|\w+ (?:league|title))"
    r"|\bwon (?:the )?(?:LEAGUE|league|title)\b|\bbajnok(?!sag|ok lig)\w*"
    r"|\b(?:meg|el)?nyer(?:te|tek|t) (?:meg )?(?:az? )?(?:LEAGUE|bajnoksag|liga)"
    r"|\b(?:LEAGUE|bajnoksag|liga)\w* (?:\w+ )?(?:meg)?nyer(?:te|t)\b"
)
_YEAR = re.compile(r"(?<![\d/.-])(?P<y>(?:19|20)\d\d)(?![\d/]|-\d)(?:-?(?:ban|ben|as|es|os|i))?\b")

#: European seasons begin in July
_JULY = 7


@dataclass(frozen=True, kw_only=True, slots=True)
class SeasonName(Span):
    """A season named by its years; None where they do not follow each other."""

    id: str | None


def spot_season(folded: str) -> SeasonName | None:
    """Return the first season that a folded message names by its years: “2022/23”."""
    match = _SEASON.search(folded)
    if match is None:
        return None
    first = int(match["a"] or f"20{match['c']}")
    last = int(match["b"] or match["d"]) % 100
    follows = (first + 1) % 100 == last
    return SeasonName(
        start=match.start(), end=match.end(), id=f"{first}-{last:02d}" if follows else None
    )


def ended_in(masked: str, today: dt.date) -> str | None:
    """Return the season whose champion is asked for by its year: “who won the league in 2016”."""
    year = _YEAR.search(masked)
    if not year or not CHAMPION.search(masked):
        return None
    last = int(year["y"])
    return f"{last - 1}-{last % 100:02d}" if is_over(last, today) else None


def is_over(last: int, today: dt.date) -> bool:
    """Whether the season that ends in a year is over."""
    return last < today.year or (last == today.year and today.month >= _JULY)


def last_season(folded: str, today: dt.date) -> str | None:
    """Return the season that is named as seen from today: “last season”, “two years ago”."""
    ago = 2 if _BEFORE_LAST.search(folded) else 1 if _LAST_SEASON.search(folded) else 0
    if not ago:
        return None
    first = today.year - ago - (0 if today.month >= _JULY else 1)
    return f"{first}-{(first + 1) % 100:02d}"

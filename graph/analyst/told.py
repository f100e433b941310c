"""What answers have told: the matches of a list, in their order, and the clubs that were named.

A person points at what he has read: “the second one”, “and the city game?”. Read from the words
that were shown, whichever model wrote them. Knows no tools.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from graph.analyst.spotting.dates import Days, spot_days
from graph.analyst.spotting.names import Spot
from graph.wording import Language
from graph.wording.folding import fold

#: a row of a list that is about one match: “- Arsenal – Chelsea, Sunday 12 May 2024: …”
_ROW = re.compile(
    r"^- (?P<home>[^–\n:(*]+?) – (?P<away>[^–\n:(*,]+?)(?P<rest>(?:,| \*\*|:|$).*)$", re.MULTILINE
)

#: a leg of a slip: “- Arsenal, at 1.62 (Man United – Arsenal, Sunday 12 May 2024): …”
_LEG = re.compile(
    r"^- (?P<bet>[^\n(]+?)(?:(?: at |, )(?P<price>[\d.,/+-]+)(?:-\w+ oddson)?)?"
    r" \((?P<home>[^–\n:(*]+?) – (?P<away>[^–\n:(*,]+?),[^\n)]*\):"
    r"(?:[^\n%]*?(?P<chance>\d+(?:[.,]\d+)?) ?%)?",
    re.MULTILINE,
)


_TIME = re.compile(r"\b\d\d:\d\d\b")


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """A match that an answer listed."""

    home: str
    away: str
    #: None where the list is of one day, which the question named
    day: dt.date | None = None
    #: when it begins, as the row shows it: “16:30”
    time: str | None = field(default=None, compare=False)
    #: the club whose win the row tells of first
    pick: str | None = field(default=None, compare=False)
    #: the bet of a leg, in the words that were shown
    bet: str | None = field(default=None, compare=False)
    #: the chance of a leg, in per cent
    chance: float | None = field(default=None, compare=False)

    def may_be(self, other: Listed) -> bool:
        """Whether the two are one match, as far as their days are known."""
        same_clubs = (self.home, self.away) == (other.home, other.away)
        return same_clubs and (self.day is None or other.day in (None, self.day))

    def has(self, name: str) -> bool:
        """Whether a club plays in it."""
        return name in (self.home, self.away)


def listed(answer: str, *, today: dt.date, language: Language) -> tuple[Listed, ...]:
    """Return the matches that an answer lists, each once."""
    found: list[Listed] = []
    for row in _ROW.finditer(answer):
        home, away = row["home"].strip(), row["away"].strip()
        days = spot_days(fold(row["rest"]), today=today, language=language)
        day = next((one.first for one in days if one.single), None)
        time = _TIME.search(row["rest"])
        match = Listed(
            home=home,
            away=away,
            day=day,
            time=time.group() if time else None,
            pick=_pick(row["rest"], home, away),
        )
        if not any(match.may_be(other) for other in found):
            found.append(match)
    return tuple(found)


def _pick(rest: str, home: str, away: str) -> str | None:
    """Return the club whose chance a row tells: “…: Arsenal win **64.3%**, …”."""
    told = rest.partition(": ")[2]
    return next((name for name in (home, away) if told.startswith(f"{name} ")), None)


def legs_told(answer: str) -> tuple[Listed, ...]:
    """Return the matches of the legs of a slip that an answer made up, in their order."""
    legs = tuple(_LEG.finditer(answer))
    # a row that is not understood: what is known of the others is not the slip
    whole = len(legs) == sum(row.startswith("- ") for row in answer.splitlines())
    return tuple(
        Listed(
            home=leg["home"],
            away=leg["away"],
            bet=_bet(leg) if whole else None,
            chance=float(leg["chance"].replace(",", ".")) if leg["chance"] else None,
        )
        for leg in legs
    )


def _bet(leg: re.Match[str]) -> str:
    """Return the bet of a leg, with its price where that is shown in decimal."""
    price = (leg["price"] or "").replace(",", ".")
    return f"{leg['bet']} @{price}" if re.fullmatch(r"\d+\.\d+", price) else leg["bet"]


def dated(matches: Sequence[Listed], days: Days | None) -> tuple[Listed, ...]:
    """Return the matches of a list; those without a day are on the one that was asked about."""
    if days is None or not days.single:
        return tuple(matches)
    return tuple(replace(one, day=one.day or days.first) for one in matches)


def clubs_told(answer: str, spot: Spot) -> Sequence[str]:
    """Return the clubs that an answer names, each once; none of a question back about a name."""
    if "?" in answer:
        return ()
    certain = (one.resolution.team for one in spot(answer))
    return tuple(dict.fromkeys(club.name for club in certain if club is not None))

"""The clubs of a message and the parts they play: home, away, the one a price is on.

Spotting is knowledge's work; this reads the words around the names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from graph.analyst.spans import Span


class NamedClub(Protocol):
    """A club as the resolver knows it."""

    @property
    def name(self) -> str:
        """The preferred spelling."""
        ...


class Resolved(Protocol):
    """One club, or several that a name may mean."""

    @property
    def team(self) -> NamedClub | None:
        """The club, when it is certain."""
        ...

    @property
    def candidates(self) -> Sequence[NamedClub]:
        """The clubs that the name fits."""
        ...


class SpottedName(Protocol):
    """A name of a club in a text."""

    @property
    def start(self) -> int:
        """Where it starts."""
        ...

    @property
    def end(self) -> int:
        """Where it ends."""
        ...

    @property
    def text(self) -> str:
        """The words as they stand there."""
        ...

    @property
    def resolution(self) -> Resolved:
        """What it means."""
        ...


#: finds the clubs in a running text
Spot = Callable[[str], Sequence[SpottedName]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Club(Span):
    """A club that a message names."""

    #: the preferred spelling where certain, the user's own words otherwise
    name: str
    #: what an uncertain name may mean; empty when certain or unknown
    candidates: tuple[str, ...] = ()
    #: False: no club of that name is known, only the words that stand where one should
    known: bool = True


_AT = re.compile(r"^(?:\s+[\w/.,]+){0,5}?\s+(?:at|@|away (?:to|at|against)|travel to)\s+(?:the )?$")
#: a name of many clubs, standing for one of them
_MANY_CLUBS = re.compile(
    r"(?:\b(?P<name>United|City|Rovers|Wanderers|Albion|Athletic|Real|united)"
    r"|(?<=\ba )(?P<lower>real|city))(?:'s|-?(?:t|nak|nek|ra|re|val|vel|rol|ről|ot))?\b"
)
_AWAY_TAIL = re.compile(r"^\s*(?:ottho(?:na|naban)|vendegekent|palya(?:n|ja))")
_AWAY_WORD = re.compile(r"\b(?:idegenben|vendegkent)\b")


def spot_clubs(text: str, spot: Spot) -> list[Club]:
    """Return the clubs in a message, in order; Hungarian endings belong to the name's span."""
    found = [one for one in spot(text) if one.text != "az"]  # the article, not AZ
    clubs = [_club(mention) for mention in sorted(found, key=lambda m: m.start)] or _shared(text)
    certain = {club.name for club in clubs if club.known and not club.candidates}
    return [_told_apart(club, certain) for club in clubs]


def _shared(text: str) -> list[Club]:
    """Return names that many clubs share, where nothing else is named: the tools ask back."""
    return [
        Club(start=one.start(), end=one.end(), name=name, candidates=(name,))
        for one in _MANY_CLUBS.finditer(text)
        if (name := one["name"] or one["lower"])
    ]


def _told_apart(club: Club, certain: set[str]) -> Club:
    """Leave the clubs that are named beside an uncertain name out of what it may mean."""
    left = [name for name in club.candidates if name not in certain]
    if len(left) == 1 and len(club.candidates) > 1:
        return replace(club, name=left[0], candidates=())
    return club


def _club(mention: SpottedName) -> Club:
    end = mention.end
    team = mention.resolution.team
    if team is not None:
        return Club(start=mention.start, end=end, name=team.name)
    meant = tuple(club.name for club in mention.resolution.candidates)
    known = bool(meant)
    return Club(start=mention.start, end=end, name=mention.text, candidates=meant, known=known)


def in_order_of_venue(clubs: Sequence[Club], folded: str) -> list[Club]:
    """Return two clubs with the home side first: “Arsenal at Chelsea” turns them round."""
    if len(clubs) != 2:
        return list(clubs)
    first, second = clubs
    between, after = folded[first.end : second.start], folded[second.end :]
    away = _AT.match(between) or _AWAY_TAIL.match(after) or _AWAY_WORD.search(between)
    return [second, first] if away else [first, second]


def distinct(clubs: Sequence[Club]) -> list[Club]:
    """Return each club once, where it is named first."""
    seen: dict[str, Club] = {}
    for club in clubs:
        seen.setdefault(club.name, club)
    return list(seen.values())

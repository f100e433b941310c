"""What the resolver works with and gives back. Knows neither names' grammar nor the database."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownTeam:
    """A club of which there are matches."""

    id: str
    #: the preferred spelling
    name: str
    country: str
    #: as met in sources
    spellings: tuple[str, ...] = ()
    #: of its newest league match (a cup's where it has played no other)
    league_id: str | None = None
    #: of that league; 1 is the top, 0 a cup
    tier: int = 0
    newest_date: dt.date | None = None
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class Resolution:
    """One team, or up to five candidates, or neither: unknown."""

    team: KnownTeam | None = None
    #: the likeliest first; empty when `team` is given
    candidates: tuple[KnownTeam, ...] = ()
    #: False: the name is none of the candidates', only like theirs, or has one within
    fits: bool = True

    @property
    def is_unknown(self) -> bool:
        """True when nothing fits."""
        return self.team is None and not self.candidates


@dataclass(frozen=True, slots=True)
class Mention:
    """A club in a text: `text[start:end]`, its case ending included.

    The resolution is unknown where the text names a real club of which there are no matches.
    """

    start: int
    end: int
    text: str
    resolution: Resolution
    #: the club is named by its ground: “at Old Trafford”
    is_ground: bool = False

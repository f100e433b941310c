"""What every reader gives: a match as a source tells it, or the reason why a row is refused.

Knows neither files' layouts nor the database.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from knowledge.importing.text import BROKEN
from knowledge.plain_text import fault_of_name

Source = Literal["football-data", "openfootball", "csv", "xg"]

#: more than any club has scored in a league match of the last hundred years
MOST_GOALS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A row, or a whole file (line 0), that was not taken."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{where}: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """One book's decimal prices at one moment; None where it had none. As in `schema.Odds`."""

    book: str
    moment: str
    as_of: dt.datetime
    home: float | None = None
    draw: float | None = None
    away: float | None = None
    over_2_5: float | None = None
    under_2_5: float | None = None
    handicap: float | None = None
    handicap_home: float | None = None
    handicap_away: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchRecord:
    """A match in a source's own words; None where the source says nothing.

    Raises
    ------
    ValueError
        The row contradicts itself; the message is the reason of its refusal.
    """

    line: int
    league_id: str
    #: "2023-24" or "2019"
    season: str
    date: dt.date
    #: aware, UTC
    kickoff: dt.datetime | None = None
    #: the source's spelling
    home: str
    away: str
    #: after 90 minutes
    home_goals: int | None = None
    away_goals: int | None = None
    home_goals_ht: int | None = None
    away_goals_ht: int | None = None
    home_shots: int | None = None
    away_shots: int | None = None
    home_shots_on_target: int | None = None
    away_shots_on_target: int | None = None
    home_corners: int | None = None
    away_corners: int | None = None
    home_yellows: int | None = None
    away_yellows: int | None = None
    home_reds: int | None = None
    away_reds: int | None = None
    home_xg: float | None = None
    away_xg: float | None = None
    awarded: bool = False
    round: str | None = None
    prices: tuple[Price, ...] = ()
    #: the row only adds to a match that is known already
    only_known: bool = False

    def __post_init__(self) -> None:
        if not self.home or not self.away:
            raise ValueError("a club is missing")
        if BROKEN in self.home + self.away:
            raise ValueError("a club's name has broken letters")
        if len(self.home) > 120 or len(self.away) > 120:
            raise ValueError("a club's name is longer than 120 characters")
        for what, name in (("league", self.league_id), ("club", self.home), ("club", self.away)):
            if fault := fault_of_name(name):
                raise ValueError(f"that is no {what}'s name: {fault}")
        if self.home == self.away:
            raise ValueError(f"{self.home} cannot play itself")
        if (self.home_goals is None) != (self.away_goals is None):
            raise ValueError("only one side's goals are given")
        for goals in (self.home_goals, self.away_goals):
            if goals is not None and not 0 <= goals <= MOST_GOALS:
                raise ValueError(f"{goals} goals cannot be")

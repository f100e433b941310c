"""What steps take and hand on: a match as it is named outside, and as it was found."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Self

from pydantic import AwareDatetime, Field, field_validator, model_validator

from graph.workflows.catalogue import Inputs
from tools.market import Prices
from tools.pairings import Pairing
from tools.wanted import Wanted

Text = Annotated[str, Field(min_length=1, max_length=120)]
#: kick-offs beyond these are a slip of the hand, and near the ends of the calendar no day is nearby
YEARS = range(1850, 2200)


class NamedMatch(Inputs):
    """A match: by its id, or by the names of its clubs in any spelling."""

    match_id: Annotated[str, Field(max_length=60)] | None = None
    home_team: Text | None = None
    away_team: Text | None = None
    league: Text | None = None
    #: an instant, or a day; without an offset it is UTC
    kickoff: dt.datetime | None = None
    #: as the asker sees it: his home club first
    odds: Prices | None = None

    @field_validator("kickoff")
    @classmethod
    def _in_football_years(cls, value: dt.datetime | None) -> dt.datetime | None:
        if value is None:
            return None
        if value.year not in YEARS:
            raise ValueError(f"give a year from {YEARS.start} to {YEARS.stop - 1}")
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)

    @model_validator(mode="after")
    def _names_a_match(self) -> Self:
        if self.match_id is None and (self.home_team is None or self.away_team is None):
            raise ValueError("give match_id, or home_team and away_team")
        return self

    def wanted(self) -> Wanted:
        """Return the match as the tools take it."""
        return Wanted(
            match_id=self.match_id,
            home=self.home_team or "",
            away=self.away_team or "",
            league=self.league,
            kickoff=self.kickoff,
            prices=self.odds,
        )


class FoundMatch(Inputs):
    """A match as `validate` found it."""

    #: None: no such fixture is known, the clubs are only supposed to meet
    match_id: str | None
    home_team: str
    away_team: str
    league: str
    league_name: str
    date: dt.date
    kickoff: AwareDatetime | None
    #: scheduled, finished, postponed
    status: str
    title: str
    is_demo: bool

    @classmethod
    def of(cls, pairing: Pairing) -> Self:
        """Return a pairing as steps hand it on."""
        match = pairing.match
        return cls(
            match_id=match.id if match else None,
            home_team=pairing.home.name,
            away_team=pairing.away.name,
            league=pairing.league,
            league_name=pairing.league_name,
            date=pairing.date,
            kickoff=pairing.kickoff,
            status=match.status if match else "scheduled",
            title=pairing.title,
            is_demo=pairing.is_demo,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON."""
        return self.model_dump(mode="json")

    def wanted(self, prices: Prices | None = None) -> Wanted:
        """Return the match as the tools take it; prices are the home club's first."""
        return Wanted(
            match_id=self.match_id,
            home=self.home_team,
            away=self.away_team,
            league=self.league,
            kickoff=self.kickoff,
            prices=prices,
        )

    @property
    def day(self) -> str | None:
        """The day of a known fixture; None where the clubs are only supposed to meet."""
        return self.date.isoformat() if self.match_id else None


class OfAMatch(Inputs):
    """A match as `validate` put it out."""

    match: FoundMatch

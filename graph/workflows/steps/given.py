"""What steps take and hand on: a match as it is named outside, and as it was found."""

from __future__ import annotations

import datetime as dt
from typing import Any, Self

from pydantic import AwareDatetime

from graph.workflows.catalogue import Inputs
from tools.market import Prices
from tools.pairings import Pairing
from tools.wanted import Wanted


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

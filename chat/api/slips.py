"""Slips: bets priced together, and what to stake on them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Self

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, model_validator

from chat.api.asking import AskerDep, HouseDep
from tools.frozen import Price
from tools.judging import judge_slip
from tools.slip_legs import WantedLeg
from tools.slip_object import MOST_LEGS, SlipObject, SlipPrice

router = APIRouter(prefix="/predictions", tags=["predictions"])

Name = Annotated[str, Field(min_length=1, max_length=120)]


class LegRequest(BaseModel):
    """One bet: its match, by id or by the names of its clubs, and what it is on."""

    model_config = ConfigDict(extra="forbid")

    match_id: str | None = Field(default=None, max_length=60)
    home_team: Name | None = None
    #: without it the home club's next match is meant
    away_team: Name | None = None
    date: dt.date | None = None
    #: "home", "over 2.5", "Arsenal -1", "2-1", …; without it the only club named wins
    selection: Name | None = None
    #: decimal; without them the best known ones, where there are any
    odds: Price | None = None
    #: it stands on every line of a system
    fixed: bool = False

    @model_validator(mode="after")
    def _names_a_bet(self) -> Self:
        if self.match_id is None and self.home_team is None:
            raise ValueError("give match_id, or home_team and away_team")
        if self.selection is None and (self.match_id or self.away_team):
            raise ValueError("give the selection, like home, over 2.5 or 2-1")
        return self

    def wanted(self) -> WantedLeg:
        """Return the leg as the tools take it."""
        return WantedLeg(
            match_id=self.match_id,
            home=self.home_team or "",
            away=self.away_team,
            day=self.date.isoformat() if self.date else None,
            bet=self.selection,
            price=self.odds,
            fixed=self.fixed,
        )


class SlipRequest(BaseModel):
    """A single, an accumulator or a system."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "legs": [
                        {"home_team": "Arsenal", "odds": 1.6},
                        {
                            "home_team": "Bayern",
                            "away_team": "Wolfsburg",
                            "selection": "over 2.5",
                            "odds": 1.45,
                        },
                    ]
                }
            ]
        },
    )

    legs: list[LegRequest] = Field(min_length=1, max_length=MOST_LEGS)
    #: legs of each line, beside the fixed ones: 3 of 4 is a system; without it all stand on one
    size: int | None = Field(default=None, ge=1, le=MOST_LEGS)
    #: decimal odds of the whole, where a bookmaker quotes one
    total_odds: SlipPrice | None = None


@router.post("/slip")
async def price_slip(wanted: SlipRequest, house: HouseDep, asker: AskerDep) -> SlipObject:
    """Price a slip: chance, fair odds, expected value, verdict, and a stake within one's limits.

    Legs of one match are read from its score grid, not multiplied.
    """
    desk = await house.desk(asker.user_id)
    legs = [leg.wanted() for leg in wanted.legs]
    judged = await judge_slip(desk, legs, size=wanted.size, total_odds=wanted.total_odds)
    return judged.slip

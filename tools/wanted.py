"""A match as programs name it, and its prediction for one user.

By its id, or by two names and perhaps a day or a kick-off: every door and every worker means the
same match by the same words. Knows no tool's arguments.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from knowledge.database import ReadSession
from knowledge.matches import find_fixture, get_match
from tools import tips
from tools.arguments import Selection
from tools.competitions import find_league
from tools.desk import Desk
from tools.holding_back import is_held_back
from tools.market import SIDES, Prices, check_one_offer
from tools.pairings import Pairing, find_clubs, find_pairing, suppose
from tools.prediction import PredictionObject
from tools.prices import Offer

#: a kick-off near midnight is on another day in the source's own clock
NEARBY_DAYS = (0, -1, 1)
Name = Annotated[str, Field(min_length=1, max_length=120)]
#: kick-offs beyond these are a slip of the hand, and near the ends of the calendar no day is nearby
YEARS = range(1850, 2200)


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """A match to be predicted: by its id, or by two names and perhaps a day or a kick-off.

    A program says `home` and means it: where the two only meet at the other's ground, their match
    at this one's is supposed. A day or a kick-off names the match that they really play then.
    """

    match_id: str | None = None
    home: str = ""
    away: str = ""
    league: str | None = None
    #: the match must be on this day
    day: dt.date | None = None
    #: supposed when no such fixture is known
    kickoff: dt.datetime | None = None
    #: as the asker sees it: his home club first
    prices: Prices | None = None


class NamedMatch(BaseModel):
    """A match: by its id, or by the names of its clubs in any spelling; plain JSON read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    match_id: Annotated[str, Field(max_length=60)] | None = None
    home_team: Name | None = None
    away_team: Name | None = None
    league: Name | None = None
    #: an instant, or a day; without an offset it is UTC
    kickoff: dt.datetime | None = None
    #: its day, as matches are listed with it; a kick-off says more
    date: dt.date | None = None
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

    @field_validator("date")
    @classmethod
    def _on_a_day_of_football(cls, value: dt.date | None) -> dt.date | None:
        if value is not None and value.year not in YEARS:
            raise ValueError(f"give a year from {YEARS.start} to {YEARS.stop - 1}")
        return value

    @model_validator(mode="after")
    def _names_a_match(self) -> Self:
        if self.match_id is None and (self.home_team is None or self.away_team is None):
            raise ValueError("give match_id, or home_team and away_team")
        return self

    def wanted(self) -> Wanted:
        """Return the match as it is looked for."""
        day = dt.datetime.combine(self.date, dt.time(), dt.UTC) if self.date else None
        return Wanted(
            match_id=self.match_id,
            home=self.home_team or "",
            away=self.away_team or "",
            league=self.league,
            kickoff=self.kickoff or day,
            prices=self.odds,
        )


async def find_wanted(desk: Desk, wanted: Wanted) -> Pairing:
    """Return the match that is meant.

    Raises
    ------
    KnowledgeError, ToolError
        When it is not one.
    """
    async with desk.db.reading() as session:
        if wanted.match_id is not None:
            return Pairing.of(await get_match(session, wanted.match_id, as_of=desk.as_of))
        league = (await find_league(session, wanted.league)).id if wanted.league else None
        if wanted.kickoff is not None:
            return await _at(session, desk, wanted, league, wanted.kickoff)
        return await find_pairing(
            session,
            desk.clubs,
            wanted.home,
            wanted.away,
            as_of=desk.as_of,
            on=wanted.day,
            league=league,
            at_first=True,
        )


async def predict_wanted(desk: Desk, wanted: Wanted) -> tuple[Pairing, PredictionObject]:
    """Return a match and its prediction; prices given with it are judged and kept as tips.

    From whom betting advice is kept gets the chances, and no prices beside them.

    Raises
    ------
    KnowledgeError, ToolError, MlError
        When the match is not one, or nothing can be said about it.
    """
    prices = wanted.prices
    if prices is not None:
        check_one_offer(prices)
    pairing = await find_wanted(desk, wanted)
    if prices is not None and pairing.swapped:
        prices = prices.swapped()
    prediction = await desk.forecaster.predict(pairing, odds=prices)
    if await is_held_back(desk):
        return pairing, prediction.model_copy(update={"market": None})
    if prices is not None:
        await _keep(desk, pairing, prices)
    return pairing, prediction


async def _keep(desk: Desk, pairing: Pairing, prices: Prices) -> None:
    offers: dict[Selection, Offer] = {
        side: Offer(getattr(prices, side), "user", desk.as_of) for side in SIDES
    }
    opinions = await desk.forecaster.opinions(pairing)
    await tips.keep(desk.db, pairing, opinions, offers, user_id=desk.user_id, as_of=desk.as_of)


async def _at(
    session: ReadSession, desk: Desk, wanted: Wanted, league: str | None, kickoff: dt.datetime
) -> Pairing:
    """Return the fixture about that kick-off, or the two clubs supposed to meet then."""
    now, day = desk.as_of, kickoff.date()
    home, away = await find_clubs(
        session, desk.clubs, wanted.home, wanted.away, as_of=now, on=day, league=league
    )
    for off in NEARBY_DAYS:
        on = day + dt.timedelta(days=off)
        if match := await find_fixture(session, home.id, away.id, as_of=now, on=on):
            return Pairing.of(match, swapped=match.home.id != home.id)
    return await suppose(session, home, away, as_of=now, on=day, kickoff=kickoff, league=league)

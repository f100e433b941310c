"""One prediction for whoever asks: REST and the command line name a match in the same ways.

Does not know how a forecast is made, nor how it is shown.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chat.errors import BadInput
from chat.house import House
from chat.identity import LOCAL_USER
from knowledge.database import ReadSession
from knowledge.matches import find_fixture, get_match

if TYPE_CHECKING:
    from knowledge.naming import TeamResolver
    from tools.market import Prices
    from tools.pairings import Pairing
    from tools.prediction import PredictionObject

#: a kick-off near midnight is on another day in the source's own clock
NEARBY_DAYS = (0, -1, 1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """A match to be predicted: by its id, or by two names and perhaps a day or a kick-off."""

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


async def predict(house: House, wanted: Wanted, *, user_id: str = LOCAL_USER) -> PredictionObject:
    """Return the prediction of a match; prices given with it are judged and kept as tips.

    From whom betting advice is kept gets the chances, and no prices beside them.

    Raises
    ------
    KnowledgeError, ToolError, MlError
        When the match is not one, or nothing can be said about it.
    """
    from tools.holding_back import rule_for

    if wanted.prices is not None:
        from tools.market import check_one_offer

        check_one_offer(wanted.prices)
    async with house.db.reading() as session:
        pairing = await _pairing(house, session, wanted)
    rule, _ = await rule_for(house.db, user_id, now=house.clock())
    prices = wanted.prices
    if prices is not None and pairing.swapped:
        prices = prices.swapped()
    prediction = await house.forecaster.predict(pairing, odds=prices)
    if rule is not None:
        return prediction.model_copy(update={"market": None})
    if prices is not None:
        await _keep(house, pairing, prices, user_id)
    return prediction


async def _keep(house: House, pairing: Pairing, prices: Prices, user_id: str) -> None:
    from tools import tips
    from tools.arguments import Selection
    from tools.market import SIDES
    from tools.prices import Offer

    now = house.clock()
    offers: dict[Selection, Offer] = {
        side: Offer(getattr(prices, side), "user", now) for side in SIDES
    }
    opinions = await house.forecaster.opinions(pairing)
    await tips.keep(house.db, pairing, opinions, offers, user_id=user_id, as_of=now)


async def _pairing(house: House, session: ReadSession, wanted: Wanted) -> Pairing:
    from tools.competitions import find_league
    from tools.pairings import Pairing, find_pairing

    now = house.clock()
    if wanted.match_id is not None:
        return Pairing.of(await get_match(session, wanted.match_id, as_of=now))
    league = (await find_league(session, wanted.league)).id if wanted.league else None
    clubs = await house.clubs.fresh()
    if wanted.kickoff is not None:
        return await _at(session, clubs, wanted, league, now, wanted.kickoff)
    return await find_pairing(
        session, clubs, wanted.home, wanted.away, as_of=now, on=wanted.day, league=league
    )


async def _at(
    session: ReadSession,
    clubs: TeamResolver,
    wanted: Wanted,
    league: str | None,
    now: dt.datetime,
    kickoff: dt.datetime,
) -> Pairing:
    """Return the fixture about that kick-off, or the two clubs supposed to meet then."""
    from tools.pairings import Pairing, find_clubs, suppose

    day = kickoff.date()
    home, away = await find_clubs(
        session, clubs, wanted.home, wanted.away, as_of=now, on=day, league=league
    )
    for off in NEARBY_DAYS:
        on = day + dt.timedelta(days=off)
        if match := await find_fixture(session, home.id, away.id, as_of=now, on=on):
            return Pairing.of(match, swapped=match.home.id != home.id)
    return await suppose(session, home, away, as_of=now, on=day, kickoff=kickoff, league=league)


def read_prices(text: str) -> Prices:
    """Read three decimal prices: "1.85,3.6,4.2", or "1,85 3,6 4,2".

    Raises
    ------
    BadInput
        When they are not three, or no bookmaker can mean them.
    """
    from pydantic import ValidationError

    from tools.market import Prices

    parts = text.replace(",", ".").split() if " " in text.strip() else text.split(",")
    try:
        home, draw, away = (float(part) for part in parts)
        return Prices(home=home, draw=draw, away=away)
    except (ValueError, ValidationError):
        raise BadInput(
            f"“{text}” are not three prices: write home, draw, away like 1.85,3.6,4.2."
        ) from None

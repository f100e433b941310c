"""Bookmakers' prices for a match, as they were on offer at a moment.

Does not know what prices mean; probabilities and margins are another room's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select

from knowledge.database import ReadSession
from knowledge.schema import Odds

Moment = Literal["prematch", "closing"]

#: the market's average: the price that is meant where no book is named
AVERAGE = "avg"
#: the book whose closing prices are nearest to what happens
SHARPEST = "ps"
#: the best price on the market
BEST = "max"


@dataclass(frozen=True, kw_only=True, slots=True)
class Quote:
    """One book's decimal prices for a match at one moment; None where it had none."""

    #: "avg" and "max" of the market, "b365", "ps" (Pinnacle), "demo"
    book: str
    moment: Moment
    as_of: dt.datetime
    home: float | None
    draw: float | None
    away: float | None
    over_2_5: float | None
    under_2_5: float | None
    #: goals given to the home side; negative when it is the favourite
    handicap: float | None
    handicap_home: float | None
    handicap_away: float | None


async def quotes(session: ReadSession, match_id: str, *, as_of: dt.datetime) -> list[Quote]:
    """Return the prices of a match on offer by `as_of`: the average first, newest first."""
    return (await quotes_of(session, [match_id], as_of=as_of)).get(match_id, [])


async def quotes_of(
    session: ReadSession, match_ids: Collection[str], *, as_of: dt.datetime
) -> dict[str, list[Quote]]:
    """Return the prices of several matches by match id; a match without any is left out."""
    query = (
        select(Odds)
        .where(Odds.match_id.in_(match_ids), Odds.as_of <= as_of)
        .order_by(Odds.match_id, Odds.book != AVERAGE, Odds.as_of.desc(), Odds.book)
    )
    found: dict[str, list[Quote]] = {}
    for row in await session.scalars(query):
        found.setdefault(row.match_id, []).append(_read(row))
    return found


def _read(row: Odds) -> Quote:
    return Quote(
        book=row.book,
        moment="closing" if row.moment == "closing" else "prematch",
        as_of=row.as_of,
        home=row.home,
        draw=row.draw,
        away=row.away,
        over_2_5=row.over_2_5,
        under_2_5=row.under_2_5,
        handicap=row.handicap,
        handicap_home=row.handicap_home,
        handicap_away=row.handicap_away,
    )

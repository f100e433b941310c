"""Tips: priced selections as they were judged for a user, kept for good.

A tip is written down before kick-off, whatever the verdict, and never changed: only so can the
verdicts be held against the closing prices and the results. Knows neither how a price is judged
nor what closing prices mean.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal
from uuid import uuid4

from sqlalchemy import Row, case, select

from knowledge.database import ReadSession, WriteSession
from knowledge.errors import InvalidValue
from knowledge.inserting import insert_new
from knowledge.matches import MatchQuery, get_match, is_known
from knowledge.odds import AVERAGE, Quote, quotes_of
from knowledge.schema import Match
from knowledge.schema import Tip as TipTable
from knowledge.settlement import Which

TipVerdict = Literal["value", "thin", "no_bet"]

#: matches whose prices are fetched at once: databases bound the length of a list
CHUNK = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Tip:
    """One priced selection, judged; probabilities are 0..1."""

    user_id: str
    match_id: str
    #: "home", "over_2_5", "1X", …
    selection: str
    #: decimal
    price: float
    #: where the price is from: "user", "odds max prematch"
    source: str
    model_version: str
    #: by the model alone
    p_model: float
    #: by model and consensus together; None where no consensus was known
    p_together: float | None
    #: by the bookmakers' consensus; None where it said nothing of this selection
    p_consensus: float | None
    verdict: TipVerdict
    as_of: dt.datetime

    def __post_init__(self) -> None:
        if not self.price > 1:
            raise InvalidValue(f"A decimal price is above 1, {self.price} is not.")
        for p in (self.p_model, self.p_together, self.p_consensus):
            if p is not None and not 0 <= p <= 1:
                raise InvalidValue(f"A probability lies between 0 and 1, {p} does not.")


@dataclass(frozen=True, kw_only=True, slots=True)
class TipOutcome:
    """A tip, and what is known of its match."""

    tip: Tip
    #: league id
    league: str
    date: dt.date
    #: None until the result is known, and for good where the match was awarded at a table
    home_goals: int | None
    away_goals: int | None
    #: the market's average at closing; None until it is known
    closing: Quote | None


async def keep_tips(session: WriteSession, tips: Sequence[Tip]) -> None:
    """Write down the tips on one match.

    The first of the same user, match, selection, price and model version stands.

    Raises
    ------
    NotFound
        When the match is unknown.
    InvalidValue
        When the match had kicked off by `as_of`; without a known kick-off, when its day had begun
        (UTC).
    """
    for tip in tips:
        match = await get_match(session, tip.match_id, as_of=tip.as_of)
        if tip.as_of >= match.starts:
            raise InvalidValue(f"{match.title} has kicked off: a tip is given before that.")
    rows = [{"id": f"tip-{uuid4().hex}", **asdict(tip)} for tip in tips]
    await session.execute(insert_new(session, TipTable), rows)


async def tips_of(
    session: ReadSession, user_id: str, *, as_of: dt.datetime, which: Which | None = None
) -> list[TipOutcome]:
    """Return a user's tips given by `as_of`, in order of the matches' days, with what is known.

    Closing prices are there from the kick-off on, goals from when the result is known.
    """
    which = which or Which()
    goals = is_known(as_of) & Match.awarded.is_(False)
    query: MatchQuery = (
        select(
            *(getattr(TipTable, field.name) for field in fields(Tip)),
            *(Match.league_id, Match.date),
            case((goals, Match.home_goals)).label("home_goals"),
            case((goals, Match.away_goals)).label("away_goals"),
        )
        .join(Match, Match.id == TipTable.match_id)
        .where(TipTable.user_id == user_id, TipTable.as_of <= as_of, *which.matches())
        .order_by(Match.date, Match.id, TipTable.as_of, TipTable.selection, TipTable.price)
    )
    if which.model_version:
        query = query.where(TipTable.model_version == which.model_version)
    rows = (await session.execute(query)).all()
    closing = await _closing(session, {row.match_id for row in rows}, as_of)
    return [_outcome(row, closing.get(row.match_id)) for row in rows]


async def _closing(
    session: ReadSession, match_ids: Collection[str], as_of: dt.datetime
) -> dict[str, Quote]:
    ids, found = sorted(match_ids), dict[str, Quote]()
    for start in range(0, len(ids), CHUNK):
        quotes = await quotes_of(session, ids[start : start + CHUNK], as_of=as_of)
        for match_id, offered in quotes.items():
            for each in offered:
                if each.book == AVERAGE and each.moment == "closing":
                    found[match_id] = each
    return found


def _outcome(row: Row[Any], closing: Quote | None) -> TipOutcome:
    return TipOutcome(
        tip=Tip(**{field.name: getattr(row, field.name) for field in fields(Tip)}),
        league=row.league_id,
        date=row.date,
        home_goals=row.home_goals,
        away_goals=row.away_goals,
        closing=closing,
    )

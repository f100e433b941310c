"""Predictions made: written down before kick-off, never changed, settled by results.

There is no way to change or delete one. Does not know how a prediction comes about or is scored.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import asdict, dataclass, fields
from typing import Any
from uuid import uuid4

from sqlalchemy import Row, select

from knowledge.database import ReadSession, WriteSession
from knowledge.errors import InvalidValue
from knowledge.inserting import insert_new
from knowledge.matches import MatchInfo, get_match, is_known, read_match, select_matches
from knowledge.odds import AVERAGE, Moment, Quote, quotes_of
from knowledge.schema import Match, PredictionMade

#: matches whose prices are fetched at once: databases bound the length of a list
CHUNK = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class PredictionRow:
    """One prediction; probabilities are 0..1, the first three add up to 1."""

    match_id: str
    model_version: str
    #: results before this were used
    data_cutoff: dt.datetime
    predicted_at: dt.datetime
    p_home: float
    p_draw: float
    p_away: float
    p_over_2_5: float
    p_btts: float

    def __post_init__(self) -> None:
        results = (self.p_home, self.p_draw, self.p_away)
        for p in (*results, self.p_over_2_5, self.p_btts):
            if not 0 <= p <= 1:
                raise InvalidValue(f"A probability lies between 0 and 1, {p} does not.")
        if not math.isclose(sum(results), 1, abs_tol=1e-6):
            raise InvalidValue(f"Home, draw and away add up to {sum(results)}, not to 1.")
        if self.data_cutoff > self.predicted_at:
            raise InvalidValue("A prediction cannot use results from after it was made.")


@dataclass(frozen=True, kw_only=True, slots=True)
class SettledPrediction:
    """A prediction, how its match ended, and the market's average prices for it."""

    prediction: PredictionRow
    #: finished
    match: MatchInfo
    prematch: Quote | None
    closing: Quote | None


async def write_prediction(session: WriteSession, row: PredictionRow) -> PredictionRow:
    """Write a prediction down, and return the one that stands.

    The first prediction of a match by a model version stands: a later one changes nothing.

    Raises
    ------
    NotFound
        When the match is unknown.
    InvalidValue
        When the match had kicked off by `predicted_at`; without a known kick-off, when its day
        had begun (UTC).
    """
    match = await get_match(session, row.match_id, as_of=row.predicted_at)
    if row.predicted_at >= _starts(match):
        raise InvalidValue(f"{match.title} has kicked off: a prediction is made before that.")
    new = {"id": f"pred-{uuid4().hex}", **asdict(row)}
    await session.execute(insert_new(session, PredictionMade), [new])
    standing = select(PredictionMade).where(
        PredictionMade.match_id == row.match_id,
        PredictionMade.model_version == row.model_version,
    )
    return _read((await session.scalars(standing)).one())


async def predictions_of(
    session: ReadSession, match_id: str, *, as_of: dt.datetime
) -> list[PredictionRow]:
    """Return what was predicted for a match by `as_of`, newest first."""
    query = (
        select(PredictionMade)
        .where(PredictionMade.match_id == match_id, PredictionMade.predicted_at <= as_of)
        .order_by(PredictionMade.predicted_at.desc(), PredictionMade.id)
    )
    return [_read(row) for row in await session.scalars(query)]


async def settled(
    session: ReadSession,
    *,
    as_of: dt.datetime,
    league: str | None = None,
    model_version: str | None = None,
) -> list[SettledPrediction]:
    """Return the predictions whose results are known at `as_of`, in order of the matches' days.

    Each match counts once, with the last prediction before its kick-off, or with the one of
    `model_version`. Awarded games are left out.
    """
    query = (
        select_matches(as_of)
        .join(PredictionMade, PredictionMade.match_id == Match.id)
        .add_columns(*(getattr(PredictionMade, field.name) for field in fields(PredictionRow)))
        .where(is_known(as_of), Match.awarded.is_(False), PredictionMade.predicted_at <= as_of)
        .order_by(Match.date, Match.id, PredictionMade.predicted_at)
    )
    if league:
        query = query.where(Match.league_id == league)
    if model_version:
        query = query.where(PredictionMade.model_version == model_version)
    last = {row.id: row for row in await session.execute(query)}
    prices = await _average_prices(session, list(last), as_of)
    return [
        SettledPrediction(
            prediction=_read(row),
            match=read_match(row, as_of),
            prematch=prices.get((match_id, "prematch")),
            closing=prices.get((match_id, "closing")),
        )
        for match_id, row in last.items()
    ]


async def _average_prices(
    session: ReadSession, match_ids: list[str], as_of: dt.datetime
) -> dict[tuple[str, Moment], Quote]:
    found: dict[tuple[str, Moment], Quote] = {}
    for start in range(0, len(match_ids), CHUNK):
        some = await quotes_of(session, match_ids[start : start + CHUNK], as_of=as_of)
        for match_id, offered in some.items():
            found |= {(match_id, each.moment): each for each in offered if each.book == AVERAGE}
    return found


def _starts(match: MatchInfo) -> dt.datetime:
    return match.kickoff or dt.datetime.combine(match.date, dt.time(), dt.UTC)


def _read(row: PredictionMade | Row[Any]) -> PredictionRow:
    return PredictionRow(
        **{field.name: getattr(row, field.name) for field in fields(PredictionRow)}
    )

"""Predictions made: written down before kick-off, never changed.

There is no way to change or delete one. Does not know how a prediction comes about or is scored.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection
from dataclasses import asdict, dataclass, fields
from uuid import uuid4

from sqlalchemy import select

from knowledge.database import ReadSession, WriteSession
from knowledge.errors import InvalidValue
from knowledge.inserting import insert_new
from knowledge.matches import get_match
from knowledge.schema import PredictionMade


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
    if row.predicted_at >= match.starts:
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


async def prediction_ids(
    session: ReadSession, match_ids: Collection[str]
) -> dict[tuple[str, str], str]:
    """Return the ids of the predictions made of some matches, by match and model version."""
    made = PredictionMade
    query = select(made.match_id, made.model_version, made.id).where(made.match_id.in_(match_ids))
    return {(match_id, version): id_ for match_id, version, id_ in await session.execute(query)}


def _read(row: PredictionMade) -> PredictionRow:
    return PredictionRow(
        **{field.name: getattr(row, field.name) for field in fields(PredictionRow)}
    )

"""The predictions that agents gave, once their results are known.

Of a match and a model there is one row, whoever asked first; a task that gives predictions lists
those rows in its result, under `prediction_ids`, and so several agents may have given the same.
Does not know how any of it is scored.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select

from knowledge.database import ReadSession
from knowledge.matches import MatchQuery, is_known
from knowledge.schema import Match, PredictionMade, Task
from knowledge.tasks import TaskType

#: what makes predictions
PREDICTING: tuple[TaskType, ...] = ("update_predictions", "predict_match", "batch_predict")
#: predictions that are fetched at once: databases bound the length of a list
CHUNK = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class SettledPrediction:
    """What was said of a match, 0..1, and its score."""

    match_id: str
    predicted_at: dt.datetime
    p_home: float
    p_draw: float
    p_away: float
    home_goals: int
    away_goals: int


async def settled_of_agent(
    session: ReadSession, agent_id: str, *, as_of: dt.datetime
) -> list[SettledPrediction]:
    """Return an agent's predictions whose results are known at `as_of`, by match.

    Each match counts once, with the last prediction before its kick-off that a completed task of
    the agent's gave. Awarded games are left out.
    """
    ids = sorted(await given_by(session, agent_id))
    last: dict[str, SettledPrediction] = {}
    for start in range(0, len(ids), CHUNK):
        for each in await _settled(session, ids[start : start + CHUNK], as_of):
            other = last.get(each.match_id)
            if other is None or each.predicted_at > other.predicted_at:
                last[each.match_id] = each
    return [last[match_id] for match_id in sorted(last)]


async def given_by(session: ReadSession, agent_id: str) -> set[str]:
    """Return the ids of the predictions that completed tasks of an agent gave."""
    # the results of batches are large: only the ids are fetched
    query = select(Task.result["prediction_ids"]).where(
        Task.agent_id == agent_id, Task.status == "completed", Task.type.in_(PREDICTING)
    )
    return {id_ for ids in await session.scalars(query) for id_ in ids or ()}


async def _settled(
    session: ReadSession, ids: list[str], as_of: dt.datetime
) -> list[SettledPrediction]:
    made = PredictionMade
    query: MatchQuery = (
        select(
            *(made.match_id, made.predicted_at, made.p_home, made.p_draw, made.p_away),
            *(Match.home_goals, Match.away_goals, Match.kickoff, Match.date),
        )
        .join(Match, Match.id == made.match_id)
        .where(made.id.in_(ids), made.predicted_at <= as_of)
        .where(is_known(as_of), Match.awarded.is_(False))
    )
    return [_read(row) for row in await session.execute(query) if _was_in_time(row)]


def _was_in_time(row: Row[Any]) -> bool:
    # a kick-off may have been brought forward since
    starts = row.kickoff or dt.datetime.combine(row.date, dt.time(), dt.UTC)
    return bool(row.predicted_at < starts)


def _read(row: Row[Any]) -> SettledPrediction:
    return SettledPrediction(
        match_id=row.match_id,
        predicted_at=row.predicted_at,
        p_home=row.p_home,
        p_draw=row.p_draw,
        p_away=row.p_away,
        home_goals=row.home_goals,
        away_goals=row.away_goals,
    )

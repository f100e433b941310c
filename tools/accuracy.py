"""How good an agent's predictions were: those of its own whose results are known.

Knows nothing of the agent's other figures; `knowledge.activity` counts those.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Sequence

from knowledge.agent_predictions import SettledPrediction, settled_of_agent
from knowledge.database import ReadSession
from tools.scores import Shape


class Accuracy(Shape):
    """Mean scores of home, draw and away; lower is better."""

    #: matches
    settled: int
    #: sum of squares over the outcomes, 0 (best) to 2
    brier: float
    #: ranked probability score, 0 (best) to 1
    rps: float


async def accuracy_of(
    session: ReadSession, agent_id: str, *, as_of: dt.datetime
) -> Accuracy | None:
    """Return how good an agent's predictions were by `as_of`; None while none is settled."""
    settled = await settled_of_agent(session, agent_id, as_of=as_of)
    return await asyncio.to_thread(_score, settled) if settled else None


def _score(settled: Sequence[SettledPrediction]) -> Accuracy:
    from ml.evaluation import brier, outcomes, rps

    said = [(each.p_home, each.p_draw, each.p_away) for each in settled]
    came = outcomes([each.home_goals for each in settled], [each.away_goals for each in settled])
    return Accuracy(
        settled=len(settled),
        brier=float(brier(said, came).mean()),
        rps=float(rps(said, came).mean()),
    )

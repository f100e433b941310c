"""How a model is doing since it serves: its settled forecasts beside what it promised.

Looks, and changes nothing. Knows the books and the card; not what follows.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.database import Database
from knowledge.matches import find_matches
from knowledge.settlement import Which, settled_frame

if TYPE_CHECKING:
    import pandas as pd

    from ml.drift import Drift
    from ml.model_card import ModelCard


@dataclass(frozen=True, kw_only=True, slots=True)
class Health:
    """How a model is doing."""

    version: str
    #: its settled forecasts of home, draw and away; see `ml.drift`
    drift: Drift
    #: log loss of the matches that it held out when it was fitted; None: they were too few
    promised_log_loss: float | None
    #: days from its data's end to the newest result known, 0 or more
    days_behind: int


async def health_of(db: Database, card: ModelCard, *, as_of: dt.datetime) -> Health:
    """Return how a model is doing by the results known at `as_of`.

    Its forecasts are those of all matches since its lessons end: carried on to newer results it
    has many versions.
    """
    learned = dt.date.fromisoformat(card.data["learned_until"])
    async with db.reading() as session:
        settled = await settled_frame(session, as_of=as_of, which=Which(first=learned))
        newest = await find_matches(
            session, as_of=as_of, status="finished", newest_first=True, limit=1
        )
    last = newest[0].date if newest else card.data_cutoff
    return Health(
        version=card.version,
        drift=await asyncio.to_thread(drift_in, settled),
        promised_log_loss=card.scores["markets"]["1x2"]["log_loss"] if card.scores else None,
        # the cut-off is the first day that was not learned from
        days_behind=max((last - card.data_cutoff).days + 1, 0),
    )


def drift_in(settled: pd.DataFrame) -> Drift:
    """Return how far settled forecasts of home, draw and away have come from what they say."""
    from ml.drift import drift_of
    from ml.evaluation import outcomes

    return drift_of(
        settled[["p_home", "p_draw", "p_away"]],
        outcomes(settled["home_goals"], settled["away_goals"]),
    )

"""What one tool call works with: the rooms below, the moment, and who asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.database import Database
from knowledge.naming import TeamResolver

if TYPE_CHECKING:
    from knowledge.holds import Rule
    from knowledge.insight_shelf import InsightShelf
    from tools.forecasts import Forecaster
    from tools.said import Said
    from tools.seasons import Seasons

#: aware UTC
Clock = Callable[[], dt.datetime]


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """What one tool call works with."""

    db: Database
    clubs: TeamResolver
    forecaster: Forecaster
    seasons: Seasons
    insights: InsightShelf
    #: the moment of the call: nothing later is seen
    as_of: dt.datetime
    #: whose preferences and insights are meant
    user_id: str
    #: what the user said in this turn; None: no conversation, a program of his own calls
    said: Said | None = None
    #: the rule that this conversation has set off, beside what is kept of the user
    held_back: Rule | None = None

    @property
    def today(self) -> dt.date:
        """The day of the call, UTC."""
        return self.as_of.date()

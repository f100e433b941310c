"""The likeliest result of each of several matches: what tips are made of.

One small fact a match, so that a whole day fits into one answer.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from knowledge.errors import KnowledgeError
from knowledge.matches import MatchInfo
from ml.errors import MlError
from tools.desk import Desk
from tools.errors import ToolError
from tools.facts import Fact
from tools.figures import Sheet
from tools.prediction import SIDES

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Favourites:
    """Likeliest results, in the order of the matches."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


async def favourites(desk: Desk, matches: Iterable[MatchInfo]) -> Favourites:
    """Forecast the coming ones of these matches; one without a forecast is left out."""
    found = Favourites()
    for match in matches:
        if match.status != "scheduled":
            continue
        try:
            prediction = await desk.forecaster.predict(match)
        except (ToolError, KnowledgeError, MlError) as error:
            # the other matches still have theirs
            log.info("no forecast of %s: %s", match.title, error)
            continue
        result = prediction.match_result
        chances = dict(zip(SIDES, (result.home_win, result.draw, result.away_win), strict=True))
        side = max(SIDES, key=lambda each: chances[each])
        sheet = Sheet(
            match.title,
            as_of=prediction.data_cutoff.isoformat(),
            source=f"model {prediction.model_version}",
        )
        shown = sheet.add("1x2", side, chances[side], "probability")
        found.rows.append({"match_id": match.id, "selection": side})
        found.facts += sheet.facts
        found.told.append(f"Likeliest in {match.title}: {side} {shown}.")
    counted = Sheet("matches", as_of=desk.as_of.isoformat(), source="fixtures")
    counted.add("favourites", "count", len(found.rows), "count")
    found.facts += counted.facts
    return found

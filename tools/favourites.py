"""What tips are made of: the likeliest result of each of several matches, and where value is.

One small fact a match, so that a whole day fits into one answer; more only where a price is value.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from typing import Any

from knowledge.errors import KnowledgeError
from knowledge.matches import MatchInfo
from ml.errors import MlError
from tools.desk import Desk
from tools.errors import ToolError
from tools.facts import Fact
from tools.figures import Sheet
from tools.holding_back import is_held_back
from tools.market import SIDES
from tools.prediction import PredictionObject
from tools.value_offers import value_offers

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Favourites:
    """Likeliest results and prices worth a look, in the order of the matches."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    value: list[dict[str, Any]] = field(default_factory=list)
    #: matches whose prices were judged
    priced: int = 0
    facts: list[Fact] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


async def favourites(desk: Desk, matches: Iterable[MatchInfo]) -> Favourites:
    """Forecast the coming ones of these matches; one without a forecast is left out."""
    found = Favourites()
    weighs = not await is_held_back(desk)  # likely results he may always ask for
    async for match, prediction in predictions_of(desk, matches):
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
        if weighs:
            await _look_for_value(desk, match, found)
    counted = Sheet("matches", as_of=desk.as_of.isoformat(), source="fixtures")
    counted.add("favourites", "count", len(found.rows), "count")
    counted.add("favourites", "priced", found.priced, "count")
    found.facts += counted.facts
    if found.priced and not found.value:
        found.told.append("At the best odds known none of them is value: no bet.")
    return found


async def predictions_of(
    desk: Desk, matches: Iterable[MatchInfo]
) -> AsyncIterator[tuple[MatchInfo, PredictionObject]]:
    """Yield the coming ones of these matches with their predictions; without one it is left out."""
    for match in matches:
        if match.status != "scheduled":
            continue
        try:
            yield match, await desk.forecaster.predict(match)
        except (ToolError, KnowledgeError, MlError) as error:
            # the other matches still have theirs
            log.info("no forecast of %s: %s", match.title, error)


async def _look_for_value(desk: Desk, match: MatchInfo, found: Favourites) -> None:
    offers = await value_offers(desk, match)
    if offers is None:
        return
    found.priced += 1
    for each in offers:
        sheet, name = each.sheet(), each.selection
        price, ours, theirs, gain = (
            sheet.shown(market, name)
            for market in ("price", "our_price", "their_price", "expected_value")
        )
        found.value.append({"match_id": match.id, "selection": name})
        found.facts += sheet.facts
        found.told.append(
            f"Value in {match.title}: {name} at {price}, our price {ours}, the market's without "
            f"its margin {theirs}, expected value {gain}."
        )

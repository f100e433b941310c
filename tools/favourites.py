"""What tips are made of: the likeliest result of each of several matches, and where value is.

One small fact a match, so that a whole day fits into one answer; more only where a price is value.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from knowledge.errors import KnowledgeError
from knowledge.matches import MatchInfo
from ml.errors import MlError
from tools import tips
from tools.desk import Desk
from tools.errors import ToolError
from tools.facts import Fact
from tools.figures import Sheet
from tools.holding_back import is_held_back
from tools.market import SIDES
from tools.pairings import Pairing

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
        if weighs:
            await _look_for_value(desk, match, found)
    counted = Sheet("matches", as_of=desk.as_of.isoformat(), source="fixtures")
    counted.add("favourites", "count", len(found.rows), "count")
    counted.add("favourites", "priced", found.priced, "count")
    found.facts += counted.facts
    if found.priced and not found.value:
        found.told.append("At the best odds known none of them is value: no bet.")
    return found


async def _look_for_value(desk: Desk, match: MatchInfo, found: Favourites) -> None:
    """Judge the best prices of a match, and keep those that are value as tips."""
    pairing = Pairing.of(match)
    opinions = await desk.forecaster.opinions(pairing)
    if opinions.known is None:
        return
    found.priced += 1
    offers = {
        name: offer
        for name, offer in opinions.known.best.items()
        if opinions.on(name).verdict(offer.price) == "value"
    }
    await tips.keep(desk.db, pairing, opinions, offers, user_id=desk.user_id, as_of=desk.as_of)
    for name, offer in offers.items():
        opinion, whence = opinions.on(name), {"source": offer.source}
        sheet = Sheet(match.title, as_of=offer.as_of.isoformat(), source=opinions.known.source)
        price = sheet.add("price", name, offer.price, "odds", **whence)
        ours = sheet.add("our_price", name, 1 / opinion.ours, "odds")
        theirs = sheet.add("their_price", name, 1 / (opinion.consensus or 1), "odds")
        gain = sheet.add("expected_value", name, opinion.expected_value(offer.price), "share")
        found.value.append({"match_id": match.id, "selection": name})
        found.facts += sheet.facts
        found.told.append(
            f"Value in {match.title}: {name} at {price}, our price {ours}, the market's without "
            f"its margin {theirs}, expected value {gain}."
        )

"""Tips: each priced selection that was judged is kept, and what became of it is told later.

Kept whatever the verdict: what is called no bet must be held against the closing line too. Knows
neither how a price is judged nor how many tips make a record.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Mapping

from knowledge.database import Database
from knowledge.errors import StorageError
from knowledge.tips import Tip, TipOutcome, keep_tips
from tools.arguments import Selection
from tools.opinions import Opinions
from tools.pairings import Pairing
from tools.prices import Offer, fair_chances, prices_of

log = logging.getLogger(__name__)

#: selection → whether it won, from the goals of home and away side
WON: Mapping[str, Callable[[int, int], bool]] = {
    "home": lambda home, away: home > away,
    "draw": lambda home, away: home == away,
    "away": lambda home, away: home < away,
    "over_2_5": lambda home, away: home + away > 2,
    "under_2_5": lambda home, away: home + away < 3,
    "btts_yes": lambda home, away: min(home, away) > 0,
    "btts_no": lambda home, away: min(home, away) == 0,
    "1X": lambda home, away: home >= away,
    "12": lambda home, away: home != away,
    "X2": lambda home, away: home <= away,
}


async def keep(
    db: Database,
    pairing: Pairing,
    opinions: Opinions,
    offers: Mapping[Selection, Offer],
    *,
    user_id: str,
    as_of: dt.datetime,
) -> None:
    """Keep the judged offers on a known real fixture that has not kicked off."""
    match = pairing.match
    if match is None or pairing.is_demo or as_of >= pairing.starts or not offers:
        return
    tips = [
        Tip(
            user_id=user_id,
            match_id=match.id,
            selection=selection,
            price=offer.price,
            source=offer.source,
            model_version=opinions.model_version,
            p_model=opinions.on(selection).model,
            p_together=opinions.on(selection).together,
            p_consensus=opinions.on(selection).consensus,
            verdict=opinions.on(selection).verdict(offer.price),
            as_of=as_of,
        )
        for selection, offer in offers.items()
    ]
    try:
        async with db.writing() as session:
            await keep_tips(session, tips)
    except StorageError as error:
        # the verdict is as good without its copy in the books
        log.warning("tips could not be written down: %s", error)


def closing_line_value(outcome: TipOutcome) -> float | None:
    """Return price / fair closing odds - 1, the margin taken out of the closing average.

    None where the closing average says nothing of the selection, or is not known yet.
    """
    if outcome.closing is None:
        return None
    fair = fair_chances(prices_of(outcome.closing))
    chance = next((p for name, p in fair.items() if name == outcome.tip.selection), None)
    return None if chance is None else outcome.tip.price * chance - 1


def profit(outcome: TipOutcome) -> float | None:
    """Return the profit of one unit staked; None until the result is known."""
    if outcome.home_goals is None or outcome.away_goals is None:
        return None
    won = WON[outcome.tip.selection](outcome.home_goals, outcome.away_goals)
    return outcome.tip.price - 1 if won else -1.0

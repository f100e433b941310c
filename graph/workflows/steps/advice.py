"""The steps on prices: what odds are worth, and what is worth a bet; the house's rules hold.

An owner from whom advice is kept gets neither, and the reason.
"""

from __future__ import annotations

from typing import Any

from graph.workflows.catalogue import OF_A_TOOL, BuiltInStep
from graph.workflows.steps.context import StepContext
from graph.workflows.steps.given import OfAMatch
from graph.workflows.steps.match import PredictedMatch
from tools.recommended import tell_advice
from tools.recommending import advise
from tools.wanted import find_wanted


async def weigh_odds(asked: PredictedMatch, context: StepContext) -> dict[str, Any]:
    """Set the user's prices, or the market's best, beside the fair ones."""
    odds = asked.odds
    given = {f"{side}_odds": price for side, price in odds.model_dump().items()} if odds else {}
    match = asked.match
    return await context.call(
        "compare_odds",
        home_team=match.home_team,
        away_team=match.away_team,
        date=match.day,
        **given,
    )


async def recommend(asked: OfAMatch, context: StepContext) -> dict[str, Any]:
    """Recommend what suits the owner's own settings in a match; nothing, and why, where so."""
    pairing = await find_wanted(context.desk, asked.match.wanted())
    advice = await advise(context.desk, [pairing.match] if pairing.match else [])
    text, facts = tell_advice(advice)
    return {
        **advice.model_dump(mode="json"),
        "text": text if advice.recommendations else advice.text,
        "facts": [fact.to_dict() for fact in facts],
    }


ODDS = BuiltInStep(
    name="odds",
    does="Sets the user's odds, or the market's best, beside the fair ones: value, or no bet.",
    takes=PredictedMatch,
    gives=OF_A_TOOL,
    run=weigh_odds,
)
RECOMMENDATIONS = BuiltInStep(
    name="recommendations",
    does="Recommends bets within the owner's settings, or says why there are none.",
    takes=OfAMatch,
    gives=frozenset(
        {
            *("recommendations", "matches", "priced", "value", "set_aside", "reason", "as_of"),
            *("text", "facts"),
        }
    ),
    run=recommend,
)

"""The enhanced prediction: the model's own, with what agents found, how far all agree, and advice.

The probabilities are the model's, unmoved. Does not know who asks for it, nor how agents work.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from pydantic import AwareDatetime

from knowledge.insights import InsightInfo, list_insights
from tools.agreement import Opinion, enhanced_confidence
from tools.desk import Desk
from tools.frozen import Frozen, Probability
from tools.holding_back import is_advice, is_held_back
from tools.market import SIDES
from tools.pairings import Pairing
from tools.prediction import PredictionObject
from tools.recommending import Nothing, Recommendation, advise
from tools.risks import RiskAssessment, chances_of, risks_of
from tools.wanted import Wanted, predict_wanted

#: insights on the match, and on each of its clubs, that are brought
MOST = 5
#: insights of a club that are older say nothing of this match
RECENT = dt.timedelta(days=30)


class AgentInsight(Frozen):
    """An insight as it stands beside a prediction."""

    id: str
    type: str
    text: str
    #: None where nobody has judged it
    severity: str | None
    #: None: it is shared, or its agent is gone
    agent_id: str | None
    match_id: str | None
    team_id: str | None
    confidence: Probability | None
    source: str
    as_of: AwareDatetime


class ConfidenceParts(Frozen):
    """What the enhanced confidence is made of; see `docs/enhanced-predictions.md`."""

    evidence: Probability
    market_agreement: Probability | None
    insight_agreement: Probability | None
    freshness: Probability | None


class EnhancedPrediction(PredictionObject):
    """A prediction, word for word, with all that is known beside it."""

    #: the user's own and the shared ones
    agent_insights: list[AgentInsight]
    #: how much stands behind the prediction
    enhanced_confidence: Probability
    confidence_parts: ConfidenceParts
    #: bets that are worth a look; usually none
    agent_recommendations: list[Recommendation]
    #: why there is none: "no_value", "self_excluded", …; None where there is one
    no_recommendation: Nothing | None
    risk_assessment: RiskAssessment


async def enhance(desk: Desk, wanted: Wanted) -> EnhancedPrediction:
    """Return the enhanced prediction of a match for the user at the desk.

    Raises
    ------
    KnowledgeError, ToolError, MlError
        When the match is not one, or nothing can be said about it.
    """
    pairing, prediction = await predict_wanted(desk, wanted)
    insights = await insights_on(desk, pairing)
    market = await _consensus(desk, pairing)
    confidence = enhanced_confidence(
        chances_of(prediction.match_result),
        evidence=prediction.confidence_score,
        market=market,
        opinions=list(_opinions(insights, pairing)),
        now=desk.as_of,
    )
    parts = asdict(confidence)
    advice = await advise(desk, [pairing.match] if pairing.match else [])
    return EnhancedPrediction(
        # the parts themselves, not a copy of them read anew
        **dict(prediction),
        agent_insights=[_seen(insight) for insight in insights],
        enhanced_confidence=parts.pop("value"),
        confidence_parts=ConfidenceParts(**parts),
        agent_recommendations=advice.recommendations,
        no_recommendation=advice.reason,
        risk_assessment=await risks_of(desk.forecaster, prediction, on=pairing.date),
    )


async def insights_on(desk: Desk, pairing: Pairing) -> list[InsightInfo]:
    """Return the user's and the shared insights on a match, then the recent ones on its clubs.

    What weighs prices is left out for a user from whom advice is kept.
    """
    mine: dict[str, Any] = {"user_id": desk.user_id, "as_of": desk.as_of, "limit": MOST}
    found: dict[str, InsightInfo] = {}
    async with desk.db.reading() as session:
        if pairing.match is not None:
            on_match = await list_insights(session, match_id=pairing.match.id, **mine)
            found |= {insight.id: insight for insight in on_match}
        for club in (pairing.home, pairing.away):
            of_club = await list_insights(session, team_id=club.id, **mine)
            recent = [each for each in of_club if desk.as_of - each.as_of <= RECENT]
            found |= {each.id: each for each in recent if each.match_id is None}
    if await is_held_back(desk):
        return [each for each in found.values() if not is_advice(each)]
    return list(found.values())


async def _consensus(desk: Desk, pairing: Pairing) -> Mapping[str, float] | None:
    """Return what the market's average thinks of the three results, None without prices."""
    consensus = (await desk.forecaster.opinions(pairing)).consensus
    three: dict[str, float] = {side: consensus[side] for side in SIDES if side in consensus}
    return three if len(three) == len(SIDES) else None


def _opinions(insights: Sequence[InsightInfo], pairing: Pairing) -> Iterator[Opinion]:
    """Yield what insights on this match thought of its results: the chances among their facts."""
    for insight in insights:
        chances = {
            fact["outcome"]: float(fact["value"])
            for fact in insight.facts
            if fact["market"] == "1x2" and fact["subject"] == pairing.title
        }
        if set(chances) == set(SIDES):
            yield Opinion(insight_id=insight.id, chances=chances, as_of=insight.as_of)


def _seen(insight: InsightInfo) -> AgentInsight:
    return AgentInsight(**{name: getattr(insight, name) for name in AgentInsight.model_fields})

"""What stands against a prediction: each risk with its figure, and how grave they are together.

Knows a prediction and how its model is doing; neither whom they are told nor what he does.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from tools.agreement import distance
from tools.frozen import Frozen
from tools.market import SIDES, ThreeResults
from tools.prediction import MatchResult, PredictionObject
from tools.worth import ALONE

if TYPE_CHECKING:
    from tools.forecasts import Forecaster

Level = Literal["low", "medium", "high"]
RiskCode = Literal["wide_doubt", "market_disagrees", "few_matches", "stale_data", "drift"]

#: two standard errors of the likeliest result's chance on either side: wider, and another result
#: may well be the likeliest
WIDE = 0.10
#: evidence on the two clubs below this: in August it is 0.54, usually 0.67
FEW = 0.4
#: days between the model's data and the match
STALE_DAYS = 10


class Risk(Frozen):
    """One thing that stands against a prediction."""

    code: RiskCode
    text: str
    #: the figure it was told by
    value: float


class RiskAssessment(Frozen):
    """How careful one should be with a prediction, and why."""

    #: "low": nothing stands against it; "medium": one thing does; "high": more do, or the model's
    #: forecasts no longer mean what they say
    level: Level
    reasons: list[Risk]
    #: standard error of the chance of each result
    doubt: ThreeResults


async def risks_of(
    forecaster: Forecaster, prediction: PredictionObject, *, on: dt.date
) -> RiskAssessment:
    """Return the risks of a prediction of a match on a day, as its model is doing now."""
    health = await forecaster.health()
    return assess(
        prediction,
        days_ahead=(on - prediction.data_cutoff.date()).days,
        evidence=health.drift.evidence if health and health.drift.matches else None,
    )


def assess(
    prediction: PredictionObject, *, days_ahead: int, evidence: float | None
) -> RiskAssessment:
    """Return the risks of a prediction.

    Parameters
    ----------
    days_ahead
        From the model's data cut-off to the match.
    evidence
        Against the forecasts that are settled, as `ml.drift` weighs it; None: none is.
    """
    doubt = doubt_of(prediction)
    reasons = [
        *_wide(prediction.match_result, doubt),
        *_market(prediction),
        *_few(prediction.confidence_score),
        *_stale(days_ahead),
        *_drift(evidence),
    ]
    grave = len(reasons) > 1 or any(reason.code == "drift" for reason in reasons)
    level: Level = "high" if grave else "medium" if reasons else "low"
    return RiskAssessment(level=level, reasons=reasons, doubt=doubt)


def doubt_of(prediction: PredictionObject) -> ThreeResults:
    """Return the standard error of the chance of each result."""
    from ml.doubt import logit_error, standard_error

    result = prediction.match_result
    errors = standard_error(
        [result.home_win, result.draw, result.away_win], logit_error(prediction.confidence_score)
    )
    return ThreeResults(**dict(zip(SIDES, map(float, errors), strict=True)))


def chances_of(result: MatchResult) -> dict[str, float]:
    """Return the chances of the three results by side."""
    return {"home": result.home_win, "draw": result.draw, "away": result.away_win}


def _wide(result: MatchResult, doubt: ThreeResults) -> list[Risk]:
    chances = chances_of(result)
    error = 2 * float(getattr(doubt, max(chances, key=chances.__getitem__)))
    if error < WIDE:
        return []
    text = "The likeliest result's chance may lie far from what is said."
    return [Risk(code="wide_doubt", text=text, value=error)]


def _market(prediction: PredictionObject) -> list[Risk]:
    market = prediction.market
    theirs = market and (market.consensus or market.implied)
    if not theirs:
        return []
    apart = distance(chances_of(prediction.match_result), theirs.model_dump())
    if apart < ALONE:
        return []
    text = "The bookmakers see this match otherwise; they are usually right."
    return [Risk(code="market_disagrees", text=text, value=apart)]


def _few(confidence: float) -> list[Risk]:
    if confidence >= FEW:
        return []
    text = "The model has seen few matches of these clubs lately."
    return [Risk(code="few_matches", text=text, value=confidence)]


def _stale(days_ahead: int) -> list[Risk]:
    if days_ahead <= STALE_DAYS:
        return []
    text = "Much may happen, or has happened, between the model's data and the match."
    return [Risk(code="stale_data", text=text, value=float(days_ahead))]


def _drift(evidence: float | None) -> list[Risk]:
    from ml.drift import ALARM

    if evidence is None or evidence < ALARM:
        return []
    text = "The model's latest forecasts did not mean what they said: a new fit is due."
    return [Risk(code="drift", text=text, value=evidence)]

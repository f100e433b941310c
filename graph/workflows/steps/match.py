"""The steps on the match itself: which one is meant, and its prediction."""

from __future__ import annotations

from typing import Any

from graph.workflows.catalogue import BuiltInStep
from graph.workflows.steps.context import StepContext
from graph.workflows.steps.given import FoundMatch, OfAMatch
from tools.market import Prices
from tools.pairings import Pairing
from tools.predicting import forecast_sheet, introduce, tell_forecast
from tools.prediction import PredictionObject
from tools.wanted import NamedMatch, find_wanted, predict_wanted

#: markets of the forecast that a quick look tells of
QUICK = frozenset({"1x2", "expected_goals", "confidence"})


class PredictedMatch(OfAMatch):
    """A match, and the user's prices on it."""

    #: the home club's first, as `validate` put them out
    odds: Prices | None = None


async def validate(asked: NamedMatch, context: StepContext) -> dict[str, Any]:
    """Find the match that is meant; prices are put as it is really played."""
    pairing = await find_wanted(context.desk, asked.wanted())
    prices = asked.odds.swapped() if asked.odds and pairing.swapped else asked.odds
    return {
        "match": FoundMatch.of(pairing).to_dict(),
        "odds": prices.model_dump(mode="json") if prices else None,
        "text": introduce(pairing, context.desk),
        "facts": [],
    }


async def predict(asked: PredictedMatch, context: StepContext) -> dict[str, Any]:
    """Predict a match that was found."""
    pairing, prediction = await predict_wanted(context.desk, asked.match.wanted(asked.odds))
    return _told(pairing, prediction)


async def predict_at_once(asked: NamedMatch, context: StepContext) -> dict[str, Any]:
    """Find a match and predict it, with few facts."""
    pairing, prediction = await predict_wanted(context.desk, asked.wanted())
    told = _told(pairing, prediction)
    facts = [fact for fact in told["facts"] if fact["market"] in QUICK]
    return {"match": FoundMatch.of(pairing).to_dict(), **told, "facts": facts}


def _told(pairing: Pairing, prediction: PredictionObject) -> dict[str, Any]:
    sheet = forecast_sheet(pairing, prediction)
    return {
        "prediction": prediction.to_dict(),
        "text": " ".join(tell_forecast(sheet, pairing, prediction)),
        "facts": [fact.to_dict() for fact in sheet.facts],
    }


VALIDATE = BuiltInStep(
    name="validate",
    does="Finds the match that is meant, or says why there is none.",
    takes=NamedMatch,
    gives=frozenset({"match", "odds", "text", "facts"}),
    run=validate,
)
PREDICTION = BuiltInStep(
    name="prediction",
    does="Predicts a match that was found, with the reasons and what the odds say beside it.",
    takes=PredictedMatch,
    gives=frozenset({"prediction", "text", "facts"}),
    run=predict,
)
QUICK_PREDICTION = BuiltInStep(
    name="quick_prediction",
    does="Finds a match and predicts it in one step.",
    takes=NamedMatch,
    gives=frozenset({"match", "prediction", "text", "facts"}),
    run=predict_at_once,
)

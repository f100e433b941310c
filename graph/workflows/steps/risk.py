"""The step on risk: what can go wrong with a prediction."""

from __future__ import annotations

from typing import Any

from graph.assessment import Risk, risk
from graph.workflows.catalogue import BuiltInStep
from graph.workflows.steps.context import StepContext
from graph.workflows.steps.given import OfAMatch
from tools.figures import Sheet
from tools.prediction import PredictionObject

FACTORS = {
    "open_match": "no result is likelier than the others together",
    "thin_evidence": "the model knows little of these clubs",
    "market_disagrees": "the market sees it differently",
}


class APrediction(OfAMatch):
    """A match and its prediction, as the steps before put them out."""

    prediction: PredictionObject


async def assess(asked: APrediction, _context: StepContext) -> dict[str, Any]:
    """Say what can go wrong with a prediction."""
    prediction = asked.prediction
    found = risk(prediction.to_dict())
    sheet = Sheet(
        asked.match.title,
        as_of=prediction.data_cutoff.isoformat(),
        source=f"model {prediction.model_version}",
    )
    text = _told(found, sheet)
    return {**found.to_dict(), "text": text, "facts": [fact.to_dict() for fact in sheet.facts]}


def _told(found: Risk, sheet: Sheet) -> str:
    failing = sheet.add("risk", "likeliest_fails", found.chance_of_failing, "probability")
    evidence = sheet.add("confidence", "model", found.evidence, "share")
    told = [
        f"The risk is {found.level}: the likeliest result fails with a chance of {failing}; the "
        f"model's confidence is {evidence}."
    ]
    if found.disagreement is not None:
        apart = sheet.add("risk", "disagreement", found.disagreement, "probability")
        told.append(f"Model and market differ on {apart} of the chance.")
    if found.factors:
        told.append(f"What makes it: {'; '.join(FACTORS[name] for name in found.factors)}.")
    return " ".join(told)


RISK = BuiltInStep(
    name="risk",
    does="Says what can go wrong with a prediction: an open match, thin evidence, another market.",
    takes=APrediction,
    gives=frozenset(
        {
            *("level", "chance_of_failing", "evidence", "disagreement", "factors"),
            *("text", "facts"),
        }
    ),
    run=assess,
)

"""The step on risk: what stands against a prediction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.workflows.catalogue import BuiltInStep
from graph.workflows.steps.context import StepContext
from graph.workflows.steps.given import OfAMatch
from tools.facts import FactUnit
from tools.figures import Sheet
from tools.prediction import PredictionObject
from tools.risks import Risk, RiskAssessment, RiskCode, risks_of

UNITS: Mapping[RiskCode, FactUnit] = {
    "wide_doubt": "probability",
    "market_disagrees": "probability",
    "few_matches": "share",
    "stale_data": "count",
    "drift": "probability",
}


class APrediction(OfAMatch):
    """A match and its prediction, as the steps before put them out."""

    prediction: PredictionObject


async def assess_risk(asked: APrediction, context: StepContext) -> dict[str, Any]:
    """Say what stands against a prediction, with the figure that each reason was told by."""
    prediction = asked.prediction
    found = await risks_of(context.desk.forecaster, prediction, on=asked.match.date)
    sheet = Sheet(
        asked.match.title,
        as_of=prediction.data_cutoff.isoformat(),
        source=f"model {prediction.model_version}",
    )
    return {
        **found.model_dump(mode="json"),
        "text": _told(found, sheet),
        "facts": [fact.to_dict() for fact in sheet.facts],
    }


def _told(found: RiskAssessment, sheet: Sheet) -> str:
    told = [f"The risk is {found.level}."]
    for reason in found.reasons:
        figure = sheet.add("risk", reason.code, _figure(reason), UNITS[reason.code])
        told.append(f"{reason.text.removesuffix('.')} ({figure}).")
    return " ".join(told)


def _figure(reason: Risk) -> float | int:
    """Return the figure of a reason; evidence is told as the chance that it came by chance."""
    if reason.code == "drift":
        return 1 / reason.value
    return int(reason.value) if UNITS[reason.code] == "count" else reason.value


RISK = BuiltInStep(
    name="risk",
    does="Says what stands against a prediction: doubt, another market, few matches, old data.",
    takes=APrediction,
    gives=frozenset({"level", "reasons", "doubt", "text", "facts"}),
    run=assess_risk,
)

"""How sure a prediction is, and how risky the match: read from a prediction object alone.

Nothing here moves a probability. `confidence` and `risk` are defined in docs/workflows.md; what
they are made of is what the model and the market say of this match, never a figure of our own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

Level = Literal["low", "medium", "high"]
SIDES = ("home", "draw", "away")
#: how often the likeliest result fails in a match of little risk, and in one of great risk
SURE, OPEN = 0.35, 0.5
#: the model's evidence that is little
THIN = 0.5
#: chance on which model and market disagree: of so much one of them must be wrong
APART = 0.1


@dataclass(frozen=True, kw_only=True, slots=True)
class Risk:
    """What can go wrong with a forecast of a match."""

    level: Level
    #: 0..1, that the likeliest result does not come
    chance_of_failing: float
    #: 0..1, how much the model knows of the two clubs
    evidence: float
    #: 0..1, chance that model and market put on different results; None without odds
    disagreement: float | None
    #: what makes the risk: "open_match", "thin_evidence", "market_disagrees"
    factors: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON."""
        return {**asdict(self), "factors": list(self.factors)}


def disagreement(prediction: Mapping[str, Any]) -> float | None:
    """Return the chance, 0..1, that model and market put on different results.

    The total variation distance of the two: half the sum of the differences. None without odds.
    """
    market = prediction.get("market")
    if not market:
        return None
    theirs = market.get("consensus") or market["implied"]
    apart = (abs(ours - theirs[side]) for side, ours in _results(prediction).items())
    return float(sum(apart)) / 2


def confidence(prediction: Mapping[str, Any]) -> float:
    """Return how sure a prediction is, 0..1: the model's evidence, less what the market disputes.

    `confidence_score · (1 - disagreement)`; without odds the model's evidence alone.
    """
    return float(prediction["confidence_score"]) * (1 - (disagreement(prediction) or 0.0))


def risk(prediction: Mapping[str, Any]) -> Risk:
    """Return what can go wrong with a prediction."""
    failing = 1 - max(_results(prediction).values())
    evidence, apart = float(prediction["confidence_score"]), disagreement(prediction)
    present = {
        "open_match": failing >= OPEN,
        "thin_evidence": evidence < THIN,
        "market_disagrees": apart is not None and apart >= APART,
    }
    factors = tuple(name for name, there in present.items() if there)
    level: Level = "high" if factors else "low" if failing < SURE else "medium"
    return Risk(
        level=level,
        chance_of_failing=failing,
        evidence=evidence,
        disagreement=apart,
        factors=factors,
    )


def _results(prediction: Mapping[str, Any]) -> dict[str, float]:
    result = prediction["match_result"]
    return dict(zip(SIDES, (result["home_win"], result["draw"], result["away_win"]), strict=True))

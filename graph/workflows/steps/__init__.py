"""The built-in steps: plain inputs in, the tools asked as the owner, plain JSON out."""

from __future__ import annotations

from graph.workflows.catalogue import BuiltInStep
from graph.workflows.steps import advice, clubs, insight, match, risk

BUILT_IN_STEPS: tuple[BuiltInStep, ...] = (
    match.VALIDATE,
    clubs.TEAM_ANALYSIS,
    match.PREDICTION,
    insight.INSIGHT,
    clubs.HISTORY,
    advice.ODDS,
    clubs.TREND,
    risk.RISK,
    advice.RECOMMENDATIONS,
    match.QUICK_PREDICTION,
    insight.SHORT_INSIGHT,
)

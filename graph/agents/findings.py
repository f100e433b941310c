"""What a watching agent finds, told as an insight with a severity, once."""

from __future__ import annotations

from dataclasses import dataclass

from graph.agents.errand import Errand
from graph.keeping import insight_id, keep, kept_before, numbered
from knowledge.insights import InsightDraft, Severity
from tools.facts import Fact


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """Something worth telling."""

    #: the same key is the same finding
    key: tuple[object, ...]
    text: str
    severity: Severity
    facts: tuple[Fact, ...]
    match_id: str | None = None
    league_id: str | None = None
    #: 0..1; None where what is told was seen and not inferred
    confidence: float | None = None


async def tell_finding(errand: Errand, finding: Finding) -> str | None:
    """Keep a finding as an insight; return its id, None when it had been told before."""
    id_ = insight_id(errand.agent.id, *finding.key)
    if await kept_before(errand.desk, id_):
        return None
    kept = await keep(
        errand.desk,
        InsightDraft(
            id=id_,
            type="analysis",
            severity=finding.severity,
            text=finding.text,
            source="agent",
            match_id=finding.match_id,
            league_id=finding.league_id,
            confidence=finding.confidence,
            facts=numbered(finding.facts),
        ),
        agent_id=errand.agent.id,
    )
    return kept.id

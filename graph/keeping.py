"""Insights that are made by work: each kept once under an id of its own, and how sure they are.

Agents and workflows keep theirs alike. Does not know how an insight comes about.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from hashlib import sha256
from typing import Any

from knowledge.errors import NotFound
from knowledge.insights import InsightDraft, InsightInfo, get_insight
from tools.desk import Desk
from tools.facts import Fact


def insight_id(*parts: object) -> str:
    """Return the id of the insight that is made from these parts: the same from the same."""
    text = "\x1f".join(map(str, parts))
    return f"insight-{sha256(text.encode()).hexdigest()[:32]}"


async def kept_before(desk: Desk, id_: str) -> InsightInfo | None:
    """Return the insight of an id that was kept for the user before, None when there is none."""
    async with desk.db.reading() as session:
        try:
            return await get_insight(session, id_, user_id=desk.user_id, as_of=desk.as_of)
        except NotFound:
            return None


async def keep(desk: Desk, draft: InsightDraft, *, agent_id: str | None) -> InsightInfo:
    """Keep an insight for the user, perhaps an agent's; one of the same id stands as it is."""
    draft = replace(draft, user_id=desk.user_id, agent_id=agent_id)
    return await desk.insights.add(draft, now=desk.as_of)


def numbered(facts: Iterable[Fact]) -> list[dict[str, Any]]:
    """Return facts in the shape of the answer object, numbered from f1."""
    return [fact.numbered(number).to_dict() for number, fact in enumerate(facts, start=1)]


def confidence_of(evidence: float, found: Collection[bool]) -> float:
    """Return how sure words about a match are, 0 to 1; see `docs/enhanced-predictions.md`.

    Parameters
    ----------
    evidence
        The confidence score of its prediction.
    found
        Of each thing that was looked for beside it, whether it was found.
    """
    return evidence * sum(found) / len(found) if found else evidence

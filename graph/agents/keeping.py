"""An agent's insights: each kept once under an id of its own, with what it rests on.

Does not know how an insight comes about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from graph.agents.errand import Errand
from graph.wording import Language
from graph.wording.figures import shown
from knowledge.errors import NotFound
from knowledge.insights import InsightDraft, InsightInfo, get_insight
from tools.facts import Fact


def insight_id(*parts: object) -> str:
    """Return the id of the insight that is made from these parts: the same from the same."""
    text = "\x1f".join(map(str, parts))
    return f"insight-{sha256(text.encode()).hexdigest()[:32]}"


async def kept_before(errand: Errand, id_: str) -> InsightInfo | None:
    """Return the owner's insight of an id, None when there is none yet."""
    desk = errand.desk
    async with desk.db.reading() as session:
        try:
            return await get_insight(session, id_, user_id=desk.user_id, as_of=desk.as_of)
        except NotFound:
            return None


async def keep(errand: Errand, draft: InsightDraft) -> InsightInfo:
    """Keep an insight as the agent's for its owner; one of the same id stands as it is."""
    agent = errand.agent
    draft = replace(draft, user_id=agent.user_id, agent_id=agent.id)
    return await errand.desk.insights.add(draft, now=errand.desk.as_of)


def numbered(facts: Iterable[Fact]) -> list[dict[str, Any]]:
    """Return facts in the shape of the answer object, numbered from f1."""
    return [fact.numbered(number).to_dict() for number, fact in enumerate(facts, start=1)]


def rested_on(
    text: str, facts: Sequence[Mapping[str, Any]], language: Language
) -> list[dict[str, Any]]:
    """Return the facts whose figures stand in a text, each once, numbered anew."""
    found: dict[tuple[object, ...], dict[str, Any]] = {}
    for fact in facts:
        figure = shown(fact["value"], str(fact["unit"]), language)
        if figure in text:
            key = (fact["subject"], fact["market"], fact["outcome"])
            found.setdefault(key, dict(fact))
    return [{**fact, "id": f"f{number}"} for number, fact in enumerate(found.values(), start=1)]

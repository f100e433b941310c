"""What a custom agent does: its owner's own words, asked of the mentor. Knows no subject."""

from __future__ import annotations

from typing import Any

from graph.agents.errand import Errand
from graph.agents.showing import ADVISES
from graph.keeping import insight_id, keep
from graph.spoken import Spoken
from knowledge.insights import InsightDraft
from tools.holding_back import is_advice


async def follow_prompt(errand: Errand) -> dict[str, Any]:
    """Ask the mentor the owner's prompt with the tools that are allowed; keep the answer.

    Its confidence is None: nobody measures what a prompt asks for. What a rule of the house says in
    place of an answer is told, and not kept.

    Raises
    ------
    GraphError
        When the mentor has no answer.
    """
    answer = await errand.voice.say(errand.agent, errand.configuration.prompt, errand.language)
    spoken = Spoken((answer,))
    told = {"text": spoken.text, "guard": spoken.guard, "model": spoken.model}
    if spoken.guard is not None:
        return {"insight_ids": [], **told, ADVISES: False}
    kept = await keep(
        errand.desk,
        InsightDraft(
            id=insight_id(errand.agent.id, errand.task_id),
            type="analysis",
            text=spoken.text,
            source=f"agent, {spoken.model}",
            facts=spoken.facts_of(spoken.text),
        ),
        agent_id=errand.agent.id,
    )
    return {"insight_ids": [kept.id], **told, ADVISES: is_advice(kept)}

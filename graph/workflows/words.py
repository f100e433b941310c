"""Who puts findings into words: in the house the mentor, asked like anybody asks him.

So a workflow's words go through the same tools, checks and guard as a conversation's, and every
figure in them is one of the facts beside them. Knows no workflow.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from graph.mentor import Mentor, Question
from graph.wording import Language


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A text, and the facts that its figures are from, as dicts."""

    text: str
    facts: tuple[Mapping[str, Any], ...]


class Words(Protocol):
    """Answers a question in words."""

    async def __call__(self, question: str, *, owner: str, language: Language) -> Told:
        """Return the answer for a user, in a language.

        Raises
        ------
        GraphError : there is no answer; the message is for a person.
        """
        ...


class MentorsWords:
    """Asks the mentor; the conversation is not kept."""

    def __init__(self, mentor: Mentor) -> None:
        self._mentor = mentor

    async def __call__(self, question: str, *, owner: str, language: Language) -> Told:
        """Return the mentor's answer."""
        answer = await self._mentor.ask(
            Question(question, user_id=owner, language=language, kept=False)
        )
        return Told(text=answer.answer, facts=answer.facts)

"""The mentor's words for those who work for a user: his answers to their questions, as one text.

They are asked like anybody asks him, so they go through the same tools, checks and guard as a
conversation, and every figure in them is of one of the facts beside them. Does not know what is
asked, nor where the words are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from graph.answer import Answer
from graph.run import Question
from graph.wording import Language
from graph.wording.figures import OddsFormat, shown
from knowledge.preferences import get_preferences

if TYPE_CHECKING:
    from graph.mentor import Mentor
    from tools.desk import Desk


@dataclass(frozen=True, slots=True)
class Spoken:
    """Answers that belong together, each of a question of its own."""

    answers: tuple[Answer, ...]

    @property
    def text(self) -> str:
        """The words, a paragraph an answer."""
        return "\n\n".join(answer.answer for answer in self.answers)

    @property
    def language(self) -> Language:
        """The language of the words."""
        return self.answers[0].language

    @property
    def model(self) -> str:
        """Who wrote it: "analyst", "ollama:<name>", or both."""
        return ", ".join(dict.fromkeys(answer.model for answer in self.answers))

    @property
    def guard(self) -> Mapping[str, str] | None:
        """What a rule of the house said in place of an answer: it is told, and not kept."""
        return next((answer.guard for answer in self.answers if answer.guard), None)

    def facts_of(self, text: str) -> list[dict[str, Any]]:
        """Return the facts whose figures stand in a text of these words."""
        facts = [fact for answer in self.answers for fact in answer.facts]
        return rested_on(text, facts, self.language)


async def ask(
    mentor: Mentor, questions: Iterable[str], *, user_id: str, language: Language
) -> Spoken:
    """Ask the mentor, and keep no conversation of it.

    Raises
    ------
    GraphError
        There is no answer; the message is for a person.
    """
    asked = [Question(text, user_id=user_id, language=language, kept=False) for text in questions]
    return Spoken(tuple([await mentor.ask(question) for question in asked]))


async def language_of(desk: Desk, otherwise: Language = "en") -> Language:
    """Return the language that the user at a desk has chosen."""
    async with desk.db.reading() as session:
        return (await get_preferences(session, desk.user_id)).language or otherwise


def rested_on(
    text: str, facts: Sequence[Mapping[str, Any]], language: Language
) -> list[dict[str, Any]]:
    """Return the facts whose figures stand in a text, each once, numbered anew."""
    found: dict[tuple[object, ...], dict[str, Any]] = {}
    for fact in facts:
        if any(_stands_in(text, figure) for figure in _figures(fact, language)):
            key = (fact["subject"], fact["market"], fact["outcome"])
            found.setdefault(key, dict(fact))
    return [{**fact, "id": f"f{number}"} for number, fact in enumerate(found.values(), start=1)]


def _figures(fact: Mapping[str, Any], language: Language) -> set[str]:
    """Return how a fact's value may be written: prices in any of the formats."""
    value, unit = fact["value"], str(fact["unit"])
    formats: tuple[OddsFormat, ...] = get_args(OddsFormat) if unit == "odds" else ("decimal",)
    return {shown(value, unit, language, each) for each in formats}


def _stands_in(text: str, figure: str) -> bool:
    """Tell whether a figure stands in a text as a whole: 3 does not in 35% or 1.3."""
    # a pattern a figure is dear, and most figures of a run are nowhere in what was said
    whole = rf"(?<![\w.,]){re.escape(figure)}(?!\w|[.,]\d)"
    return figure in text and bool(re.search(whole, text))

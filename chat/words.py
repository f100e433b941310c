"""The mentor's words about a prediction: asked like anybody asks him, and kept as an insight.

So they go through the same tools, checks and guard as a conversation, and every figure in them is
one of the facts beside them. Does not know who is shown them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.agents.keeping import rested_on
from graph.answer import Answer
from graph.run import Question
from graph.wording import Language
from graph.wording.phrasebook import Phrasebook
from knowledge.insights import InsightDraft, InsightInfo
from knowledge.preferences import get_preferences
from tools.holding_back import is_held_back
from tools.pairings import Pairing
from tools.prediction import PredictionObject
from tools.wanted import Wanted, predict_wanted

if TYPE_CHECKING:
    from chat.house import House
    from tools.desk import Desk


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What the mentor said about a prediction."""

    pairing: Pairing
    prediction: PredictionObject
    #: each an answer of its own
    answers: tuple[Answer, ...]

    @property
    def text(self) -> str:
        """The words, a paragraph an answer."""
        return "\n\n".join(answer.answer for answer in self.answers)

    @property
    def facts(self) -> list[dict[str, object]]:
        """The facts that the figures in the words are of, numbered anew."""
        facts = [fact for answer in self.answers for fact in answer.facts]
        return rested_on(self.text, facts, self.answers[0].language)

    @property
    def model(self) -> str:
        """Who wrote it: "analyst", "ollama:<name>", or both."""
        return ", ".join(dict.fromkeys(answer.model for answer in self.answers))

    @property
    def guard(self) -> dict[str, str] | None:
        """What a rule of the house said in place of an answer."""
        return next((answer.guard for answer in self.answers if answer.guard), None)


async def tell(
    house: House, wanted: Wanted, *, user_id: str, language: Language | None = None
) -> Told:
    """Ask the mentor what is to be expected of a match, and why.

    Parameters
    ----------
    wanted
        With prices, he is asked too whether they are value, unless advice is kept from the user.
    language
        None: the user's own, else the house's, else English.

    Raises
    ------
    KnowledgeError, ToolError, MlError
        When the match is not one, or nothing can be said about it.
    GraphError
        There is no answer; the message is for a person.
    """
    desk = await house.desk(user_id)
    pairing, prediction = await predict_wanted(desk, wanted)
    language = language or await _language(house, desk)
    answers = [
        await house.mentor.ask(Question(text, user_id=user_id, language=language, kept=False))
        for text in await _questions(desk, wanted, pairing, language)
    ]
    return Told(pairing=pairing, prediction=prediction, answers=tuple(answers))


async def keep(
    house: House, told: Told, *, user_id: str | None, agent_id: str | None = None
) -> InsightInfo:
    """Keep the words as an insight; its confidence is the prediction's own."""
    match = told.pairing.match
    draft = InsightDraft(
        type="prediction",
        text=told.text,
        user_id=user_id,
        agent_id=agent_id,
        match_id=match.id if match else None,
        league_id=told.pairing.league,
        confidence=told.prediction.confidence_score,
        source=told.model,
        facts=told.facts,
    )
    return await house.insights.add(draft, now=house.clock())


async def _questions(desk: Desk, wanted: Wanted, pairing: Pairing, language: Language) -> list[str]:
    book = Phrasebook(language)
    named = {
        "home": pairing.home.name,
        "away": pairing.away.name,
        "date": pairing.date.isoformat(),
    }
    asked = [book.say("analysis.expect", **named)]
    if wanted.prices and not await is_held_back(desk):
        prices = {f"{side}_price": f"{getattr(wanted.prices, side):.2f}" for side in _SIDES}
        asked.append(book.say("analysis.prices", **named, **prices))
    return asked


_SIDES = ("home", "draw", "away")


async def _language(house: House, desk: Desk) -> Language:
    async with desk.db.reading() as session:
        own = (await get_preferences(session, desk.user_id)).language
    return own or house.settings.lang or "en"

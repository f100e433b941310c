"""The mentor's words about a prediction: asked like anybody asks him, and kept as an insight.

So they go through the same tools, checks and guard as a conversation, and every figure in them is
one of the facts beside them. Does not know who is shown them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.keeping import confidence_of
from graph.questions import MatchQuestions
from graph.spoken import Spoken, ask, language_of
from graph.wording import Language
from knowledge.insights import InsightDraft, InsightInfo
from tools.holding_back import is_held_back
from tools.pairings import Pairing
from tools.prediction import PredictionObject
from tools.wanted import Wanted, predict_wanted

if TYPE_CHECKING:
    from chat.house import House


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What the mentor said about a prediction."""

    pairing: Pairing
    prediction: PredictionObject
    spoken: Spoken


async def tell(
    house: House,
    wanted: Wanted,
    *,
    user_id: str,
    language: Language | None = None,
    accepted: Language | None = None,
) -> Told:
    """Ask the mentor what is to be expected of a match, and why.

    Parameters
    ----------
    wanted
        With prices, he is asked too whether they are value, unless advice is kept from the user.
    language
        None: the user's own, else the house's, else `accepted`, else English.
    accepted
        What the reader's program asks for.

    Raises
    ------
    KnowledgeError, ToolError, MlError
        When the match is not one, or nothing can be said about it.
    GraphError
        There is no answer; the message is for a person.
    """
    desk = await house.desk(user_id)
    pairing, prediction = await predict_wanted(desk, wanted)
    language = language or await language_of(desk, house.settings.lang or accepted or "en")
    about = MatchQuestions.of(pairing, language)
    questions = [about.on("expect")]
    if wanted.prices and not await is_held_back(desk):
        questions.append(about.on_prices(wanted.prices))
    spoken = await ask(house.mentor, questions, user_id=user_id, language=language)
    return Told(pairing=pairing, prediction=prediction, spoken=spoken)


async def keep(house: House, told: Told, *, user_id: str | None) -> InsightInfo:
    """Keep the words as an insight."""
    match, spoken = told.pairing.match, told.spoken
    draft = InsightDraft(
        type="prediction",
        text=spoken.text,
        user_id=user_id,
        match_id=match.id if match else None,
        league_id=told.pairing.league,
        confidence=confidence_of(told.prediction.confidence_score, ()),
        source=spoken.model,
        facts=spoken.facts_of(spoken.text),
    )
    return await house.insights.add(draft, now=house.clock())

"""`tippmix ask`: one turn through the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chat.cli.edge import say, show, show_json, without_marks
from chat.cli.progress import waiting

if TYPE_CHECKING:
    from chat.house import House
    from chat.settings import Settings


async def ask(
    settings: Settings, text: str, *, user: str, thread: str | None, as_json: bool
) -> None:
    """Ask one question and print the answer."""
    from chat.errors import BadInput
    from chat.house import open_house
    from graph.run import Question

    if not text.strip():
        raise BadInput("That is no question: write one between quotation marks.")
    with waiting("Getting ready…"):
        async with open_house(settings) as house:
            await fit_if_needed(house)
            question = Question(text=text, user_id=user, thread_id=thread, language=settings.lang)
            answer = await house.mentor.ask(question)
    if as_json:
        show_json(answer.to_dict())
    else:
        show(without_marks(answer.answer))


async def fit_if_needed(house: House) -> None:
    """Bring the model up to date; say why this answer takes longer than others."""
    if await house.forecaster.is_stale():
        say("Fitting the model on what is new…")
        await house.forecaster.refresh()

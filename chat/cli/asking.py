"""`tippmix ask`: one turn through the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chat.cli.edge import say, show, show_json
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
            await _fit_if_needed(house, as_json=as_json)
            question = Question(text=text, user_id=user, thread_id=thread, language=settings.lang)
            answer = await house.mentor.ask(question)
    if as_json:
        show_json(answer.to_dict())
    else:
        show(answer.answer)


async def _fit_if_needed(house: House, *, as_json: bool) -> None:
    """Say why the first answer takes longer than the others."""
    if not as_json and not await house.forecaster.ready():
        say("Fitting the model for the first time…")
        await house.forecaster.model()

"""The button under “not installed”: gets the model, and shows how far it is.

For the person at this machine alone. Does not know how a model is got.
"""

# Chainlit leaves most of what is called here without types
# mypy: allow-untyped-calls

from __future__ import annotations

import chainlit as cl

from chat.house import House
from chat.ui.threads import MENTOR
from chat.ui.words import Language, page_language, sentence
from graph.errors import GraphError

ACTION = "pull_model"


class Pulling:
    """Offers to get the model that is missing, and gets it."""

    def __init__(self, house: House) -> None:
        self._house = house

    def register(self) -> None:
        """Hand the button's callback to Chainlit."""
        cl.action_callback(ACTION)(self.pull)

    async def offers(self, answer: str, language: Language) -> list[cl.Action]:
        """Return the button for an answer that says that the model is not installed."""
        name = await self._missing()
        if name is None or f"ollama pull {name}" not in answer:
            return []
        label = sentence("pull", language).format(name=name)
        return [cl.Action(name=ACTION, payload={}, label=label, icon="download")]

    async def pull(self, action: cl.Action) -> None:
        """Get the model that is missing; the message under the button tells how far it is."""
        language = page_language(getattr(cl.context.session, "language", None))
        # what to get is not the page's to say
        name = await self._missing()
        if name is None:
            return
        await action.remove()
        message = cl.Message(content=sentence("pulling", language), author=MENTOR)
        await message.send()
        try:
            await self._follow(name, message, language)
            message.content = sentence("pulled", language).format(name=name)
        except GraphError as error:
            message.content = str(error) if language == "en" else sentence("not_pulled", language)
        await message.update()

    async def _follow(self, name: str, message: cl.Message, language: Language) -> None:
        shown = -1
        async for step in self._house.gateway.pull(name):
            percent = 100 * step.completed // step.total if step.total else 0
            if percent != shown:
                shown = percent
                message.content = f"{sentence('pulling', language)} {percent}%"
                await message.update()

    async def _missing(self) -> str | None:
        if not self._house.gatekeeper.trusts_loopback:
            return None
        return (await self._house.gateway.status()).missing

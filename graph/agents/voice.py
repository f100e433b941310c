"""How an agent speaks: through the mentor, as itself, in a thread of its own.

`agent_question` is what any door asks when a person talks to an agent. Does not know what the
agent works on.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from graph.agents.configuration import configuration_of
from graph.errors import ThreadBusy
from graph.persona import Persona
from graph.run import Question
from graph.wording import Language
from knowledge.agents import AgentInfo

if TYPE_CHECKING:
    from graph.answer import Answer
    from graph.mentor import Mentor

#: seconds between two looks whether an agent's thread is free
_LOOK = 0.2


def persona_of(agent: AgentInfo) -> Persona:
    """Return an agent as a turn sees it."""
    told = configuration_of(agent)
    return Persona(name=agent.name, wish=told.prompt, tools=told.tools, model=told.model)


def own_thread(agent: AgentInfo) -> str:
    """Return the id of the thread in which an agent works."""
    return f"thread-{agent.id}"


def agent_question(
    agent: AgentInfo, text: str, *, thread_id: str | None = None, language: Language | None = None
) -> Question:
    """Return a question that an agent answers, asked by its owner.

    Parameters
    ----------
    thread_id
        A conversation of the owner's; None starts a new one.
    language
        None: the agent's, else that of the question.
    """
    return Question(
        text,
        user_id=agent.user_id,
        thread_id=thread_id,
        language=language or configuration_of(agent).language,
        persona=persona_of(agent),
    )


class Voice:
    """Asks the mentor on behalf of agents; one question at a time in an agent's own thread."""

    def __init__(self, mentor: Mentor) -> None:
        self._mentor = mentor
        #: those whose turn it is or who wait for it
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def say(self, agent: AgentInfo, text: str, language: Language) -> Answer:
        """Return what an agent says to a question of its own work.

        Raises
        ------
        GraphError
            There is no answer; the message is for a person.
        """
        question = agent_question(agent, text, thread_id=own_thread(agent), language=language)
        turn = self._turns.setdefault(agent.id, asyncio.Lock())
        async with turn:
            while True:
                try:
                    return await self._mentor.ask(question)
                except ThreadBusy:
                    # another process works in it: leases tell nobody when they are given back
                    await asyncio.sleep(_LOOK)

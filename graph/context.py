"""Who asks, and in which language: what a run is told besides the messages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from langchain_core.messages import AIMessage, AnyMessage, HumanMessage
from langchain_core.runnables import RunnableConfig

from graph.persona import Persona
from graph.readers import Reader
from graph.recording import Tape
from graph.wording import Language
from knowledge.holds import Rule


@dataclass(frozen=True, slots=True)
class RunContext:
    """The asker of one run.

    `user_id` None: the `user_id` of the config's `configurable`, else "local", the person at this
    machine. `language` None: the language of the question.
    """

    user_id: str | None = None
    language: Language | None = None
    #: what the asker has set that shapes words and limits
    reader: Reader = field(default_factory=Reader)
    #: takes down what happens, so that the run can be played again; None: it is not recorded
    tape: Tape | None = None
    #: True: the graph's fallback speaks from the start (in the house, the analyst)
    by_analyst: bool = False
    #: the agent that speaks; None: the mentor himself
    persona: Persona | None = None


def asking_user(context: RunContext | None, config: RunnableConfig) -> str:
    """Return the id of the user who asks; the context wins over the config."""
    if context is not None and context.user_id:
        return context.user_id
    return str(config.get("configurable", {}).get("user_id") or "local")


def said_by_user(messages: Sequence[AnyMessage]) -> dict[str, str]:
    """Return the user's own words of this turn, and what the mentor had said before them.

    Tools keep of a user only what stands there (`tools.said`).
    """
    asked = [place for place, one in enumerate(messages) if isinstance(one, HumanMessage)]
    if not asked:
        return {"words": "", "asked": ""}
    before = (str(m.text) for m in reversed(messages[: asked[-1]]) if isinstance(m, AIMessage))
    return {
        "words": str(messages[asked[-1]].text),
        "asked": next((text for text in before if text.strip()), ""),
    }


def config_for_tools(
    context: RunContext | None,
    config: RunnableConfig,
    messages: Sequence[AnyMessage],
    *,
    held_back: Rule | None = None,
) -> RunnableConfig:
    """Return the config with the asking user, his words and what is kept from him, for tools."""
    configurable = {
        **config.get("configurable", {}),
        "user_id": asking_user(context, config),
        "said": said_by_user(messages),
        "held_back": held_back,
    }
    return {**config, "configurable": configurable}

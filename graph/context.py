"""Who asks, and in which language: what a run is told besides the messages."""

from __future__ import annotations

from dataclasses import dataclass, field

from langchain_core.runnables import RunnableConfig

from graph.readers import Reader
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


def asking_user(context: RunContext | None, config: RunnableConfig) -> str:
    """Return the id of the user who asks; the context wins over the config."""
    if context is not None and context.user_id:
        return context.user_id
    return str(config.get("configurable", {}).get("user_id") or "local")


def config_for_tools(
    context: RunContext | None, config: RunnableConfig, *, held_back: Rule | None = None
) -> RunnableConfig:
    """Return the config with the asking user and what is kept from him, where tools look."""
    configurable = {
        **config.get("configurable", {}),
        "user_id": asking_user(context, config),
        "held_back": held_back,
    }
    return {**config, "configurable": configurable}

"""Which chat model speaks in a turn. Does not know where models run: the gateway does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from langchain_core.language_models import BaseChatModel

from graph.errors import ModelError

ANALYST = "analyst"


@dataclass(frozen=True, kw_only=True, slots=True)
class Speaker:
    """A chat model, ready to be asked, and its name in the answer object."""

    model: BaseChatModel
    name: str
    #: why this speaker speaks in place of the one that was asked for
    instead: ModelError | None = None
    #: tokens of prompt that it can read; None: any number
    room: int | None = None
    #: characters of text that make one of its tokens
    characters_a_token: float = 3.0

    @property
    def writes_from_facts(self) -> bool:
        """Whether its figures come from facts by construction (the analyst)."""
        return self.name == ANALYST


@runtime_checkable
class SpeakerSource(Protocol):
    """Chooses the speaker of a turn."""

    async def choose(self) -> Speaker:
        """Return the speaker that shall speak now."""
        ...

    def failed(self, error: ModelError) -> None:
        """Hear that the speaker chosen last failed."""
        ...


@runtime_checkable
class NamedSpeakers(Protocol):
    """Finds a speaker by name, where somebody asks for one."""

    async def choose_named(self, name: str) -> Speaker:
        """Return the language model of this name, or who speaks in its place and why."""
        ...


@dataclass(frozen=True, slots=True)
class OneSpeaker:
    """The source that always chooses the same model."""

    model: BaseChatModel

    async def choose(self) -> Speaker:
        """Return the only speaker there is."""
        return speaker_of(self.model)

    def failed(self, error: ModelError) -> None:
        """Nothing to do: there is no other speaker to choose."""


def speaker_of(model: BaseChatModel) -> Speaker:
    """Return the speaker of a model that needs no gateway."""
    # `_llm_type` is LangChain's own public name for the kind of a model, despite its underscore
    name = getattr(model, "model", None) or getattr(model, "model_name", None) or model._llm_type
    return Speaker(model=model, name=str(name))

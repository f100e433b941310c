"""Choose who speaks: Ollama's model when it is there and usable, the analyst otherwise.

Does not know what is asked. It is asked anew for each step, so that a model which comes back is
heard again; what it found out about Ollama is kept for a few seconds.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from langchain_core.language_models import BaseChatModel

from graph.errors import (
    ModelAway,
    ModelBusy,
    ModelDied,
    ModelError,
    ModelMissing,
    ModelOnlyEmbeds,
    ModelOutOfTime,
    ModelResting,
    ModelWithoutTools,
)
from graph.gateway.breaker import Breaker, BreakerState
from graph.gateway.patience import Patience, WaitingRoom
from graph.gateway.probe import OllamaProbe, OllamaStatus
from graph.gateway.tokens import ANSWER, CONTEXT
from graph.speakers import ANALYST, Speaker

if TYPE_CHECKING:
    from graph.gateway.ollama import OllamaChat
    from graph.gateway.pull import PullProgress

#: small, calls tools, does not think aloud, speaks Hungarian
DEFAULT_MODEL = "qwen3:4b-instruct"
DEFAULT_URL = "http://127.0.0.1:11434"

#: what says that Ollama is not well, and how much: waiting in vain costs a reader most
_ILLNESSES: dict[type[ModelError], int] = {
    ModelAway: 1,
    ModelDied: 1,
    ModelBusy: 1,
    ModelOutOfTime: 2,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class GatewayStatus:
    """Who would speak now, and why not another."""

    #: "analyst" or "ollama:<name>"
    speaker: str
    ollama: OllamaStatus
    #: why Ollama's model does not speak: one sentence that says how to mend it; None where it does
    problem: str | None
    #: "open": Ollama failed again and again, and is not asked; "trial": the next question tries
    breaker: BreakerState = "closed"
    #: the model that would speak if it were installed
    missing: str | None = None


class Gateway:
    """Chooses the speaker of each step.

    Parameters
    ----------
    spec : "auto": Ollama's default model when it is there, else another of this machine's models,
        rather one that calls tools by itself, else the analyst; "analyst"; or "ollama:<name>": that
        model, and the analyst in its place when it is not usable, which the reader is told.
    url : where Ollama listens.
    analyst : the chat model that needs nothing outside.
    seconds : a clock for how long findings are kept, and how long a sick Ollama is left alone.
    patience : how long a model may take for a piece of its answer.
    """

    def __init__(
        self,
        spec: str = "auto",
        *,
        url: str = DEFAULT_URL,
        analyst: BaseChatModel,
        seconds: Callable[[], float] = monotonic,
        patience: Patience | None = None,
    ) -> None:
        kind, _, name = spec.partition(":")
        if spec not in ("auto", ANALYST) and not (kind == "ollama" and name):
            raise ValueError(f"“{spec}” is no model: auto, analyst or ollama:NAME.")
        self._spec = spec
        self._wanted = name or None
        self._analyst = Speaker(model=analyst, name=ANALYST)
        self._url = url
        self._patience = patience or Patience()
        self._probe = OllamaProbe(url, seconds=seconds)
        self._breaker = Breaker(seconds)
        self._room = WaitingRoom()
        self._models: dict[tuple[str, bool], OllamaChat] = {}
        #: models that said they have no tools although Ollama says so
        self._toolless: set[str] = set()

    async def choose(self) -> Speaker:
        """Return the speaker for now; never fails, never waits long."""
        if self._spec == ANALYST:
            return self._analyst
        try:
            if not self._breaker.lets_through():
                raise ModelResting(self._breaker.seconds_left)
            return self._ollama(*await self._usable_model())
        except ModelError as error:
            return self._in_place(error)

    async def choose_named(self, name: str) -> Speaker:
        """Return Ollama's model of this name, or the analyst in its place; never fails.

        Where the house was told to do without Ollama, nobody else's wish brings it in.
        """
        if self._spec == ANALYST:
            return self._analyst
        try:
            if not self._breaker.lets_through():
                raise ModelResting(self._breaker.seconds_left)
            status = await self._probe.look()
            if not status.reachable:
                raise ModelAway(self._url)
            return self._ollama(*await self._checked(name, status))
        except ModelError as error:
            return Speaker(model=self._analyst.model, name=ANALYST, instead=error)

    def failed(self, error: ModelError) -> None:
        """Forget what is known of Ollama: the next choice looks again, or leaves it alone."""
        weight = _ILLNESSES.get(type(error))
        if weight and self._breaker.failed(weight):
            # they would wait as long, and in vain
            self._room.clear()
        if isinstance(error, ModelWithoutTools):
            self._toolless.add(error.name)
        self._probe.forget()

    async def status(self) -> GatewayStatus:
        """Return who would speak now, for those who look after the machine."""
        ollama = await self._probe.look()
        problem: str | None = None
        missing: str | None = None
        speaker = self._analyst.name
        if self._spec != ANALYST:
            try:
                name, _ = await self._usable_model()
                if self._breaker.state == "open":
                    raise ModelResting(self._breaker.seconds_left)
                speaker = f"ollama:{name}"
            except ModelError as error:
                problem = str(error)
                missing = error.name if isinstance(error, ModelMissing) else None
        return GatewayStatus(
            speaker=speaker,
            ollama=ollama,
            problem=problem,
            breaker=self._breaker.state,
            missing=missing,
        )

    async def pull(self, name: str) -> AsyncIterator[PullProgress]:
        """Get a model through Ollama; yield how far it is. It can speak at once.

        Raises
        ------
        ModelError : as `graph.gateway.pull.pull` says.
        """
        from graph.gateway.pull import pull

        async for progress in pull(self._url, name):
            yield progress
        self._probe.forget()

    async def aclose(self) -> None:
        """Close the connections."""
        await self._probe.aclose()
        for model in self._models.values():
            await model.aclose()

    def _in_place(self, error: ModelError) -> Speaker:
        """Return the analyst; the reader is told why, where he could expect another."""
        # nobody chose a model, and none has spoken: the analyst is no substitute then
        if self._wanted is None and not self._models:
            return self._analyst
        return Speaker(model=self._analyst.model, name=ANALYST, instead=error)

    async def _usable_model(self) -> tuple[str, bool]:
        """Return the name of the model to use, and whether it calls tools by itself.

        Raises the `ModelError` that stands against it.
        """
        status = await self._probe.look()
        if not status.reachable:
            raise ModelAway(self._url)
        if self._wanted is not None:
            return await self._checked(self._wanted, status)
        # nothing leaves this machine unless somebody chose so
        here = [name for name in status.models if name not in status.remote]
        abilities = {name: await self._probe.capabilities(name) for name in here}
        best = sorted(
            (name for name, can in abilities.items() if can & {"completion", "tools"}),
            key=lambda name: (name != DEFAULT_MODEL, "tools" not in abilities[name]),
        )
        if not best:
            raise ModelMissing(DEFAULT_MODEL)
        return best[0], self._calls_tools(best[0], abilities[best[0]])

    async def _checked(self, wanted: str, status: OllamaStatus) -> tuple[str, bool]:
        name = wanted if ":" in wanted else f"{wanted}:latest"
        if name not in status.models:
            raise ModelMissing(wanted)
        can = await self._probe.capabilities(name)
        # old versions of Ollama say nothing of what a model can do: it may be tried
        if "embedding" in can and "completion" not in can:
            raise ModelOnlyEmbeds(wanted)
        return name, self._calls_tools(name, can)

    def _calls_tools(self, name: str, can: frozenset[str]) -> bool:
        return "tools" in can and name not in self._toolless

    def _ollama(self, name: str, calls_tools: bool) -> Speaker:
        # the constructor takes tens of milliseconds and sets TLS up: one instance a model
        model = self._models.get((name, calls_tools))
        if model is None:
            model = self._models[name, calls_tools] = self._made(name, calls_tools)
        return Speaker(
            model=model,
            name=f"ollama:{name}",
            room=CONTEXT - ANSWER,
            characters_a_token=model.characters_a_token,
        )

    def _made(self, name: str, calls_tools: bool) -> OllamaChat:
        from graph.gateway.ollama import OllamaChat, chat_model
        from graph.gateway.structured import StructuredChat

        return chat_model(
            name,
            url=self._url,
            kind=OllamaChat if calls_tools else StructuredChat,
            patience=self._patience,
            room=self._room,
            on_answer=self._breaker.worked,
            # some versions forget the schema when they are told about thinking
            reasoning=False if calls_tools else None,
        )

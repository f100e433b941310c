"""Choose who speaks: Ollama's model when it is there and usable, the analyst otherwise.

Does not know what is asked. It is asked anew for each step, so that a model which comes back is
heard again; what it found out about Ollama is kept for a few seconds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from langchain_core.language_models import BaseChatModel

from graph.errors import ModelAway, ModelError, ModelMissing, ModelWithoutTools
from graph.gateway.probe import OllamaProbe, OllamaStatus
from graph.speakers import ANALYST, Speaker

if TYPE_CHECKING:
    from graph.gateway.ollama import OllamaChat

#: small, calls tools, does not think aloud, speaks Hungarian
DEFAULT_MODEL = "qwen3:4b-instruct"
DEFAULT_URL = "http://127.0.0.1:11434"
#: tokens of context: one value for every call, or Ollama loads the model again each time
CONTEXT = 8192
#: tokens that an answer may take
ANSWER = 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class GatewayStatus:
    """Who would speak now, and why not another."""

    #: "analyst" or "ollama:<name>"
    speaker: str
    ollama: OllamaStatus
    #: why Ollama's model does not speak: one sentence that says how to mend it; None where it does
    problem: str | None


class Gateway:
    """Chooses the speaker of each step.

    Parameters
    ----------
    spec : "auto": Ollama's default model when it is there, else another of its models that can
        call tools, else the analyst; "analyst"; or "ollama:<name>": that model, and the analyst
        in its place when it is not usable, which the reader is told.
    url : where Ollama listens.
    analyst : the chat model that needs nothing outside.
    seconds : a clock for how long findings are kept.
    """

    def __init__(
        self,
        spec: str = "auto",
        *,
        url: str = DEFAULT_URL,
        analyst: BaseChatModel,
        seconds: Callable[[], float] = monotonic,
    ) -> None:
        kind, _, name = spec.partition(":")
        if spec not in ("auto", ANALYST) and not (kind == "ollama" and name):
            raise ValueError(f"“{spec}” is no model: auto, analyst or ollama:NAME.")
        self._spec = spec
        self._wanted = name or None
        self._analyst = Speaker(model=analyst, name=ANALYST)
        self._url = url
        self._probe = OllamaProbe(url, seconds=seconds)
        self._models: dict[str, OllamaChat] = {}

    async def choose(self) -> Speaker:
        """Return the speaker for now; never fails, never waits long."""
        if self._spec == ANALYST:
            return self._analyst
        try:
            return self._ollama(await self._usable_model())
        except ModelError as error:
            if self._wanted is None:
                return self._analyst
            return Speaker(model=self._analyst.model, name=ANALYST, instead=error)

    def failed(self, error: ModelError) -> None:
        """Forget what is known of Ollama: the next choice looks again."""
        self._probe.forget()

    async def status(self) -> GatewayStatus:
        """Return who would speak now, for those who look after the machine."""
        ollama = await self._probe.look()
        problem: str | None = None
        speaker = self._analyst.name
        if self._spec != ANALYST:
            try:
                speaker = f"ollama:{await self._usable_model()}"
            except ModelError as error:
                problem = str(error)
        return GatewayStatus(speaker=speaker, ollama=ollama, problem=problem)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._probe.aclose()
        for model in self._models.values():
            await model.aclose()

    async def _usable_model(self) -> str:
        """Return the name of the model to use; raises the `ModelError` that stands against it."""
        status = await self._probe.look()
        if not status.reachable:
            raise ModelAway(self._url)
        if self._wanted is not None:
            return await self._checked(self._wanted, status)
        default_first = sorted(status.models, key=lambda name: name != DEFAULT_MODEL)
        for name in default_first:
            if "tools" in await self._probe.capabilities(name):
                return name
        raise ModelMissing(DEFAULT_MODEL)

    async def _checked(self, wanted: str, status: OllamaStatus) -> str:
        name = wanted if ":" in wanted else f"{wanted}:latest"
        if name not in status.models:
            raise ModelMissing(wanted)
        if "tools" not in await self._probe.capabilities(name):
            raise ModelWithoutTools(wanted)
        return name

    def _ollama(self, name: str) -> Speaker:
        # the constructor takes tens of milliseconds and sets TLS up: one instance a model
        if name not in self._models:
            from graph.gateway.ollama import chat_model

            model = chat_model(name, url=self._url, context=CONTEXT, answer=ANSWER)
            self._models[name] = model
        return Speaker(model=self._models[name], name=f"ollama:{name}", room=CONTEXT - ANSWER)

"""Is Ollama there, and what has it? Short looks, kept for a few seconds."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx

log = logging.getLogger(__name__)

#: seconds that a finding is kept; longer where the look hung: those who ask wait for each one
_KEPT, _KEPT_HUNG = 5.0, 30.0
#: nobody listening is told at once whatever this says; a busy machine gets some patience
_TIMEOUT = httpx.Timeout(connect=2.0, read=3.0, write=5.0, pool=5.0)


@dataclass(frozen=True, kw_only=True, slots=True)
class OllamaStatus:
    """What a look at Ollama found."""

    url: str
    reachable: bool
    version: str | None = None
    #: names of the pulled models, tag included
    models: tuple[str, ...] = ()
    #: those of them that run on other people's machines
    remote: frozenset[str] = frozenset()
    #: True: somebody listens there and does not answer
    hung: bool = False
    #: how long the look took, milliseconds
    ms: int = 0


class OllamaProbe:
    """Looks at Ollama, at most once in a few seconds, however many ask."""

    def __init__(self, url: str, *, seconds: Callable[[], float]) -> None:
        self._url = url.rstrip("/")
        self._seconds = seconds
        self._lock = asyncio.Lock()
        self._client: httpx.AsyncClient | None = None
        self._found: tuple[float, OllamaStatus] | None = None
        self._capabilities: dict[str, frozenset[str]] = {}

    async def look(self) -> OllamaStatus:
        """Return what is there; a server that does not answer is not an error."""
        async with self._lock:
            now = self._seconds()
            if self._found is None or now - self._found[0] > _kept(self._found[1]):
                self._capabilities.clear()
                self._found = now, await self._look(now)
            return self._found[1]

    async def capabilities(self, name: str) -> frozenset[str]:
        """Return what a model can do (“tools”, “vision”, …); nothing when Ollama does not say."""
        async with self._lock:
            if name not in self._capabilities:
                self._capabilities[name] = await self._ask_capabilities(name)
            return self._capabilities[name]

    def forget(self) -> None:
        """Look again next time."""
        self._found = None

    async def aclose(self) -> None:
        """Close the connections."""
        if self._client is not None:
            await self._client.aclose()

    async def _look(self, started: float) -> OllamaStatus:
        try:
            version = await self._json("GET", "/api/version")
            tags = await self._json("GET", "/api/tags")
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            log.debug("Ollama does not answer: %r", error)
            hung = isinstance(error, httpx.ReadTimeout)
            return OllamaStatus(url=self._url, reachable=False, hung=hung)
        models = {str(model.get("name")): model for model in tags.get("models") or ()}
        return OllamaStatus(
            url=self._url,
            reachable=True,
            version=version.get("version"),
            models=tuple(models),
            remote=frozenset(name for name, found in models.items() if found.get("remote_host")),
            ms=round(1000 * (self._seconds() - started)),
        )

    async def _ask_capabilities(self, name: str) -> frozenset[str]:
        try:
            shown = await self._json("POST", "/api/show", {"model": name})
        except (httpx.HTTPError, ValueError) as error:
            log.debug("Ollama does not show %s: %r", name, error)
            return frozenset()
        return frozenset(map(str, shown.get("capabilities") or ()))

    async def _json(self, method: str, path: str, body: object = None) -> dict[str, Any]:
        if self._client is None:
            # a proxy named in the environment must not stand between us and this machine
            self._client = httpx.AsyncClient(timeout=_TIMEOUT, trust_env=False)
        response = await self._client.request(method, self._url + path, json=body)
        response.raise_for_status()
        found = response.json()
        if not isinstance(found, dict):
            raise ValueError("not Ollama's way of answering")
        return found


def _kept(found: OllamaStatus) -> float:
    return _KEPT_HUNG if found.hung else _KEPT

"""Meaning as vectors, from Ollama's embedding models. Does not know what is embedded."""

from __future__ import annotations

from collections.abc import Sequence

import httpx
from ollama import AsyncClient

from graph.errors import ModelError
from graph.gateway.errors import in_our_words
from graph.gateway.tokens import CONTEXT
from knowledge.errors import SourceDown

#: multilingual: Hungarian and English questions meet the same insights
DEFAULT_EMBEDDINGS = "bge-m3"
_TIMEOUT = httpx.Timeout(connect=0.5, read=60.0, write=10.0, pool=5.0)


class OllamaEmbedder:
    """Turns texts into vectors of `size` numbers with Ollama's model `name`."""

    def __init__(self, client: AsyncClient, *, url: str, model: str, size: int) -> None:
        self._client = client
        self._url = url
        self._model = model
        #: names the vectors' collection, so that two models' vectors never meet
        self.name = f"ollama-{model}"
        self.size = size

    @classmethod
    async def open(cls, url: str, model: str = DEFAULT_EMBEDDINGS) -> OllamaEmbedder:
        """Ask the model for the size of its vectors.

        Raises
        ------
        knowledge.errors.SourceDown : Ollama or the model is not there; the message says how to
            mend it.
        """
        embedder = cls(
            AsyncClient(host=url, timeout=_TIMEOUT, trust_env=False), url=url, model=model, size=0
        )
        try:
            embedder.size = len((await embedder.embed(["football"]))[0])
        except SourceDown:
            await embedder.aclose()
            raise
        return embedder

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """Return one vector a text, in their order.

        Raises
        ------
        knowledge.errors.SourceDown : Ollama does not do its part now.
        """
        try:
            with in_our_words(model=self._model, url=self._url):
                response = await self._client.embed(
                    model=self._model, input=list(texts), options={"num_ctx": CONTEXT}
                )
        except ModelError as error:
            raise SourceDown(str(error)) from error
        vectors = [list(vector) for vector in response.embeddings]
        if len(vectors) != len(texts):
            raise SourceDown("The embedding model gave back nothing: try another one.")
        return vectors

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.close()  # type: ignore[no-untyped-call]

from __future__ import annotations

import pytest

from graph.gateway.embedder import OllamaEmbedder
from knowledge.embedding import Embedder
from knowledge.errors import SourceDown
from tests.ollama_server import FakeOllama

MODELS = {"bge-m3": ("embedding",)}


async def test_texts_become_vectors_in_their_order() -> None:
    with FakeOllama(models=dict(MODELS)) as ollama:
        embedder: Embedder = await OllamaEmbedder.open(ollama.url)
        vectors = await embedder.embed(["gól", "foul"])
        assert embedder.name == "ollama-bge-m3"
        assert [len(vector) for vector in vectors] == [embedder.size] * 2
        assert vectors[0] != vectors[1] == (await embedder.embed(["foul"]))[0]
        assert isinstance(embedder, OllamaEmbedder)
        await embedder.aclose()


async def test_a_missing_model_is_named() -> None:
    with FakeOllama() as ollama, pytest.raises(SourceDown, match="ollama pull bge-m3"):
        await OllamaEmbedder.open(ollama.url)


async def test_ollama_away_is_said() -> None:
    with FakeOllama(models=dict(MODELS)) as ollama:
        embedder = await OllamaEmbedder.open(ollama.url)
    with pytest.raises(SourceDown, match="ollama serve"):
        await embedder.embed(["gól"])
    await embedder.aclose()

"""The index of insights by meaning, kept by Chroma in a folder or on a server.

Holds vectors and what to narrow them by; texts stay in SQL, which is the truth. All of Chroma's
errors leave here as `StorageError`.
"""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from knowledge.embedding import Embedder
from knowledge.errors import StorageError

T = TypeVar("T")

#: vectors handed over at once
CHUNK = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class IndexEntry:
    """One text to be found, and what a search can be narrowed by."""

    id: str
    text: str
    #: "" where there is none: what the index compares has to be there
    labels: dict[str, str | float]


class InsightIndex:
    """Vectors of one embedder in one collection.

    Opened at first use. Another process may have the same folder open: what it adds is seen here.
    """

    def __init__(self, place: Path | str, embedder: Embedder) -> None:
        #: a folder, or a server's http(s) address
        self.place = place
        self._embedder = embedder
        self._client: Any = None
        self._collection: Any = None
        #: how many vectors this client has seen; others' additions show in the count alone
        self._seen = 0
        self._one_at_a_time = asyncio.Lock()

    @property
    def name(self) -> str:
        """The collection's name: vectors of different embedders do not mix."""
        plain = re.sub(r"[^a-z0-9._-]+", "-", self._embedder.name.lower()).strip("._-")
        return f"insights-{plain or 'embedder'}-{self._embedder.size}"

    async def upsert(self, entries: Sequence[IndexEntry]) -> None:
        """Add texts, or put them in place of what is there under their ids.

        Raises
        ------
        StorageError, SourceDown
            The index, or the embedder, cannot do it now.
        """
        for start in range(0, len(entries), CHUNK):
            some = entries[start : start + CHUNK]
            vectors = await self._embedder.embed([entry.text for entry in some])
            await self._run(partial(self._put, some, vectors))

    async def search(
        self, query: str, *, limit: int, where: dict[str, Any] | None = None
    ) -> list[tuple[str, float]]:
        """Return (id, similarity), the nearest in meaning first; similarity is -1..1.

        `where` is a Chroma filter over labels. Raises like `upsert`.
        """
        (vector,) = await self._embedder.embed([query])
        return await self._run(lambda: self._nearest(vector, limit, where))

    async def ids(self) -> set[str]:
        """Return the ids of all that is in the index."""
        return await self._run(lambda: set(self._open().get(include=[])["ids"]))

    async def count(self) -> int:
        """Return how many texts are in the index."""
        return await self._run(lambda: int(self._open().count()))

    async def delete(self, ids: Collection[str]) -> None:
        """Take texts out."""
        await self._run(lambda: self._drop(sorted(ids)))

    async def clear(self) -> None:
        """Take everything out, also what is damaged beyond reading."""
        await self._run(self._start_over)

    async def close(self) -> None:
        """Let go of the files; a later use opens them again."""
        async with self._one_at_a_time:
            await asyncio.to_thread(self._shut)

    async def _run(self, work: Callable[[], T]) -> T:
        async with self._one_at_a_time:
            return await asyncio.to_thread(self._try, work)

    def _try(self, work: Callable[[], T]) -> T:
        with _translated(self.place):
            return work()

    def _open(self) -> Any:
        if self._collection is None:
            with _translated(self.place):
                self._client = _client(self.place)
                self._collection = self._client.get_or_create_collection(
                    self.name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
                )
                self._seen = self._collection.count()
        return self._collection

    def _shut(self) -> None:
        if self._client is not None:
            self._client.close()
        self._client = self._collection = None

    def _put(self, entries: Sequence[IndexEntry], vectors: list[list[float]]) -> None:
        ids, labels = [entry.id for entry in entries], [entry.labels for entry in entries]
        known = self._fresh().get(ids=ids, include=[])["ids"]
        self._collection.upsert(ids=ids, embeddings=vectors, metadatas=labels)
        self._seen += len(ids) - len(known)

    def _nearest(
        self, vector: list[float], limit: int, where: dict[str, Any] | None
    ) -> list[tuple[str, float]]:
        found = self._fresh().query(query_embeddings=[vector], n_results=limit, where=where)
        return [
            (id_, 1 - distance)
            for id_, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        ]

    def _drop(self, ids: list[str]) -> None:
        for start in range(0, len(ids), CHUNK):
            self._open().delete(ids=ids[start : start + CHUNK])
        self._seen = self._open().count()

    def _start_over(self) -> None:
        try:
            self._open()
            self._client.delete_collection(self.name)
        except StorageError:
            if not isinstance(self.place, Path):
                raise
            shutil.rmtree(self.place)
        self._shut()
        self._open()

    def _fresh(self) -> Any:
        """Return the collection, opened anew when another process added to it."""
        if self._open().count() != self._seen and isinstance(self.place, Path):
            self._shut()
        return self._open()


def _client(place: Path | str) -> Any:
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings
    from chromadb.errors import ChromaError

    settings = Settings(anonymized_telemetry=False)
    if isinstance(place, Path):
        place.mkdir(parents=True, exist_ok=True)
        try:
            return chromadb.PersistentClient(str(place), settings=settings)
        except (ChromaError, ValueError, AttributeError) as error:
            # AttributeError: Chroma trips over what it failed to open, and keeps it in its cache
            SharedSystemClient.clear_system_cache()
            raise StorageError(f"Chroma cannot open {place}.") from error
    address = urlsplit(place)
    secure = address.scheme == "https"
    return chromadb.HttpClient(
        host=address.hostname or "127.0.0.1",
        port=address.port or (443 if secure else 8000),
        ssl=secure,
        settings=settings,
    )


@contextmanager
def _translated(place: Path | str) -> Iterator[None]:
    import httpx
    from chromadb.errors import ChromaError

    # ValueError is what Chroma makes of a server that does not answer
    try:
        yield
    except (ChromaError, httpx.HTTPError, OSError, ValueError, StorageError) as error:
        on_disk = isinstance(place, Path)
        mend = "`tippmix insights rebuild` makes it anew" if on_disk else "check that Chroma runs"
        raise StorageError(
            f"The index of insights at {place} is away, they are searched by words: {mend}."
        ) from error

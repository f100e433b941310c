"""Texts become vectors, so that insights are found by meaning.

The embedder here needs no model and no network: it compares the letters that texts are made of,
which carries far in a language with endings. Does not know where the vectors are kept.
"""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from scipy.sparse import csr_array
    from sklearn.feature_extraction.text import HashingVectorizer


class Embedder(Protocol):
    """Makes vectors of texts; near in meaning is near in angle."""

    @property
    def name(self) -> str:
        """What tells its vectors from those of others: same name and size, same vectors."""
        ...

    @property
    def size(self) -> int:
        """The length of a vector."""
        ...

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """Return one vector a text.

        Raises
        ------
        SourceDown
            When the embedder cannot do it now.
        """
        ...


class HashingEmbedder:
    """Letters in runs of three to five, hashed, then projected at random to `size` numbers.

    The same text gives the same vector in every process and version. Vectors have length 1.
    """

    name = "letters-1"
    size = 512

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """Return one vector a text; about 1 ms each, in a thread."""
        return await asyncio.to_thread(_embed, tuple(texts)) if texts else []


#: hashed runs of letters, and how many of a vector's numbers each of them moves
_RUNS, _MOVES = 2**18, 4


def _embed(texts: Sequence[str]) -> list[list[float]]:
    import numpy as np

    plain = [unicodedata.normalize("NFC", text).lower() for text in texts]
    vectors = np.asarray((_vectorizer().transform(plain) @ _projection()).todense())
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit = vectors / np.where(lengths > 0, lengths, 1)
    return [[float(number) for number in vector] for vector in unit]


@cache
def _vectorizer() -> HashingVectorizer:
    from sklearn.feature_extraction.text import HashingVectorizer

    return HashingVectorizer(
        analyzer="char_wb", ngram_range=(3, 5), n_features=_RUNS, alternate_sign=False
    )


@cache
def _projection() -> csr_array[Any]:
    """Return the sparse random projection (Achlioptas, 2003; Li, Hastie and Church, 2006)."""
    import numpy as np
    from scipy.sparse import csr_array

    # numpy never changes what this generator draws from a seed
    dice = np.random.RandomState(20)
    columns = dice.randint(HashingEmbedder.size, size=_RUNS * _MOVES)
    signs = dice.randint(2, size=_RUNS * _MOVES) * 2.0 - 1.0
    starts = np.arange(0, _RUNS * _MOVES + 1, _MOVES)
    return csr_array((signs, columns, starts), shape=(_RUNS, HashingEmbedder.size))

"""What a message is like: the intent of the phrases that it resembles, and how sure that is.

The weights are plain numbers in `likeness.npz`; `learning` fits them to `phrases.toml` with
scikit-learn. Here is only a sum over the pieces of the words, so a turn waits for no training.
Knows no cue words.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from graph.analyst.spelling import Vocabulary, written_out
from graph.wording.folding import fold

if TYPE_CHECKING:
    import numpy as np

PHRASES = "phrases.toml"
WEIGHTS = "likeness.npz"

#: letters of a piece of a word
SHORTEST, LONGEST = 3, 4

_TOKEN = re.compile(r"CLUB|DAY|PRICE|LEAGUE|SCORE|[^\W\d_]+|\d+")
_NAMES = ("CLUB", "DAY", "PRICE", "LEAGUE", "SCORE")
#: names beyond this many are as good as this many
_MANY = 3


def pieces(masked: str) -> frozenset[str]:
    """Return the words, pairs of words and pieces of words of a masked message, and its shape.

    Names stand as CLUB, DAY, PRICE, LEAGUE, SCORE; every number is the same number. The shape is
    how many names of each kind there are: the same words ask for another thing of two clubs.
    """
    words = [_word(match.group()) for match in _TOKEN.finditer(written_out(masked))]
    ends = ["^", *words, "$"]
    pairs = (f"{one}+{two}" for one, two in pairwise(ends))
    return frozenset([*(f"={word}" for word in words), *pairs, *_letters(words), *_shape(words)])


def _shape(words: list[str]) -> Iterator[str]:
    counts = [f"{name}{min(words.count(name), _MANY)}" for name in _NAMES]
    yield from (f"#{count}" for count in counts)
    yield "#" + "".join(counts)


def _word(token: str) -> str:
    if token in _NAMES:
        return token
    return "0" if token.isdigit() else fold(token)


def _letters(words: list[str]) -> Iterator[str]:
    for word in words:
        if word in _NAMES:
            continue
        padded = f" {word} "
        for size in range(SHORTEST, LONGEST + 1):
            yield from (padded[at : at + size] for at in range(len(padded) - size + 1))


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """A linear model over pieces; logits are weights by rarity, for a text of length one."""

    places: Mapping[str, int]
    intents: tuple[str, ...]
    rarity: np.ndarray[Any, Any]
    weights: np.ndarray[Any, Any]
    bias: np.ndarray[Any, Any]
    #: of the phrases that it was fitted to
    digest: str

    def of(self, masked: str, *, never: frozenset[str] = frozenset()) -> tuple[str, float]:
        """Return the likeliest intent of a masked message and its probability, 0..1.

        `never`: intents that it cannot have; the others share their probability.
        """
        import numpy as np

        known = sorted(self.places[piece] for piece in pieces(masked) if piece in self.places)
        if not known:
            return "other", 0.0
        rarity = self.rarity[known]
        logits = self.bias + rarity @ self.weights[known] / math.sqrt(float(rarity @ rarity))
        chances = np.exp(logits - logits.max())
        chances[[intent in never for intent in self.intents]] = 0
        best = int(chances.argmax())
        return self.intents[best], float(chances[best] / chances.sum())


@cache
def likeness() -> Likeness:
    """Return the model that is kept beside this module."""
    import numpy as np

    with files("graph.analyst").joinpath(WEIGHTS).open("rb") as file:
        kept = np.load(file, allow_pickle=False)
        return Likeness(
            places={piece: at for at, piece in enumerate(str(kept["pieces"]).split("\n"))},
            intents=tuple(str(kept["intents"]).split("\n")),
            rarity=kept["rarity"].astype(float),
            weights=kept["weights"].astype(float) * float(kept["step"]),
            bias=kept["bias"].astype(float),
            digest=str(kept["digest"]),
        )


@cache
def vocabulary() -> Vocabulary:
    """Return the words of the phrases that the model was fitted to."""
    return Vocabulary(piece[1:] for piece in likeness().places if piece.startswith("="))


def digest_of_phrases() -> str:
    """Return the digest of the phrases as they are now; another than the model's: fit it again."""
    raw = files("graph.analyst").joinpath(PHRASES).read_text("utf-8")
    return hashlib.sha256(raw.encode()).hexdigest()

"""Which of our two languages a short question is in.

A sum over the words of a message and the parts of these: what a language's words look like tells it
where no word of a list is there (“szöglet átlag”, “kedvencem”). The weights are plain numbers in
`language.npz`; `graph.analyst.learning_language` fits them, and holds names against both languages
alike, so that clubs and leagues say nothing. Knows no football.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from graph.wording.folding import fold

Language = Literal["en", "hu"]

WEIGHTS = "language.npz"
#: letters of a part of a word
SHORTEST, LONGEST = 2, 4
#: what both languages share, and a name may have, weighs less than this
TELLS = 0.75
#: an accent outside names, as much as a word; three are enough
_ACCENT, _MOST_ACCENTS = 1.5, 3
_HUNGARIAN_LETTERS = re.compile(r"[áéíóöőúüű]", re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"\d,\d")
_WORD = re.compile(r"[a-z]{2,}")


class Weights(NamedTuple):
    """How much each part of a word speaks for Hungarian; below zero, for English."""

    of: Mapping[str, float]
    bias: float


def detect_language(text: str, default: Language = "en") -> Language:
    """Return the language `text` is written in; `default` when it does not say.

    Hungarian is found with and without its accents.
    """
    weight = _hungarian(text)
    if abs(weight) < TELLS:
        return default
    return "hu" if weight > 0 else "en"


def parts(text: str) -> frozenset[str]:
    """Return the words of a text and their parts, folded; a word's ends are blanks."""
    return frozenset(part for word in _WORD.findall(fold(text)) for part in _parts_of(word))


def _parts_of(word: str) -> Iterator[str]:
    padded = f" {word} "
    yield padded
    for size in range(SHORTEST, LONGEST + 1):
        yield from (padded[at : at + size] for at in range(len(padded) - size + 1))


def _hungarian(text: str) -> float:
    """Return how much speaks for Hungarian, less what speaks for English."""
    weights = _weights()
    known = [weights.of[part] for part in parts(text) if part in weights.of]
    said = weights.bias + sum(known) if known else 0.0
    lower_case = " ".join(
        word for word in unicodedata.normalize("NFC", text).split() if not word[0].isupper()
    )
    accents = min(len(_HUNGARIAN_LETTERS.findall(lower_case)), _MOST_ACCENTS)
    return said + _ACCENT * accents + bool(_DECIMAL_COMMA.search(text)) * TELLS


@cache
def _weights() -> Weights:
    import numpy as np

    with files("graph.wording").joinpath(WEIGHTS).open("rb") as file:
        kept = np.load(file, allow_pickle=False)
        values = kept["weights"].astype(float) * float(kept["step"])
        names = str(kept["parts"]).split("\n")
        of = dict(zip(names, values.tolist(), strict=True))
        return Weights(of=of, bias=float(kept["bias"]))

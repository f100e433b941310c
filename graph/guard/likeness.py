"""How like a message is to those that give a sign of harm away: a weighing learnt from phrases.

A multinomial logistic regression over parts of words, whose weights lie beside this file;
`benchmarks/guard_phrases.py --fit` makes them. It reads what no pattern foresaw. Knows no rule.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

from knowledge.holds import Sign

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: places that the parts of words share
PLACES = 8192
WEIGHTS = "likeness.npz"
#: a part of a longer message is read alone as well: one sentence is enough
_PARTS = re.compile(r"[.!?;]+\s+|\s-\s")
_WORDS = re.compile(r"[a-z]+|\d+|%")
_AT_MOST = 8
#: what is shorter tells nothing by itself
_WORDS_AT_LEAST = 4


def likeness(said: str) -> tuple[Sign, float]:
    """Return the likeliest sign in folded text, and how likely any sign is, 0..1."""
    parts = [part for part in _PARTS.split(said) if len(part.split()) >= _WORDS_AT_LEAST]
    longest = sorted(parts, key=len, reverse=True)[:_AT_MOST]
    read = [_weighed(part) for part in {said[:1000], *(part[:1000] for part in longest)}]
    return max(read, key=lambda found: found[1])


def places(said: str) -> list[int]:
    """Return the places of a text's words, pairs of words and parts of words, each once, sorted."""
    words = [_number(word) for word in _WORDS.findall(said)]
    parts = {f"{one}_{two}" for one, two in pairwise(words)}
    for word in words:
        padded = f" {word} "
        parts.add(padded)
        parts.update(
            padded[start : start + size]
            for size in (3, 4, 5)
            for start in range(len(padded) - size + 1)
        )
    return sorted({zlib.crc32(part.encode()) % PLACES for part in parts})


def _number(word: str) -> str:
    """Return a figure that is no age and no line as one of its size."""
    return "0" * len(word) if word.isdigit() and len(word) > 2 else word


def _weighed(said: str) -> tuple[Sign, float]:
    import numpy as np

    signs, weights, bias, harmless = _weights()
    found = places(said)
    scores = bias + weights[found].sum(axis=0) / max(len(found), 1) ** 0.5
    chances = np.exp(scores - scores.max())
    chances /= chances.sum()
    none = chances[harmless]
    chances[harmless] = -1.0
    return signs[int(chances.argmax())], float(1.0 - none)


@cache
def _weights() -> tuple[Mapping[int, Sign], NDArray[np.float32], NDArray[np.float32], int]:
    """Return the sign of each column, weights (places, columns), bias, the harmless column."""
    import numpy as np

    with files("graph.guard").joinpath(WEIGHTS).open("rb") as file, np.load(file) as kept:
        names = [str(name) for name in kept["names"]]
        weights = kept["weights"].astype(np.float32)
        bias = kept["bias"].astype(np.float32)
    return dict(enumerate(names)), weights, bias, names.index("-")  # type: ignore[arg-type]

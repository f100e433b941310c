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
from typing import TYPE_CHECKING, NamedTuple

from graph.guard.concepts import concepts_in, may_tell, together
from knowledge.holds import Sign

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: places that the parts of words share
PLACES = 16384
WEIGHTS = "likeness.npz"
#: what is talked about counts this much beside how it is worded
MEANING = 0.7
#: a part of a longer message is read alone as well: one sentence is enough
_PARTS = re.compile(r"[.!?;]+\s+|\s-\s")
_WORDS = re.compile(r"[a-z]+|\d+|%")
_AT_MOST = 8
#: what is shorter tells nothing by itself
_WORDS_AT_LEAST = 4
#: signs that say more of a person than that he bets
GRAVE: frozenset[Sign] = frozenset({"self_harm", "distress", "minor"})


class Like(NamedTuple):
    """What a text is like."""

    #: the likeliest sign; None where none may be told
    sign: Sign | None
    #: how likely it or another sign is, 0..1
    chance: float
    #: whether what the sign lives on was said, in words of its own
    named: bool


def likeness(said: str) -> Like:
    """Return what folded text, or a sentence of it, is like most.

    A grave sign is left out where nothing was said that it lives on.
    """
    parts = [part for part in _PARTS.split(said) if len(part.split()) >= _WORDS_AT_LEAST]
    longest = sorted(parts, key=len, reverse=True)[:_AT_MOST]
    read = [_weighed(part) for part in {said[:1000], *(part[:1000] for part in longest)}]
    return max(read, key=lambda found: found.chance)


def features(said: str) -> dict[int, float]:
    """Return how much each place of a folded text counts.

    Wording (words, pairs, parts of words) and what is talked about count apart from each other,
    each by the root of how much there is of it.
    """
    counted: dict[int, float] = {}
    for names, share in ((_wording(said), 1.0), (set(together(concepts_in(said))), MEANING)):
        for name in names:
            place = zlib.crc32(name.encode()) % PLACES
            counted[place] = counted.get(place, 0.0) + share / len(names) ** 0.5
    return counted


def _wording(said: str) -> set[str]:
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
    return parts


def _number(word: str) -> str:
    """Return a figure that is no age and no line as one of its size."""
    return "0" * len(word) if word.isdigit() and len(word) > 2 else word


def _weighed(said: str) -> Like:
    import numpy as np

    signs, weights, bias, harmless = _weights()
    found = features(said)
    scores = bias + np.array(list(found.values()), dtype=np.float32) @ weights[list(found)]
    chances = np.exp(scores - scores.max())
    chances /= chances.sum()
    about = concepts_in(said)
    for column, sign in signs.items():
        if column == harmless or (sign in GRAVE and not may_tell(sign, about)):
            chances[column] = 0.0
    if not chances.any():
        return Like(None, 0.0, named=False)
    sign = signs[int(chances.argmax())]
    return Like(sign, float(chances.sum()), named=may_tell(sign, about))


@cache
def _weights() -> tuple[Mapping[int, Sign], NDArray[np.float32], NDArray[np.float32], int]:
    """Return the sign of each column, weights (places, columns), bias, the harmless column."""
    import numpy as np

    with files("graph.guard").joinpath(WEIGHTS).open("rb") as file, np.load(file) as kept:
        names = [str(name) for name in kept["names"]]
        weights = kept["weights"].astype(np.float32)
        bias = kept["bias"].astype(np.float32)
    return dict(enumerate(names)), weights, bias, names.index("-")  # type: ignore[arg-type]

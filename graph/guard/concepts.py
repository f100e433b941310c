"""What a message is about, in words of either language: money, losses, who must not know.

Knows no sign; `likeness` learns which of these together give one away.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import combinations

from knowledge.holds import Sign


def concepts_in(said: str) -> frozenset[str]:
    """Return the concepts of folded text."""
    return frozenset(name for name, words in _words().items() if words.search(said))


def together(concepts: frozenset[str]) -> list[str]:
    """Return concepts and what is told by two of them meeting, each by a name."""
    ordered = sorted(concepts)
    return [f"@{name}" for name in ordered] + [
        f"@{one}@{two}" for one, two in combinations(ordered, 2)
    ]


def may_tell(sign: Sign, concepts: frozenset[str]) -> bool:
    """Tell whether what a grave sign cannot do without was said."""
    return all(concepts.intersection(line) for line in _needs().get(sign, ()))


@cache
def _read() -> Mapping[str, Mapping[str, object]]:
    return tomllib.loads(files("graph.guard").joinpath("concepts.toml").read_text("utf-8"))


@cache
def _words() -> Mapping[str, re.Pattern[str]]:
    return {
        name: re.compile(rf"(?<!\w)(?:{words})(?!\w)") for name, words in _read()["words"].items()
    }


@cache
def _needs() -> Mapping[str, tuple[frozenset[str], ...]]:
    return {
        sign: tuple(frozenset(line) for line in lines)
        for sign, lines in _read()["needs"].items()
        if isinstance(lines, list)
    }

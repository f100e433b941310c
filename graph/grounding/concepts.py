"""The words that say what a figure is, from `concepts.toml`. Knows no fact."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import groupby

_EDGE = r"\b"


@cache
def _groups() -> Mapping[str, Mapping[str, re.Pattern[str]]]:
    text = files("graph.grounding").joinpath("concepts.toml").read_text("utf-8")
    return {
        group: {name: re.compile(_quick(words)) for name, words in rows.items()}
        for group, rows in tomllib.loads(text).items()
    }


def concepts(group: str) -> Mapping[str, re.Pattern[str]]:
    """Return a group's concepts by name, in the order in which they are looked for."""
    return _groups()[group]


def _quick(words: str) -> str:
    r"""Return the same pattern with the edge of a word looked for once: `\b(?:a|b)`.

    Where no word begins, none of its alternatives is then tried.
    """
    runs = groupby(_alternatives(words), key=lambda one: one.startswith(_EDGE))
    return "|".join(
        rf"\b(?:{'|'.join(one.removeprefix(_EDGE) for one in run)})" if edged else "|".join(run)
        for edged, run in runs
    )


def _alternatives(words: str) -> Iterator[str]:
    """Yield the alternatives of a pattern that stand in no brackets."""
    start, depth, in_set = 0, 0, False
    for found in re.finditer(r"\\.|[()\[\]|]", words):
        sign = found.group()
        if sign == "[":
            in_set = True
        elif sign == "]":
            in_set = False
        elif not in_set and sign in "()":
            depth += 1 if sign == "(" else -1
        elif sign == "|" and not in_set and not depth:
            yield words[start : found.start()]
            start = found.end()
    yield words[start:]

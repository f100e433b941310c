"""The words that say what a figure is, from `concepts.toml`. Knows no fact."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from graph.grounding.patterns import alternatives


@cache
def _groups() -> Mapping[str, Mapping[str, re.Pattern[str]]]:
    text = files("graph.grounding").joinpath("concepts.toml").read_text("utf-8")
    return {
        group: {name: alternatives(words) for name, words in rows.items()}
        for group, rows in tomllib.loads(text).items()
    }


def concepts(group: str) -> Mapping[str, re.Pattern[str]]:
    """Return a group's concepts by name, in the order in which they are looked for."""
    return _groups()[group]

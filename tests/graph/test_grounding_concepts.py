"""The concepts' patterns, put together to be quick, find what they find as they are written."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from random import Random

import pytest

from graph.grounding.concepts import concepts
from graph.wording.folding import fold
from tests.graph.grounding_sentences import tell

WRITTEN = tomllib.loads(files("graph.grounding").joinpath("concepts.toml").read_text("utf-8"))
SENTENCES = 40


@pytest.mark.parametrize("group", WRITTEN)
def test_a_quick_pattern_finds_the_same(group: str) -> None:
    random = Random(7)
    texts = [fold(tell(random, each).text()) for each in ("en", "hu") for _ in range(SENTENCES)]
    for name, words in WRITTEN[group].items():
        plain, quick = re.compile(words), concepts(group)[name]
        for text in texts:
            found = [one.span() for one in quick.finditer(text)]
            assert found == [one.span() for one in plain.finditer(text)], (name, text)

"""Words that need care: everyday words that are clubs' names too, and words that clubs share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from knowledge.naming.spelling import folded


@dataclass(frozen=True, slots=True)
class CarefulWords:
    """All folded."""

    #: words of many clubs' names; alone they are never certain: united, city, real
    shared: frozenset[str]
    #: words of talk about football: a club only with evidence, never a typo of one
    everyday: frozenset[str]
    #: names that hold a club's name and mean something else: "New York"
    phrases: frozenset[str]


@cache
def careful_words() -> CarefulWords:
    """Read `words.txt`."""
    sections: dict[str, set[str]] = {"shared": set(), "phrases": set(), "everyday": set()}
    section = sections["shared"]
    text = resources.files("knowledge.naming").joinpath("words.txt").read_text("utf-8")
    for line in text.splitlines():
        entry = line.partition("#")[0].strip()
        if entry.startswith("["):
            section = sections[entry.strip("[]")]
        else:
            section.update(folded(part) for part in entry.split(","))
    kept = {name: frozenset(words - {""}) for name, words in sections.items()}
    return CarefulWords(kept["shared"], kept["everyday"], kept["phrases"])

"""Hungarian case endings taken off a word, as far as letters alone can tell.

Works on folded words, so lengthened vowels need no rule: "Romát" → "romat" → "roma". Knows no
dictionary: it offers stems, and whoever knows the names says which of them is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

#: without accents: -tól and -től are one, and so on
CASES = (
    "t", "ot", "et", "at", "n", "on", "en", "an", "nak", "nek", "ban", "ben", "ba", "be", "bol",
    "bel", "ra", "re", "rol", "tol", "hoz", "hez", "nal", "nel", "val", "vel", "ert", "ig",
    "kent", "e", "ek", "s", "i", "iak", "iek", "os", "es", "as",
)  # fmt: skip
#: after a hyphen -val and -vel have taken on the last sound that is heard: "Newcastle-lel"
_HYPHENATED = re.compile(rf"(?:{'|'.join(CASES)}|[b-df-hj-np-tv-xz]{{1,2}}[ae]l|ek\w{{1,4}})")
#: "Arsenallal", "Bayernnel": the ending's v has become the word's last consonant
_DOUBLED = re.compile(r"(?P<stem>.*(?P<last>[b-df-hj-np-tv-xz]))(?P=last)[ae]l")
#: "Juventusszal", "Leedsszel": an s that sounds like sz
_SOUNDS_SZ = re.compile(r"(?P<stem>.*[sxc])s?z[ae]l")


def is_ending(word: str) -> bool:
    """Tell whether a folded word is what follows a hyphen after a name: "PSG-vel" → "vel"."""
    return _HYPHENATED.fullmatch(word) is not None


@lru_cache(maxsize=20_000)
def stems(word: str, shortest: int = 4) -> tuple[str, ...]:
    """Return what a folded word may be a form of, the longest stem first; never the word itself.

    Stems shorter than `shortest` letters are left out: a name of three letters takes its endings
    after a hyphen, and "azt" is not AZ's accusative.
    """
    found = set(_one_ending(word))
    # "Arsenalékkal": the people around a name take endings too
    found.update([stem.removesuffix("ek") for stem in found if stem.endswith("ek")])
    return tuple(sorted((s for s in found if len(s) >= shortest), key=lambda s: (-len(s), s)))


def _one_ending(word: str) -> Iterator[str]:
    for pattern in (_DOUBLED, _SOUNDS_SZ):
        assimilated = pattern.fullmatch(word)
        if assimilated:
            yield assimilated["stem"]
    for case in CASES:
        if word.endswith(case):
            yield word.removesuffix(case)

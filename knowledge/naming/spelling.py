"""Spellings brought to one form, so that accents, case and punctuation do not matter.

Knows letters only: nothing of clubs and nothing of grammar.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({
    "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss",
    "’": "'", "‘": "'", "`": "'", "´": "'", "&": " and ",
})  # fmt: skip
_NOT_WORD = re.compile(r"[^a-z0-9]+")
#: what clubs are called before or after their name; a spelling without them means the same club
_AFFIXES = frozenset((
    "fc", "afc", "cf", "sc", "ac", "as", "ssc", "ss", "us", "cd", "ud", "sd", "rc", "sv", "bk",
    "if", "fk", "sk", "kv", "kf", "nk", "ks", "fsv", "tsv", "vfb", "vfl", "vfr", "club", "the",
    "de", "calcio", "1",
))  # fmt: skip
#: words that are written in several ways
_WORDS = {"utd": "united", "st": "saint", "rvs": "rovers", "weds": "wednesday", "ath": "atletico"}


@lru_cache(maxsize=100_000)
def folded(text: str) -> str:
    """Return lower case words of a–z and 0–9, one space between: "M'Gladbach" → "mgladbach"."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", bare.replace("'", "")).strip()


@lru_cache(maxsize=100_000)
def bare_name(text: str) -> str:
    """Return the folded name without FC, SV, 1. and their like; a name of nothing else is kept."""
    words = [_WORDS.get(w, w) for w in folded(text).split()]
    kept = [w for w in words if w not in _AFFIXES]
    return " ".join(kept or words)


def slug(text: str) -> str:
    """Return a spelling as part of an id: "Nott'm Forest" → "nottm-forest"."""
    return folded(text).replace(" ", "-")

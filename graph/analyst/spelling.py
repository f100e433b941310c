"""Words as people type them, written out: “whats”, “gimme”, “vmi”, “tabela”.

For the patterns and the likeness only, in a folded message whose names are blanked: places change.
Knows no football but the words that `likeness` was fitted to.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

#: short forms and what they stand for, in both languages; the empty ones only address somebody
_SHORT: Mapping[str, str] = {
    **dict.fromkeys(("whats", "what's", "wats", "wots"), "what is"),
    **dict.fromkeys(("whos", "who's"), "who is"),
    **dict.fromkeys(("wheres", "where's"), "where is"),
    **dict.fromkeys(("whens", "when's"), "when is"),
    **dict.fromkeys(("hows", "how's"), "how is"),
    **dict.fromkeys(("howd", "how'd"), "how did"),
    **dict.fromkeys(("whod", "who'd"), "who would"),
    **dict.fromkeys(("wholl", "who'll"), "who will"),
    **dict.fromkeys(("itll", "it'll"), "it will"),
    **dict.fromkeys(("theyll", "they'll"), "they will"),
    **dict.fromkeys(("im", "i'm"), "i am"),
    **dict.fromkeys(("ive", "i've"), "i have"),
    **dict.fromkeys(("theyre", "they're"), "they are"),
    **dict.fromkeys(("pls", "plz", "plss"), "please"),
    "u": "you",
    "ur": "your",
    "r": "are",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "got to",
    "gimme": "give me",
    "lemme": "let me",
    "rn": "right now",
    "atm": "at the moment",
    "prob": "probability",
    "probs": "probabilities",
    "h": "hogy",
    "sztem": "szerintem",
    "vmi": "valami",
    "vki": "valaki",
    "mien": "milyen",
    "mijen": "milyen",
    "asszem": "azt hiszem",
    "tabi": "tabella",
    **dict.fromkeys(
        ("bro", "bruh", "mate", "m8", "lad", "lads", "pal", "dude", "buddy", "fam", "haha",
         "hahaha", "lol", "lmao", "teso", "tesom", "haver", "haverom", "oregem", "csavo", "legyszi",
         "legyszives", "lecci"),
        "",
    ),
}  # fmt: skip
_SHORT_WORD = re.compile(rf"(?<![\w'])(?:{'|'.join(map(re.escape, _SHORT))})(?![\w'])")
_SPACES = re.compile(r" {2,}")
_LONG = re.compile(r"\b[a-z]{5,}\b")
#: with one of these a known word is no slip of another: “staying” is not “saying”
_ENDING = re.compile(r"(?P<stem>[a-z]{3,}?)(?:e?s|e?d|ing|ers?|est|ly)")


def written_out(masked: str) -> str:
    """Return a masked message with its short forms written out."""
    out = _SHORT_WORD.sub(lambda found: _SHORT[found.group()], masked)
    return _SPACES.sub(" ", out).strip() if out != masked else masked


class Vocabulary:
    """The words that are known, to find the one that a slip of the fingers meant."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_shape: dict[tuple[str, int], list[str]] = defaultdict(list)
        self._words = frozenset(words)
        for word in sorted(self._words):
            self._by_shape[word[:1], len(word)].append(word)

    def __contains__(self, word: object) -> bool:
        return word in self._words

    def mended(self, masked: str) -> str:
        """Return a masked message with each unknown long word as the known one it misspells.

        A letter lost, doubled or two in the wrong order; another letter in its place would be
        another word too often (“vertek”, “vernek”).
        """
        return _LONG.sub(lambda found: self._meant(found.group()), masked)

    def _has_ending(self, word: str) -> bool:
        found = _ENDING.fullmatch(word)
        return found is not None and (found["stem"] in self or f"{found['stem']}e" in self)

    def _meant(self, word: str) -> str:
        if word in self._words or self._has_ending(word):
            return word
        near = (
            known
            for size in (len(word), len(word) + 1, len(word) - 1)
            for known in self._by_shape.get((word[0], size), ())
            if _is_slip(word, known)
        )
        return next(near, word)


def _is_slip(word: str, known: str) -> bool:
    start = next((i for i, (a, b) in enumerate(zip(word, known, strict=False)) if a != b), None)
    if start is None:  # one letter more or less at the end is an ending, not a slip
        return False
    if len(word) == len(known):
        swapped = word[:start] + word[start : start + 2][::-1] + word[start + 2 :]
        return swapped == known
    longer, shorter = sorted((word, known), key=len, reverse=True)
    return longer[:start] + longer[start + 1 :] == shorter

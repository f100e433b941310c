"""Words as people type them, written out: “whats”, “gimme”, “vmi”, “tabela”.

For the patterns and the likeness only, in a folded message whose names are blanked: places change.
Knows no football but the words that `likeness` was fitted to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from string import ascii_lowercase

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
        self._words = frozenset(words)

    def __contains__(self, word: object) -> bool:
        return word in self._words

    def mended(self, masked: str) -> str:
        """Return a masked message with each unknown long word as the known one it misspells."""
        return _LONG.sub(lambda found: self.meant(found.group()), masked)

    def meant(self, word: str) -> str:
        """Return the known word that a folded one misspells; the word itself without one.

        Two letters in the wrong order, one lost, or one too many; another letter in its place would
        be another word too often (“vertek”, “vernek”), and so would one more or less at the end.
        """
        if word in self._words or self._has_ending(word):
            return word
        return next((near for near in _slips(word) if near in self._words), word)

    def _has_ending(self, word: str) -> bool:
        found = _ENDING.fullmatch(word)
        return found is not None and (found["stem"] in self or f"{found['stem']}e" in self)


def _slips(word: str) -> Iterator[str]:
    """Yield what a word may have been before a slip: the first letter is right."""
    places = range(1, len(word))
    yield from (word[:at] + word[at : at + 2][::-1] + word[at + 2 :] for at in places[:-1])
    yield from (word[:at] + letter + word[at:] for at in places for letter in ascii_lowercase)
    yield from (
        word[:at] + word[at + 1 :]
        for at in places[:-1]
        if not word.startswith(word[:at] + word[at + 1 :])
    )

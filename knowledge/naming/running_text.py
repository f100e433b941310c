"""A text as words with their places, and which of them could be one name.

Knows letters, gaps and punctuation; neither clubs nor endings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.naming.spelling import folded

_WORD = re.compile(r"[\w\u0300-\u036f]+(?:['’´`][\w\u0300-\u036f]+)*|&")
_OWNER = ("'s", "’s", "´s", "`s")
#: what may stand between two words of one name: never a dash with spaces around it
_WITHIN_NAME = re.compile(r"[ .]{0,2}|[-/]")
_SENTENCE_ENDS = re.compile(r"[.!?:;\n\"“”„(]\s*$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text and its folded form."""

    start: int
    end: int
    key: str
    #: one more reading: "Arsenal's" → "arsenal"
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class RunningText:
    """A text and its words."""

    text: str
    words: Sequence[Word]

    @classmethod
    def of(cls, text: str) -> RunningText:
        """Split the text; what has no letter or digit a–z when folded is no word."""
        found = ((match, folded(match.group())) for match in _WORD.finditer(text))
        return cls(text, tuple(
            Word(m.start(), m.end(), key, key[:-1] if m.group().endswith(_OWNER) else None)
            for m, key in found if key
        ))  # fmt: skip

    def gap(self, place: int) -> str:
        """Return what stands between the word at this place and the next; "" at the end."""
        if place + 1 >= len(self.words):
            return ""
        return self.text[self.words[place].end : self.words[place + 1].start]

    def reach(self, first: int, most: int) -> int:
        """Return how many words from here on could be one name: 1 to `most`."""
        reach = 1
        while (
            reach < most
            and first + reach < len(self.words)
            and _WITHIN_NAME.fullmatch(self.gap(first + reach - 1))
        ):
            reach += 1
        return reach

    def as_typed(self, place: int) -> str:
        """Return the word as it stands in the text."""
        return self.text[self.words[place].start : self.words[place].end]

    def begins_sentence(self, place: int) -> bool:
        """Tell whether a capital is owed to grammar here."""
        before = self.text[: self.words[place].start]
        return place == 0 or _SENTENCE_ENDS.search(before) is not None

    def capitals_mean_nothing(self) -> bool:
        """Tell whether THE WHOLE TEXT, or Every Longer Word, Has Capitals."""
        long = [self.as_typed(i) for i, word in enumerate(self.words) if len(word.key) > 3]
        return self.text.isupper() or (len(long) > 3 and all(word[0].isupper() for word in long))

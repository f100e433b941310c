"""Holds a model's text back until each sentence is checked, then lets it out.

Does not know what is checked, nor where the sentences go.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Literal

from graph.errors import ModelUngrounded

_CLOSING = r"[\"”’)\]*]*\s+"
#: an end of a sentence: closing punctuation, then white space, then what starts the next one; or
#: a new line. A point before a figure or a small letter ends none: “máj. 12.”, “vs. the” do
#: not fall apart.
_END = re.compile(
    rf"(?<=[.…]){_CLOSING}(?=[^\sa-záéíóöőúüű\d])"
    rf"|(?<=[!?]){_CLOSING}(?=[^\sa-záéíóöőúüű])"
    r"|\n+\s*(?=\S)"
)

#: a quotation is one piece; one that is not closed on its line may yet be
_QUOTATION = re.compile(r"[“„][^“„”\n]*(?:”|$)")

BadSentence = Literal["refuse", "drop", "show"]


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a text, each with the white space that follows it.

    The last one may be unfinished. Joined, they are the text again.
    """
    quoted = [quotation.span() for quotation in _QUOTATION.finditer(text)]
    ends = (end.end() for end in _END.finditer(text))
    cuts = [0, *(end for end in ends if not any(a < end < b for a, b in quoted)), len(text)]
    return [text[a:b] for a, b in pairwise(cuts) if a < b]


class SentenceGate:
    """Lets sentences through once they are whole and backed.

    Parameters
    ----------
    is_backed : says whether every figure of a sentence has its fact.
    show : gets each piece of text that the reader may see.
    bad : what to do with a sentence that is not backed. "refuse": raise `ModelUngrounded` and
        show nothing of it; "drop": go on without it; "show": show it and remember.
    keep_first : hold the first sentence until a second one comes: a model that is about to call
        a tool often says so first.
    """

    def __init__(
        self,
        is_backed: Callable[[str], bool],
        show: Callable[[str], None],
        *,
        bad: BadSentence = "refuse",
        keep_first: bool = False,
    ) -> None:
        self._is_backed = is_backed
        self._show = show
        self._bad = bad
        self._keep_first = keep_first
        self._unchecked = ""
        self._held: list[str] = []
        self._gap = ""
        #: what has been let out so far; never ends in white space
        self.shown = ""
        #: sentences withheld ("drop") or shown in spite ("show")
        self.bad_sentences: list[str] = []

    def feed(self, text: str) -> None:
        """Take the next piece of a model's text."""
        self._unchecked += text
        *whole, self._unchecked = split_sentences(self._unchecked) or [""]
        for sentence in whole:
            self._pass(sentence)

    def finish(self) -> None:
        """Take what is left as the last sentence and let everything out."""
        last, self._unchecked = self._unchecked, ""
        if last.strip():
            self._pass(last)
        self._keep_first = False
        self._let_out()

    def discard(self) -> None:
        """Forget what has not been let out: it was not meant for the reader."""
        self._unchecked = ""
        self._held.clear()

    def _pass(self, sentence: str) -> None:
        if not self._is_backed(sentence):
            if self._bad == "refuse":
                raise ModelUngrounded
            self.bad_sentences.append(sentence)
            if self._bad == "drop":
                return
        self._held.append(sentence)
        if len(self._held) > 1:
            self._keep_first = False
        self._let_out()

    def _let_out(self) -> None:
        if self._keep_first:
            return
        for sentence in self._held:
            self._say(sentence)
        self._held.clear()

    def _say(self, sentence: str) -> None:
        words = sentence.strip()
        if not words:
            return
        # white space waits for what follows it: the text shown never ends in any
        piece = self._gap + words if self.shown else words
        self._gap = sentence[len(sentence.rstrip()) :]
        self.shown += piece
        self._show(piece)

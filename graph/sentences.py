"""Holds a model's text back until each sentence is checked, then lets it out.

Does not know what is checked, nor where the sentences go.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, Protocol

from graph.errors import ModelUngrounded
from graph.wording.folding import fold

_CLOSING = r"[\"”’)\]*]*\s+"
#: an end of a sentence: closing punctuation, then white space, then what starts the next one; or
#: a new line. A point before a figure or a small letter ends none: “máj. 12.”, “vs. the” do
#: not fall apart.
_END = re.compile(
    rf"(?<=[.…]){_CLOSING}(?=[^\sa-záéíóöőúüű\d])"
    rf"|(?<=[!?]){_CLOSING}(?=[^\sa-záéíóöőúüű])"
    r"|(?<!\s)[^\S\n]*+\n\s*+(?=\S)"
)

#: a long word or a figure before the point, and white space after it: no abbreviation, nothing to
#: wait for
_WHOLE = re.compile(r"(?:[^\W\d_]{5,}|%|\]\])[.!?]\*{0,2}\s+$")

#: a list's number, or a place before a club's name: no end of a sentence
_NUMBERED = re.compile(r"(?:^|[\n,;|]|:(?=\s*1\.))\s*\d{1,2}\.\s+$")

#: a quotation is one piece; one that is not closed on its line may yet be
_QUOTATION = re.compile(r"[“„][^“„”\n]*(?:”|$)")

BadSentence = Literal["refuse", "drop", "show"]

#: characters of a sentence at most, where the writer is not trusted to end one; nobody says as much
#: in a breath, and what looks for ends, names and links takes time that grows with its square
_LONGEST = 1500
#: the end of a text that tells whether it is a whole sentence
_TAIL = 80
#: what is wrong with a sentence without an end
_ENDLESS = "it does not end"

#: what a model says before it calls a tool: “Let me look that up.”
_PREAMBLE = re.compile(
    r"^\W*(?:(?:sure|ok(?:ay)?|of course|certainly|persze|rendben|jo)\W+)?"
    r"(?:let me|let's|i'll|i will|i need to|i am going to|i'm going to|one moment|just a moment"
    r"|megnezem|utananezek|mindjart|egy pillanat|nezzuk|lekerdezem|lekerem|kikeresem|ellenorzom)\b"
)


#: “The chances:”, and a table's head: nothing for itself
_OPENING = re.compile(r":\W*$|^\s*\|\D*$")


#: what nobody says twice
_SENTENCE = re.compile(r"^\w.*\S[.!?]$")


class Verdict(Protocol):
    """What a check says of a sentence."""

    @property
    def text(self) -> str:
        """The sentence as the reader gets it."""
        ...

    @property
    def faults(self) -> Sequence[str]:
        """What is wrong with it; empty: it may be shown."""
        ...


@dataclass(frozen=True)
class _Endless:
    """The verdict on a sentence that is too long to be looked at."""

    text: str
    faults: Sequence[str] = (_ENDLESS,)


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a text, each with the white space that follows it.

    The last one may be unfinished. Joined, they are the text again.
    """
    quoted = [quotation.span() for quotation in _QUOTATION.finditer(text)]
    ends = (
        end.end()
        for end in _END.finditer(text)
        if not _NUMBERED.search(text, max(0, end.start() - 8), end.end())
    )
    cuts = [0, *(end for end in ends if not any(a < end < b for a, b in quoted)), len(text)]
    return [text[a:b] for a, b in pairwise(cuts) if a < b]


class SentenceGate:
    """Lets sentences through once they are whole and checked.

    Parameters
    ----------
    check : says what a sentence is for the reader, and what is wrong with it.
    show : gets each piece of text that the reader may see.
    bad : what to do with a sentence that has faults. "refuse": raise `ModelUngrounded` and
        show nothing of it; "drop": go on without it; "show": show it and remember.
    hold_preamble : hold back “let me look that up” until something else comes: a model that calls
        a tool often says so first. What only opens a list or a table waits for its first line.
        Anything else is shown as soon as it is whole.
    before : what the reader has been shown already; who is not trusted says none of it again.
    """

    def __init__(
        self,
        check: Callable[[str], Verdict],
        show: Callable[[str], None],
        *,
        bad: BadSentence = "refuse",
        hold_preamble: bool = False,
        before: str = "",
    ) -> None:
        self._check = check
        self._show = show
        self._bad = bad
        self._hold_preamble = hold_preamble
        self._unchecked = ""
        self._held: list[str] = []
        self._gap = ""
        self._said_before = {one.strip() for one in split_sentences(before)} - {""}
        #: whether something was left out that the reader has seen
        self.repeated = False
        #: what has been let out so far; never ends in white space
        self.shown = ""
        #: sentences withheld ("drop") or shown in spite ("show")
        self.bad_sentences: list[str] = []

    def feed(self, text: str) -> None:
        """Take the next piece of a model's text, however large."""
        for start in range(0, len(text), _LONGEST):
            self._take(text[start : start + _LONGEST])

    def finish(self) -> None:
        """Take what is left as the last sentence and let everything out."""
        last, self._unchecked = self._unchecked, ""
        if last.strip():
            self._pass(last)
        if self.shown or any(map(_says_something, self._held)):
            self._let_out()

    def discard(self) -> None:
        """Forget what has not been let out: it was not meant for the reader."""
        self._unchecked = ""
        self._held.clear()

    def _take(self, text: str) -> None:
        self._unchecked += text
        *whole, self._unchecked = split_sentences(self._unchecked) or [""]
        for sentence in whole:
            self._pass(sentence)
        if self._is_whole() or self._is_endless(self._unchecked):
            sentence, self._unchecked = self._unchecked, ""
            self._pass(sentence)

    def _is_whole(self) -> bool:
        """Tell whether what waits is a sentence, whatever follows."""
        return bool(
            _WHOLE.search(self._unchecked[-_TAIL:]) and not _QUOTATION.search(self._unchecked)
        )

    def _is_endless(self, sentence: str) -> bool:
        return self._bad != "show" and len(sentence) > _LONGEST

    def _judge(self, sentence: str) -> Verdict:
        if self._is_endless(sentence):
            return _Endless(sentence[:_TAIL])
        return self._check(sentence)

    def _pass(self, sentence: str) -> None:
        if not sentence.strip():
            return
        verdict = self._judge(sentence)
        if verdict.faults:
            if self._bad == "refuse":
                raise ModelUngrounded(sentence.strip()[:_LONGEST], verdict.faults)
            self.bad_sentences.append(sentence)
            if self._bad == "drop":
                return
        if self._bad != "show" and self._is_repeated(verdict.text.strip()):
            return
        self._held.append(verdict.text)
        if self._hold_preamble and _PREAMBLE.match(fold(sentence)):
            return
        if self._bad != "show" and (_OPENING.search(sentence) or not _says_something(sentence)):
            return
        self._hold_preamble = False
        self._let_out()

    def _is_repeated(self, words: str) -> bool:
        """Tell of what the reader has seen; a sentence is remembered, a table's line is not."""
        if words in self._said_before:
            self.repeated = True
            return True
        if _SENTENCE.search(words):
            self._said_before.add(words)
        return False

    def _let_out(self) -> None:
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


def _says_something(sentence: str) -> bool:
    return any(sign.isalnum() for sign in sentence)

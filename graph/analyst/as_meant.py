"""A message as it was meant: slips in the words that it turns on are put right before it is read.

Days, leagues, venues and bets are found by patterns, which know good words only: a slip in one of
these words would drop it without a trace. Words of all other kinds are `spelling`'s, once names are
blanked. Knows no clubs: whoever spots them says which words are theirs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from graph.analyst.likeness import vocabulary
from graph.analyst.spelling import Vocabulary
from graph.analyst.spotting.day_words import MONTHS, WEEKDAYS
from graph.analyst.spotting.spans import Span
from graph.wording.folding import fold
from knowledge.naming.endings import CASES

_SPACES = re.compile(r"[^\S\n]+")
#: of a shorter word every slip is another word
_WORD = re.compile(r"(?<![\w'’])[^\W\d_]{5,}(?!\w|['’](?!s\b))")
_SHORTEST_MEANT = 6

#: what a message turns on, beside weekdays and months
_ENGLISH = (
    "today tonight tomorrow yesterday weekend midweek march april england english spain spanish"
    " italy italian germany german france french holland dutch scotland scottish portugal hungary"
    " hungarian turkey belgium premier league bundesliga championship eredivisie champions fixtures"
    " season record medium bankroll corners favourite favorite underdog accumulator treble"
    " decimal fractional united"
)
_HUNGARIAN = (
    "holnap holnaputan tegnap tegnapelott hetfo hetvege hetvegi honap tavaly angolul magyarra"
    " anglia angol spanyol olasz nemet nemzeti francia holland hollandia portugal portugalia"
    " spanyolorszag olaszorszag nemetorszag liga bajnoksag bundesliga meccs tabella dontetlen"
    " vendeg otthon idegenben szoglet szorzo szelveny kedvenc esely szazalek forint szezon kockazat"
)
_DAYS = tuple(word for word in (*WEEKDAYS, *MONTHS) if len(word) >= _SHORTEST_MEANT)
_VOWEL = re.compile(r"[aeiou]")
#: what is owned and people of a country take endings again: “szeptemberében”, “a spanyoloknál”
_LONGER = ("ok", "ek", "ak", "k", "a", "e", "ja", "je", "i", "ei", "ai", "uk", "unk", "em", "eim")


#: words that only address somebody, at the beginning and the end of what is asked
_BEFORE = re.compile(
    r"(?:(?:sziasztok|szia|hello|hali|figyelj|figyi|legyszi|legyszives|legy szives|kerlek|bocsi"
    r"|bocs|gyors kerdes|teso|amugy|hey|hi|hiya|yo|pls|please|sorry|mate|bro|btw|um+|quick question"
    r"|(?:can|could) you (?:please )?tell me)\b[\s,.:!]+)+(?=\S)"
)
_BEHIND = re.compile(
    r"(?<=\w)(?:[\s,]+(?:elore is koszi|koszi|koszonom|legyszi|kerlek|teso|thanks|thank you|thx"
    r"|cheers|please|pls|mate|bro|you reckon|do you know)\b)+(?=\W*$)"
)


def plainly_typed(text: str) -> str:
    """Return a message in the user's own words, without those that only address somebody.

    In one composed form, with one space between two words.
    """
    spaced = _SPACES.sub(" ", unicodedata.normalize("NFC", text).strip())
    before, behind = _BEFORE.match(fold(spaced)), _BEHIND.search(fold(spaced))
    start = before.end() if before else 0
    end, rest = behind.span() if behind else (len(spaced), len(spaced))
    bare = spaced[start:end] + spaced[rest:]
    return bare if start < end and len(bare.split()) > 1 else spaced


def as_meant(text: str, names: Sequence[Span]) -> str:
    """Return a message with its slips put right; `names`: what is a name in it already.

    One that is shouted is said as calmly as any other: “REAL VAGY BARCA SZOMBATON?”.
    """
    text = text.lower() if text.isupper() and _WORD.search(text) else text
    return _WORD.sub(lambda word: _put_right(word, names), text)


def _put_right(word: re.Match[str], names: Sequence[Span]) -> str:
    typed, place = word.group(), Span(start=word.start(), end=word.end())
    meant = _meant(fold(typed))
    if meant == fold(typed) or any(place.touches(name) for name in names):
        return typed
    return meant.capitalize() if typed[0].isupper() else meant


@lru_cache(maxsize=8192)  # the same words come again with every message
def _meant(word: str) -> str:
    meant = word if word in vocabulary() else _words().meant(word)
    return meant if len(meant) >= _SHORTEST_MEANT else word


@cache
def _words() -> Vocabulary:
    plain = (word + ending for word in (*_DAYS, *_ENGLISH.split()) for ending in ("", "s"))
    return Vocabulary(
        [*plain, *(form for word in (*_DAYS, *_HUNGARIAN.split()) for form in _forms(word))]
    )


def _forms(word: str) -> Iterator[str]:
    """Yield a Hungarian word with the endings that its last sound takes."""
    stems = (word, *(word + more for more in _LONGER if _fits(word, more)))
    yield from (stem + case for stem in stems for case in ("", *CASES) if _fits(stem, case))


def _fits(word: str, ending: str) -> bool:
    """Whether an ending may follow: no vowel upon a vowel, but “szerdai”."""
    return ending == "i" or not (_VOWEL.match(ending) and _VOWEL.search(word[-1]))

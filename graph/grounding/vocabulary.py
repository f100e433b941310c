"""The words that answers about football are made of: what is told in others, no tool told.

They are the words in which the house itself speaks, and the plain ones of `vocabulary.toml`. A
clause about a club that has a word of another kind in it (“fiery”, “lyukas”) tells what nobody
found out. Knows no fact.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from graph.grounding.assertions import goes_on, is_of_us, names_them
from graph.grounding.form import FORM
from graph.grounding.judgements import is_judged
from graph.grounding.speech import Speech
from graph.wording import Language
from graph.wording.folding import fold

#: letters by which a word that is long enough is known again with other endings
_STEM: dict[Language, int] = {"en": 6, "hu": 5}
_LONG: dict[Language, int] = {"en": 8, "hu": 5}
_ENDS: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"(?:s|es|d|ed|ing|ly|er|r)$"),
    # cases, plurals, possessors: what may stand behind a short word
    "hu": re.compile(
        r"(?:(?:[ao]k|[eo]k|k|ai|ei|i|j?[ae]i?|uk|juk|[ae]m|[ae]d|unk)??"
        r"(?:[aeo]?t|[bkmnv]?a[lk]|b[ae]n?|b[oe]l|r[ae]|r[oe]l|t[oe]l|n[ae]k|n[ae]l|h[oe]z|[aeo]?n"
        r"|ig|kent|ert|.?[vgyklmnrst][ae]l)?)$"
    ),
}
#: letters of a word that says something
_SHORTEST = 3
_WORD = re.compile(r"[^\W\d_]+")
#: ends that are no word of their own: “doesn't”, “Sunday's”
_ENDING = re.compile(r"n?['’](?:t|s|re|ve|ll|d|m)?\b")
_PLACEHOLDER = re.compile(r"\{[^}]*\}")


def strange_words(speech: Speech, language: Language, told: frozenset[str]) -> Iterator[str]:
    """Yield what is wrong with clauses about clubs that say what neither figure nor tool does.

    Parameters
    ----------
    told : words of the tools' own texts in this turn, in plain letters.
    """
    if "?" in speech.text or speech.is_doubted:
        return
    text = speech.unquoted
    general = False
    for piece in speech.pieces:
        clause = text[piece.start : piece.end]
        general = goes_on(piece, clause, general=general)
        if piece.amounts or general or is_of_us(clause):
            continue
        if not (speech.clubs or names_them(clause)):
            continue
        for club in piece.clubs:
            gap = " " * (club.end - club.start)
            start, end = club.start - piece.start, club.end - piece.start
            clause = clause[:start] + gap + clause[end:]
        clause = FORM.sub(" ", _ENDING.sub("  ", clause))
        for found in _WORD.finditer(clause):
            word = found.group()
            known = is_plain(word, language) or is_judged(word) or word in told
            if len(word) >= _SHORTEST and not known:
                yield f"no tool tells of “{word}”"
                break


@lru_cache(maxsize=8192)
def is_plain(word: str, language: Language) -> bool:
    """Tell whether a word, in plain letters, is one that answers are made of."""
    words, stems = _plain_words(language)
    if word in words or (len(word) >= _LONG[language] and word[: _STEM[language]] in stems):
        return True
    return any(word[:n] in words for n in _ends(word, language))


def _ends(word: str, language: Language) -> Iterator[int]:
    """Yield where an ending may begin."""
    # one letter behind three is as often another word
    if len(word) <= _SHORTEST + (language == "hu"):
        return
    yield from (n for n in range(_SHORTEST, len(word)) if _ENDS[language].fullmatch(word[n:]))


@cache
def _plain_words(language: Language) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words, and the stems of the longer ones."""
    spoken = _PLACEHOLDER.sub(" ", _text("graph.wording", f"texts/{language}.toml"))
    little = tomllib.loads(_text("graph.wording", "texts/little_words.toml"))[language]
    plain = tomllib.loads(_text("graph.grounding", "vocabulary.toml"))[language]
    # a capital may be an example's: “remember that Saka is injured”
    spoken = " ".join(word for word in _WORD.findall(spoken) if word[0].islower())
    words = frozenset(_WORD.findall(fold(f"{spoken} {little} {plain}")))
    stem = _STEM[language]
    return words, frozenset(word[:stem] for word in words if len(word) >= stem)


def _text(package: str, name: str) -> str:
    return files(package).joinpath(name).read_text("utf-8")

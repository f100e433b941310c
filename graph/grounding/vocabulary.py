"""The words that answers about football are made of: what is told in others, no tool told.

They are the words in which the house itself speaks, and the plain ones of `vocabulary.toml`. A
clause about a club that has a word of another kind in it (“fiery”, “lyukas”) tells what nobody
found out. Knows no fact.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from graph.grounding.past import FORM
from graph.grounding.speech import Speech
from graph.wording import Language
from graph.wording.folding import fold

#: letters by which a word that is long enough is known again with other endings
_STEM: dict[Language, int] = {"en": 6, "hu": 5}
_LONG: dict[Language, int] = {"en": 8, "hu": 5}
_ENDS = ("s", "es", "d", "ed", "ing", "ly", "er", "r")
#: letters of a word that says something
_SHORTEST = 3
_WORD = re.compile(r"[^\W\d_]+")
#: ends that are no word of their own: “doesn't”, “Sunday's”
_ENDING = re.compile(r"n?['’](?:t|s|re|ve|ll|d|m)?\b")
_PLACEHOLDER = re.compile(r"\{[^}]*\}")
#: who speaks of what he does or knows, or of the reader, tells nothing of a match
_OF_US = re.compile(
    r"\b(?:you|your|let me|let's|i (?:can|cannot|can't|could|don't|do not|have|haven't|found"
    r"|looked|checked|know|need)|i'(?:ll|ve|d)|remember|note that|keep in mind"
    r"|my (?:tools?|data|figures|information))\b"
    r"|\b(?:nem (?:tud\w*|lat\w*|talal\w*|ismer\w*|ad\w*|mond\w*)|megnez\w*|nezz\w*|nezzuk"
    r"|kerdez\w*|ne felej\w*|ne feled\w*|feledd|irtad|neked|szeretn\w*|erdekel\w*"
    r"|kivancsi\w*|segit\w*|mondd|mondj\w*|ird|irj\w*)\b"
)
#: of whom a clause without a club speaks
_THEY = re.compile(
    r"\b(?:they|their|them|he|his|both (?:sides|teams|clubs)|two (?:sides|teams|clubs)"
    r"|either (?:side|team))\b"
    r"|\b(?:(?:mindket|egyik) (?:csapat|fel)\w*|ok|oket|nekik|naluk|ket csapat\w*|hazaiak\w*"
    r"|vendegek\w*)\b"
)


def strange_words(speech: Speech, language: Language, told: frozenset[str]) -> Iterator[str]:
    """Yield what is wrong with clauses about clubs that say what neither figure nor tool does.

    Parameters
    ----------
    told : words of the tools' own texts in this turn, in plain letters.
    """
    if "?" in speech.text or speech.is_doubted:
        return
    text = speech.unquoted
    for piece in speech.pieces:
        clause = text[piece.start : piece.end]
        if piece.amounts or not (speech.clubs or _THEY.search(clause)) or _OF_US.search(clause):
            continue
        for club in piece.clubs:
            gap = " " * (club.end - club.start)
            start, end = club.start - piece.start, club.end - piece.start
            clause = clause[:start] + gap + clause[end:]
        clause = FORM.sub(" ", _ENDING.sub("  ", clause))
        for found in _WORD.finditer(clause):
            word = found.group()
            if len(word) >= _SHORTEST and not is_plain(word, language) and word not in told:
                yield f"no tool tells of “{word}”"
                break


def is_plain(word: str, language: Language) -> bool:
    """Tell whether a word, in plain letters, is one that answers are made of."""
    words, stems = _plain_words(language)
    if word in words or (len(word) >= _LONG[language] and word[: _STEM[language]] in stems):
        return True
    return language == "en" and any(
        word[: -len(end)] in words for end in _ENDS if word.endswith(end)
    )


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

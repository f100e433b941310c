"""The small words around a name: “az Arsenal”, “a Bayern”, “az 1,85”, “Arsenal, Chelsea or Leeds”.

Hungarian endings on club names follow their sound, which spelling does not tell: sentences are
built so that names stand without endings. Knows spelling rules, no club.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.wording.folding import fold
from graph.wording.language import Language

#: letters whose Hungarian names begin with a vowel: ef, el, em, en, er, es, iksz, ipszilon
_VOWEL_NAMED = frozenset("FLMNRSXY")
_VOWELS = frozenset("aeiou")
#: spelt with a vowel, spoken with a consonant (“junájtid”)
_SPOKEN_WITH_CONSONANT = ("united", "uefa")
#: egyes, kettes, hármas, négyes, ötös, hatos…; tízes, huszas…; százas
_UNITS = {1: "es", 2: "es", 3: "as", 4: "es", 5: "ös", 6: "os", 7: "es", 8: "as", 9: "es"}
_TENS = {10: "es", 20: "as", 30: "as", 40: "es", 50: "es", 60: "as", 70: "es", 80: "as", 90: "es"}
_OR: dict[Language, str] = {"en": "or", "hu": "vagy"}
_AND: dict[Language, str] = {"en": "and", "hu": "és"}

#: leagues and cups that English gives an article, by their last word; not “La Liga”, “Serie A”
_WITH_THE = re.compile(
    r"(?<!^La )\b(?:League|Premiership|Championship|Bundesliga|Superliga|Liga|Lig|Eredivisie"
    r"|Divisi[oó]n|Eliteserien|Ekstraklasa|Cup|Pokal)$"
)


def in_english(league: str) -> str:
    """Return a league's name as it stands in an English sentence: “the Premier League”."""
    return f"the {league}" if _WITH_THE.search(league) else league


def article(name: str) -> str:
    """Return the Hungarian definite article of a name or number: `a` or `az`."""
    word = re.split(r"[\s.,]", name.strip(), maxsplit=1)[0] or name
    if word[0].isdigit():
        return _article_of_number(re.match(r"\d+", word).group())  # type: ignore[union-attr]
    if _is_spelt_out(word):
        return "az" if word[0] in _VOWEL_NAMED else "a"
    folded = fold(word)
    if folded.startswith(_SPOKEN_WITH_CONSONANT):
        return "a"
    if folded[0] == "y":
        return "a" if folded[1:2] in _VOWELS else "az"
    return "az" if folded[0] in _VOWELS else "a"


def _is_spelt_out(word: str) -> bool:
    letters = fold(word)
    return word.isupper() and len(word) <= 5 and not _VOWELS & set(letters)


def _article_of_number(digits: str) -> str:
    """egy, öt, ötven…, ezer begin with a vowel; which one is spoken first depends on the length."""
    leading = digits.lstrip("0") or "0"
    if leading[0] == "5":
        return "az"
    return "az" if leading[0] == "1" and len(leading) % 3 == 1 else "a"


def as_adjective(number: str) -> str:
    """Return a Hungarian number with the ending of “of that size”: “1,60-as”, “3/5-ös”, “+150-es”.

    The ending follows the word that is spoken last.
    """
    whole, _, decimals = number.partition(",")
    spoken = re.split(r"\D", decimals if decimals.strip("0") else whole)[-1]
    tens, unit = int(spoken[-2:]), int(spoken[-1])
    ending = _UNITS[unit] if unit else _TENS.get(tens, "es" if spoken.endswith("000") else "as")
    return f"{number}-{ending}"


def either(names: Sequence[str], language: Language) -> str:
    """Return “A, B or C”."""
    return _joined(names, _OR[language])


def both(names: Sequence[str], language: Language) -> str:
    """Return “A, B and C”."""
    return _joined(names, _AND[language])


def _joined(names: Sequence[str], last: str) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"

"""Whether a sentence of an answer is in the language that it was asked for in.

Weighs the little words that hold a sentence together, those of third languages too. Names, figures
and quoted words say nothing, and a sentence of hardly any words is let through: it is wrong only
where the other language is plainly there. Does not know who wrote it, nor what is done about it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from graph.wording import Language

#: what the model is told of a sentence that does not
WRONG_LANGUAGE = "it is not in the language of the question"

_OTHER: dict[Language, Language] = {"en": "hu", "hu": "en"}
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
#: what is quoted is someone else's; what stands in code is a command
_QUOTED = re.compile(r"“[^”]*”|„[^”]*”|\"[^\"]*\"|«[^»]*»|»[^«]*«|`[^`]*`")
#: letters that neither language has, nor any name in Latin letters
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1dff\u2e80-\ud7ff\uf900-\ufaff\uff66-\uffdc]")
_HUNGARIAN_LETTER = re.compile(r"[áéíóöőúüű]")
#: so much of the other language makes a sentence foreign, and so many times as much as of its own
_PLAIN, _TIMES = 2.0, 2.0


def speaks(sentence: str, language: Language) -> bool:
    """Return whether a sentence may stand in an answer in that language."""
    weights = _weights(sentence)
    own, other = weights[language], weights[_OTHER[language]]
    if other >= _PLAIN and other > _TIMES * own:
        return False
    return not _is_of_neither(sentence, weights["en"] + weights["hu"])


def _is_particle(words: Sequence[str], place: int) -> bool:
    """Tell “Virgil van Dijk” from “van”, which is a Hungarian word."""
    beside = [*words[max(place - 1, 0) : place], *words[place + 1 : place + 2]]
    return words[place] in ("van", "de", "el") and all(word[0].isupper() for word in beside)


def _is_of_neither(sentence: str, known: float) -> bool:
    """Tell a sentence of a third language: in another script, or by its little words."""
    text = _QUOTED.sub(" ", sentence)
    if len(_OTHER_SCRIPT.findall(text)) >= _PLAIN:
        return True
    foreign = _foreign_words()
    strange = sum(word in foreign for word in _WORD.findall(text))
    return strange > _PLAIN and strange > _TIMES * known


def _weights(sentence: str) -> dict[Language, float]:
    """Return how much speaks for each language."""
    weights: dict[Language, float] = {"en": 0.0, "hu": 0.0}
    little = _little_words()
    words = _WORD.findall(_QUOTED.sub(" ", sentence))
    for place, word in enumerate(words):
        is_name = word[0].isupper() or _is_particle(words, place)
        plain = word.lower()
        found = [language for language in weights if plain in little[language]]
        # a capital is a name's, or the sentence's own
        if found and (not is_name or place == 0):
            weights[found[0]] += 1.0
        elif not is_name and _HUNGARIAN_LETTER.search(plain):
            weights["hu"] += 1.0
    return weights


@cache
def _foreign_words() -> frozenset[str]:
    """Return little words of other languages, without those that ours have as well."""
    raw = files("graph.wording").joinpath("texts/foreign_words.toml").read_text("utf-8")
    foreign = {word for text in tomllib.loads(raw).values() for word in text.split()}
    ours = files("graph.wording").joinpath("texts/little_words.toml").read_text("utf-8")
    return frozenset(foreign.difference(*(text.split() for text in tomllib.loads(ours).values())))


@cache
def _little_words() -> dict[Language, frozenset[str]]:
    raw = files("graph.wording").joinpath("texts/little_words.toml").read_text("utf-8")
    words = {name: frozenset(text.split()) for name, text in tomllib.loads(raw).items()}
    return {"en": words["en"] - words["hu"], "hu": words["hu"] - words["en"]}

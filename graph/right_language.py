"""Whether a sentence of an answer is in the language that it was asked for in.

Weighs the little words that hold a sentence together. Names, figures and quoted words say nothing,
and a sentence of hardly any words is let through: it is wrong only where the other language is
plainly there. Does not know who wrote it, nor what is done about it.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from graph.wording import Language

#: what the model is told of a sentence that does not
WRONG_LANGUAGE = "it is not in the language of the question"

_OTHER: dict[Language, Language] = {"en": "hu", "hu": "en"}
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
#: what is quoted is someone else's; what stands in code is a command
_QUOTED = re.compile(r"“[^”]*”|„[^”]*”|\"[^\"]*\"|«[^»]*»|»[^«]*«|`[^`]*`")
_HUNGARIAN_LETTER = re.compile(r"[áéíóöőúüű]")
#: so much of the other language makes a sentence foreign, and so many times as much as of its own
_PLAIN, _TIMES = 2.0, 2.0


def speaks(sentence: str, language: Language) -> bool:
    """Return whether a sentence may stand in an answer in that language."""
    weights = _weights(sentence)
    own, other = weights[language], weights[_OTHER[language]]
    return other < _PLAIN or other <= _TIMES * own


def _weights(sentence: str) -> dict[Language, float]:
    """Return how much speaks for each language."""
    weights: dict[Language, float] = {"en": 0.0, "hu": 0.0}
    little = _little_words()
    words = _WORD.findall(_QUOTED.sub(" ", sentence))
    for place, word in enumerate(words):
        is_name = word[0].isupper()
        plain = word.lower()
        found = [language for language in weights if plain in little[language]]
        # a capital is a name's, or the sentence's own
        if found and (not is_name or place == 0):
            weights[found[0]] += 1.0
        elif not is_name and _HUNGARIAN_LETTER.search(plain):
            weights["hu"] += 1.0
    return weights


@cache
def _little_words() -> dict[Language, frozenset[str]]:
    raw = files("graph.wording").joinpath("texts/little_words.toml").read_text("utf-8")
    words = {name: frozenset(text.split()) for name, text in tomllib.loads(raw).items()}
    return {"en": words["en"] - words["hu"], "hu": words["hu"] - words["en"]}

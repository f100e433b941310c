"""Which of our two languages a short question is in.

Knows no football but the few words people ask with; club names say nothing about a language.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Literal

from graph.wording.folding import fold

Language = Literal["en", "hu"]

_HUNGARIAN_LETTERS = re.compile(r"[áéíóöőúüű]", re.IGNORECASE)

#: English names that both languages use
_LEAGUES = re.compile(r"\b(?:premier|champions|europa|conference|national|pro|super) league")
_ENDINGS = re.compile(r"\w{3,}(?:nak|nek|val|vel|ban|ben|bol|rol|hoz|hez|ert|unk|juk|ek|ok|ott)\b")


def detect_language(text: str, default: Language = "en") -> Language:
    """Return the language `text` is written in; `default` when it does not say.

    Hungarian is found with and without its accents.
    """
    hungarian, english = _weights(text)
    if hungarian == english:
        return default
    return "hu" if hungarian > english else "en"


@cache
def _telling() -> dict[Language, frozenset[str]]:
    """Return the words that one language has and the other lacks."""
    raw = files("graph.wording").joinpath("texts/telling.toml").read_text("utf-8")
    words = {name: frozenset(text.split()) for name, text in tomllib.loads(raw).items()}
    return {"en": words["en"] - words["hu"], "hu": words["hu"] - words["en"]}


def _weights(text: str) -> tuple[float, float]:
    folded = _LEAGUES.sub(" ", fold(text))
    words, telling = re.findall(r"[a-z]+", folded), _telling()
    hungarian = 1.0 * sum(word in telling["hu"] for word in words)
    english = 1.0 * sum(word in telling["en"] for word in words)
    lower_case = " ".join(
        word for word in unicodedata.normalize("NFC", text).split() if not word[0].isupper()
    )
    hungarian += min(len(_HUNGARIAN_LETTERS.findall(lower_case)), 3)
    hungarian += 0.5 * len(_ENDINGS.findall(folded))
    hungarian += 0.5 * bool(re.search(r"\d,\d", folded))
    hungarian += 0.4 * len(re.findall(r"\b(?:az|egy|is van|van)\b", folded))
    english += 0.4 * len(re.findall(r"\b(?:is|an|be|it's|what's|who's)\b", folded))
    return hungarian, english

"""Which of our two languages a short question is in.

Knows no football but the few words people ask with; club names say nothing about a language.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from graph.wording.folding import fold

Language = Literal["en", "hu"]

_HUNGARIAN_LETTERS = re.compile(r"[áéíóöőúüű]", re.IGNORECASE)

#: words of one language only; those that both have ("is", "a", "be", "ma", "van") stay out
_HUNGARIAN = frozenset(
    ["az", "es", "hogy", "mennyi", "mekkora", "milyen", "mi", "mik", "mit", "ki", "kik", "kinek", "mikor", "hol", "hany", "hanyadik", "melyik", "vagy", "nem", "igen", "nyer", "nyerhet", "nyeri", "nyerte", "nyerni", "gyoz", "legyozi", "megveri", "veri", "kikap", "dontetlen", "esely", "eselye", "esellyel", "eselyek", "eselyei", "meccs", "meccse", "meccset", "meccsek", "meccsen", "merkozes", "tabella", "bajnoksag", "szerinted", "szerint", "ellen", "otthon", "idegenben", "vendeg", "hazai", "holnap", "holnaputan", "tegnap", "hetfon", "kedden", "szerdan", "csutortokon", "penteken", "szombat", "szombaton", "szombati", "vasarnap", "vasarnapi", "hetvegen", "hetvege", "hetvegi", "jovo", "heten", "kovetkezo", "utolso", "mult", "most", "lesz", "lesznek", "volt", "voltak", "vannak", "erdemes", "megeri", "ertek", "erteke", "odds", "oddsa", "oddsok", "oddson", "tipp", "tippek", "tippje", "gol", "golok", "golos", "golt", "felett", "alatt", "mindket", "csapat", "csapatom", "kedvenc", "jegyezd", "tudsz", "mutasd", "mondd", "kerem", "kerlek", "koszi", "koszonom", "szia", "sziasztok", "hello", "segits", "segitseg", "egymas", "forma", "formaja", "formaban", "ha", "akkor", "miert", "meg", "mar", "csak", "alacsony", "magas", "kozepes", "kockazat", "tet", "bank", "nyert", "jatszik", "jatszanak", "bajnok", "elleni", "ot", "azt", "ezt", "es", "ez", "kellene", "lehet", "legyen", "valoszinu", "valoszinubb", "esik", "hazaiak", "szerintetek", "sorozat", "merleg"]
)
_ENGLISH = frozenset(
    ["the", "who", "what", "when", "where", "which", "how", "why", "will", "would", "does", "do", "did", "are", "can", "could", "should", "chance", "chances", "odds", "of", "on", "at", "in", "for", "and", "or", "win", "wins", "winning", "beat", "beats", "draw", "against", "versus", "vs", "between", "value", "worth", "bet", "price", "match", "matches", "game", "games", "fixture", "fixtures", "result", "results", "table", "standings", "form", "head", "today", "tomorrow", "tonight", "yesterday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "weekend", "next", "last", "week", "my", "your", "favourite", "favorite", "remember", "please", "thanks", "thank", "hello", "hi", "hey", "help", "over", "under", "goals", "score", "both", "teams", "team", "to", "this", "that", "about", "with", "it", "its", "me", "show", "tell", "likely", "probability", "probable", "think", "play", "plays", "playing", "home", "away", "league", "any", "have", "has", "had", "than", "if", "not", "no", "yes", "top", "month"]
)
_BOTH = _HUNGARIAN & _ENGLISH
_ENDINGS = re.compile(r"\w{3,}(?:nak|nek|val|vel|ban|ben|bol|rol|hoz|hez|ert|unk|juk|ek|ok|ott)\b")


def detect_language(text: str, default: Language = "en") -> Language:
    """Return the language `text` is written in; `default` when it does not say.

    Hungarian is found with and without its accents.
    """
    hungarian, english = _weights(text)
    if hungarian == english:
        return default
    return "hu" if hungarian > english else "en"


def _weights(text: str) -> tuple[float, float]:
    folded = fold(text)
    words = re.findall(r"[a-z]+", folded)
    hungarian = 1.0 * sum(word in _HUNGARIAN and word not in _BOTH for word in words)
    english = 1.0 * sum(word in _ENGLISH and word not in _BOTH for word in words)
    lower_case = " ".join(
        word for word in unicodedata.normalize("NFC", text).split() if not word[0].isupper()
    )
    hungarian += min(len(_HUNGARIAN_LETTERS.findall(lower_case)), 3)
    hungarian += 0.5 * len(_ENDINGS.findall(folded))
    hungarian += 0.4 * len(re.findall(r"\b(?:az|egy|is van|van)\b", folded))
    english += 0.4 * len(re.findall(r"\b(?:is|an|be|it's|what's|who's)\b", folded))
    return hungarian, english

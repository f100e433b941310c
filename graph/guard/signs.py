"""Signs of harm in a user's words, English and Hungarian as people type them.

Read from the patterns of `signs.toml`, with accents or without, a letter wrong in the words that
matter, and from likeness to phrases that give a sign away where no pattern fits. Knows neither what
is held back nor for how long.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import get_args

from rapidfuzz import process
from rapidfuzz.distance import OSA

from graph.guard.asked import asks_for_bet
from graph.guard.likeness import GRAVE, Like, likeness
from graph.wording.folding import fold
from knowledge.holds import Sign

#: the gravest first: of several signs in one message the first counts
SIGNS: tuple[Sign, ...] = get_args(Sign)
#: from this likeness on a message gives a sign away: sooner where it asks for a bet, because in
#: doubt advice is held back; later where the sign is a grave one
CERTAIN, DOUBTFUL, GRAVELY = 0.4, 0.25, 0.55
#: … and where nothing was said that the sign lives on: plain stakes are near to every sign
UNNAMED = 0.5
#: … and where it is plain without a pattern: what is kept of a user for days needs firm ground
PLAIN = 0.95
#: a shorter word with another letter is another word
_LONG = 6
_WORD = re.compile(rf"[a-z]{{{_LONG},}}")


@dataclass(frozen=True, slots=True)
class SignRead:
    """What was read in a message."""

    sign: Sign | None
    #: True: no doubt about it, so that it is kept of the user; else it counts in its conversation
    plain: bool


@dataclass(frozen=True, slots=True)
class _Words:
    """What gives a sign away."""

    certain: re.Pattern[str]
    doubtful: re.Pattern[str] | None


def sign_in(text: str) -> Sign | None:
    """Return the gravest sign of harm in a message, if there is any."""
    return read_sign(text).sign


@lru_cache(maxsize=4096)
def read_sign(text: str) -> SignRead:
    """Return the gravest sign of harm in a message, and whether it is plain.

    What tells only half counts where the message also asks for a bet: in doubt, there is a sign.
    """
    said = _harmless().sub(" ", folded(text))
    asks = asks_for_bet(said)
    if not asks:
        said = _spoken_of().sub(" ", said)
    spelled = _spelled(said)
    for sign, words in _words().items():
        if words.certain.search(spelled):
            return SignRead(sign, plain=True)
        if asks and words.doubtful and words.doubtful.search(spelled):
            # half a pattern in a message that could hardly be more like the sign is no half
            like = likeness(said)
            return SignRead(sign, plain=like.sign == sign and _is_plain(like))
    like = likeness(said)
    if like.sign is None or like.chance <= _least(like, asks):
        return SignRead(None, plain=False)
    return SignRead(like.sign, plain=_is_plain(like))


def _least(like: Like, asks: bool) -> float:
    """Return the likeness from which on a sign is read."""
    if like.sign in GRAVE:
        return GRAVELY
    if not like.named:
        return UNNAMED
    return DOUBTFUL if asks else CERTAIN


def _is_plain(like: Like) -> bool:
    """Tell whether there is no doubt; what holds until somebody clears it needs a pattern."""
    return like.named and like.chance > PLAIN and like.sign != "minor"


def gravest(signs: Iterable[Sign | None]) -> Sign | None:
    """Return the gravest of some signs."""
    found = set(signs)
    return next((sign for sign in SIGNS if sign in found), None)


def folded(text: str) -> str:
    """Return a message on one line, in lower case and without accents."""
    return " ".join(fold(text).split())


def _spelled(text: str) -> str:
    """Return the text with the words that matter spelled right."""
    return _WORD.sub(lambda found: _right(found[0]), text)


@lru_cache(maxsize=8192)  # anybody's words: without a bound they would be kept for ever
def _right(word: str) -> str:
    known = _lexicon()
    if word in known:
        return word
    near = process.extractOne(word, known, scorer=OSA.distance, score_cutoff=1)
    return near[0] if near and abs(len(near[0]) - len(word)) <= 1 else word


@cache
def _read() -> Mapping[str, object]:
    return tomllib.loads(files("graph.guard").joinpath("signs.toml").read_text("utf-8"))


@cache
def _lexicon() -> tuple[str, ...]:
    return tuple(str(_read()["spelled"]).split())


@cache
def _harmless() -> re.Pattern[str]:
    return _any(_read()["harmless"])


@cache
def _spoken_of() -> re.Pattern[str]:
    return _any(_read()["spoken_of"])


@cache
def _words() -> Mapping[Sign, _Words]:
    rows = {sign: _read()[sign] for sign in SIGNS}
    return {
        sign: _Words(_any(row["certain"]), _any(row["doubtful"]) if "doubtful" in row else None)
        for sign, row in rows.items()
        if isinstance(row, dict)
    }


def _any(patterns: object) -> re.Pattern[str]:
    assert isinstance(patterns, list)
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))

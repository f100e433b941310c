"""Wishes of the user's own that leave no doubt: likes, limits and ranges, with no question in them.

Their clubs and figures would pass for a question about a match or for a price; here they are not.
Works on what was read; knows no preference's name.
"""

from __future__ import annotations

import re

from graph.analyst.intents import Intent
from graph.analyst.reading import Reading

#: “I also like”, “szeretem”: of oneself, as a state
_LIKES = re.compile(
    r"\bi(?:'m| am)? (?:\w+ )?(?:like|love|support|follow|prefer|a (?:\w+ )?fan of)\b"
    r"|\b(?:szeretem|kedvelem|imadom|szurkolok|drukkolok|kovetem)\b"
)
_NO_LONGER = re.compile(
    r"\bi (?:no longer|don't|do not|dont) (?:like|support|follow)\b|\bi (?:like|support|follow)\b"
    r".* any ?more\b"
    r"|\b(?:mar|tobbe|mar tobbe) nem (?:szeretem|kedvelem|szurkolok|drukkolok|kovetem)\b"
)
#: a bet, or a match: “I like Arsenal to win on Sunday”
_OF_A_BET = re.compile(
    r"\?|(?<!teams )(?<!sides )\bto (?:win|score|beat|go|stay|lose)\b"
    r"|\b(?:this|that|today|tonight|tomorrow|odds|price)\b"
    r"|\bma este\b|\b(?:nyer|gyoz)\w*|\b(?:ezt|ezen|holnap)\b"
    # a note, not a setting
    r"|\b(?:remember|note|forget|jegyezd|felejtsd|emlekez\w*)\b"
)
_NOT = re.compile(r"\b(?:not|don't|dont|never|nem|sose\w*)\b")
#: both ends of what is bet on
_BETWEEN = re.compile(
    r"\bbetween \d+(?:[.,]\d+)? (?:and|to) \d|\bfrom \d+(?:[.,]\d+)? to \d"
    r"|\b\d+(?:[.,]\d+)? es \d+(?:[.,]\d+)? (?:koz\w+|kozott\w*)"
)
_WANTED = re.compile(
    r"\b(?:odds|prices)\b.*\b(?:only|please|interest\w*|prefer|want)"
    r"|\bonly (?:\w+ )?(?:odds|prices)\b"
    r"|\b(?:odds|szorzo)\w*.*\b(?:erdekel\w*|kell\w*|keress?|szeretn\w*|kerek|mutass\w*)"
    r"|\bcsak\b.*\b(?:odds|szorzo)\w*"
)
#: a part of what one has as the most on one bet
#: a bet beside what one has: “my bankroll is 500, and I would put 50 on CLUB at 1.6”
_ITS_BET = re.compile(
    r"\b(?:put|putting|stake|bet|place)\b.*\bon\b|\b(?:tenni|tenn\w*|rakni|rakn\w*|tegyek|feltenni)\b"
)
_SHARE_AT_MOST = re.compile(
    r"\b(?:legfeljebb|max\w*|at most|never more than|no more than|ne(?:m)? tobb\w*)\b.{0,25}"
    r"\d ?(?:%|per ?cent|szazalek)"
)
_ON_ONE_BET = re.compile(
    r"\b(?:tegyek|teszek|rakjak|rakok|fogadok|tennek) (?:fel )?.*\b(?:meccs|fogadas|szelveny)\w*"
    r"|\b(?:egy|egyes|minden) (?:meccs|fogadas|szelveny)\w*"
    r"|\b(?:a|one|any|each|per) (?:bet|match|game)\b"
)


def plainly_set(reading: Reading) -> bool:
    """Whether a message does nothing but say what its writer likes, or wants from now on."""
    said = reading.folded
    if reading.leaders or reading.conditions or _OF_A_BET.search(_without_odds(said)):
        return False
    if _BETWEEN.search(said) and _WANTED.search(said):
        return not (reading.clubs or reading.days)
    if _SHARE_AT_MOST.search(said) and _ON_ONE_BET.search(said):
        return not reading.clubs
    if reading.prices or reading.days or reading.score:
        return False
    if reading.clubs and not reading.marks:
        return bool(_LIKES.search(said) or _NO_LONGER.search(said))
    likes = _LIKES.search(said) and not _NOT.search(said)
    return bool(reading.marks and not reading.leagues and likes)


def is_no_longer(reading: Reading) -> bool:
    """Whether a favourite is one no more."""
    return bool(_NO_LONGER.search(reading.folded))


def with_its_bet(reading: Reading, intents: list[Intent]) -> list[Intent]:
    """Return what to do, and the bet that is told beside a setting."""
    bet = reading.clubs and reading.prices and _ITS_BET.search(reading.folded)
    return [*intents, Intent.SLIP] if bet and intents == [Intent.SET_PREFERENCE] else intents


def without_bare_maths(reading: Reading, found: dict[Intent, None]) -> None:
    """Take out the maths of odds where two prices are the ends of what is looked for."""
    if len(found) > 1 and _BETWEEN.search(reading.folded):
        found.pop(Intent.ODDS_MATHS, None)


def _without_odds(said: str) -> str:
    """Return a message without the words of odds where it says which ones are wanted."""
    return re.sub(r"\b(?:odds|price)\b", " ", said) if _BETWEEN.search(said) else said

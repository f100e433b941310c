"""What a message wants, from the cue words of `cues.toml`: one table, first match wins.

Patterns see folded text in which names are blanked: CLUB, DAY, PRICE, LEAGUE, SCORE. What no cue
decides, the names at hand decide (`reading`). Knows no tools.
"""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Intent(StrEnum):
    """What a clause of a message asks for."""

    SET_PREFERENCE = "set_preference"
    SAVE_INSIGHT = "save_insight"
    #: something kept of the user shall go
    FORGET = "forget"
    SEARCH_INSIGHTS = "search_insights"
    SHOW_PREFERENCES = "show_preferences"
    #: what a word of the trade means
    MEANING = "meaning"
    #: how good the forecasts are
    ACCURACY = "accuracy"
    #: line-ups, injuries, players, corners: nothing is known of them
    NO_DATA = "no_data"
    SEASON = "season"
    HEAD_TO_HEAD = "head_to_head"
    WHY = "why"
    RESULTS = "results"
    TABLE = "table"
    REPORT = "report"
    #: several bets together, or how much to stake
    SLIP = "slip"
    VALUE = "value"
    TIPS = "tips"
    CHANCES = "chances"
    FIXTURES = "fixtures"
    #: a match is spoken of, without a question that a word tells
    MATCH = "match"
    GREETING = "greeting"
    THANKS = "thanks"
    HELP = "help"
    OTHER = "other"


@cache
def cues() -> tuple[tuple[Intent, re.Pattern[str]], ...]:
    """Return each intent with its cues in both languages, in the order in which they count."""
    text = files("graph.analyst").joinpath("cues.toml").read_text("utf-8")
    return tuple(
        (Intent(name), re.compile("|".join([*words["en"], *words["hu"]])))
        for name, words in tomllib.loads(text).items()
    )


#: two clubs are no end of a clause
_PAIR = re.compile(r"CLUB,? (?:and|es|or|vagy|meg) (?:az? |the )?CLUB")
_CLAUSES = re.compile(
    r"[?!;]+\s*|\.\s+|,\s*(?:(?:and|es|and also|meg|illetve|valamint)\s)?"
    r"|\s(?:and|es|valamint|illetve)\s"
)


def intent_of(masked: str) -> Intent | None:
    """Return the intent whose cue comes first in the table; None without any cue."""
    return next((intent for intent, cue in cues() if cue.search(masked)), None)


def intents_of(masked: str) -> tuple[Intent, ...]:
    """Return what each clause of a message wants, in order, each intent once.

    A clause without a cue belongs to the one before it.
    """
    whole = intent_of(masked)
    if whole in _NEVER_SPLIT:
        return (whole,)
    joined = _PAIR.sub("CLUB CLUB", masked)
    parts = [intent_of(part) for part in _CLAUSES.split(joined) if part.strip()]
    found = [part for part in dict.fromkeys(parts) if part not in _SMALL_TALK and part]
    if not found:
        return (whole,) if whole else ()
    return tuple(found)


_SMALL_TALK = frozenset({Intent.GREETING, Intent.THANKS})
_NEVER_SPLIT = frozenset(
    {Intent.SAVE_INSIGHT, Intent.FORGET, Intent.SET_PREFERENCE, Intent.SEARCH_INSIGHTS,
     Intent.SHOW_PREFERENCES, Intent.HEAD_TO_HEAD, Intent.SEASON, Intent.MEANING, Intent.ACCURACY,
     Intent.SLIP}
)  # fmt: skip

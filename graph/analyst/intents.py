"""What a message wants: from the cue words of `cues.toml`, and from what it is like.

Both see folded text in which names are blanked: CLUB, DAY, PRICE, LEAGUE, SCORE. A cue that means
one thing gives way only to a likeness beyond doubt; a loose one (“match”, “wins”) to one that is
sure. What neither decides, the names at hand decide (`deciding`). Knows no tools.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files

from graph.analyst.likeness import likeness, vocabulary
from graph.analyst.sureness import Sure


class Intent(StrEnum):
    """What a clause of a message asks for."""

    #: those who work on their own are spoken of
    AGENTS = "agents"
    SET_PREFERENCE = "set_preference"
    SAVE_INSIGHT = "save_insight"
    #: something kept of the user shall go
    FORGET = "forget"
    SEARCH_INSIGHTS = "search_insights"
    SHOW_PREFERENCES = "show_preferences"
    #: the mentor itself: what it is, where its data is from, what it costs
    ABOUT = "about"
    #: what a word of the trade means
    MEANING = "meaning"
    #: margin, fair odds, expected value or Kelly's stake of odds without a match
    ODDS_MATHS = "odds_maths"
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
    #: which club of a league leads in something
    LEADERS = "leaders"
    #: several bets together, or how much to stake
    SLIP = "slip"
    #: a slip that is to be made up
    COMPOSE = "compose"
    VALUE = "value"
    TIPS = "tips"
    CHANCES = "chances"
    #: who of several clubs is the likeliest, each in its own match
    COMPARE = "compare"
    FIXTURES = "fixtures"
    #: a match is spoken of, without a question that a word tells
    MATCH = "match"
    GREETING = "greeting"
    THANKS = "thanks"
    HELP = "help"
    OTHER = "other"


#: what takes more than a guess
_CAREFUL: Mapping[Intent | None, float] = {
    Intent.SET_PREFERENCE: Sure.CHANGE,
    Intent.SAVE_INSIGHT: Sure.CHANGE,
    Intent.FORGET: Sure.CHANGE,
    Intent.NO_DATA: Sure.NO_DATA,
}
#: cues that mean several things, and how sure a likeness overrules each
_LOOSE: Mapping[Intent, float] = {
    Intent.MATCH: Sure.OVER_MATCH,
    Intent.CHANCES: Sure.OVER_CHANCES,
    Intent.FIXTURES: Sure.OVER_LOOK_UP,
    Intent.RESULTS: Sure.OVER_LOOK_UP,
    Intent.TABLE: Sure.OVER_TABLE,
    Intent.REPORT: Sure.OVER_LOOK_UP,
    Intent.VALUE: Sure.OVER_LOOK_UP,
    Intent.TIPS: Sure.OVER_LOOK_UP,
}


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
    r"[?!;]+\s*|\.\s+|,(?!\d)\s*(?:(?:and|es|and also|meg|illetve|valamint)\s)?"
    r"|\s(?:and|plus|es|valamint|illetve)\s|(?<=t) meg (?=az? )"
)


def by_cue(masked: str) -> Intent | None:
    """Return the intent whose cue comes first in the table; None without any cue."""
    return next((intent for intent, cue in cues() if cue.search(masked)), None)


def by_likeness(masked: str) -> Intent | None:
    """Return the intent of the phrases that the message is most like; None when that is unsure."""
    return _likened(masked)


def by_both(masked: str) -> Intent | None:
    """Return what the cue says, unless the likeness knows better: a firm one needs a surer one."""
    cue = by_cue(masked)
    if cue is not None and cue not in _LOOSE and cue not in likeness().intents:
        return cue  # of agents and the like no phrases were learnt
    return _likened(masked, cue, 0 if cue is None else _LOOSE.get(cue, Sure.FIRM)) or cue


def _likened(masked: str, cue: Intent | None = None, needed: float = 0) -> Intent | None:
    """Return the likeliest intent where it is sure enough; few or unknown words say too little."""
    words = _OWN_WORD.findall(masked)
    strange = not any(word in vocabulary() for word in words)
    if strange and (len(words) < FEW or "CLUB" not in masked):
        return None
    never = _NEVER_OF_TWO - {cue} if masked.count("CLUB") > 1 else frozenset()
    if cue is Intent.SAVE_INSIGHT:  # “don't forget that …” is nothing to be forgotten
        never |= {Intent.FORGET}
    if cue is Intent.FORGET:  # “forget that I like high risk” sets nothing
        never |= {Intent.SET_PREFERENCE}
    guess, sure = likeness().of(masked, never=never)
    intent = _KNOWN.get(guess)
    least = max(
        Sure.ANYTHING,
        needed,
        _CAREFUL.get(intent, 0),
        Sure.BARE if strange or len(words) < FEW else 0,
    )
    if intent is Intent.SLIP and "PRICE" not in masked:  # several clubs are no slip yet
        least = max(least, Sure.FIRM)
    return intent if sure >= least else None


#: finds the intent of a clause
IntentOf = Callable[[str], Intent | None]


def intents_of(masked: str, intent_of: IntentOf = by_both) -> tuple[Intent, ...]:
    """Return what each clause of a message wants, in order, each intent once.

    A clause without an intent belongs to the one before it.
    """
    without_thanks = _POLITE.sub("", masked)
    masked = masked if _NOD.fullmatch(without_thanks) else without_thanks
    whole = intent_of(masked)
    if whole in _NEVER_SPLIT:
        return (whole,)
    joined = _PAIR.sub("CLUB CLUB", masked)
    clauses = [part for part in _CLAUSES.split(joined) if part.strip()]
    if len(clauses) < 2:
        return (whole,) if whole else ()
    parts = [_asked_by(part, masked, intent_of) for part in clauses]
    found = [part for part in dict.fromkeys(parts) if part not in _SMALL_TALK and part]
    if not found:
        return (whole,) if whole else ()
    # “hello, hope you are well. who won the derby, CLUB v CLUB?” asks once
    asked = tuple(part for part in found if part not in _FILLERS)
    if not asked and None in parts and "CLUB" in masked:  # “CLUB CLUB, any idea?”: the names ask
        return (whole,) if whole and whole not in _FILLERS else ()
    if len(asked) == 1 and whole and whole not in _FILLERS | _SMALL_TALK:
        return (whole,)  # one question: all of its words tell what it is
    return asked or tuple(found)


def _asked_by(clause: str, masked: str, intent_of: IntentOf) -> Intent | None:
    """Return a clause's intent, None where the names of the whole message speak against it."""
    intent = intent_of(clause)
    if intent is Intent.ODDS_MATHS and "CLUB" in masked:
        return None
    if intent is Intent.SLIP and "PRICE" not in masked and by_cue(clause) is not intent:
        return None
    if intent in _CAREFUL and "CLUB" in masked and by_cue(clause) not in (None, intent):
        return None  # “CLUB wins and over 2.5 goals at PRICE” sets no preference
    return intent if asks_by_itself(intent, clause, masked.count("CLUB")) else None


def asks_by_itself(intent: Intent | None, part: str, clubs: int) -> bool:
    """Whether a part of a message that speaks of so many clubs asks that, or only goes on."""
    cue = by_cue(part)
    if intent is cue:
        return True
    if len(_OWN_WORD.findall(part)) < FEW or (clubs > 1 and intent in _NEVER_OF_TWO):
        return False
    return likeness().of(part)[1] >= (Sure.PART if "CLUB" in part and cue is None else Sure.FIRM)


#: a greeting before a question, and thanks behind it
_POLITE = re.compile(
    r"^(?:(?:hi+|hello+|hey|hiya|yo|good (?:morning|evening|afternoon|day)|morning|evening|szia\w*"
    r"|hali|helo+|udv\w*|jo (?:napot|reggelt|estet)|szep napot|csa|cso|na)(?: (?:there|all|kivanok"
    r"|mindenkinek))?[,.! ]+)+(?=(?:\S+ ){2})"
    r"|(?<=\S)[,.!? ]+(?:(?:many )?thanks?(?: you| in advance| a lot)?|thx|cheers|koszi"
    r"|koszonom|kosz"
    r"|elore is koszi|ta)[.! ]*$"
)
#: with nothing else, thanks are meant: “ok thanks”
_NOD = re.compile(r"\W*(?:ok(?:e|ay)?|jo|rendben|great|cool|right|nice|szuper)?\W*")
#: words of its own that a clause needs before it is like anything, unless that is `Sure.BARE`
FEW = 2
_OWN_WORD = re.compile(
    r"\b(?!(?:and|but|the|then|also|with|for|about|meg|akkor|goals?|over|under|gol|golnal|felett|alatt"
    r"|folott)\b)(?:[a-z]{3,}|ki|mi|is|do|my)\b"
)
#: two clubs are a match, whatever the words are like
_NEVER_OF_TWO = frozenset(
    {Intent.SEASON, Intent.TABLE, Intent.TIPS, Intent.ODDS_MATHS, Intent.ACCURACY,
     Intent.SHOW_PREFERENCES, Intent.SET_PREFERENCE, Intent.FORGET, Intent.MEANING, Intent.HELP,
     Intent.OTHER, Intent.GREETING, Intent.THANKS}
)  # fmt: skip
_KNOWN = {str(intent): intent for intent in Intent}
_SMALL_TALK = frozenset({Intent.GREETING, Intent.THANKS})
#: said beside a question, they ask nothing of their own
_FILLERS = frozenset({Intent.MATCH, Intent.OTHER, Intent.HELP})
_NEVER_SPLIT = frozenset(
    {Intent.AGENTS, Intent.SAVE_INSIGHT, Intent.FORGET, Intent.SET_PREFERENCE,
     Intent.SEARCH_INSIGHTS, Intent.SHOW_PREFERENCES, Intent.HEAD_TO_HEAD, Intent.SEASON,
     Intent.MEANING, Intent.ACCURACY, Intent.SLIP, Intent.ODDS_MATHS, Intent.ABOUT}
)  # fmt: skip

"""Clubs whose chances are compared, each in a match of its own: “who is likelier to win, A or B?”.

“Who wins, A or B?” is of one match. Knows readings only; whether the clubs meet is for the tools.
"""

from __future__ import annotations

import re

from graph.analyst.intents import Intent
from graph.analyst.parts_played import is_of_pair
from graph.analyst.picks import COMPARED
from graph.analyst.reading import Reading

_NOT_OF = frozenset({Intent.SEASON, Intent.NO_DATA, Intent.HEAD_TO_HEAD})
#: one of several is likelier
_LIKELIER = re.compile(
    r"\b(?:more|most) (?:likely|probabl\w+|certain|sure)\b|\blikel(?:ier|iest)\b"
    r"|\bmore (?:probabl\w+|chance|hope|confident)\b|\brank\w*\b.*\bchance"
    r"|\b(?:better|bigger|higher|greater|best|biggest|highest|greatest) (?:\w+ )?"
    r"(?:chances?|odds|shot|hopes?|probab\w*|prospects?)\b"
    r"|\b(?:safer|safest|surer|surest) (?:\w+ )?(?:win\w*|bet|pick|thing|one|banker|choice)\b"
    r"|\bcompare\b.*\bchances?\b|\bchances?\b.*\bcompare\b"
    r"|\b(?:(?:leg)?nagyobb|jobb(?:ak)?) (?:az? )?(?:\w+ )?(?:esel|valoszinuseg)\w*"
    r"|\b(?:leg)?tobb (?:az? )?esel\w*"
    r"|\besel\w* (?:a )?(?:leg)?nagyobb|\b(?:leg)?(?:valoszinub|biztosab)b\w*"
    r"|\bhasonlits\w*.*\besel\w*"
)
#: of each one's own match whatever else is said
_EASIER = re.compile(
    r"\b(?:easier|easiest|tougher|toughest|harder|hardest) (?:\w+ )?"
    r"(?:game|match|fixture|tie|opponent|task)\b"
    r"|\b(?:leg)?(?:konnyebb|nehezebb) (?:\w+ ){0,2}?(?:meccs|merkozes|dolg|ellenfel|feladat)"
)
#: so of matches that are not named: a day, or the next one
_OF_A_DAY = re.compile(r"\binkabb\b|\b(?:leg)?eselyesebb\w*")
_NEXT = re.compile(
    r"\b(?:their|its|own|the) next\b|\bnext (?:game|match|fixture|round)\b|\bupcoming\b"
    r"|\bkovetkezo (?:\w+ )?(?:meccs|merkozes|fordulo)|\bsajat\b"
)
_ALTERNATIVES = re.compile(
    r"\bCLUB.*\b(?:or|vagy|than|mint)\b.*\bCLUB"
    r"|\b(?:of|between|out of|compare\w*|rank\w*|hasonlits\w*|rangsorol\w*)\b.*CLUB.*"
    r"(?:,|\band|\bes|\bor) (?:the |az? )?CLUB|CLUB\S*,? (?:es|and) (?:az? )?CLUB\S* kozul"
)
#: who wins, of alternatives on a day: in one match if they meet then
_RESULT = re.compile(r"\b(?:win|wins|winning|winner|three points|nyer\w*|gyoz\w*|harom pont\w*)\b")
_MORE_GOALS = re.compile(r"\b(?:more|most) goals\b|\b(?:leg)?tobb gol\w*")
#: of a whole season, or of something else that two clubs are compared by
_OTHERWISE = re.compile(
    r"\b(?:title|champions?|relegat\w*|promot\w*|go (?:up|down)|trophy|cup|finish\w*"
    r"|top \w+|each other|bajnok\w*|kies\w*|feljut\w*|vegez\w*|dobogo\w*|egymas\w*)\b"
)
#: of figures of the season, not of a match to come
_OF_THE_PAST = re.compile(
    r"\bon average\b|\bper (?:game|match)\b|\bso far\b|\bthis season\b"
    r"|\batlag\w*|\bmeccsenkent\b|\beddig\b|\biden\b|\b(?:ideny|szezon|bajnoksag)ban\b"
)


def compares(reading: Reading) -> bool:
    """Whether chances of several clubs are compared, each in its own match."""
    if len(reading.clubs) < 2 or reading.prices or reading.score or _NOT_OF & set(reading.intents):
        return False
    if any(club.candidates or not club.known for club in reading.clubs):  # asked back first
        return False
    if _OTHERWISE.search(reading.masked) or not all(
        COMPARED.match(mark.selection) for mark in reading.marks
    ):
        return False
    if _EASIER.search(reading.masked):
        return True
    if _OF_THE_PAST.search(reading.masked):
        return False
    if not _ALTERNATIVES.search(reading.masked) or _are_a_match(reading):
        return False
    if _LIKELIER.search(reading.masked) or _MORE_GOALS.search(reading.masked):
        return True
    dated = bool(reading.days or _NEXT.search(reading.masked)) and not reading.marks
    return dated and bool(_OF_A_DAY.search(reading.masked) or _RESULT.search(reading.masked))


def order_of(reading: Reading) -> str:
    """Return what the matches are put in order by, as the tool takes it."""
    if _MORE_GOALS.search(reading.masked):
        return "most_goals"
    marked = (mark.selection for mark in reading.marks if COMPARED.match(mark.selection))
    return next((one for one in marked if one != "12"), "safest")


def of_their_next(reading: Reading) -> bool:
    """Whether a message says that each one's own match is meant."""
    return bool(
        _NEXT.search(reading.masked)
        or _EASIER.search(reading.masked)
        or len(reading.clubs) > 2
        or has_days_of_their_own(reading)
    )


def has_days_of_their_own(reading: Reading) -> bool:
    """Whether each has a day of its own: “Bayern on Sunday or City on Saturday”."""
    return reading.masked.count("DAY") > 1


def _are_a_match(reading: Reading) -> bool:
    """Whether two clubs are named as one match: “Arsenal v Chelsea”."""
    joined = reading.folded
    return len(reading.clubs) == 2 and bool(
        re.search(r"\b(?:vs?|versus|against|ellen|ellene)\b|\w ?[-–] ?\w", joined)
        and any(is_of_pair(club, reading) for club in reading.mentions)
    )

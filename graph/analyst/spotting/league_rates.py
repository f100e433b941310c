"""What is asked of a league as a whole: its goals a match, its share of draws and home wins.

Reads folded words whose names are blanked; of clubs and of coming matches it says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

#: leagues are set beside each other, and by what: the first that fits
_WHICH_LEAGUE = re.compile(
    r"\b(?:which|what) (?:\w+ )?leagues?\b|\b(?:melyik|mely) (?:\w+ )?(?:lig|bajnoksag)\w*"
)
_BY: Mapping[str, re.Pattern[str]] = {
    "drawn": re.compile(r"\bdraw\w*|\b(?:dontetlen|iksz)\w*"),
    "home_wins": re.compile(r"\bhome\b|\bhazai\w*"),
    "away_wins": re.compile(r"\baway\b|\b(?:vendeg|idegenbeli)\w*"),
    "both_scored": re.compile(r"\bboth (?:teams|sides|clubs)\b|\bbtts\b|\bmindket\w*"),
    "over_2_5": re.compile(r"\bover 2[.,]5|\b2[.,]5\b.*\b(?:tobb|felett|folott)\b"),
    "goals_per_match": re.compile(r"\bgoals?\b|\bscor(?:ing|es?)\b|\bgol\w*"),
}
_FEWEST = re.compile(r"\b(?:fewest|least|lowest|low)\b|\blegkev\w*")


@dataclass(frozen=True, kw_only=True, slots=True)
class OfLeagues:
    """What leagues are set side by side by, as the table's tool names it."""

    by: str
    fewest: bool = False


_RATES = re.compile(
    r"\b(?:average|avg|mean) (?:number of )?goals?\b|\bgoals? (?:per|a|each) (?:game|match)\b"
    r"|\bgoals? (?:average|avg)\b|\bhow many goals (?:are there |are scored )?(?:per|a|in a|each)\b"
    r"|\b(?:share|rate|percentage|per ?cent|proportion|%) of (?:the |all )?(?:LEAGUE )?"
    r"(?:draws|games|matches)\b"
    r"|\b(?:draw|drawn) (?:rate|share|percentage|per ?cent|ratio)\b"
    r"|\bhow (?:many|often)\b.*\b(?:end (?:in a |as )?draw\w*|draws? (?:per|there))\b"
    r"|\bgol ?atlag\w*|\batlag\w*(?: \w+)? gol\w*|\bgol\w* atlag\w*"
    r"|\b(?:hany|mennyi) gol\w*(?: \w+)? (?:meccsenkent|atlag\w*)|\bmeccsenkent (?:\w+ )?gol\w*"
    r"|\b(?:hany|mennyi) (?:\w+ )?(?:dontetlen|iksz)\w*|\bdontetlen\w* (?:osszesen|volt)\b"
    r"|\bhow many (?:\w+ )?draws\b|\bdontetlen\w*(?: \w+)? (?:arany\w*|szazalek\w*|reszarany\w*)"
    r"|\bhow (?:often|many)\b.*\b(?:home|away) (?:team|side|win|club)\w*"
    r"|\b(?:home|away) (?:win|side|team)s?\b.*"
    r"\b(?:rate|share|percentage|per ?cent|usually|mostly|often)\b"
    r"|\b(?:usually|mostly|often)\b.*\b(?:home|away) (?:win|side|team)\w*"
    r"|\b(?:milyen gyakran|mennyire gyakran|hany(?:szor|at)?|mennyi|hany szazalek\w*)\b.*"
    r"\b(?:hazai|vendeg)(?:ak|ek)?(?: csapat\w*| gyozel\w*|gyozel\w*| siker\w*)?\b"
    r"|\b(?:hazai|vendeg) ?(?:gyozel\w*|siker\w*)\b.*\b(?:arany\w*|szazalek\w*|gyakori\w*)"
    r"|^(?!.*DAY).*\bhow (?:often|many)\b.*\b(?:both (?:teams|sides|clubs) score|over 2[.,]5)\b"
    r"|^(?!.*DAY).*\bhany\w*\b.*(?:\b2[.,]5 (?:gol|felett|folott)|\bmindket csapat)"
    r"|\b(?:arany\w*|szazalek\w*|hany %)(?: \w+){0,2} dontetlen\w*|\biksz\w* arany\w*"
)


def rates_asked(masked: str) -> bool:
    """Whether a masked message asks for the rates of a whole league."""
    return "CLUB" not in masked and "PRICE" not in masked and bool(_RATES.search(masked))


def leagues_compared(masked: str) -> OfLeagues | None:
    """Return what a masked message compares leagues by; None where it compares none."""
    if not _WHICH_LEAGUE.search(masked) or re.search("CLUB|LEAGUE|PRICE|DAY", masked):
        return None
    by = next((name for name, words in _BY.items() if words.search(masked)), None)
    return OfLeagues(by=by, fewest=bool(_FEWEST.search(masked))) if by else None

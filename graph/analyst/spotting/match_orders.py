"""What matches are put in order by: “the safest”, “kevés gólos meccset”, “hol lesz meglepetés”.

Folded text. Knows neither matches nor tools.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

#: what matches are put in order by, and the words for it in both languages, folded
_ORDERS: Mapping[str, re.Pattern[str]] = {
    "0-0": re.compile(
        r"\bgoal-?less\b|\bscore-?less\b|\bnil[- ](?:nil|all)\b|\bwithout (?:a goal|goals)\b"
        r"|\bgol(?:ok)? nelkul\w*|\bgoltalan\w*|\bnulla-?nulla\w*"
    ),
    "most_goals": re.compile(
        r"\b(?:most|more) goals\b|(?:likel\w+|better) .*\bgoals\b|\bgolok\b.*\bvarhato"
        r"|\bvarhato\w*\b.*\bgolok|\bhigh(?:est)?[- ]scoring\b|\b(?:(?:leg)?tobb|sok) gol|\bleggol"
        r"|\bgolgazdag|(?<!keves )\bgolos(?:abb|nak)?\b"
    ),
    "fewest_goals": re.compile(
        r"\b(?:fewest|least|few) goals\b|\blow(?:est)?[- ]scoring\b|\b(?:leg)?keve(?:s|sebb) gol"
        r"|\bgolszegeny"
    ),
    "closest": re.compile(
        r"\b(?:closest|tightest|evenest|most (?:even|balanced))\b"
        r"|\bavoid\w*|\b(?:el)?kerulj\w*|\belkerul(?:ni|endo)\w*"
        r"|\b(?:stay|steer) (?:away|clear)\b|\blegszorosabb|\blegkiegyenlit"
    ),
    "upset": re.compile(
        r"\bfavou?rites?\b.*\b(?:slip|trip|lose|fail|stumble|drop)\w*"
        r"|\b(?:favorit|eselyes)\w*\b.*\b(?:el)?(?:buk|botl|ver(?:i|ik)|csusz|kikap|veszit)\w*"
        r"|\bupsets?\b|\bshocks?\b|\bsurprises?\b|\bunderdogs?\b|\bmeglepetes|\beselytelen"
    ),
    "safest": re.compile(
        r"\bsafest\b|\bsure(?:st)?\b|\bbankers?\b|\bfavou?rites?\b|\bmost (?:likely|one-sided)\b"
        r"|\blegbiztos|\blegesely|\blegvaloszinu|\blegsimabb|\blegegyertelmu|\bfix\w*\b"
        r"|\blegnagyobb (?:eselyes|favorit)|\bbiztos\b"
    ),
}


def order_said(folded: str) -> str | None:
    """Return what a folded message puts matches in order by, as the tool takes it."""
    return next((name for name, words in _ORDERS.items() if words.search(folded)), None)

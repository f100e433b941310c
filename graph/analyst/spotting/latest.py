"""Which of a club's latest matches are asked for: so many, or the last that it won or lost.

Both are asked in folded text. Knows no clubs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from graph.analyst.spotting.counts import SEVERAL

_FEW = {**SEVERAL, **dict.fromkeys(("few", "par", "nehany"), 5)}
#: so many of the latest matches
_LAST_SO_MANY = re.compile(
    r"\b(?:last|past|previous|latest|utolso|legutobbi|elmult) "
    rf"(?P<many>\d{{1,2}}|{'|'.join(_FEW)})\b"
)
#: so many matches one after the other
_MANY = rf"\d{{1,2}}|{'|'.join(_FEW)}"
_ROW = re.compile(
    rf"\b(?P<many>{_MANY}) (?:\w+ )?"
    r"(?:in a row|on the (?:bounce|trot|spin)|straight|consecutive)\b"
    rf"|\b(?P<sok>{_MANY}) (?:\w+ ){{0,3}}?(?:zsinorban|sorozatban|egymas utan)\b"
)
#: one match of the past, by how it ended
_LAST_OF_KIND: Mapping[str, re.Pattern[str]] = {
    "biggest_win": re.compile(
        r"\b(?:biggest|largest|best|heaviest) (?:win|victory)\b|\blegnagyobb (?:aranyu )?gyozel\w*"
    ),
    "biggest_defeat": re.compile(
        r"\b(?:biggest|largest|worst|heaviest) (?:defeat|loss|beating|hammering)\b"
        r"|\blegnagyobb (?:aranyu )?vereseg\w*"
    ),
    "last_draw": re.compile(
        r"\b(?:last|latest|previous|most recent) (?:\w+ )?(?:draw|drew|drawn|stalemate)\b"
        r"|\b(?:last|latest) (?:\w+ )?end(?:ed)? (?:level|all square|in a draw)\b"
        r"|\b(?:draw|drew|drawn)\b.*\blast\b(?! (?:\d|week|season|year|night))"
        r"|\b(?:utoljara|legutobb) (?:\w+ ){0,3}?(?:dontetlen|iksz)\w*"
        r"|\b(?:dontetlen|iksz)\w* (?:\w+ )?(?:utoljara|legutobb)\b"
        r"|\b(?:utolso|legutobbi) (?:dontetlen|iksz)\w*"
    ),
    "last_win": re.compile(
        r"\b(?:last|latest|previous) (?:win|victory)\b|\blast (?:win|won|beat)\b"
        r"|\b(?:win|won) (?:a (?:match|game) )?last\b(?! (?:week|season|year|night|time))"
        r"|\b(?:utoljara|legutobb) (?:nyert|gyozott)|\b(?:nyer|gyozo)t+\w* utoljara\b"
        r"|\b(?:mikor|ki ellen) (?:nyert|gyozott) legutobb\b"
        r"|\b(?:verte|vertek|gyozte|gyoztek)(?: meg| le)? (?:utoljara|legutobb)\b"
        r"|\b(?:utoljara|legutobb) (?:meg|le)?(?:verte|vertek|gyozte|gyoztek)\b"
        r"|\b(?:utolso|legutobbi) gyozelm"
    ),
    "last_defeat": re.compile(
        r"\b(?:last|latest|previous) (?:loss|defeat)\b|\blast (?:lose|lost|beaten)\b"
        r"|\b(?:lose|lost) (?:a (?:match|game) )?last\b(?! (?:week|season|year|night|time))"
        r"|\b(?:utoljara|legutobb) (?:kapott ki|kikapott|vesztett)"
        r"|\b(?:kapott ki|kaptak ki|kikapott|kikaptak|vesztett)\w* (?:utoljara|legutobb)\b"
        r"|\b(?:utoljara|legutobb) (?:kaptak ki|kikaptak)"
        r"|\b(?:mikor|kitol|ki ellen) (?:kapott ki|kaptak ki|vesztett\w*) legutobb\b"
        r"|\b(?:utolso|legutobbi) vereseg"
    ),
}
_TIME = re.compile(r"\bwhen\b.*\blast time\b")
#: what is said of that time
_ENDED = {
    "last_draw": re.compile(r"\b(?:draw|drew|drawn)\b"),
    "last_defeat": re.compile(r"\b(?:lost|lose|beaten)\b"),
    "last_win": re.compile(r"\b(?:won|win|beat)\b"),
}


def latest_of_kind(folded: str) -> str | None:
    """Return `last_win`, `biggest_defeat` and the like, None when none is asked for."""
    if _TIME.search(folded):
        return next((name for name, words in _ENDED.items() if words.search(folded)), None)
    return next((name for name, words in _LAST_OF_KIND.items() if words.search(folded)), None)


def latest_of_two(folded: str) -> str | None:
    """Return the same where two clubs met: of them it is the last match that is asked for."""
    kind = latest_of_kind(folded)
    return kind if kind and kind.startswith("last_") else None


def so_many_latest(folded: str) -> int | None:
    """Return how many of the latest matches are asked for."""
    found = _LAST_SO_MANY.search(folded)
    if found is None:
        return None
    return _FEW.get(found["many"]) or int(found["many"])


def in_a_row(folded: str) -> int | None:
    """Return how many matches in a row are asked for: “won five in a row”."""
    found = _ROW.search(folded)
    if found is None:
        return None
    many = found["many"] or found["sok"]
    return _FEW.get(many) or int(many)

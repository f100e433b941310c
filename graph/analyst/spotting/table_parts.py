"""Which part of a table is asked for: a place, its head, its foot, or what places lead to.

“2nd in Serie B?”, “only the top 5”, “az utolsó három”, “who is in the CL places”. Reads folded
words; which places lead where is the catalogue's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.analyst.spotting.counts import COUNTS, PLACES, SEVERAL, alternatives
from knowledge.catalogue import league_format

_N = rf"(?P<n>\d{{1,2}}|{alternatives(SEVERAL)})(?!-?\d)\b"
_HEAD = re.compile(rf"\b(?:top|first|elso|legelso) {_N}(?!\.)")
_FOOT = re.compile(rf"\b(?:bottom|last|utolso|also) {_N}(?!\.)")
#: counted otherwise, they are no places: “the last 5 games”, “az első 10 perc”
_OTHERWISE = re.compile(
    r"^\W*(?:games?|match\w*|results?|rounds?|minutes?|goals?|seasons?|years?|days?|weeks?|meet\w*"
    r"|meccs\w*|merkoz\w*|eredmeny\w*|fordulo\w*|perc\w*|gol\w*|ideny\w*|szezon\w*|ev\w*|nap\w*)"
)
_PLACE = re.compile(
    rf"\b(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)|(?P<w>{alternatives(set(PLACES) - {'first', 'elso'})}))"
    r"(?: (?:place[d]?|spot|position|hely\w*))?(?! (?:half|leg|goal|game|match|div|felid|gol"
    r"|meccs|liga|csapat|osztaly))\b"
    r"|\b(?P<h>\d{1,2})\. (?=hely|az?\b|ki\b)"
)
#: an end of the table without a count
_BOTTOM = re.compile(
    r"\b(?:tabella|tabla|mezony) (?:also fele|alja\w*|vege)\b|^\W*(?:(?:es|na|csak|az?|and|the) )*"
    r"(?:alja|vege|also resze|kiesojeloltek|bottom(?: of (?:it|the table))?)\W*$"
)
_TOP = re.compile(
    r"\b(?:tabella|tabla|mezony) (?:felso fele|eleje|teteje|elmezonye)\b"
    r"|^\W*(?:(?:es|na|csak|az?|and|the) )*(?:eleje|teteje|elmezony|eleje az egesznek)\W*$"
)
#: rows of an end of the table
_END = 5
#: what places lead to, by the catalogue's names
_REWARDS: Mapping[str, re.Pattern[str]] = {
    "champions_league": re.compile(
        r"\b(?:cl|ucl|champions league|bl|bajnokok ligaja)\b"
        r"[- ]?(?:\w+ )?(?:places?|spots?|positions?|helyek?\w*|hely\w*|ero\w*)"
    ),
    "relegation": re.compile(
        r"\brelegation (?:zone|places?|spots?)|\bdrop zone\b|\bkieso ?(?:hely\w*|zona\w*)"
    ),
    "promotion": re.compile(r"\bpromotion (?:zone|places?|spots?)|\bfeljuto ?(?:hely\w*|zona\w*)"),
}


#: of a table that was just told: who has gone up or down, who is last or first
_AFTER_A_TABLE: Mapping[str, re.Pattern[str]] = {
    "relegation": re.compile(
        r"\b(?:went|gone|going|goes?|sent) down\b|\brelegated\b|\bestek ki\b|\bkiestek\b"
        r"|\besett ki\b|\bkiesett\b"
    ),
    "promotion": re.compile(
        r"\b(?:went|gone|going|goes?|came) up\b|\bpromoted\b|\bfeljut(?:ott|ottak)\b"
        r"|\bjut(?:ott|ottak) fel\b"
    ),
}
_LAST = re.compile(
    r"\b(?:bottom|legalul|utolso|sereghajto)\b|\blast\b(?! (?:season|year|time|week|month|\d))"
)
_FIRST = re.compile(r"\b(?:top|first|leading|legfelul|elso|listavezeto)\b")
#: an end of the table that an answer of its own tells
_CHAMPION = re.compile(r"\b(?:won|winners?|champions?|title|bajnok\w*|nyert\w*)\b")


@dataclass(frozen=True, kw_only=True, slots=True)
class TablePart:
    """Rows of a table: a span of places from the top, below zero from the bottom, or a reward."""

    first: int = 1
    last: int = 1
    reward: str | None = None

    @property
    def single(self) -> bool:
        """Whether it is one place."""
        return self.reward is None and self.first == self.last

    def of(self, rows: Sequence[Mapping[str, Any]], league: str, season: str) -> list[Any]:
        """Return the rows of this part; none where no place leads there, or none is so low."""
        if self.reward is None:
            return list(rows[self.first :] if self.first < 0 else rows[self.first - 1 : self.last])
        known = league_format(league, season)
        places = {
            place
            for one in (known.stretches if known else ())
            if one.reward == self.reward
            for place in range(one.first, one.last + 1)
        }
        return [row for row in rows if row["place"] in places]


def table_part(folded: str) -> TablePart | None:
    """Return the part of a table that folded words ask for; None: all of it."""
    for name, words in _REWARDS.items():
        if words.search(folded):
            return TablePart(reward=name)
    if (head := _HEAD.search(folded)) and not _OTHERWISE.match(folded[head.end() :]):
        return TablePart(last=_number(head["n"]))
    if (foot := _FOOT.search(folded)) and not _OTHERWISE.match(folded[foot.end() :]):
        return TablePart(first=-_number(foot["n"]), last=-1)
    if _BOTTOM.search(folded):
        return TablePart(first=-_END, last=-1)
    if _TOP.search(folded):
        return TablePart(last=_END)
    if place := _PLACE.search(folded):
        at = int(place["d"] or place["h"] or 0) or PLACES[place["w"]]
        return TablePart(first=at, last=at)
    return None


def part_after_a_table(folded: str) -> TablePart | None:
    """Return the part that a few words ask for when a table was told just before: “who went up?”.

    Without a table before it, that asks how the season will end.
    """
    if part := table_part(folded):
        return part
    for name, words in _AFTER_A_TABLE.items():
        if words.search(folded):
            return TablePart(reward=name)
    if _CHAMPION.search(folded):
        return None
    if _LAST.search(folded):
        return TablePart(first=-1, last=-1)
    return TablePart() if _FIRST.search(folded) else None


def _number(said: str) -> int:
    return COUNTS.get(said) or int(said)

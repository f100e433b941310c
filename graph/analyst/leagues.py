"""The leagues of a message: “Premier League”, “a Bundesligában”, “angol bajnokság”, E0.

The names are the catalogue's; this finds them in running text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.analyst.spans import Span
from graph.wording.folding import fold
from knowledge.catalogue import league_from_words

_LONGEST = 5
_DEMO = re.compile(r"\bdemo[- ]?(?:liga|league|bajnoksag)\w*")
#: a country's adjective says its first league beside such a word, or alone after “and”
_OF_COUNTRY = re.compile(
    r"\b(?P<a>\w+) (?:tabella|table|standings|allas|foci)\w*"
    r"|^(?:na )?(?:es|and) (?:az? |the )?(?P<b>\w+)\W*$"
)
_WORD = re.compile(r"[^\s,;?!()]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class LeagueName(Span):
    """A league that a message names."""

    #: football-data's division code
    id: str


def spot_leagues(text: str) -> list[LeagueName]:
    """Return the leagues in a text, longest names first choice, in order of appearance.

    A short form of three letters or fewer counts only in capitals: “pl.” and “fin” are words.
    """
    found = [
        LeagueName(start=match.start(), end=match.end(), id="DEMO")
        for match in _DEMO.finditer(fold(text))
    ]
    words = list(_WORD.finditer(text))
    for length in range(min(_LONGEST, len(words)), 0, -1):
        for at in range(len(words) - length + 1):
            start, end = words[at].start(), words[at + length - 1].end()
            span = Span(start=start, end=end)
            if any(span.touches(other) for other in found):
                continue
            if league := _meant(text[start:end].rstrip(".:")):
                found.append(LeagueName(start=start, end=end, id=league))
    return sorted(found or _of_country(text), key=lambda league: league.start)


def _of_country(text: str) -> list[LeagueName]:
    found = []
    for match in _OF_COUNTRY.finditer(fold(text)):
        group = "a" if match["a"] else "b"
        if leagues := league_from_words(f"{match[group]} liga"):
            start, end = match.span(group)
            found.append(LeagueName(start=start, end=end, id=leagues[0].id))
    return found


def _meant(words: str) -> str | None:
    bare = re.sub(r"'s$|-(?:ban|ben|t|ot|as|os|es)$", "", words)
    if len(bare) <= 3 and not bare.isupper():
        return None
    leagues = league_from_words(bare)
    return leagues[0].id if leagues else None

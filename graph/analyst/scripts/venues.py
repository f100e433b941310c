"""A club's matches at one venue: “who wins at Anfield”, “their next away game”.

The tool tells all of a club's matches; those of the other venue are left out here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from graph.analyst.calls import Found
from graph.analyst.picks import subject_of
from graph.analyst.reading import Reading

#: where the match spoken of is played
_THERE = re.compile(r"\b(?:there|at (?:that|this|their) (?:ground|place|stadium))\b|\bott\b")
_AT = re.compile(r"(?:\bat|@) (?:the )?$")
_HOME_OF = re.compile(
    r"^-?\w{0,3} (?:otthonaban|palyajan|stadionjaban)\b|^'s? (?:ground|place|stadium)\b"
)
Side = Literal["home", "away"]

#: a club's matches among which there is one at home and one away
AHEAD = 10


def at_ground(reading: Reading) -> Side | None:
    """Return the side of the only club that is named by its ground."""
    return "home" if len(reading.clubs) == 1 and reading.clubs[0].at_home else None


def ground_of(reading: Reading) -> str | None:
    """Return the club at whose ground two clubs met, where that is asked: “at Celtic Park only”."""
    names = {club.name for club in reading.clubs}
    grounds = [club.name for club in (*reading.mentions, *reading.clubs) if club.at_home]
    if named := next((name for name in grounds if name in names), None):
        return named
    if host := _host(reading):
        return host if host in names else None
    if reading.venue is None:
        return reading.clubs[0].name if _THERE.search(reading.folded) else None
    subject = subject_of(reading) or reading.clubs[0].name
    others = [club.name for club in reading.clubs if club.name != subject]
    return subject if reading.venue == "home" else next(iter(others), None)


def _host(reading: Reading) -> str | None:
    """Return the club that it is “at”, or “in” whose home; “Arsenal at Chelsea” is their match."""
    for before, club in zip((None, *reading.mentions), reading.mentions, strict=False):
        start = before.end if before else 0
        between, after = reading.folded[start : club.start], reading.folded[club.end :]
        has_more = before is None or len(between.split()) > 1
        if (has_more and _AT.search(between)) or _HOME_OF.match(after):
            return club.name
    return None


def side_of(reading: Reading) -> Side | None:
    """Return the side of the only club, where its venue is named too."""
    if len(reading.clubs) != 1:
        return None
    told: dict[str | None, Side] = {"home": "home", "away": "away"}
    return at_ground(reading) or told.get(reading.venue)


def only_at(found: Found, club: str, side: Side | None, *, limit: int) -> Found:
    """Return what was found without a club's matches at the other venue, as many as asked for.

    Where none is left, those of the other venue are what there is instead.
    """
    if side is None or not found.found:
        return found
    every = found.data.get("matches") or ()
    matches = [match for match in every if match[side] == club]
    if not matches:
        instead = tuple(f"{one['home']} – {one['away']}, {one['date']}" for one in every[:limit])
        return replace(found, found=False, candidates=instead)
    kept = {**found.data, "matches": matches[:limit], "more": len(matches) > limit}
    return replace(found, data=kept)

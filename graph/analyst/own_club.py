"""Which club is the user's own, once a message speaks of it: his favourites, looked up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.analyst.calls import Call, Made, Script, advance, call
from graph.analyst.reading import Reading
from graph.analyst.spotting.clubs import Club
from graph.analyst.spotting.my_club import MINE

#: favourites that one question is answered for
MOST = 3


def speaks_of_own(readings: Sequence[Reading]) -> bool:
    """Whether any of the questions is about the user's own club."""
    return any(club.name == MINE for reading in readings for club in reading.clubs)


def own_clubs(
    made: Sequence[Made], *, bound: frozenset[str], may_call: bool
) -> tuple[str, ...] | tuple[Call, ...]:
    """Return the user's favourite clubs, or the call that tells them; nothing where he has none."""
    told = advance(_favourites(), made, bound=bound, may_call=may_call)
    return tuple(told.splitlines()) if isinstance(told, str) else told


def _favourites() -> Script:
    (found,) = yield (call("get_preferences"),)
    kept = found.data.get("preferences") or {}
    return "\n".join((kept.get("favourite_teams") or [])[:MOST])


def named(readings: Sequence[Reading], clubs: Sequence[str]) -> tuple[Reading, ...]:
    """Return the questions with each of the user's clubs in the place of “my team”."""
    return tuple(
        one
        for reading in readings
        for one in (
            [_of(reading, club) for club in clubs if not _is_named(reading, club)]
            if speaks_of_own([reading])
            else [reading]
        )
    )


def _is_named(reading: Reading, club: str) -> bool:
    return any(one.name == club for one in reading.clubs)


def _of(reading: Reading, name: str) -> Reading:
    def known(club: Club) -> Club:
        return replace(club, name=name) if club.name == MINE else club

    pick = reading.inherited
    if pick and pick.club == MINE:
        pick = replace(pick, club=name)
    return replace(
        reading,
        clubs=tuple(map(known, reading.clubs)),
        mentions=tuple(map(known, reading.mentions)),
        inherited=pick,
    )

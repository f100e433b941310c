"""When the demo league plays: two seasons a year, back to back, a round every weekend.

A season is a double round robin: a round on each of its weekends and the rest in midweek. It runs
from the first Saturday of January or July to the next such day. Knows no results.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import NewType

#: twice the year, plus one for its second half: seasons are counted without a gap
SeasonIndex = NewType("SeasonIndex", int)

SATURDAY = 5
#: days after the Saturday, and UTC clock, of a weekend round's eight matches
WEEKEND = (
    *((0, dt.time(13)), (0, dt.time(13)), (0, dt.time(13)), (0, dt.time(15, 30))),
    *((0, dt.time(18)), (1, dt.time(12)), (1, dt.time(14, 30)), (1, dt.time(17))),
)
MIDWEEK = ((4, dt.time(17)),) * 4 + ((4, dt.time(18, 30)),) * 4


@dataclass(frozen=True, slots=True)
class Fixture:
    """A match to be played, between two places of the list of clubs."""

    round: int
    kickoff: dt.datetime
    home: int
    away: int


def season_at(day: dt.date) -> SeasonIndex:
    """Return the season under way on a day."""
    index = SeasonIndex(2 * day.year + (day.month > 6))
    return SeasonIndex(index - 1) if day < first_day(index) else index


def season_name(season: SeasonIndex) -> str:
    """Return what a season is called: "2026/2" is the second of 2026."""
    year, half = divmod(season, 2)
    return f"{year}/{half + 1}"


def first_day(season: SeasonIndex) -> dt.date:
    """Return the Saturday on which a season starts."""
    year, half = divmod(season, 2)
    opening = dt.date(year, 7 if half else 1, 1)
    return opening + dt.timedelta(days=(SATURDAY - opening.weekday()) % 7)


def fixtures(season: SeasonIndex, clubs: int, chance: Random) -> Iterator[Fixture]:
    """Yield a season's matches in order of kick-off.

    Parameters
    ----------
    clubs
        How many play; even, and twice the matches of one round.
    chance
        Draws who meets whom when.
    """
    order = list(range(clubs))
    chance.shuffle(order)
    pairings = _double_round_robin(order)
    for number, (saturday, slots) in enumerate(_rounds(season, len(pairings)), start=1):
        pairs = pairings[number - 1]
        chance.shuffle(pairs)
        for (home, away), (days, clock) in zip(pairs, slots, strict=True):
            day = saturday + dt.timedelta(days=days)
            yield Fixture(number, dt.datetime.combine(day, clock, dt.UTC), home, away)


def _double_round_robin(clubs: list[int]) -> list[list[tuple[int, int]]]:
    """Pair by the circle method: the first stays, the others turn; then all again, swapped."""
    first, *others = clubs
    rounds = []
    for turn in range(len(others)):
        circle = [first, *others[turn:], *others[:turn]]
        half = len(circle) // 2
        pairs = list(zip(circle[:half], reversed(circle[half:]), strict=True))
        rounds.append([pair[::-1] if turn % 2 else pair for pair in pairs])
    return rounds + [[(away, home) for home, away in pairs] for pairs in rounds]


def _rounds(
    season: SeasonIndex, count: int
) -> Iterator[tuple[dt.date, Sequence[tuple[int, dt.time]]]]:
    start = first_day(season)
    weeks = (first_day(SeasonIndex(season + 1)) - start).days // 7
    in_midweek = count - weeks
    # spread evenly over the season
    full_weeks = {(i + 1) * weeks // (in_midweek + 1) for i in range(in_midweek)}
    for week in range(weeks):
        saturday = start + dt.timedelta(weeks=week)
        yield saturday, WEEKEND
        if week in full_weeks:
            yield saturday, MIDWEEK

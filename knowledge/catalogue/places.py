"""Where the places of a league's table lead, season by season, read from `places.txt`.

Does not know the clubs, nor what cups, bans and licences change afterwards.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from knowledge.catalogue.rules import first_year

#: what a stretch of places is called
Reward = Literal[
    "title",
    "champions_league",
    "promotion",
    "promotion_play_off",
    "upper_part",
    "relegation_play_off",
    "relegation",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """Places, both ends included, that lead to the same; 1 is the top."""

    reward: Reward
    first: int
    last: int


@dataclass(frozen=True, kw_only=True, slots=True)
class LeagueFormat:
    """How many play how often in a season of a league, and what for."""

    clubs: int
    #: matches of a club before the table splits or play-offs decide; all of them elsewhere
    matches: int
    #: clubs that go on to play for the title in an upper part; None where one table decides
    split_top: int | None
    #: matches of each pair of the upper, and of the lower, part after the split; zeros where they
    #: are not known, or points are halved before them
    after_split: tuple[int, int]
    #: what the places of the final table lead to, from the top down
    stretches: tuple[Stretch, ...]

    @property
    def meetings(self) -> int | None:
        """How often each club is host to each other; None where the fixtures alone tell."""
        times, left = divmod(self.matches, 2 * (self.clubs - 1))
        return None if left else times

    @property
    def upper_part(self) -> tuple[Stretch, ...]:
        """The places of the upper part, where the table splits."""
        if self.split_top is None:
            return ()
        return (Stretch(reward="upper_part", first=1, last=self.split_top),)


def league_format(league_id: str, season: str) -> LeagueFormat | None:
    """Return the format of a league's season as it was before it began; None where not known."""
    year = first_year(season)
    rows = [row for since, row in _table().get(league_id, ()) if since <= year]
    return rows[-1] if rows else None


def cut_short(league_id: str, season: str) -> dt.date | None:
    """Return the day on which a season was ended with matches unplayed; None for all others."""
    day = _CUT_SHORT.get((league_id, first_year(season)))
    return dt.date.fromisoformat(day) if day else None


#: the spring of 2020: tables were made by points a match, or not at all
_CUT_SHORT: Mapping[tuple[str, int], str] = {
    ("SC1", 2019): "2020-04-15",
    ("SC2", 2019): "2020-04-15",
    ("SC3", 2019): "2020-04-15",
    ("EC", 2019): "2020-04-22",
    ("N1", 2019): "2020-04-24",
    ("F1", 2019): "2020-04-30",
    ("F2", 2019): "2020-04-30",
    ("B1", 2019): "2020-05-15",
    ("SC0", 2019): "2020-05-18",
    ("E2", 2019): "2020-06-09",
    ("E3", 2019): "2020-06-09",
}

#: the columns after id and year
_COLUMNS = (
    *("clubs", "matches", "cl", "up", "up_play_off", "down_play_off", "down", "top"),
    *("again_above", "again_below"),
)


@cache
def _table() -> Mapping[str, list[tuple[int, LeagueFormat | None]]]:
    text = resources.files("knowledge.catalogue").joinpath("places.txt").read_text("utf-8")
    found: dict[str, list[tuple[int, LeagueFormat | None]]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            league_id, since, *cells = (cell.strip() for cell in line.split(";"))
            found.setdefault(league_id, []).append((int(since), _read(cells) if cells else None))
    return found


def _read(cells: list[str]) -> LeagueFormat:
    numbers = (0 if cell == "-" else int(cell) for cell in cells)
    row = dict.fromkeys(_COLUMNS, 0) | dict(zip(_COLUMNS, numbers, strict=False))
    return LeagueFormat(
        clubs=row["clubs"],
        matches=row["matches"],
        split_top=row["top"] or None,
        after_split=(row["again_above"], row["again_below"]),
        stretches=tuple(_stretches(row)),
    )


def _stretches(row: Mapping[str, int]) -> list[Stretch]:
    """Return the stretches that have a place: from the top down, then from the bottom up."""
    up, safe = row["up"], row["clubs"] - row["down"]
    wanted: tuple[tuple[Reward, int, int], ...] = (
        ("title", 1, 1),
        ("champions_league", 1, row["cl"]),
        ("promotion", 1, up),
        ("promotion_play_off", up + 1, up + row["up_play_off"]),
        ("relegation_play_off", safe - row["down_play_off"] + 1, safe),
        ("relegation", safe + 1, row["clubs"]),
    )
    return [
        Stretch(reward=reward, first=first, last=last)
        for reward, first, last in wanted
        if first <= last
    ]

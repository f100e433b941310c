"""Clubs and leagues as numbers: a tidy frame becomes arrays that models count with.

A club is its key and its country, so equal names in two countries are two clubs. Knows no model.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ml.frame import Columns, day_numbers

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: stands for a club or league that was not there when the names were collected
UNKNOWN = -1


@dataclass(frozen=True, kw_only=True, slots=True)
class Sides:
    """Who plays whom, where and when; arrays of one length."""

    #: days since 1970-01-01
    day: Ints
    #: year in which the season began
    season: Ints
    #: positions in `Names`, or UNKNOWN
    league: Ints
    home: Ints
    away: Ints

    def __len__(self) -> int:
        return len(self.day)

    def take(self, rows: Ints | NDArray[np.bool_]) -> Sides:
        """Return some rows."""
        return Sides(
            **{each.name: getattr(self, each.name)[rows] for each in fields(self)},
        )


@dataclass(frozen=True)
class Names:
    """The clubs and leagues that a model counts with.

    Parameters
    ----------
    clubs
        "<country>|<key>", sorted.
    leagues
        Codes, sorted.
    countries, tiers
        Country and place in the pyramid of each league.
    """

    clubs: tuple[str, ...]
    leagues: tuple[str, ...]
    countries: tuple[str, ...]
    tiers: tuple[int, ...]

    @classmethod
    def of(cls, frame: pd.DataFrame) -> Names:
        """Collect the names of a tidy frame."""
        homes, aways = (club_keys(frame, side) for side in ("home_team", "away_team"))
        leagues = frame.drop_duplicates("league").sort_values("league")
        return cls(
            clubs=tuple(sorted(set(homes) | set(aways))),
            leagues=tuple(leagues["league"]),
            countries=tuple(leagues["country"]),
            tiers=tuple(int(tier) for tier in leagues["tier"]),
        )

    @cached_property
    def country_codes(self) -> tuple[str, ...]:
        """Countries, sorted."""
        return tuple(sorted(set(self.countries)))

    @cached_property
    def country_of_league(self) -> Ints:
        """Position of each league's country among all."""
        at = {country: position for position, country in enumerate(self.country_codes)}
        return np.array([at[country] for country in self.countries], np.int64)

    @cached_property
    def club_at(self) -> dict[str, int]:
        """Position of each club."""
        return {club: position for position, club in enumerate(self.clubs)}

    @cached_property
    def league_at(self) -> dict[str, int]:
        """Position of each league."""
        return {league: position for position, league in enumerate(self.leagues)}

    def sides(self, frame: Columns) -> Sides:
        """Return the positions of a tidy frame's clubs and leagues."""
        homes, aways = (
            np.array([self.club_at.get(key, UNKNOWN) for key in club_keys(frame, side)], np.int64)
            for side in ("home_team", "away_team")
        )
        leagues = [self.league_at.get(code, UNKNOWN) for code in frame["league"].tolist()]
        return Sides(
            day=day_numbers(frame["date"]),
            season=np.asarray(frame["season_start"], np.int64),
            league=np.array(leagues, np.int64),
            home=homes,
            away=aways,
        )


def club_keys(frame: Columns, side: str) -> list[str]:
    """Return "<country>|<key>" of one side of each match."""
    pairs = zip(frame["country"].tolist(), frame[side].tolist(), strict=True)
    return [f"{country}|{key}" for country, key in pairs]

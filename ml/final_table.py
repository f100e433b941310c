"""The order of a table at the end of each of many seasons: points, then the league's tie-breaks.

Clubs are positions 0 … c - 1. Ties are parted exactly as the league does, in all seasons at once:
every measure refines a key, and clubs' own meetings are counted among those whose keys are equal.
Does not know where the goals come from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import groupby
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Small = NDArray[np.int16]
Mask = NDArray[np.bool_]
Whole = NDArray[np.signedinteger[Any]]

TieBreak = Literal[
    "goal_difference",
    "goals_for",
    "wins",
    "head_to_head_points",
    "head_to_head_goal_difference",
]

#: lots are numbers below this
LOTS = 1 << 16
#: tie-breaks of clubs' own meetings, and what of these matches they ask for
_OWN_MEETINGS: Mapping[str, str] = {
    "head_to_head_points": "points",
    "head_to_head_goal_difference": "goal_difference",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class TableRules:
    """What makes a table of results; a draw is one point. The last to part clubs are lots."""

    points_for_win: int = 3
    #: in the order in which they are asked; those of clubs' own meetings that stand side by side
    #: are asked of the same clubs, and say nothing until each of these was host to each
    tie_breaks: tuple[TieBreak, ...] = ("goal_difference", "goals_for")


@dataclass(frozen=True, kw_only=True, slots=True)
class SoFar:
    """A season as it stands: its clubs, in order of the table, and the matches that count."""

    clubs: int
    #: (m, 2) positions of home and away club
    pairs: Ints
    #: (m, 2) their goals
    goals: Ints
    #: (c,) points that the league took away
    deducted: Ints
    #: part of a table that has split, (c,), or (c, s) where it does so in simulated seasons: 0 is
    #: the upper one; clubs do not cross it
    part: Ints

    @classmethod
    def start(cls, clubs: int) -> SoFar:
        """Return a season of which nothing has been played."""
        none = np.zeros((0, 2), np.int64)
        zeros = np.zeros(clubs, np.int64)
        return cls(clubs=clubs, pairs=none, goals=none, deducted=zeros, part=zeros)


def final_order(
    so_far: SoFar,
    pairs: Ints,
    goals: Small,
    rules: TableRules,
    lots: Ints,
    *,
    played: Mask | None = None,
) -> tuple[Ints, Small]:
    """Return the clubs of each finished season from the top down, and their points.

    Parameters
    ----------
    goals
        (n, 2, s) goals of home and away side of the matches `pairs`, in s seasons.
    lots
        (c, s) or (c, 1); of clubs level on everything the one with the higher lot is above.
    played
        (n, s) which matches take place in which seasons; without it all do.

    Returns
    -------
    Clubs by place, (s, c), and points by club, (c, s).
    """
    legs = (_Leg(so_far.pairs, so_far.goals[:, :, None]), _Leg(pairs, goals, played))
    tallies = _tallies(so_far.clubs, legs, rules)
    points = tallies["points"] - so_far.deducted[:, None].astype(np.int16)
    part = so_far.part if so_far.part.ndim == 2 else so_far.part[:, None]
    key = _refined(np.zeros(points.shape, np.int64), -part)
    key = _refined(key, points)
    for measures in _asked_together(rules.tie_breaks):
        if measures[0] in _OWN_MEETINGS:
            for own in _own_meetings(key, measures, legs, rules):
                key = _refined(key, own)
        else:
            key = _refined(key, tallies[measures[0]])
    return np.argsort(-(key * LOTS + lots).T, axis=1), points


@dataclass(frozen=True, slots=True)
class _Side:
    """What one side took from a match, (s,) each."""

    points: Small
    goal_difference: Small
    goals_for: Small
    wins: Mask


@dataclass(frozen=True, slots=True)
class _Leg:
    """Matches that count: (n, 2) pairs, their (n, 2, s) goals, and which of them take place."""

    pairs: Ints
    goals: Whole
    played: Mask | None = None

    def sides(self, match: int, for_win: int) -> tuple[_Side, _Side]:
        """Return what home and away side took from one match."""
        # match by match: ten thousand seasons of one fit the cache, those of all do not
        home, away = self.goals[match].astype(np.int16)
        lead, level = home - away, home == away
        if self.played is not None:
            took_place = self.played[match]
            home, away, lead, level = (part * took_place for part in (home, away, lead, level))
        return _side(home, lead, level, for_win), _side(away, -lead, level, for_win)


def _side(goals: Small, lead: Small, level: Mask, for_win: int) -> _Side:
    won = lead > 0
    points = np.int16(for_win) * won + level
    return _Side(points, lead, goals, won)


def _tallies(clubs: int, legs: Sequence[_Leg], rules: TableRules) -> dict[str, Small]:
    """Return what the clubs gathered, (c, s) each: points and the measures of whole seasons."""
    seasons = legs[-1].goals.shape[2]
    names = [field.name for field in fields(_Side)]
    totals = {name: np.zeros((clubs, seasons), np.int16) for name in names}
    for leg in legs:
        for match, clubs_of_match in enumerate(leg.pairs):
            sides = leg.sides(match, rules.points_for_win)
            for club, side in zip(clubs_of_match, sides, strict=True):
                for name in names:
                    totals[name][club] += getattr(side, name)
    return totals


def _asked_together(tie_breaks: Sequence[TieBreak]) -> Iterator[Sequence[TieBreak]]:
    """Yield tie-breaks one by one; those of clubs' own meetings that stand side by side as one."""
    for own, names in groupby(tie_breaks, key=_OWN_MEETINGS.__contains__):
        if own:
            yield tuple(names)
        else:
            yield from ((name,) for name in names)


def _own_meetings(
    key: Ints, measures: Sequence[TieBreak], legs: Sequence[_Leg], rules: TableRules
) -> list[Small]:
    """Return what clubs with equal keys took from each other, (c, s) for each measure.

    Nothing for clubs of which one was not host to another: the league waits for both meetings.
    """
    clubs, seasons = key.shape
    level = [key == key[club] for club in range(clubs)]
    taken = {name: np.zeros((clubs, clubs, seasons), np.int16) for name in measures}
    met = np.eye(clubs, dtype=bool)
    for leg in legs:
        for match, (home, away) in enumerate(leg.pairs):
            met[home, away] = True
            of_home, of_away = leg.sides(match, rules.points_for_win)
            for name, total in taken.items():
                total[home, away] += getattr(of_home, _OWN_MEETINGS[name])
                total[away, home] += getattr(of_away, _OWN_MEETINGS[name])
    waiting = _waiting(level, met & met.T)
    return [
        np.stack([(level[club] * total[club]).sum(axis=0) for club in range(clubs)]) * ~waiting
        for total in taken.values()
    ]


def _waiting(level: Sequence[Mask], met: Mask) -> Mask:
    """Return which clubs, (c, s), are level with clubs that have not all met each other."""
    alone = np.stack([(same & ~met[club][:, None]).any(axis=0) for club, same in enumerate(level)])
    if not alone.any():
        return alone
    return np.stack([(same & alone).any(axis=0) for same in level])


def _refined(key: Ints, measure: Whole) -> Ints:
    """Return keys that are in order of the old key, and where that is level of the measure."""
    low = int(measure.min(initial=0))
    span = int(measure.max(initial=0)) - low + 1
    return key * span + (measure - low)

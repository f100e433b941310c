"""The order of a table at the end of each of many seasons: points, then the league's tie-breaks.

Clubs are positions 0 … c - 1. Ties are parted exactly as the league does, in all seasons at once:
every measure refines a key, and clubs' own meetings are counted among those whose keys are equal.
Does not know where the goals come from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
_OWN_MEETINGS = ("head_to_head_points", "head_to_head_goal_difference")


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
    #: (c,) part of a table that has split: 0 the upper; clubs do not cross it
    part: Ints

    @classmethod
    def start(cls, clubs: int) -> SoFar:
        """Return a season of which nothing has been played."""
        none = np.zeros((0, 2), np.int64)
        zeros = np.zeros(clubs, np.int64)
        return cls(clubs=clubs, pairs=none, goals=none, deducted=zeros, part=zeros)


def final_order(
    so_far: SoFar, pairs: Ints, goals: Small, rules: TableRules, lots: Ints
) -> tuple[Ints, Small]:
    """Return the clubs of each finished season from the top down, and their points.

    Parameters
    ----------
    goals
        (n, 2, s) goals of home and away side of the matches `pairs`, in s seasons.
    lots
        (c, s) or (c, 1); of clubs level on everything the one with the higher lot is above.

    Returns
    -------
    Clubs by place, (s, c), and points by club, (c, s).
    """
    legs = (_Leg(so_far.pairs, so_far.goals[:, :, None]), _Leg(pairs, goals))
    tallies = _tallies(so_far.clubs, legs, rules)
    points = tallies["points"] - so_far.deducted[:, None].astype(np.int16)
    key = _refined(np.zeros(points.shape, np.int64), -so_far.part[:, None])
    key = _refined(key, points)
    for measures in _asked_together(rules.tie_breaks):
        if measures[0] in _OWN_MEETINGS:
            for own in _own_meetings(key, measures, legs, rules):
                key = _refined(key, own)
        else:
            key = _refined(key, tallies[measures[0]])
    return np.argsort(-(key * LOTS + lots).T, axis=1), points


@dataclass(frozen=True, slots=True)
class _Leg:
    """Matches that count: (n, 2) pairs and their (n, 2, s) goals."""

    pairs: Ints
    goals: Whole

    def points(self, for_win: int) -> Small:
        """Return the points of both sides, (n, 2, s)."""
        lead = self.lead
        return np.asarray(for_win * (lead > 0) + (lead == 0), np.int16)

    @property
    def lead(self) -> Small:
        """Goals of each side over the other's, (n, 2, s)."""
        return np.asarray(self.goals - self.goals[:, ::-1], np.int16)


def _tallies(clubs: int, legs: Sequence[_Leg], rules: TableRules) -> dict[str, Small]:
    """Return what the clubs gathered, (c, s) each: points and the measures of whole seasons."""
    seasons = legs[-1].goals.shape[2]
    names = ("points", "goal_difference", "goals_for", "wins")
    totals = {name: np.zeros((clubs, seasons), np.int16) for name in names}
    for leg in legs:
        lead = leg.lead
        counted = (leg.points(rules.points_for_win), lead, leg.goals, lead > 0)
        for total, values in zip(totals.values(), counted, strict=True):
            for match, sides in enumerate(leg.pairs):
                for side, club in enumerate(sides):
                    total[club] += values[match, side]
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
        counted = {
            "head_to_head_points": leg.points(rules.points_for_win),
            "head_to_head_goal_difference": leg.lead,
        }
        for match, (home, away) in enumerate(leg.pairs):
            met[home, away] = True
            for name, total in taken.items():
                total[home, away] += counted[name][match, 0]
                total[away, home] += counted[name][match, 1]
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

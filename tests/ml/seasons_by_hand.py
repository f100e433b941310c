"""A second way to end a season: every possible score in turn, in plain loops.

Level clubs are parted by the words of the rules, one comparison after the other; clubs that stay
level share their places evenly, as lots would in the long run.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ml.final_table import SoFar, TableRules

Result = tuple[int, int, int, int]  # home, away, their goals


def exact_places(
    so_far: SoFar, pairs: NDArray[np.int64], grids: NDArray[np.float64], rules: TableRules
) -> NDArray[np.float64]:
    """Return the probability of each place by summing over all scores of the matches left."""
    places = np.zeros((so_far.clubs, so_far.clubs))
    for results, chance in _endings(pairs, grids):
        place = 0
        for group in ordered(so_far, results, rules):
            for club in group:
                places[club, place : place + len(group)] += chance / len(group)
            place += len(group)
    return places


def ordered(so_far: SoFar, rest: Sequence[Result], rules: TableRules) -> list[list[int]]:
    """Return the clubs from the top down; those level on everything stand together."""
    before: list[Result] = [
        (home, away, *score)
        for (home, away), score in zip(so_far.pairs.tolist(), so_far.goals.tolist(), strict=True)
    ]
    results = [*before, *rest]
    groups = [
        [club for club in range(so_far.clubs) if so_far.part[club] == part]
        for part in sorted(set(so_far.part.tolist()))
    ]
    groups = _split(groups, lambda club, _: points(club, results, rules) - so_far.deducted[club])
    asked: list[str] = list(rules.tie_breaks)
    while asked:
        name = asked.pop(0)
        if name not in ("head_to_head_points", "head_to_head_goal_difference"):
            groups = _split(groups, partial(_measure_of, name, results))
            continue
        both = [name]
        while asked and asked[0].startswith("head_to_head"):
            both.append(asked.pop(0))
        groups = _split(groups, partial(_among, both, results, rules))
    return groups


def points(club: int, results: Sequence[Result], rules: TableRules) -> int:
    """Return a club's points."""
    total = 0
    for home, away, home_goals, away_goals in results:
        if club in (home, away):
            lead = (home_goals - away_goals) * (1 if club == home else -1)
            total += rules.points_for_win if lead > 0 else int(lead == 0)
    return total


def measure(name: str, club: int, results: Sequence[Result]) -> int:
    """Return a club's goal difference, goals or wins."""
    scored = [(h, a) if club == home else (a, h) for home, away, h, a in results
              if club in (home, away)]  # fmt: skip
    return {
        "goal_difference": sum(own - other for own, other in scored),
        "goals_for": sum(own for own, _ in scored),
        "wins": sum(own > other for own, other in scored),
    }[name]


def _measure_of(name: str, results: Sequence[Result], club: int, _: Sequence[int]) -> int:
    return measure(name, club, results)


def _among(
    names: Sequence[str],
    results: Sequence[Result],
    rules: TableRules,
    club: int,
    group: Sequence[int],
) -> tuple[int, ...]:
    own = [result for result in results if result[0] in group and result[1] in group]
    if {(home, away) for home, away, *_ in own} != set(itertools.permutations(group, 2)):
        return (0,) * len(names)
    return tuple(
        points(club, own, rules) if "points" in name else measure("goal_difference", club, own)
        for name in names
    )


def _split(
    groups: Sequence[Sequence[int]], key: Callable[[int, Sequence[int]], Any]
) -> list[list[int]]:
    parted = []
    for group in groups:
        values = {club: key(club, group) for club in group}
        for value in sorted(set(values.values()), reverse=True):
            parted.append([club for club in group if values[club] == value])
    return parted


def _endings(
    pairs: NDArray[np.int64], grids: NDArray[np.float64]
) -> Iterator[tuple[list[Result], float]]:
    size = grids.shape[1] if len(grids) else 0
    scores = list(itertools.product(range(size), repeat=2))
    for chosen in itertools.product(scores, repeat=len(pairs)):
        chance = float(np.prod([grids[i, h, a] for i, (h, a) in enumerate(chosen)]))
        results = [(*pair, *score) for pair, score in zip(pairs.tolist(), chosen, strict=True)]
        yield results, chance

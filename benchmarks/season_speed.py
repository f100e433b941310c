"""How fast seasons are simulated, beside a plain loop over matches and tables.

    python -m benchmarks.season_speed [--clubs 20] [--seasons 10000]

Both draw the scores of a whole double round robin from the same grids and put the clubs in order
by the same tie-breaks; the loop plays a hundredth of the seasons, and its time is scaled up.
"""

from __future__ import annotations

import argparse
import time
from bisect import bisect
from collections import Counter
from itertools import accumulate, permutations
from random import Random

import numpy as np

from knowledge.catalogue import LeagueRules
from knowledge.ranking import Game, rank, tally
from ml.final_table import SoFar, TableRules, TieBreak
from ml.score_grids import dixon_coles
from ml.season import play_out

OWN_MEETINGS: tuple[TieBreak, ...] = (
    "head_to_head_points",
    "head_to_head_goal_difference",
    "goal_difference",
    "goals_for",
)


def league(clubs: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the pairs of a double round robin of invented clubs, and their score grids."""
    strength = np.random.default_rng(1).normal(0, 0.25, clubs)
    pairs = np.array(list(permutations(range(clubs), 2)))
    lead = strength[pairs[:, 0]] - strength[pairs[:, 1]] + 0.25
    return pairs, dixon_coles(0.3 + np.column_stack([lead, -lead]) / 2, -0.05)


def loop(
    clubs: int, pairs: np.ndarray, grids: np.ndarray, rules: LeagueRules, seasons: int
) -> Counter[tuple[str, int]]:
    """Return how often each club ended in each place, one season after the other."""
    chance, size = Random(1), grids.shape[1]
    names = {str(club): f"{club:02d}" for club in range(clubs)}
    reached = [list(accumulate(cells)) for cells in grids.reshape(len(grids), -1).tolist()]
    places: Counter[tuple[str, int]] = Counter()
    for _ in range(seasons):
        games = []
        for (home, away), bounds in zip(pairs.tolist(), reached, strict=True):
            cell = min(bisect(bounds, chance.random()), size * size - 1)
            games.append(Game(str(home), str(away), cell // size, cell % size))
        tallies = tally(names, games, rules.points_for_win)
        places.update(
            (club, place) for place, club in enumerate(rank(tallies, games, rules, names))
        )
    return places


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--clubs", type=int, default=20)
    parser.add_argument("--seasons", type=int, default=10_000)
    args = parser.parse_args()
    pairs, grids = league(args.clubs)
    print(f"{args.seasons} seasons of {args.clubs} clubs, {len(pairs)} matches each")
    for name, tie_breaks in (("goal difference", OWN_MEETINGS[2:]), ("own meetings", OWN_MEETINGS)):
        rules = TableRules(tie_breaks=tie_breaks)
        play_out(SoFar.start(args.clubs), pairs, grids, rules, seasons=10)  # what loads late
        begin = time.perf_counter()
        play_out(SoFar.start(args.clubs), pairs, grids, rules, seasons=args.seasons)
        fast = time.perf_counter() - begin
        few = max(args.seasons // 100, 1)
        begin = time.perf_counter()
        loop(args.clubs, pairs, grids, LeagueRules(tie_breaks=tie_breaks), few)
        slow = (time.perf_counter() - begin) * args.seasons / few
        print(f"{name:<16} {fast:6.3f} s, a plain loop {slow:7.1f} s: {slow / fast:5.0f} times")


if __name__ == "__main__":
    main()

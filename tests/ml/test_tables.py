"""What is at stake: against a table counted by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ml.encoding import Sides
from ml.tables import Tables
from tests.ml.leagues import rounds

CLUBS = 10


def sides(home: list[int], away: list[int], season: int = 2020) -> Sides:
    same = np.zeros(len(home), np.int64)
    return Sides(
        day=same, season=same + season, league=same, home=np.array(home), away=np.array(away)
    )


def played(until: int) -> Tables:
    """Play rounds of a league in which a club of a lower number always wins."""
    tables = Tables(CLUBS + 1, 2)
    for turn in rounds([str(club) for club in range(CLUBS)])[:until]:
        today = sides([int(home) for home, _ in turn], [int(away) for _, away in turn])
        tables.enter(today)
        better = today.home < today.away
        tables.learn(today, np.column_stack([better, ~better]).astype(float))
    return tables


def test_points_and_matches_are_those_of_the_season() -> None:
    tables = played(18)
    assert tables.points[:CLUBS].tolist() == [6.0 * (CLUBS - 1 - club) for club in range(CLUBS)]
    assert (tables.played[:CLUBS] == 18).all()
    tables.enter(sides([3], [4], season=2021))
    assert tables.points[3] == tables.played[4] == 0
    assert tables.points[5] == 6.0 * (CLUBS - 6)


def test_nothing_is_at_stake_early_and_for_who_is_far_from_every_line() -> None:
    pair = sides([1, 0], [9, 4])
    early, late = played(2).now().stakes(pair), played(17).now().stakes(pair)
    assert early.max() < 0.1
    # before the last round: first place is six points clear, ten places below cannot be saved
    (second, last), (first, fifth) = late
    assert first[1] > 0.01
    assert last[1:].max() < 1e-6
    assert second[0] < 1e-6
    assert fifth[2] > late[0, 1, 2]


def test_level_on_points_before_the_last_match_all_is_at_stake() -> None:
    tables = played(17)
    tables.points[:CLUBS] = 30.0
    stakes = tables.now().stakes(sides([0], [1]))
    assert (stakes > 0.7).all()


def test_a_season_cut_short_does_not_make_the_next_one_shorter() -> None:
    tables = played(18)
    tables.enter(sides([0, 2, 4, 6, 8], [1, 3, 5, 7, 9], season=2021))
    tables.learn(sides([0], [1], season=2021), np.array([[1.0, 0.0]]))
    tables.enter(sides([0], [1], season=2022))
    assert np.nanmax(tables.meetings[0]) == 2.0
    assert np.nanmin(tables.meetings[0]) < 1.0


def test_who_is_unknown_or_elsewhere_plays_for_nothing() -> None:
    tables = played(17)
    for strange in (
        sides([-1], [-1]),
        sides([0], [1], season=2021),
        replace(sides([0], [1]), league=np.array([1])),
        replace(sides([0], [1]), league=np.array([-1])),
    ):
        assert (tables.now().stakes(strange) == 0).all()

"""What stands for goals, and what a shot is worth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ml.measures import Measures, Worth

NONE = np.full((1, 2, 3), np.nan)
UNKNOWN = np.full((1, 2), np.nan)


def measures(**more: object) -> Measures:
    plain = {
        "goals": np.array([[2.0, 0.0]]),
        "counts": NONE,
        "expected": UNKNOWN,
        "reds": np.zeros((1, 2)),
    }
    return Measures(**{**plain, **{name: np.asarray(value) for name, value in more.items()}})


def performance(one: Measures) -> tuple[list[float], float]:
    values, noise = one.performance(np.array([[0.3, 0.1, 0.15]]))
    return values[0].tolist(), float(noise[0])


def test_without_counts_goals_stand_for_themselves() -> None:
    assert performance(measures())[0] == [2.0, 0.0]


def test_goals_after_the_third_say_half_as_much() -> None:
    assert performance(measures(goals=[[7.0, 3.0]]))[0] == [5.0, 3.0]


def test_shots_take_their_share_and_say_more_than_goals() -> None:
    shot = measures(counts=[[[5.0, 10.0, 6.0], [5.0, 10.0, 6.0]]])
    (home, away), noise = performance(shot)
    # goals 0.3, shots on target 0.3 x 1.5, shots 0.3 x 1.0, corners 0.1 x 0.9
    assert home == pytest.approx(0.3 * 2.0 + 0.45 + 0.3 + 0.09)
    assert away == pytest.approx(0.84)
    assert noise < performance(measures())[1]


def test_one_count_alone_is_used_too() -> None:
    some = NONE.copy()
    some[0, :, 0] = [5.0, 5.0]
    (home, away), noise = performance(measures(counts=some))
    assert home == pytest.approx((0.3 * 2.0 + 0.3 * 1.5) / 0.6)
    assert performance(measures())[1] > noise
    assert away == pytest.approx(0.75)


def test_expected_goals_come_first() -> None:
    (home, away), _ = performance(measures(expected=[[1.0, 1.0]]))
    assert (home, away) == pytest.approx((0.6 + 0.4 * 2.0, 0.6))


def test_a_man_more_makes_goals_count_for_less() -> None:
    (home, _), _ = performance(measures(reds=[[0.0, 1.0]]))
    assert home == pytest.approx(2.0 * np.exp(-0.12))


def test_a_shot_is_worth_what_its_league_made_of_it_before() -> None:
    worth = Worth(leagues=2)
    worth.forward(100)
    many = Measures(
        goals=np.full((400, 2), 1.0),
        counts=np.full((400, 2, 3), 5.0),
        expected=np.full((400, 2), np.nan),
        reds=np.zeros((400, 2)),
    )
    assert worth.of(np.array([0, 1])) == pytest.approx(0.0)
    worth.learn(np.zeros(400, np.int64), many)
    known = worth.of(np.array([0, 1]))
    assert known == pytest.approx(np.full((2, 3), 0.2))
    worth.learn(np.ones(400, np.int64), replace(many, goals=many.goals * 2))
    first, second = worth.of(np.array([0, 1]))
    assert (second > first).all()
    assert worth.counts[0, 0] == 4000
    worth.forward(100 + int(Worth.HALF_LIFE))
    assert worth.counts[0, 0] == pytest.approx(2000)

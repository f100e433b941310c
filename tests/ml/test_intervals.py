"""Intervals hold what they promise, and shrink with what is known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml.intervals import bootstrap_mean, share_interval


def test_a_bootstrap_interval_holds_the_mean_of_a_normal_sample() -> None:
    values = np.random.default_rng(3).normal(0.2, 1.0, 2000)
    found = bootstrap_mean(values)
    assert found.mean == pytest.approx(values.mean())
    # of a normal sample the half-width is 1.96 standard errors
    error = values.std() / np.sqrt(len(values))
    assert found.high - found.low == pytest.approx(2 * 1.96 * error, rel=0.1)
    assert found.is_above_zero
    assert not found.is_below_zero


def test_nineteen_of_twenty_intervals_hold_the_truth() -> None:
    rng = np.random.default_rng(4)
    held = 0
    for _ in range(200):
        found = bootstrap_mean(rng.exponential(1.0, 80), draws=300)
        held += found.low <= 1.0 <= found.high
    assert 0.88 <= held / 200 <= 0.99


def test_the_same_values_give_the_same_interval() -> None:
    assert bootstrap_mean([0.1, 0.4, -0.2]) == bootstrap_mean([0.1, 0.4, -0.2])


def test_wilsons_interval_by_hand() -> None:
    # 8 of 10, as tabled: 0.490 … 0.943
    low, high = share_interval([8], [10])
    assert low == pytest.approx([0.4902], abs=1e-4)
    assert high == pytest.approx([0.9433], abs=1e-4)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_share_lies_within_its_interval(pair: tuple[int, int]) -> None:
    hits, count = pair
    low, high = (float(side) for side in share_interval(hits, count))
    assert 0.0 <= low <= hits / count + 1e-12
    assert hits / count - 1e-12 <= high <= 1.0

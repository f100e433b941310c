"""Legs chosen for a slip: held against every slip that there is."""

from __future__ import annotations

from itertools import combinations, product
from math import log, prod, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml.composing import BEYOND, DISTANCE, STEP, Chosen, Option, likeliest, nearest, price_of

options = st.builds(Option, st.floats(0.05, 0.95), st.floats(1.05, 6.0))
matches = st.lists(st.lists(options, max_size=3), min_size=1, max_size=5)


def slips(offered: list[list[Option]], count: int) -> list[list[Chosen]]:
    """Return every slip of so many matches."""
    return [
        [Chosen(match, option) for match, option in zip(chosen, picked, strict=True)]
        for chosen in combinations(range(len(offered)), count)
        for picked in product(*(range(len(offered[match])) for match in chosen))
    ]


def chance_of(offered: list[list[Option]], slip: list[Chosen]) -> float:
    return prod(offered[leg.match][leg.option].chance for leg in slip)


@given(matches, st.integers(1, 4))
def test_the_likeliest_legs_make_the_likeliest_slip(
    offered: list[list[Option]], count: int
) -> None:
    every = slips(offered, count)
    found = likeliest(offered, count)
    assert bool(found) is bool(every)
    if every:
        best = max(chance_of(offered, slip) for slip in every)
        assert chance_of(offered, found) == pytest.approx(best)


@given(matches, st.integers(1, 3), st.floats(1.5, 12.0), st.floats(1.1, 1.5))
def test_the_odds_wanted_are_met_where_they_can_be_and_by_the_best_slip(
    offered: list[list[Option]], count: int, low: float, width: float
) -> None:
    high, rounding = low * width, 1 + 2 * STEP * count
    every = slips(offered, count)
    found = nearest(offered, count, low, high)
    if not found:
        # what pays far more than was wanted is not looked at
        assert all(price_of(offered, slip) > high for slip in every)
        return
    assert len({leg.match for leg in found}) == count
    middle = sqrt(low * high)

    def worth(slip: list[Chosen]) -> float:
        paid = price_of(offered, slip)
        return log(chance_of(offered, slip) * paid) - DISTANCE * abs(log(paid / middle))

    within = [
        slip for slip in every if low * rounding <= price_of(offered, slip) <= high / rounding
    ]
    if within:
        assert low / rounding <= price_of(offered, found) <= high * rounding
        assert worth(found) >= max(map(worth, within)) - 2 * STEP * DISTANCE * count - 1e-9
    elif not low / rounding <= price_of(offered, found) <= high * rounding:
        # what pays far more than was wanted is not looked at
        looked_at = [slip for slip in every if price_of(offered, slip) * rounding < high * BEYOND]
        apart = min(abs(log(price_of(offered, slip) / middle)) for slip in looked_at or [found])
        got = abs(log(price_of(offered, found) / middle))
        assert got <= apart + 2 * STEP * count


def test_too_few_matches_make_no_slip() -> None:
    assert nearest([[Option(0.5, 2.0)], []], 2, 3.0, 5.0) == []
    assert likeliest([[Option(0.5, 2.0)], []], 2) == []


def test_of_slips_alike_the_one_with_the_better_return_is_taken() -> None:
    dear, cheap = Option(0.5, 2.0), Option(0.5, 1.9)
    assert nearest([[cheap], [dear], [cheap]], 2, 3.5, 4.1) == [Chosen(0, 0), Chosen(1, 0)]

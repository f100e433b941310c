"""Odds maths: laws that hold for any prices."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml.errors import BadPrice
from ml.odds import (
    Method,
    believable,
    break_even,
    edge,
    expected_value,
    fair_odds,
    margin,
    remove_margin,
)

METHODS: tuple[Method, ...] = ("power", "proportional", "shin")


@st.composite
def books(draw: st.DrawFn) -> tuple[np.ndarray, float]:
    """Draw true probabilities and a margin of 0 to 20 %."""
    raw = np.array(draw(st.lists(st.floats(0.03, 1.0), min_size=2, max_size=5)))
    return raw / raw.sum(), draw(st.floats(0.0, 0.2))


@given(books(), st.sampled_from(METHODS))
def test_without_margin_the_probabilities_sum_to_one_and_keep_their_order(
    book: tuple[np.ndarray, float], method: Method
) -> None:
    chances, cut = book
    fair = remove_margin(1 / np.minimum(chances * (1 + cut), 0.99), method)
    assert fair.sum() == pytest.approx(1.0, abs=1e-12)
    assert (fair > 0).all()
    favourite = chances.argmax()
    assert fair[favourite] == pytest.approx(fair.max())


@given(books(), st.sampled_from(METHODS))
def test_fair_prices_are_taken_at_their_word(
    book: tuple[np.ndarray, float], method: Method
) -> None:
    chances, _ = book
    assert remove_margin(1 / chances, method) == pytest.approx(chances, abs=1e-6)


@given(books())
def test_power_and_shin_take_more_from_the_outsider(book: tuple[np.ndarray, float]) -> None:
    chances, _ = book
    prices = 1 / np.minimum(chances * 1.08, 0.99)
    plain = remove_margin(prices, "proportional")
    last = plain.argmin()
    for method in ("power", "shin"):
        assert remove_margin(prices, method)[last] <= plain[last] + 1e-9


@given(books(), st.sampled_from(METHODS))
def test_rows_do_not_touch_each_other(book: tuple[np.ndarray, float], method: Method) -> None:
    chances, cut = book
    prices = 1 / np.minimum(chances * (1 + cut), 0.99)
    other = np.full(len(prices), float(len(prices)))
    both = remove_margin(np.stack([prices, other]), method)
    assert both[0] == pytest.approx(remove_margin(prices, method), abs=1e-12)
    assert both[1] == pytest.approx(1 / other)


def test_power_against_a_book_worked_out_by_hand() -> None:
    # 0.6² + 0.8² = 1, so prices of 0.6 and 0.8 have the exponent 2
    assert remove_margin([1 / 0.6, 1 / 0.8]) == pytest.approx([0.36, 0.64])


def test_shin_against_its_closed_form_for_two_outcomes() -> None:
    prices = np.array([1.5, 2.6])
    book = 1 / prices
    total, gap = book.sum(), book[0] - book[1]
    insiders = (total - 1) * (gap**2 - total) / (total * (gap**2 - 1))
    root = np.sqrt(insiders**2 + 4 * (1 - insiders) * book**2 / total)
    expected = (root - insiders) / (2 * (1 - insiders))
    assert remove_margin(prices, "shin") == pytest.approx(expected, abs=1e-9)


@given(st.floats(0.0, 1.0), st.floats(1.01, 1000.0))
def test_value_is_above_nothing_exactly_when_there_is_an_edge(chance: float, price: float) -> None:
    value, lead = float(expected_value(chance, price)), float(edge(chance, price))
    assert value == pytest.approx(lead * price, abs=1e-9)
    assert float(break_even(price)) * price == pytest.approx(1.0)


@given(st.floats(0.001, 1.0))
def test_a_fair_price_is_worth_nothing(chance: float) -> None:
    price = float(fair_odds(chance))
    assert chance * price == pytest.approx(1.0)


def test_the_margin_of_a_usual_book() -> None:
    assert float(margin([2.0, 3.5, 4.0])) == pytest.approx(0.5 + 1 / 3.5 + 0.25 - 1)


@pytest.mark.parametrize(
    "prices", [[1.0, 3.0], [0.0, 2.0], [-2.0, 2.0], [float("nan"), 2.0], [1e9, 2.0], ["x", 2.0]]
)
def test_what_is_no_price_is_refused(prices: list[object]) -> None:
    with pytest.raises(BadPrice):
        remove_margin(prices)  # type: ignore[arg-type]
    with pytest.raises(BadPrice):
        margin(prices)  # type: ignore[arg-type]


def test_an_unknown_method_is_refused() -> None:
    with pytest.raises(BadPrice, match="shin"):
        remove_margin([2.0, 2.0], "guess")  # type: ignore[arg-type]


def test_only_a_whole_offer_is_believed() -> None:
    offers: list[list[float]] = [
        [2.0, 3.5, 4.0],
        [0.0, 3.5, 4.0],
        [2.0, np.nan, 4.0],
        [1.1, 1.1, 1.1],
        [9, 9, 9],
    ]
    assert believable(offers).tolist() == [True, False, False, False, False]

"""Stakes: Kelly's laws, alone and together, and what caution leaves of them."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from ml.doubt import WITH_PRICE, logit_error, standard_error
from ml.errors import BadChance, BadPrice, BadSetting, NoStakes
from ml.staking import (
    MOST_TOGETHER,
    best_stakes,
    cautious,
    kelly,
    kelly_exclusive,
    kelly_independent,
    trust,
)

Floats = NDArray[np.float64]
chances = st.floats(0.01, 0.99)
prices = st.floats(1.05, 20.0)


@st.composite
def books(draw: st.DrawFn) -> tuple[Floats, Floats]:
    """Draw chances of outcomes that exclude each other, and prices of them."""
    raw = np.array(draw(st.lists(st.floats(0.05, 1.0), min_size=2, max_size=5)))
    lean = np.array(draw(st.lists(st.floats(0.8, 1.15), min_size=len(raw), max_size=len(raw))))
    given_chances = raw / raw.sum()
    return given_chances, np.maximum(lean / given_chances, 1.02)


@st.composite
def bets(draw: st.DrawFn) -> tuple[Floats, Floats]:
    """Draw a few bets of different matches that pay about what they should."""
    given_chances = np.array(draw(st.lists(st.floats(0.1, 0.9), min_size=1, max_size=4)))
    size = len(given_chances)
    lean = np.array(draw(st.lists(st.floats(0.9, 1.2), min_size=size, max_size=size)))
    return given_chances, np.maximum(lean / given_chances, 1.02)


def growth(weights: Floats, paid: Floats, stakes: Floats) -> float:
    return float(weights @ np.log(1.0 + (paid - 1.0) @ stakes))


def cases(given_chances: Floats, offered: Floats) -> tuple[Floats, Floats]:
    wins = np.array(list(product((0.0, 1.0), repeat=len(offered))))
    return np.where(wins > 0, given_chances, 1 - given_chances).prod(axis=1), wins * offered


def test_kelly_by_hand() -> None:
    # an even-money bet that is won 55 times of a hundred: a tenth of the bankroll
    assert float(kelly(0.55, 2.0)) == pytest.approx(0.1)
    assert kelly([0.5, 0.3], [2.2, 3.0]) == pytest.approx([0.1 / 1.2, 0.0])


@given(chances, prices)
def test_no_stake_without_an_edge_and_never_all_of_it(chance: float, price: float) -> None:
    stake = float(kelly(chance, price))
    assert 0.0 <= stake < 1.0
    assert (stake > 0.0) == (chance * price - 1.0 > 0.0)
    assert stake <= chance


@given(chances, prices, st.floats(0.0, 0.9))
def test_no_other_stake_grows_faster(chance: float, price: float, other: float) -> None:
    weights, paid = np.array([chance, 1 - chance]), np.array([[price], [0.0]])
    best = growth(weights, paid, np.atleast_1d(kelly(chance, price)))
    assert best >= growth(weights, paid, np.array([other])) - 1e-12


@given(books())
def test_exclusive_outcomes_hedged_grow_fastest(book: tuple[Floats, Floats]) -> None:
    given_chances, offered = book
    assume((1 / offered).sum() > 1.0)
    stakes = kelly_exclusive(given_chances, offered, hedging=True)
    bankroll = 1.0 - stakes.sum() + stakes * offered
    # the slope of growth along each stake: nothing where there is one, none upwards elsewhere
    slope = given_chances * offered / bankroll - (given_chances / bankroll).sum()
    assert slope[stakes > 0] == pytest.approx(0.0, abs=1e-9)
    assert (slope[stakes == 0] <= 1e-9).all()


@given(books())
def test_exclusive_outcomes_get_a_stake_exactly_where_they_pay(book: tuple[Floats, Floats]) -> None:
    given_chances, offered = book
    stakes = kelly_exclusive(given_chances, offered)
    assert (stakes[given_chances * offered <= 1.0] == 0.0).all()
    assert (stakes[given_chances * offered > 1.0 + 1e-12] > 0.0).all()
    assert stakes.sum() <= 1.0 + 1e-12
    if (1 / offered).sum() > 1.0:
        assert stakes == pytest.approx(best_stakes(given_chances, np.diag(offered)), abs=2e-3)


@given(books())
def test_a_lone_outcome_is_plain_kelly(book: tuple[Floats, Floats]) -> None:
    given_chances, offered = book
    assert kelly_exclusive(given_chances[:1], offered[:1]) == pytest.approx(
        kelly(given_chances[:1], offered[:1])
    )


def test_a_book_that_pays_whatever_happens_takes_the_whole_bankroll() -> None:
    assert kelly_exclusive([0.5, 0.5], [2.2, 2.2]) == pytest.approx([0.5, 0.5])


@given(bets())
def test_bets_taken_together_get_no_more_than_each_alone(bet: tuple[Floats, Floats]) -> None:
    stakes, alone = kelly_independent(*bet), kelly(*bet)
    assert (stakes >= 0.0).all()
    assert (stakes <= alone + 1e-5).all()
    assert (stakes[alone == 0.0] == 0.0).all()
    assert stakes.sum() < 1.0


@given(bets(), st.integers(0, 2**32 - 1))
def test_bets_taken_together_grow_fastest(bet: tuple[Floats, Floats], seed: int) -> None:
    weights, paid = cases(*bet)
    best = growth(weights, paid, kelly_independent(*bet))
    rng = np.random.default_rng(seed)
    others = [kelly(*bet) * rng.uniform(0, 1, len(bet[0])) for _ in range(5)]
    for other in (*others, kelly(*bet)):
        if other.sum() < 1.0:
            assert best >= growth(weights, paid, other) - 1e-9


def test_two_even_money_bets_against_the_closed_form() -> None:
    edge = 0.1
    stakes = kelly_independent([0.55, 0.55], [2.0, 2.0])
    assert stakes == pytest.approx(edge / (1 + edge**2), abs=1e-7)


def test_too_many_bets_at_once_are_refused() -> None:
    with pytest.raises(BadSetting, match="At most"):
        kelly_independent([0.6] * (MOST_TOGETHER + 1), [2.0] * (MOST_TOGETHER + 1))


@given(st.floats(-0.5, 0.5), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_trust_falls_as_the_error_grows(profit: float, error: float, more: float) -> None:
    share = float(trust(profit, error))
    assert 0.0 <= share <= 1.0
    assert float(trust(profit, error + more)) <= share + 1e-12
    if profit <= 0.0:
        assert share == 0.0


def test_a_profit_as_large_as_its_error_is_worth_half() -> None:
    assert float(trust(0.1, 0.1)) == pytest.approx(0.5)
    assert float(trust(0.1, 0.0)) == 1.0


@given(
    st.lists(st.floats(0.0, 1.0), min_size=1, max_size=6), st.floats(0.0, 1.0), st.floats(0.0, 1.0)
)
def test_a_told_stake_keeps_to_its_limits(stakes: list[float], share: float, most: float) -> None:
    told = cautious(stakes, fraction=share, most=most)
    assert told.sum() <= most + 1e-12
    assert (told <= np.array(stakes) * share + 1e-12).all()


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_doubt_shrinks_with_confidence(chance: float, confidence: float) -> None:
    doubt = logit_error(confidence)
    assert logit_error(min(confidence + 0.1, 1.0)) <= doubt
    assert logit_error(confidence, at_usual=WITH_PRICE) <= doubt
    error = float(standard_error(chance, doubt))
    assert error == pytest.approx(float(standard_error(1 - chance, doubt)))
    assert error <= float(standard_error(0.5, doubt))


@pytest.mark.parametrize("chance", [-0.1, 1.1, float("nan"), float("inf"), "x", None])
def test_what_is_no_probability_is_refused(chance: Any) -> None:
    with pytest.raises(BadChance):
        kelly(chance, 2.0)
    with pytest.raises(BadChance):
        kelly_exclusive([chance], [2.0])


@pytest.mark.parametrize("price", [1.0, 0.0, -2.0, float("nan"), float("inf"), 1e9, "x", None])
def test_what_is_no_price_is_refused(price: Any) -> None:
    for rule in (kelly, kelly_exclusive, kelly_independent):
        with pytest.raises(BadPrice):
            rule([0.5], [price])


def test_settings_without_a_meaning_are_refused() -> None:
    with pytest.raises(BadChance, match="sum to 1"):
        kelly_exclusive([0.6, 0.6], [2.0, 2.0])
    with pytest.raises(BadSetting, match="fraction"):
        cautious(0.1, fraction=1.5, most=1.0)
    with pytest.raises(BadSetting, match="most"):
        cautious(0.1, fraction=0.5, most=float("nan"))
    with pytest.raises(BadSetting, match="error"):
        trust(0.1, -1.0)
    with pytest.raises(BadChance, match="confidence"):
        logit_error(1.2)


def test_where_the_search_stopped_early_is_nobody_s_stake() -> None:
    chances, paid = np.array([0.3, 0.3, 0.4]), np.array([[2.2, 0.0], [2.2, 2.0], [0.0, 2.0]])
    assert (best_stakes(chances, paid) > 0).all()
    with pytest.raises(NoStakes, match="could not be worked out"):
        best_stakes(chances, paid, steps=1)

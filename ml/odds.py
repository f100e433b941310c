"""Odds maths: what prices say, what a price is worth.

Prices are decimal odds (> 1) of outcomes that exclude each other and of which one must happen.
Knows nothing of matches, models or bankrolls; stakes are `ml.staking`'s.

References
----------
Shin, H. S. (1993), "Measuring the incidence of insider trading in a market for state-contingent
claims", Economic Journal 103. Power method: Clarke, Kovalchik and Ingram (2017), "Adjusting
bookmaker's odds to allow for overround".
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ml.errors import BadChance, BadPrice

Floats = NDArray[np.float64]
Method = Literal["power", "proportional", "shin"]

#: above this a price is a slip of the pen, not an offer
HIGHEST_PRICE = 10_001.0
#: halvings of the bracket: past the precision of a double
_HALVINGS = 60


def check_prices(prices: ArrayLike) -> Floats:
    """Return prices as an array of floats.

    Raises
    ------
    BadPrice
        If one is not a number, not above 1, or above `HIGHEST_PRICE`.
    """
    try:
        array = np.asarray(prices, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise BadPrice(f"A price must be a decimal number above 1, not {prices!r}.") from error
    good = np.atleast_1d((array > 1.0) & (array <= HIGHEST_PRICE))
    if not good.all():
        worst = np.atleast_1d(array)[~good].flat[0]
        raise BadPrice(f"A decimal price lies between 1 and {HIGHEST_PRICE:.0f}, not {worst:g}.")
    return array


def check_chances(chances: ArrayLike) -> Floats:
    """Return probabilities as an array of floats.

    Raises
    ------
    BadChance
        If one is not a number from 0 to 1.
    """
    try:
        array = np.asarray(chances, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise BadChance(f"A probability is a number from 0 to 1, not {chances!r}.") from error
    bad = np.atleast_1d(~((array >= 0.0) & (array <= 1.0)))
    if bad.any():
        worst = np.atleast_1d(array)[bad].flat[0]
        raise BadChance(f"A probability lies between 0 and 1, not {worst:g}.")
    return array


def believable(prices: ArrayLike, *, widest: float = 0.5) -> NDArray[np.bool_]:
    """Tell which rows of prices, shape (n, k), can be meant as one bookmaker's offer.

    A row is believed when every price is a price and the margin lies within -10 % (averages and
    best prices may fall below a full book) and `widest`.
    """
    array = np.asarray(prices, dtype=np.float64)
    good = np.asarray(((array > 1.0) & (array <= HIGHEST_PRICE)).all(axis=-1))
    book = (1.0 / np.where(good[..., None], array, 1.0)).sum(axis=-1)
    return np.asarray(good & (book > 0.9) & (book < 1.0 + widest))


def implied(prices: ArrayLike) -> Floats:
    """Return 1 / price: the break-even probabilities, margin included, same shape."""
    return np.asarray(1.0 / check_prices(prices))


def margin(prices: ArrayLike) -> Floats:
    """Return the bookmaker's margin (overround) of each row of prices, shape (..., k) to (...).

    0.05 means that the break-even probabilities sum to 1.05; below zero the book can be beaten by
    backing everything.
    """
    return np.asarray(implied(prices).sum(axis=-1) - 1.0)


def remove_margin(prices: ArrayLike, method: Method = "power") -> Floats:
    """Return the probabilities that prices imply once the margin is taken out.

    Parameters
    ----------
    prices
        Decimal odds, shape (..., k), k ≥ 2.
    method
        "proportional" scales all alike; "power" raises all to one exponent and "shin" assumes a
        share of insiders, and both take more of the margin from outsiders. On real prices the
        power method told the chances best (`benchmarks/margin_methods.py`).

    Returns
    -------
    Probabilities of the same shape, each row summing to 1.
    """
    book = implied(prices)
    if method == "proportional":
        return _normalised(book)
    if method == "power":
        return _power(book)
    if method == "shin":
        return _shin(book)
    raise BadPrice(f"The margin is removed by power, proportional or shin, not {method!r}.")


def fair_odds(probability: ArrayLike) -> Floats:
    """Return 1 / probability: the price without margin; infinite for what cannot happen."""
    with np.errstate(divide="ignore", over="ignore"):
        return np.asarray(1.0 / check_chances(probability))


def break_even(price: ArrayLike) -> Floats:
    """Return the probability above which backing at this price pays in the long run."""
    return implied(price)


def expected_value(probability: ArrayLike, price: ArrayLike) -> Floats:
    """Return the mean profit of one unit staked: probability x price - 1."""
    return np.asarray(check_chances(probability) * check_prices(price) - 1.0)


def edge(probability: ArrayLike, price: ArrayLike) -> Floats:
    """Return how far a probability lies above the break-even probability of a price."""
    return np.asarray(check_chances(probability) - implied(price))


def _normalised(weights: Floats) -> Floats:
    return np.asarray(weights / weights.sum(axis=-1, keepdims=True))


def _power(book: Floats) -> Floats:
    """Solve sum(book ** k) = 1 for each row's k."""
    logs = np.log(book)

    def excess(exponent: Floats) -> Floats:
        return np.asarray(np.exp(logs * exponent[..., None]).sum(axis=-1) - 1.0)

    # every term is below one, so the sum falls as k grows; the widest book asks for the largest k
    size = book.shape[-1]
    high = np.log(size) / -logs.max(axis=-1) + 1.0
    exponent = _falling_root(excess, np.zeros(book.shape[:-1]), high)
    return _normalised(np.exp(logs * exponent[..., None]))


def _shin(book: Floats) -> Floats:
    """Solve for the share z of insiders that makes each row sum to one.

    A book without a margin has no insiders; there the proportional share is the answer.
    """
    total = book.sum(axis=-1)

    def shares(insiders: Floats) -> Floats:
        z = insiders[..., None]
        root = np.sqrt(z**2 + 4.0 * (1.0 - z) * book**2 / total[..., None])
        return np.asarray((root - z) / (2.0 * (1.0 - z)))

    def excess(insiders: Floats) -> Floats:
        return np.asarray(shares(insiders).sum(axis=-1) - 1.0)

    zero = np.zeros(book.shape[:-1])
    insiders = _falling_root(excess, zero, zero + (1.0 - 1e-9))
    return _normalised(np.where(total[..., None] > 1.0, shares(insiders), book))


def _falling_root(function: Callable[[Floats], Floats], low: Floats, high: Floats) -> Floats:
    """Halve brackets in which a falling function changes its sign, all rows at once."""
    for _ in range(_HALVINGS):
        middle = (low + high) / 2.0
        above = function(middle) > 0.0
        low, high = np.where(above, middle, low), np.where(above, high, middle)
    return np.asarray((low + high) / 2.0)

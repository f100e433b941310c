"""How much to stake: Kelly's share of the bankroll, and how far to trust it.

Kelly's stakes are those under which the logarithm of the bankroll grows fastest on average. They
believe the chances they are given; chances that were estimated are believed too much, so a stake is
shrunk by its own uncertainty, then taken as a fraction, then capped. Stakes are shares of the
bankroll, 0 to 1; what does not pay gets none, and nobody is told to back the other side instead.
Knows no match.

References
----------
Kelly (1956), "A new interpretation of information rate", Bell System Technical Journal 35.
Smoczynski and Tomkins (2010), "An explicit solution to the problem of optimizing the allocations of
a bettor's wealth when wagering on horse races", Mathematical Scientist 35: exclusive outcomes.
Baker and McHale (2013), "Optimal betting under parameter uncertainty: improving the Kelly
criterion", Decision Analysis 10: the shrinking.
"""

from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ml.errors import BadChance, BadSetting, NoStakes
from ml.odds import check_chances, check_prices, expected_value

Floats = NDArray[np.float64]

#: bets whose outcomes are weighed together; more make too many cases
MOST_TOGETHER = 12
#: a mean profit smaller than this is none
_ROUNDING = 1e-12
#: even Kelly never stakes the whole bankroll where the whole may be lost
_ALL_BUT = 0.999


def kelly(probability: ArrayLike, price: ArrayLike) -> Floats:
    """Return Kelly's stake on bets taken one at a time, each alone; same shape.

    (probability x price - 1) / (price - 1), and nothing where that is below 0.
    """
    edge = expected_value(probability, price)
    return np.asarray(np.maximum(edge, 0.0) / (check_prices(price) - 1.0))


def kelly_exclusive(
    probabilities: ArrayLike, prices: ArrayLike, *, hedging: bool = False
) -> Floats:
    """Return Kelly's stakes on outcomes of which at most one happens, all taken at once.

    Exact: outcomes are taken by falling probability x price while that exceeds the reserve, the
    part of the bankroll that is kept in the bad case.

    Parameters
    ----------
    probabilities, prices
        Shape (k,).
    hedging
        Also back outcomes that do not pay by themselves but cover for one that does. The bankroll
        then grows a little faster by the chances given; it is more bets, and more margin, on them.

    Raises
    ------
    BadChance
        If the probabilities sum to more than 1.
    """
    chances, offered = check_chances(probabilities), check_prices(prices)
    if chances.sum() > 1.0 + 1e-9:
        raise BadChance(f"Outcomes that exclude each other sum to 1, not {chances.sum():.6g}.")
    reserve, backed = 1.0, np.zeros(len(chances), np.bool_)
    for best in np.argsort(-chances * offered, kind="stable"):
        if chances[best] * offered[best] <= (reserve if hedging else 1.0) + _ROUNDING:
            break
        backed[best] = True
        kept, cover = 1.0 - chances[backed].sum(), 1.0 - (1.0 / offered[backed]).sum()
        # a book that pays whatever happens: all goes in
        reserve = max(kept, 0.0) / cover if cover > 0.0 else 0.0
    return np.where(backed, np.maximum(chances - reserve / offered, 0.0), 0.0)


def kelly_independent(probabilities: ArrayLike, prices: ArrayLike) -> Floats:
    """Return Kelly's stakes on bets of different matches, all taken at once.

    Optimal together, so less on each than `kelly` says: their losses may come on one day.

    Parameters
    ----------
    probabilities, prices
        Shape (k,), at most `MOST_TOGETHER`.
    """
    chances, offered = check_chances(probabilities), check_prices(prices)
    paying = np.flatnonzero(expected_value(chances, offered) > 0.0)
    if len(paying) > MOST_TOGETHER:
        raise BadSetting(f"At most {MOST_TOGETHER} bets are weighed together.")
    wins = np.array(list(product((0.0, 1.0), repeat=len(paying)))).reshape(
        2 ** len(paying), len(paying)
    )
    weights = np.where(wins > 0, chances[paying], 1.0 - chances[paying]).prod(axis=1)
    stakes = np.zeros(len(chances))
    stakes[paying] = best_stakes(weights, wins * offered[paying])
    return stakes


def best_stakes(chances: Floats, paid: Floats, *, steps: int = 500) -> Floats:
    """Return the stakes under which the logarithm of the bankroll grows fastest on average.

    Parameters
    ----------
    chances
        Shape (s,): probabilities of all cases that can be, summing to 1.
    paid
        Shape (s, k): what comes back of one unit on each bet in each case, the stake included.
    steps
        Of the search at most; it needs a few dozen.

    Returns
    -------
    Shape (k,), not negative, summing to less than 1. What does not pay by itself gets nothing.

    Raises
    ------
    NoStakes
        If the search did not end at the best stakes: where it stopped is nobody's stake.
    """
    profit = paid - 1.0
    stakes = np.zeros(profit.shape[1])
    paying = np.flatnonzero(chances @ profit > _ROUNDING)
    if len(paying) == 0:
        return stakes
    from scipy.optimize import LinearConstraint, minimize

    won = profit[:, paying]

    def slowness(stake: Floats) -> tuple[float, Floats]:
        bankroll = 1.0 + won @ stake
        return -float(chances @ np.log(bankroll)), -(chances / bankroll) @ won

    found = minimize(
        slowness,
        np.zeros(len(paying)),
        jac=True,
        method="SLSQP",
        bounds=[(0.0, _ALL_BUT)] * len(paying),
        constraints=LinearConstraint(np.ones((1, len(paying))), -np.inf, _ALL_BUT),
        options={"ftol": 1e-15, "maxiter": steps},
    )
    if not found.success:
        raise NoStakes("The best stakes on these bets could not be worked out: take fewer of them.")
    stakes[paying] = np.clip(found.x, 0.0, _ALL_BUT)
    # the solver keeps to the sum within its own tolerance only
    return stakes * min(1.0, _ALL_BUT / max(float(stakes.sum()), _ALL_BUT))


def trust(mean_profit: ArrayLike, standard_error: ArrayLike) -> Floats:
    """Return which share of Kelly's stake is left once the profit itself is uncertain, 0 to 1.

    profit² / (profit² + error²) for a profit above 0, else 0: a profit no larger than its error is
    worth at most half the stake.

    Parameters
    ----------
    mean_profit
        Of one unit staked.
    standard_error
        How far that mean may err, not negative: for one bet, price x the probability's error.
    """
    profit = np.maximum(np.asarray(mean_profit, dtype=np.float64), 0.0)
    error = np.asarray(standard_error, dtype=np.float64)
    if not (error >= 0.0).all():
        raise BadSetting("A standard error is a number, 0 or above.")
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        return np.where(profit > 0.0, 1.0 / (1.0 + (error / profit) ** 2), 0.0)


def cautious(
    stakes: ArrayLike, *, fraction: float, most: float, trusted: ArrayLike = 1.0
) -> Floats:
    """Return stakes as they are told: trusted so far, a fraction of that, never above a limit.

    Parameters
    ----------
    stakes
        Kelly's, shape (k,) or one.
    fraction
        Of Kelly's stake, 0 to 1: a half grows three quarters as fast and swings half as much.
    most
        Share of the bankroll, 0 to 1, that all stakes together may take.
    trusted
        As of `trust`, for each stake or for all.
    """
    for name, share in (("fraction", fraction), ("most", most)):
        if not 0.0 <= share <= 1.0:
            raise BadSetting(f"The {name} of a stake lies between 0 and 1, not {share:g}.")
    shrunk = np.asarray(stakes, dtype=np.float64) * np.asarray(trusted, dtype=np.float64) * fraction
    total = float(shrunk.sum())
    return np.asarray(shrunk * (most / total if total > most else 1.0))

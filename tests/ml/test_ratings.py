"""Ratings: what was simulated is found again, and what cannot be known stays unknown."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import minimize

from ml.encoding import UNKNOWN, Names, Sides
from ml.frame import MATCH_COLUMNS, learnable, tidy
from ml.played import Played
from ml.rating_fit import Responses, fit_ratings
from ml.ratings import RatingPrior, Ratings
from tests.ml.leagues import Country

SLOW = RatingPrior(half_life=5000.0)


def played(frame: pd.DataFrame) -> Played:
    return Played.of(learnable(tidy(frame, MATCH_COLUMNS), as_of=None))


def rate(book: Played, *, day: int | None = None, prior: RatingPrior = SLOW) -> Ratings:
    responses = Responses(sides=book.sides, values=book.goals)
    when = int(book.sides.day[-1]) + 1 if day is None else day
    return fit_ratings(book.names, responses, day=when, prior=prior)


@pytest.fixture(scope="module")
def country() -> Country:
    return Country(code="X", seasons=8, seed=3)


@pytest.fixture(scope="module")
def book(country: Country) -> Played:
    return played(country.matches())


def test_simulated_strengths_are_found_again(country: Country, book: Played) -> None:
    ratings = rate(book)
    true = np.array([country.strength[club.split("|")[1]] for club in book.names.clubs])
    found = ratings.attack[:-1] + ratings.defence[:-1]
    assert np.corrcoef(true, found)[0, 1] > 0.9
    assert ratings.home[0] == pytest.approx(country.home, abs=0.08)
    assert ratings.strength[1] < ratings.strength[0] - 0.05


def test_parts_add_up_to_the_log_rates(book: Played) -> None:
    ratings = rate(book)
    sides = book.sides.take(np.arange(20))
    assert sum(ratings.parts(sides).values()) == pytest.approx(ratings.log_rates(sides))


def test_the_fit_is_the_top_of_its_own_likelihood() -> None:
    """Newton's answer against a general optimiser's, on a country small enough for it."""
    book = played(Country(code="X", divisions=1, seasons=1, seed=5).matches())
    ratings = rate(book, prior=RatingPrior())
    day = int(book.sides.day[-1]) + 1
    clubs, prior = len(book.names.clubs), RatingPrior()
    weight = 0.5 ** ((day - book.sides.day) / prior.half_life)
    common = np.log(weight @ book.goals / weight.sum())

    def surprise(theta: np.ndarray) -> float:
        level, home, strength = theta[:3]
        attack, defence = theta[3 : 3 + clubs], theta[3 + clubs :]
        h, a = book.sides.home, book.sides.away
        logs = np.column_stack(
            [level + home / 2 + attack[h] - defence[a], level - home / 2 + attack[a] - defence[h]]
        )
        fit = (weight[:, None] * (np.exp(logs) - book.goals * logs)).sum()
        one = np.column_stack([attack, defence]) - strength
        spread = prior.spread**2 * np.array([[1, prior.correlation], [prior.correlation, 1]])
        penalty = np.einsum("ci,ij,cj->", one, np.linalg.inv(spread), one)
        penalty += ((level - common.mean()) / prior.level_spread) ** 2
        penalty += ((home - common[0] + common[1]) / prior.home_spread) ** 2
        return float(fit + penalty / 2 + (strength / 0.01) ** 2 / 2)

    best = minimize(surprise, np.zeros(3 + 2 * clubs), method="BFGS", options={"gtol": 1e-6}).x
    assert ratings.level[0] == pytest.approx(best[0], abs=1e-3)
    assert ratings.home[0] == pytest.approx(best[1], abs=1e-3)
    assert ratings.attack[:-1] == pytest.approx(best[3 : 3 + clubs], abs=1e-3)


def test_a_warm_start_ends_where_a_cold_one_does(book: Played) -> None:
    responses = Responses(sides=book.sides, values=book.goals)
    day = int(book.sides.day[len(book.sides) // 2])
    cold = fit_ratings(book.names, responses, day=day + 30, prior=SLOW)
    warm = fit_ratings(
        book.names,
        responses,
        day=day + 30,
        prior=SLOW,
        start=fit_ratings(book.names, responses, day=day, prior=SLOW),
    )
    assert warm.log_rates(book.sides) == pytest.approx(cold.log_rates(book.sides), abs=1e-3)


def test_matches_of_the_day_and_later_are_not_seen(book: Played) -> None:
    day = int(book.sides.day[400])
    later = book.sides.day >= day
    changed = Played(
        names=book.names,
        sides=book.sides,
        goals=np.where(later[:, None], 9.0, book.goals),
        shots=book.shots,
        prices=book.prices,
    )
    before, after = rate(book, day=day), rate(changed, day=day)
    for field in ("attack", "defence", "variance", "level", "home", "strength", "evidence"):
        assert np.array_equal(getattr(before, field), getattr(after, field)), field


def test_countries_do_not_touch_each_other() -> None:
    one, other = Country(code="X", seed=1).matches(), Country(code="Y", seed=2).matches()
    harder = other.assign(home_goals=other["home_goals"].sample(frac=1.0, random_state=1).values)
    first = played(pd.concat([one, other]).sort_values("date", kind="stable"))
    second = played(pd.concat([one, harder]).sort_values("date", kind="stable"))
    mine = [at for at, club in enumerate(first.names.clubs) if club.startswith("X")]
    assert rate(first).attack[mine] == pytest.approx(rate(second).attack[mine], abs=1e-3)


def test_an_unknown_club_is_a_newcomer_of_its_league(book: Played) -> None:
    ratings = rate(book)
    sides = Sides(
        day=np.array([0, 0]),
        league=np.array([0, 1]),
        home=np.array([UNKNOWN, UNKNOWN]),
        away=np.array([UNKNOWN, 0]),
    )
    parts = ratings.parts(sides)
    shift = ratings.newcomer[0] - ratings.strength[0]
    assert parts["home_attack"][0, 0] == pytest.approx(shift)
    assert shift < 0
    assert ratings.variance[UNKNOWN] == pytest.approx(SLOW.club_variance)


def test_evidence_sharpens_and_age_blunts(book: Played) -> None:
    ratings = rate(book, prior=RatingPrior())
    late = rate(book, day=int(book.sides.day[-1]) + 700, prior=RatingPrior())
    known = ratings.league_of_club[:-1] >= 0
    assert (ratings.variance[:-1][known] < RatingPrior().club_variance).all()
    assert (late.variance[:-1][known] > ratings.variance[:-1][known]).all()
    assert (ratings.evidence[:-1] > 10).all()


def test_an_unknown_league_is_where_the_clubs_last_played(book: Played) -> None:
    ratings = rate(book)
    home = int(book.sides.home[-1])
    nowhere = Sides(
        day=np.array([0]), league=np.array([UNKNOWN]), home=np.array([home]), away=np.array([0])
    )
    assert ratings.ground(nowhere)[0] == ratings.league_of_club[home]


def test_nothing_known_is_no_error() -> None:
    names = Names(clubs=("X|a",), leagues=("X1",), countries=("X",), tiers=(1,))
    none = np.array([], np.int64)
    empty = Responses(
        sides=Sides(day=none, league=none, home=none, away=none), values=np.empty((0, 2))
    )
    ratings = fit_ratings(names, empty, day=100, prior=RatingPrior())
    one = Sides(day=none + 1, league=none, home=none, away=none)
    assert ratings.log_rates(one).shape == (0, 2)
    assert np.isfinite(ratings.level).all()

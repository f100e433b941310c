"""Ratings: what was simulated is found again, and what cannot be known stays unknown."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from ml.belief import Responses
from ml.encoding import UNKNOWN, Names, Sides
from ml.frame import MATCH_COLUMNS, fair, scored, tidy
from ml.played import Played
from ml.rating_filter import RatingFilter
from ml.ratings import RatingPrior, Ratings
from ml.rehearsal import one_thread
from tests.ml.leagues import Country

STEADY = RatingPrior(daily=1e-6, pause=0.0)


def played(frame: pd.DataFrame) -> Played:
    clean = scored(tidy(frame, MATCH_COLUMNS), as_of=None)
    return Played.of(clean[fair(clean)])


def rate(book: Played, *, day: int | None = None, prior: RatingPrior = STEADY) -> Ratings:
    """Go through the matches before a day, one day after the other."""
    ratings = RatingFilter(book.names, prior)
    when = int(book.sides.day[-1]) + 1 if day is None else day
    with one_thread():
        play(ratings, book, when)
    ratings.forward(when)
    return ratings.ratings()


def play(ratings: RatingFilter, book: Played, when: int) -> None:
    for each in np.unique(book.sides.day[book.sides.day < when]):
        rows = np.flatnonzero(book.sides.day == each)
        sides = book.sides.take(rows)
        ratings.forward(int(each), sides)
        ratings.learn(Responses(sides=sides, values=book.goals[rows], noise=np.ones(len(rows))))


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


def test_what_is_doubted_is_as_far_off_as_it_says() -> None:
    """Over many invented countries, errors measured in their own spread have a spread of one."""
    errors = []
    spread = float(np.sqrt(STEADY.club_variance))
    for seed in range(12):
        land = Country(code="X", divisions=1, seasons=2, seed=seed, spread=spread)
        ratings = rate(played(land.matches()))
        true = np.array([value for _, value in sorted(land.strength.items())])
        found = ratings.attack[:-1] + ratings.defence[:-1]
        lead = (found - found.mean()) - (true - true.mean())
        errors.append(lead / np.sqrt(ratings.variance[:-1]))
    assert 0.7 < np.concatenate(errors).std() < 1.3


def test_parts_add_up_to_the_log_rates(book: Played) -> None:
    ratings = rate(book)
    sides = book.sides.take(np.arange(20))
    assert sum(ratings.parts(sides).values()) == pytest.approx(ratings.log_rates(sides))


def test_one_match_moves_the_belief_as_the_formula_says() -> None:
    """The filter against the textbook's step, written out with whole matrices."""
    names = Names(clubs=("X|a", "X|b"), leagues=("X1",), countries=("X",), tiers=(1,))
    one, zero = np.array([1]), np.array([0])
    sides = Sides(day=zero + 10, season=zero, league=zero, home=zero, away=one)
    prior, goals = RatingPrior(), np.array([[3.0, 0.0]])
    ratings = RatingFilter(names, prior)
    ratings.forward(10, sides)
    before = ratings.ratings().log_rates(sides)[0]
    ratings.learn(Responses(sides=sides, values=goals, noise=np.ones(1)))
    # attack a, attack b, defence a, defence b, level, home
    club = prior.spread**2 * np.array([[1.0, prior.correlation], [prior.correlation, 1.0]])
    covariance = np.zeros((6, 6))
    for at in (0, 1):
        covariance[np.ix_([at, at + 2], [at, at + 2])] = club
    covariance[4, 4], covariance[5, 5] = prior.level_spread**2, prior.home_spread**2
    seen = np.array([[1.0, 0, 0, -1, 1, 0.5], [0, 1.0, -1, 0, 1, -0.5]])
    noise = np.diag(1.0 / np.exp(before))
    gain = covariance @ seen.T @ np.linalg.inv(seen @ covariance @ seen.T + noise)
    moved = gain @ (goals[0] / np.exp(before) - 1.0)
    left = covariance - gain @ seen @ covariance
    assert ratings.attack[:2] == pytest.approx(moved[:2])
    assert ratings.defence[:2] == pytest.approx(moved[2:4])
    assert ratings.home[0] - RatingFilter(names, prior).home[0] == pytest.approx(moved[5])
    assert ratings.variance[0] == pytest.approx(left[0, 0] + left[2, 2] + 2 * left[0, 2])


def test_a_summer_is_one_pause_however_many_steps_lead_through_it() -> None:
    names = Names(clubs=("X|a", "X|b"), leagues=("X1",), countries=("X",), tiers=(1,))
    zero = np.array([0])
    sides = Sides(day=zero + 10, season=zero, league=zero, home=zero, away=zero + 1)
    doubts = []
    for steps in ([100], [35, 70, 100], range(11, 101)):
        ratings = RatingFilter(names, RatingPrior())
        ratings.forward(10, sides)
        for day in steps:
            ratings.forward(day)
        doubts.append(ratings.variance[0])
    assert doubts[1:] == pytest.approx([doubts[0]] * 2, rel=1e-12)
    assert doubts[0] > RatingPrior().club_variance + RatingPrior().pause


def test_rates_are_learned_from_on_the_scale_of_logs() -> None:
    names = Names(clubs=("X|a", "X|b"), leagues=("X1",), countries=("X",), tiers=(1,))
    zero = np.array([0])
    sides = Sides(day=zero, season=zero, league=zero, home=zero, away=zero + 1)
    told = np.array([[2.4, 0.7]])
    ratings = RatingFilter(names, RatingPrior())
    ratings.forward(0, sides)
    ratings.learn(Responses(sides=sides, values=told, noise=np.array([1e-6]), are_rates=True))
    assert np.exp(ratings.ratings().log_rates(sides)) == pytest.approx(told, rel=1e-3)


def test_matches_of_the_day_and_later_are_not_seen(book: Played) -> None:
    day = int(book.sides.day[400])
    later = book.sides.day >= day
    measures = replace(book.measures, goals=np.where(later[:, None], 9.0, book.goals))
    before, after = rate(book, day=day), rate(replace(book, measures=measures), day=day)
    for field in ("attack", "defence", "variance", "level", "home", "strength"):
        assert np.array_equal(getattr(before, field), getattr(after, field)), field


def test_countries_do_not_touch_each_other() -> None:
    one, other = Country(code="X", seed=1).matches(), Country(code="Y", seed=2).matches()
    harder = other.assign(home_goals=other["home_goals"].sample(frac=1.0, random_state=1).values)
    first = played(pd.concat([one, other]).sort_values("date", kind="stable"))
    second = played(pd.concat([one, harder]).sort_values("date", kind="stable"))
    mine = [at for at, club in enumerate(first.names.clubs) if club.startswith("X")]
    assert np.array_equal(rate(first).attack[mine], rate(second).attack[mine])


def test_an_unknown_club_is_a_newcomer_of_its_league(book: Played) -> None:
    ratings = rate(book)
    sides = Sides(
        day=np.array([0, 0]),
        season=np.array([0, 0]),
        league=np.array([0, 1]),
        home=np.array([UNKNOWN, UNKNOWN]),
        away=np.array([UNKNOWN, 0]),
    )
    parts = ratings.parts(sides)
    shift = ratings.newcomer[0] - ratings.strength[0]
    assert parts["home_attack"][0, 0] == pytest.approx(shift)
    assert shift < 0
    assert ratings.variance[UNKNOWN] == pytest.approx(STEADY.club_variance)


def test_evidence_sharpens_and_time_blunts(book: Played) -> None:
    prior = RatingPrior()
    ratings, later = rate(book, prior=prior), rate(book, day=int(book.sides.day[-1]) + 30)
    assert (ratings.variance[:-1] < prior.club_variance).all()
    much_later = rate(book, day=int(book.sides.day[-1]) + 700, prior=prior)
    assert (much_later.variance[:-1] > ratings.variance[:-1]).all()
    assert later.day > ratings.day


def test_a_match_far_ahead_is_doubted_more(book: Played) -> None:
    ratings = rate(book, prior=RatingPrior())
    sides = book.sides.take(np.arange(4))
    near, far = (
        replace(sides, day=np.full(4, ratings.day + ahead, np.int64)) for ahead in (1, 200)
    )
    assert (ratings.doubt(far) > ratings.doubt(near)).all()
    assert (ratings.certainty(far) < ratings.certainty(near)).all()


def test_an_unknown_league_is_where_the_clubs_last_played(book: Played) -> None:
    ratings = rate(book)
    home = int(book.sides.home[-1])
    nowhere = Sides(
        day=np.array([0]),
        season=np.array([0]),
        league=np.array([UNKNOWN]),
        home=np.array([home]),
        away=np.array([0]),
    )
    assert ratings.ground(nowhere)[0] == ratings.league_of_club[home]


def test_nothing_known_is_no_error() -> None:
    names = Names(clubs=("X|a",), leagues=("X1",), countries=("X",), tiers=(1,))
    ratings = RatingFilter(names, RatingPrior())
    ratings.forward(100)
    none = np.array([], np.int64)
    empty = Sides(day=none, season=none, league=none, home=none, away=none)
    assert ratings.ratings().log_rates(empty).shape == (0, 2)
    assert np.isfinite(ratings.ratings().level).all()

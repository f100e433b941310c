"""The parts between ratings and grid: each against a law or a second way of counting."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from ml import score_grids
from ml.goal_model import GoalModel
from ml.grid import ScoreGrid
from ml.opinion_pool import OpinionPool
from ml.played import Prices, goals_of_prices

rates = st.floats(0.2, 4.0)
chances = st.floats(0.05, 0.9)


@given(rates, rates)
def test_without_correction_a_grid_is_two_poissons(home: float, away: float) -> None:
    grid = score_grids.dixon_coles(np.log([[home, away]]), 0.0)[0]
    goals = np.arange(score_grids.GOALS)
    plain = np.outer(poisson.pmf(goals, home), poisson.pmf(goals, away))
    assert grid == pytest.approx(plain / plain.sum(), abs=1e-12)


@given(rates, rates, st.floats(-0.2, 0.0))
def test_the_correction_makes_draws_and_keeps_the_whole(
    home: float, away: float, rho: float
) -> None:
    logs = np.log([[home, away]])
    plain, bent = (score_grids.dixon_coles(logs, value) for value in (0.0, rho))
    assert bent.sum() == pytest.approx(1.0, abs=1e-12)
    assert score_grids.results(bent)[0, 1] >= score_grids.results(plain)[0, 1] - 1e-12


@given(rates, rates, chances, chances, chances)
def test_a_bent_grid_has_the_totals_asked_for(
    home: float, away: float, win: float, level: float, over: float
) -> None:
    result = np.array([[win, level, 0.3]]) / (win + level + 0.3)
    total = np.array([[over, 1 - over]])
    grids = score_grids.dixon_coles(np.log([[home, away]]), -0.05)
    bent = score_grids.bend(grids, result, total)
    assert score_grids.results(bent) == pytest.approx(result, abs=1e-9)
    assert score_grids.totals(bent) == pytest.approx(total, abs=0.02)
    assert ScoreGrid(bent[0]).match_result() == pytest.approx(tuple(result[0]), abs=1e-9)


def test_bending_to_what_is_there_changes_nothing() -> None:
    grids = score_grids.dixon_coles(np.log([[1.6, 1.1], [0.4, 2.9]]), -0.05)
    same = score_grids.bend(grids, score_grids.results(grids), score_grids.totals(grids))
    assert same == pytest.approx(grids, abs=1e-12)


def test_many_grids_and_one_agree_on_every_market() -> None:
    grids = score_grids.dixon_coles(np.log([[1.6, 1.1], [0.4, 2.9]]), -0.05)
    for row, cells in enumerate(grids):
        grid = ScoreGrid(cells)
        assert score_grids.results(grids)[row] == pytest.approx(grid.match_result(), abs=1e-12)
        assert score_grids.totals(grids)[row] == pytest.approx(grid.over_under(2.5), abs=1e-12)
        assert score_grids.both_score(grids)[row] == pytest.approx(grid.both_teams_score().yes)


@given(st.floats(0.4, 3.2), st.floats(0.4, 3.2))
def test_goals_are_read_back_from_the_prices_they_make(home: float, away: float) -> None:
    grids = score_grids.dixon_coles(np.log([[home, away]]), -0.05)
    prices = Prices(result=score_grids.results(grids), total=score_grids.totals(grids))
    assert goals_of_prices(prices)[0] == pytest.approx([home, away], rel=0.01)


def test_no_prices_no_goals() -> None:
    prices = Prices(result=np.full((2, 3), np.nan), total=np.full((2, 2), np.nan))
    assert np.isnan(goals_of_prices(prices)).all()


def test_the_goal_model_finds_the_weights_that_made_the_goals() -> None:
    rng = np.random.default_rng(4)
    lead, extra = rng.normal(0, 0.6, 20000), rng.normal(0, 0.5, 20000)
    features = np.stack(
        [np.column_stack([0.2 + lead / 2, 0.2 - lead / 2]), np.column_stack([extra, -extra])],
        axis=2,
    )
    logs = 0.1 + np.column_stack([0.2 + 0.6 * lead, 0.2 - 0.6 * lead])
    logs += 0.3 * features[:, :, 1]
    model = GoalModel.fit(features, rng.poisson(np.exp(logs)).astype(float))
    assert model.balance == pytest.approx([1.2, 0.3], abs=0.03)
    assert model.log_rates(features) == pytest.approx(logs, abs=0.05)
    assert model.rho == pytest.approx(0.0, abs=0.02)


def test_the_goal_model_finds_the_correction_of_low_scores() -> None:
    rng = np.random.default_rng(5)
    logs = rng.normal(0.2, 0.3, (20000, 2))
    grids = score_grids.dixon_coles(logs, -0.1).reshape(len(logs), -1)
    drawn = (grids.cumsum(axis=1) > rng.random(len(logs))[:, None]).argmax(axis=1)
    goals = np.column_stack(np.divmod(drawn, score_grids.GOALS)).astype(float)
    assert GoalModel.fit(logs[:, :, None], goals).rho == pytest.approx(-0.1, abs=0.03)


def test_a_pool_finds_the_weights_of_its_sources() -> None:
    rng = np.random.default_rng(6)
    good, bad = (rng.dirichlet([3, 2, 2], 20000) for _ in range(2))
    answers = (good.cumsum(axis=1) > rng.random(len(good))[:, None]).argmax(axis=1)
    pool = OpinionPool.fit(np.stack([bad, good], axis=1), answers)
    assert pool.weights == pytest.approx([0.0, 1.0], abs=0.06)
    assert pool.pool(np.stack([bad, good], axis=1)).sum(axis=1) == pytest.approx(1.0)


def test_a_pool_mends_a_source_that_is_too_bold() -> None:
    rng = np.random.default_rng(7)
    true = rng.dirichlet([4, 3, 3], 20000)
    answers = (true.cumsum(axis=1) > rng.random(len(true))[:, None]).argmax(axis=1)
    bold = true**2 / (true**2).sum(axis=1, keepdims=True)
    pool = OpinionPool.fit(bold[:, None], answers)
    assert pool.weights == pytest.approx([0.5], abs=0.04)
    assert pool.pool(bold[:, None]) == pytest.approx(true, abs=0.05)


def test_a_plain_pool_believes_its_first_source() -> None:
    opinions = np.array([[[0.5, 0.3, 0.2], [0.1, 0.1, 0.8]]])
    assert OpinionPool.plain(2, 3).pool(opinions)[0] == pytest.approx([0.5, 0.3, 0.2])

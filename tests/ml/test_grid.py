"""The score grid: every market is a sum of its cells."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml.errors import BadGrid, BadSelection
from ml.grid import HANDICAP_LINES, ScoreGrid
from ml.markets import Selection
from ml.price_sheet import WHOLE_SHEET
from tests.ml.grids import grids

TINY = 1e-9


@given(grids())
def test_results_sum_to_one_and_make_double_chance(grid: ScoreGrid) -> None:
    home, draw, away = grid.match_result()
    assert home + draw + away == pytest.approx(1.0, abs=TINY)
    assert grid.double_chance() == pytest.approx((home + draw, home + away, draw + away), abs=TINY)


@given(grids())
def test_draw_no_bet_is_the_handicap_of_nothing(grid: ScoreGrid) -> None:
    home, _, away = grid.match_result()
    assert grid.draw_no_bet() == pytest.approx(grid.asian_handicap(0.0), abs=TINY)
    assert sum(grid.draw_no_bet()) == pytest.approx(1.0, abs=TINY)
    if home + away > TINY:
        assert grid.draw_no_bet().home == pytest.approx(home / (home + away), abs=TINY)


@given(grids())
def test_handicaps_of_half_a_goal_are_results(grid: ScoreGrid) -> None:
    home, draw, away = grid.match_result()
    assert grid.asian_handicap(-0.5).home == pytest.approx(home, abs=TINY)
    assert grid.asian_handicap(0.5).home == pytest.approx(home + draw, abs=TINY)
    assert grid.asian_handicap(0.5).away == pytest.approx(away, abs=TINY)


@given(grids(), st.sampled_from(HANDICAP_LINES))
def test_a_handicap_s_settlement_is_whole_and_fair(grid: ScoreGrid, line: float) -> None:
    won, returned, lost = grid.handicap_settlement(line)
    assert won + returned + lost == pytest.approx(1.0, abs=TINY)
    home, away = grid.asian_handicap(line)
    assert home + away == pytest.approx(1.0, abs=TINY)
    if won > TINY:
        assert won * (1 / home - 1) - lost == pytest.approx(0.0, abs=1e-6)


@given(grids(), st.sampled_from([line for line in HANDICAP_LINES if (line * 4) % 2]))
def test_a_quarter_line_is_two_half_stakes(grid: ScoreGrid, line: float) -> None:
    low, high = (np.array(grid.handicap_settlement(line + step)) for step in (-0.25, 0.25))
    assert grid.handicap_settlement(line) == pytest.approx((low + high) / 2, abs=TINY)


@given(grids())
def test_more_start_never_harms(grid: ScoreGrid) -> None:
    home = [grid.handicap_settlement(line) for line in HANDICAP_LINES]
    won = [settled.won for settled in home]
    lost = [settled.lost for settled in home]
    assert all(after >= before - TINY for before, after in itertools.pairwise(won))
    assert all(after <= before + TINY for before, after in itertools.pairwise(lost))


@given(grids())
def test_totals_fall_as_the_line_rises(grid: ScoreGrid) -> None:
    sheet = grid.totals_sheet([0.5, 1.5, 2.5, 3.5])
    overs = [sides.over for sides in sheet.values()]
    assert all(after <= before + TINY for before, after in itertools.pairwise(overs))
    for sides in sheet.values():
        assert sum(sides) == pytest.approx(1.0, abs=TINY)


@given(grids())
def test_a_whole_line_leaves_a_push(grid: ScoreGrid) -> None:
    over, under = grid.over_under(2.0)
    assert over + under == pytest.approx(1.0 - grid.totals[2], abs=TINY)


@given(grids())
def test_both_score_by_way_of_each_side_s_goals(grid: ScoreGrid) -> None:
    yes, no = grid.both_teams_score()
    assert yes + no == pytest.approx(1.0, abs=TINY)
    sides = [grid.team_goals(0.5, home=home).over for home in (True, False)]
    # somebody scores unless it ends 0-0
    assert sides[0] + sides[1] - yes == pytest.approx(1.0 - grid.cells[0, 0], abs=TINY)


@given(grids(), st.sampled_from(WHOLE_SHEET), st.floats(0.01, 0.99))
def test_a_grid_leans_as_far_as_it_is_told(
    grid: ScoreGrid, selection: Selection, chance: float
) -> None:
    sheet = grid.sheet((selection,))
    leaning = grid.leaning(selection, chance)
    if 1e-6 < sheet.won[0, 0] < sheet.decided[0, 0] - 1e-6:
        assert leaning.fair(selection) == pytest.approx(chance, abs=1e-6)
    assert grid.leaning(selection, grid.fair(selection)).cells == pytest.approx(
        grid.cells, abs=1e-6
    )


@given(grids())
def test_expected_goals_are_the_mean_total(grid: ScoreGrid) -> None:
    assert sum(grid.expected_goals) == pytest.approx(
        float(grid.totals @ np.arange(len(grid.totals))), abs=1e-8
    )


@given(grids(), st.integers(1, 80))
def test_correct_scores_come_by_probability(grid: ScoreGrid, top: int) -> None:
    scores = grid.correct_score(top)
    chances = [score.probability for score in scores]
    assert chances == sorted(chances, reverse=True)
    assert all(grid.cells[score.home, score.away] == score.probability for score in scores)
    if top >= grid.cells.size:
        assert sum(chances) == pytest.approx(1.0, abs=TINY)


@pytest.mark.parametrize(
    "cells",
    [
        np.ones((3, 3)),
        np.array([[1.5, -0.5], [0.0, 0.0]]),
        np.array([[np.nan, 0.5], [0.5, 0.0]]),
        np.array([[0.5, 0.5]]),
        np.array([[1.0]]),
    ],
)
def test_what_is_no_grid_is_refused(cells: np.ndarray) -> None:
    with pytest.raises(BadGrid):
        ScoreGrid(cells)


def test_a_handicap_between_quarters_is_refused() -> None:
    with pytest.raises(BadSelection, match="quarter"):
        ScoreGrid(np.eye(2) / 2).asian_handicap(0.3)


def test_a_grid_cannot_be_changed() -> None:
    cells = np.eye(2) / 2
    grid = ScoreGrid(cells)
    cells[0, 0] = 7.0
    assert grid.cells[0, 0] == 0.5
    with pytest.raises(ValueError, match="read-only"):
        grid.cells[0, 0] = 1.0

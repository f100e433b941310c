"""The price sheet: laws that hold for any grids, many at once."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from ml.errors import BadGrid
from ml.grid import ScoreGrid
from ml.half_time import half_time_full_time
from ml.markets import LINED, PLAIN, Selection
from ml.price_sheet import HANDICAPS, TOTALS, WHOLE_SHEET, PriceSheet
from ml.score_grids import dixon_coles
from tests.ml.grids import grids

TINY = 1e-9
Floats = NDArray[np.float64]

LINES = [selection for selection in WHOLE_SHEET if selection.market in LINED]


def of(grid: ScoreGrid, *selections: Selection) -> PriceSheet:
    return grid.sheet(selections)


@given(grids())
def test_every_chance_lies_between_nothing_and_all(grid: ScoreGrid) -> None:
    sheet = grid.sheet(WHOLE_SHEET)
    for figures in (sheet.won, sheet.lost, sheet.decided, sheet.fair):
        assert ((figures >= 0.0) & (figures <= 1.0 + TINY)).all()
    assert sheet.won + sheet.lost == pytest.approx(sheet.decided, abs=TINY)
    assert (sheet.fair_odds >= 1.0 - TINY).all()


@given(grids(), st.sampled_from(sorted(set(PLAIN) - {"double_chance", "win_to_nil"})))
def test_outcomes_of_a_market_sum_to_what_is_decided(grid: ScoreGrid, market: str) -> None:
    sheet = of(grid, *(Selection(market, outcome) for outcome in PLAIN[market]))
    assert sheet.won.sum() == pytest.approx(sheet.decided.max(), abs=TINY)


@given(grids(), st.sampled_from(LINES))
def test_both_sides_of_a_line_make_a_whole(grid: ScoreGrid, selection: Selection) -> None:
    both = [Selection(selection.market, side, selection.line) for side in LINED[selection.market]]
    sheet = of(grid, *both)
    assert sheet.fair.sum() == pytest.approx(1.0, abs=TINY)
    assert sheet.won[0, 0] == pytest.approx(sheet.lost[0, 1], abs=TINY)


@given(grids(), st.sampled_from(["over_under", "asian_handicap", "home_goals", "away_goals"]))
def test_chances_are_monotone_in_the_line(grid: ScoreGrid, market: str) -> None:
    first, second = LINED[market]
    lines = [quarter / 4 for quarter in range(-12, 25)]
    rising = 1.0 if market == "asian_handicap" else -1.0
    for outcome, sign in ((first, rising), (second, -rising)):
        sheet = of(grid, *(Selection(market, outcome, line) for line in lines))
        for figure in (sheet.won[0], -sheet.lost[0], sheet.fair[0]):
            if figure is sheet.fair[0] and (sheet.decided < TINY).any():
                continue
            assert all(sign * (after - before) >= -TINY for before, after in pairwise(figure))


@given(grids(), st.sampled_from([each for each in (*TOTALS, *HANDICAPS) if (each.line or 0) % 0.5]))
def test_a_quarter_line_lies_between_its_neighbours(grid: ScoreGrid, quarter: Selection) -> None:
    line = quarter.line or 0.0
    three = [Selection(quarter.market, quarter.outcome, line + step) for step in (-0.25, 0, 0.25)]
    low, middle, high = of(grid, *three).won[0]
    assert middle == pytest.approx((low + high) / 2, abs=TINY)
    assert min(low, high) - TINY <= middle <= max(low, high) + TINY


@given(grids(), st.integers(-12, 12))
def test_handicaps_of_the_mirrored_match_are_mirrored(grid: ScoreGrid, quarter: int) -> None:
    mirrored, line = ScoreGrid(grid.cells.T), quarter / 4
    home = grid.fair(Selection("asian_handicap", "home", line))
    assert home == pytest.approx(mirrored.fair(Selection("asian_handicap", "away", -line)))


@given(grids())
def test_markets_agree_with_each_other(grid: ScoreGrid) -> None:
    home, draw, away = grid.match_result()
    fair = grid.fair
    assert fair(Selection("double_chance", "1X")) == pytest.approx(1 - away, abs=TINY)
    assert fair(Selection("asian_handicap", "home", -0.5)) == pytest.approx(home, abs=TINY)
    assert fair(Selection("asian_handicap", "away", 0.5)) == pytest.approx(away, abs=TINY)
    if home + away > TINY:
        assert fair(Selection("draw_no_bet", "home")) == pytest.approx(home / (home + away))
    margins = [f"home_{goals}" for goals in ("1", "2", "3", "4+")]
    won = of(grid, *(Selection("winning_margin", margin) for margin in margins)).won
    assert won.sum() == pytest.approx(home, abs=TINY)
    nil = fair(Selection("win_to_nil", "home"))
    assert nil <= home + TINY
    assert nil <= 1 - fair(Selection("away_goals", "over", 0.5)) + TINY
    exact = of(grid, *(Selection("correct_score", f"{n}-{n}") for n in range(len(grid.cells))))
    assert exact.won.sum() == pytest.approx(draw, abs=TINY)


@given(grids(), st.sampled_from(WHOLE_SHEET))
def test_at_the_fair_price_nothing_is_gained(grid: ScoreGrid, selection: Selection) -> None:
    sheet = of(grid, selection)
    if sheet.won[0, 0] > 1e-6:
        gain = sheet.won[0, 0] * (sheet.fair_odds[0, 0] - 1) - sheet.lost[0, 0]
        assert gain == pytest.approx(0.0, abs=1e-8)


@given(st.integers(0, 5), st.integers(0, 2**32 - 1))
def test_many_matches_are_priced_as_each_alone(count: int, seed: int) -> None:
    rates = np.random.default_rng(seed).uniform(-0.7, 1.0, (count, 2))
    cells = dixon_coles(rates, -0.05)
    together = PriceSheet.of(cells).fair
    assert together.shape == (count, len(WHOLE_SHEET))
    for row, grid in enumerate(cells):
        assert together[row] == pytest.approx(PriceSheet.of(grid[None]).fair[0], abs=1e-12)


@given(grids())
def test_full_time_of_half_time_and_full_time_is_the_grid_s(grid: ScoreGrid) -> None:
    pairs = half_time_full_time(grid.cells[None])[0]
    assert (pairs >= 0.0).all()
    assert pairs.sum(axis=0) == pytest.approx(grid.match_result(), abs=TINY)
    assert sum(grid.half_time_full_time().values()) == pytest.approx(1.0, abs=TINY)


@given(grids())
def test_the_goals_of_both_halves_agree_with_the_rest(grid: ScoreGrid) -> None:
    first, second = grid.goals_by_half()
    assert (first.sum(), second.sum()) == pytest.approx((1.0, 1.0), abs=TINY)
    counts = np.arange(len(first))
    assert first @ counts + second @ counts == pytest.approx(sum(grid.expected_goals))
    # no goal by half-time is one way to be level there
    pairs = grid.half_time_full_time()
    level = sum(chance for pair, chance in pairs.items() if pair.startswith("draw/"))
    assert first[0] <= level + TINY


def test_half_time_of_scores_known_beforehand() -> None:
    goalless, cells = np.zeros((2, 2)), np.zeros((2, 2))
    goalless[0, 0], cells[1, 0] = 1.0, 1.0
    assert ScoreGrid(goalless).half_time_full_time()["draw/draw"] == 1.0
    won = ScoreGrid(cells).half_time_full_time()
    # the only goal of the match falls in the first half or in the second
    assert won["home/home"] == pytest.approx(0.44)
    assert won["draw/home"] == pytest.approx(0.56)


@pytest.mark.parametrize("shape", [(3, 3), (1, 3, 4)])
def test_what_is_no_stack_of_grids_is_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(BadGrid):
        PriceSheet.of(np.ones(shape))
    with pytest.raises(BadGrid):
        half_time_full_time(np.ones(shape))

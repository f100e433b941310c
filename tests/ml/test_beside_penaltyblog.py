"""Golden tests: our prices, stakes and margins beside penaltyblog's, from the same grids.

penaltyblog is a yardstick, not a dependency: `make test-all` installs it.
"""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest

from ml.grid import ScoreGrid
from ml.markets import Selection
from ml.odds import Method, remove_margin
from ml.score_grids import dixon_coles
from ml.staking import kelly, kelly_exclusive

#: mean goals of even, one-sided, dull and open matches
RATES = np.array([[1.5, 1.1], [2.6, 0.5], [0.7, 0.8], [2.2, 2.1], [0.4, 3.1]])
GRIDS = [ScoreGrid(cells) for cells in dixon_coles(np.log(RATES), -0.08)]
TOTALS = [quarter / 4 for quarter in range(2, 27)]
HANDICAPS = [quarter / 4 for quarter in range(-12, 13)]


@pytest.fixture(scope="module")
def models() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip(
            "penaltyblog.models", reason="penaltyblog is not installed: make test-all does it"
        )


@pytest.fixture(scope="module")
def betting(models: Any) -> Any:
    return pytest.importorskip("penaltyblog.betting")


@pytest.fixture(scope="module")
def implied(models: Any) -> Any:
    return pytest.importorskip("penaltyblog.implied")


@pytest.fixture(params=range(len(GRIDS)))
def grid(request: pytest.FixtureRequest) -> ScoreGrid:
    match: int = request.param
    return GRIDS[match]


@pytest.fixture
def theirs(grid: ScoreGrid, models: Any) -> Any:
    # made of our cells: their own Dixon–Coles grid swaps the corrections of 1-0 and 0-1
    return models.FootballProbabilityGrid(grid.cells, *grid.expected_goals)


def test_plain_markets(grid: ScoreGrid, theirs: Any) -> None:
    expected = {
        ("1x2", "home"): theirs.home_win,
        ("1x2", "draw"): theirs.draw,
        ("1x2", "away"): theirs.away_win,
        ("double_chance", "1X"): theirs.double_chance_1x,
        ("double_chance", "12"): theirs.double_chance_12,
        ("double_chance", "X2"): theirs.double_chance_x2,
        ("draw_no_bet", "home"): theirs.draw_no_bet_home,
        ("draw_no_bet", "away"): theirs.draw_no_bet_away,
        ("both_teams_score", "yes"): theirs.btts_yes,
        ("both_teams_score", "no"): theirs.btts_no,
        ("win_to_nil", "home"): theirs.win_to_nil_home(),
        ("win_to_nil", "away"): theirs.win_to_nil_away(),
        ("correct_score", "2-1"): theirs.exact_score(2, 1),
    }
    ours = {key: grid.fair(Selection(*key)) for key in expected}
    assert ours == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("line", TOTALS)
def test_totals(grid: ScoreGrid, theirs: Any, line: float) -> None:
    under, push, over = theirs.totals(line)
    assert grid.over_under(line) == pytest.approx((over, under), abs=1e-12)
    assert 1 - sum(grid.over_under(line)) == pytest.approx(push, abs=1e-12)


@pytest.mark.parametrize("line", HANDICAPS)
def test_handicaps(grid: ScoreGrid, theirs: Any, line: float) -> None:
    settled = theirs.asian_handicap_probs("home", line)
    expected = (settled["win"], settled["push"], settled["lose"])
    assert grid.handicap_settlement(line) == pytest.approx(expected, abs=1e-12)
    mirrored = theirs.asian_handicap_probs("away", -line)
    assert grid.handicap_settlement(line).lost == pytest.approx(mirrored["win"], abs=1e-12)


def test_goals_of_each_side(grid: ScoreGrid, theirs: Any) -> None:
    home, away = theirs.home_goal_distribution(), theirs.away_goal_distribution()
    assert grid.team_goals(1.5, home=True).over == pytest.approx(home[2:].sum(), abs=1e-12)
    assert grid.team_goals(0.5, home=False).under == pytest.approx(away[0], abs=1e-12)
    assert grid.totals == pytest.approx(theirs.total_goals_distribution(), abs=1e-12)


@pytest.mark.parametrize(("chance", "price"), [(0.55, 2.0), (0.3, 3.0), (0.2, 6.5), (0.7, 1.5)])
def test_kelly(betting: Any, chance: float, price: float) -> None:
    assert float(kelly(chance, price)) == pytest.approx(
        max(betting.kelly_criterion(price, chance).stake, 0.0), abs=1e-12
    )


@pytest.mark.parametrize(
    ("chances", "prices"),
    [
        ([0.5, 0.28, 0.22], [2.1, 3.4, 4.0]),
        ([0.40, 0.30, 0.30], [2.7, 3.5, 2.9]),
        ([0.45, 0.25, 0.30], [2.4, 4.3, 2.7]),
    ],
)
def test_kelly_of_outcomes_that_exclude_each_other(
    betting: Any, chances: list[float], prices: list[float]
) -> None:
    theirs = betting.multiple_kelly_criterion(prices, chances)
    ours = kelly_exclusive(chances, prices, hedging=True)
    assert ours == pytest.approx(theirs.stakes, abs=2e-4)


@pytest.mark.parametrize(
    ("method", "theirs"),
    [("power", "power"), ("proportional", "multiplicative"), ("shin", "shin")],
)
@pytest.mark.parametrize(
    "prices", [[2.7, 2.3, 4.4], [1.3, 5.5, 11.0], [1.9, 1.95], [1.05, 15.0, 40.0]]
)
def test_margins(implied: Any, method: Method, theirs: str, prices: list[float]) -> None:
    expected = implied.calculate_implied(prices, method=theirs).probabilities
    assert remove_margin(prices, method) == pytest.approx(expected, abs=1e-6)

"""Slips: settled case by case, and the laws that any slip keeps."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, permutations
from math import hypot, prod

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ml.errors import BadPrice, BadSlip
from ml.grid import ScoreGrid
from ml.markets import Selection, paid
from ml.price_sheet import WHOLE_SHEET
from ml.score_grids import dixon_coles
from ml.slips import MOST_LEGS, Leg, PricedSlip, price_slip
from ml.staking import kelly, kelly_exclusive, kelly_independent
from tests.ml.grids import grids

HOME, OVER = Selection("1x2", "home"), Selection("over_under", "over", 2.5)
DRAW, BOTH = Selection("1x2", "draw"), Selection("both_teams_score", "yes")

#: four matches, more and less open
MATCHES = {
    name: ScoreGrid(dixon_coles(np.log([[home, away]]), -0.05)[0])
    for name, home, away in (("a", 1.8, 0.9), ("b", 1.2, 1.3), ("c", 2.4, 0.6), ("d", 1.0, 1.6))
}


def slip(*legs: tuple[str, Selection, float], size: int | None = None) -> PricedSlip:
    made = [Leg(match=match, selection=selection, price=price) for match, selection, price in legs]
    return price_slip(made, MATCHES, size=size)


@given(grids(), st.sampled_from(WHOLE_SHEET), st.floats(1.05, 30.0))
def test_a_single_is_the_price_sheet_s(grid: ScoreGrid, selection: Selection, price: float) -> None:
    sheet = grid.sheet((selection,))
    won, lost = float(sheet.won[0, 0]), float(sheet.lost[0, 0])
    assume(won > 1e-6)
    single = price_slip([Leg(match="m", selection=selection, price=price)], {"m": grid})
    assert single.expected_value == pytest.approx(won * (price - 1) - lost, abs=1e-9)
    assert single.fair_odds == pytest.approx(float(sheet.fair_odds[0, 0]), rel=1e-9)
    assert single.offered_odds == pytest.approx(price)
    assert single.lines == 1


def test_different_matches_multiply() -> None:
    double = slip(("a", HOME, 1.9), ("b", DRAW, 3.5))
    chance = MATCHES["a"].fair(HOME) * MATCHES["b"].fair(DRAW)
    assert double.probability == pytest.approx(chance)
    assert double.fair_odds == pytest.approx(1 / chance)
    assert double.offered_odds == pytest.approx(1.9 * 3.5)
    assert double.expected_value == pytest.approx(chance * 1.9 * 3.5 - 1)
    assert double.kelly == pytest.approx(float(kelly(chance, 1.9 * 3.5)), abs=1e-6)


@given(grids(), st.data())
def test_legs_of_one_match_are_read_from_its_cells(grid: ScoreGrid, data: st.DataObject) -> None:
    one, other = data.draw(st.lists(st.sampled_from(WHOLE_SHEET), min_size=2, max_size=2))
    assume(one != other)
    home, away = np.indices(grid.cells.shape)
    shares = [each.share(home, away) for each in (one, other)]
    assume((grid.cells * (shares[0] > 0) * (shares[1] > 0)).sum() > 1e-9)
    legs = [Leg(match="m", selection=one, price=2.0), Leg(match="m", selection=other, price=3.0)]
    both = price_slip(legs, {"m": grid})
    back = (grid.cells * paid(shares[0], 2.0) * paid(shares[1], 3.0)).sum()
    assert both.expected_value == pytest.approx(back - 1.0, abs=1e-9)
    outright = (grid.cells * (shares[0] == 1) * (shares[1] == 1)).sum()
    assert both.probability == pytest.approx(outright, abs=1e-9)


def test_goals_and_a_favourite_s_win_come_together_more_often_than_by_chance() -> None:
    both = slip(("c", HOME, 1.3), ("c", OVER, 1.7))
    assert both.probability > MATCHES["c"].fair(HOME) * MATCHES["c"].fair(OVER)


def test_a_system_is_the_mean_of_its_lines() -> None:
    legs = [("a", HOME, 1.9), ("b", DRAW, 3.6), ("c", OVER, 1.8), ("d", BOTH, 2.0)]
    system = slip(*legs, size=3)
    lines = [slip(*line) for line in combinations(legs, 3)]
    assert system.lines == len(lines) == 4
    assert system.expected_value == pytest.approx(np.mean([one.expected_value for one in lines]))
    assert system.offered_odds == pytest.approx(np.mean([one.offered_odds for one in lines]))
    every = slip(*legs)
    assert system.probability == pytest.approx(every.probability)
    assert system.chance_of_return > every.chance_of_return
    # three of four: all of them, or all but one
    chances = [MATCHES[match].fair(selection) for match, selection, _ in legs]
    three = sum(
        prod(chance for at, chance in enumerate(chances) if at != out) * (1 - chances[out])
        for out in range(4)
    )
    assert system.chance_of_return == pytest.approx(prod(chances) + three)


def test_a_system_of_legs_of_one_match_among_others() -> None:
    legs = [("a", HOME, 1.9), ("a", OVER, 1.9), ("b", DRAW, 3.6)]
    system = slip(*legs, size=2)
    lines = [slip(*line) for line in combinations(legs, 2)]
    assert system.expected_value == pytest.approx(np.mean([one.expected_value for one in lines]))


def test_a_fixed_leg_stands_on_every_line() -> None:
    legs = [("a", HOME, 1.9), ("b", OVER, 2.1), ("c", BOTH, 1.7), ("d", DRAW, 3.4)]
    first, *free = (Leg(match=m, selection=s, price=p) for m, s, p in legs)
    system = price_slip([replace(first, fixed=True), *free], MATCHES, size=2)
    lines = [price_slip([first, *pair], MATCHES) for pair in combinations(free, 2)]
    assert system.lines == len(lines)
    assert system.expected_value == pytest.approx(np.mean([one.expected_value for one in lines]))
    assert system.offered_odds == pytest.approx(np.mean([one.offered_odds for one in lines]))
    lost = system.chances @ ((system.shares[:, 0] < 0) & (system.returns > 0))
    assert lost == 0.0


def test_a_slip_of_fixed_legs_alone_has_no_lines() -> None:
    leg = Leg(match="a", selection=HOME, price=1.9, fixed=True)
    with pytest.raises(BadSlip, match="0 legs make no lines"):
        price_slip([leg], MATCHES)


def test_fixed_legs_count_among_those_that_must_win_together() -> None:
    fixed = Leg(match="a", selection=DRAW, price=3.0, fixed=True)
    legs = [
        fixed,
        Leg(match="a", selection=HOME, price=2.0),
        Leg(match="b", selection=HOME, price=2.0),
    ]
    with pytest.raises(BadSlip, match="cannot win together"):
        price_slip(legs, MATCHES, size=1)


@settings(deadline=None)
@given(st.sampled_from(sorted(MATCHES)), st.floats(0.85, 1.1), st.floats(0.85, 1.1))
def test_legs_of_one_match_have_their_chances_at_once(
    match: str, first: float, second: float
) -> None:
    grid = MATCHES[match]
    wanted = {HOME: grid.fair(HOME) * first, OVER: grid.fair(OVER) * second}
    leaning = grid.leaning_to(wanted)
    turned = grid.leaning_to(dict(reversed(wanted.items())))
    assert np.allclose(leaning.cells, turned.cells, atol=1e-7)
    for each, chance in wanted.items():
        assert leaning.fair(each) == pytest.approx(chance, abs=1e-8)


def test_chances_that_no_grid_has_are_met_half_way_in_any_order() -> None:
    grid = MATCHES["b"]
    away = Selection("1x2", "away")
    wanted = {each: grid.fair(each) * 0.8 for each in (HOME, DRAW, away)}
    cells = [grid.leaning_to(dict(order)).cells for order in permutations(wanted.items())]
    assert all(np.allclose(each, cells[0]) for each in cells)


def test_the_order_of_legs_changes_nothing() -> None:
    legs = [("a", HOME, 1.9), ("b", DRAW, 3.5), ("a", OVER, 2.0)]
    one, other = slip(*legs), slip(*reversed(legs))
    assert one.expected_value == pytest.approx(other.expected_value)
    assert one.probability == pytest.approx(other.probability)
    assert slip(*legs, size=2).expected_value == pytest.approx(
        slip(*reversed(legs), size=2).expected_value
    )


def test_stakes_on_legs_apart_are_kelly_s_for_several() -> None:
    prices = {"a": 2.1, "b": 4.2, "c": 1.2}
    legs = [(match, HOME, price) for match, price in prices.items()]
    chances = [MATCHES[match].fair(HOME) for match in prices]
    together = kelly_independent(chances, list(prices.values()))
    assert slip(*legs, size=1).kelly_apart == pytest.approx(together, abs=1e-6)
    exclusive = slip(("a", HOME, 2.1), ("a", DRAW, 5.5), size=1)
    sides = [MATCHES["a"].fair(each) for each in (HOME, DRAW)]
    assert exclusive.kelly_apart == pytest.approx(kelly_exclusive(sides, [2.1, 5.5]), abs=1e-4)


def test_a_push_leaves_the_rest_of_the_accumulator() -> None:
    drawn = np.zeros((2, 2))
    drawn[1, 1] = 1.0
    legs = [
        Leg(match="m", selection=Selection("draw_no_bet", "home"), price=1.7),
        Leg(match="n", selection=DRAW, price=3.0),
    ]
    pushed = price_slip(legs, {"m": ScoreGrid(drawn * 0.5 + 0.125), "n": ScoreGrid(drawn)})
    # home 1/8, away 1/8, else level
    assert pushed.expected_value == pytest.approx(0.125 * 1.7 * 3 + 0.75 * 3 - 1)
    assert pushed.chance_of_profit == pytest.approx(0.875)


@given(st.permutations(sorted(MATCHES)), st.integers(1, 4), st.floats(0.0, 1.0))
def test_doubt_about_a_match_is_doubt_about_the_slip(
    order: list[str], size: int, doubt: float
) -> None:
    legs = [(match, HOME, 2.0) for match in order]
    priced = slip(*legs, size=size)
    errors = dict.fromkeys(order, doubt)
    assert priced.standard_error(errors) >= 0.0
    assert priced.standard_error(dict.fromkeys(order, 0.0)) == 0.0
    one = order[0]
    single = slip((one, HOME, 2.0))
    chance = MATCHES[one].fair(HOME)
    assert single.standard_error(errors) == pytest.approx(2.0 * chance * (1 - chance) * doubt)


def test_doubts_of_an_accumulator_add_up_as_relative_errors() -> None:
    double = slip(("a", HOME, 1.9), ("b", DRAW, 3.5))
    parts = [0.2 * (1 - MATCHES["a"].fair(HOME)), 0.3 * (1 - MATCHES["b"].fair(DRAW))]
    mean = double.expected_value + 1
    assert double.standard_error({"a": 0.2, "b": 0.3}) == pytest.approx(mean * hypot(*parts))


@pytest.mark.parametrize(
    ("legs", "size", "wants"),
    [
        ([], None, "one to"),
        ([("a", HOME, 2.0)] * 2, None, "twice"),
        ([("a", HOME, 2.0), ("a", DRAW, 3.0)], None, "cannot win together"),
        ([("a", HOME, 2.0), ("a", Selection("1x2", "away"), 3.0), ("b", HOME, 2.0)], 2, "together"),
        ([("a", HOME, 2.0)], 2, "no lines"),
        ([("a", HOME, 2.0)], 0, "no lines"),
        ([("x", HOME, 2.0)], None, "no forecast"),
        ([("a", each, 2.0) for each in WHOLE_SHEET[: MOST_LEGS + 1]], None, "one to"),
    ],
)
def test_legs_that_make_no_slip_are_refused(
    legs: list[tuple[str, Selection, float]], size: int | None, wants: str
) -> None:
    with pytest.raises(BadSlip, match=wants):
        slip(*legs, size=size)


def test_legs_that_settle_in_too_many_ways_are_refused() -> None:
    over = Selection("over_under", "over", 2.25)
    grids = {str(match): MATCHES["a"] for match in range(MOST_LEGS)}
    legs = [Leg(match=match, selection=over, price=2.0) for match in grids]
    with pytest.raises(BadSlip, match="too many ways"):
        price_slip(legs, grids)
    assert price_slip(legs[:8], grids).lines == 1


def test_opposites_may_stand_on_lines_of_their_own() -> None:
    system = slip(("a", HOME, 2.0), ("a", DRAW, 3.5), size=1)
    assert system.lines == 2
    assert system.probability == 0.0
    assert system.chance_of_return > 0.5


@pytest.mark.parametrize("price", [1.0, 0.0, -3.0, float("nan"), 1e9])
def test_a_leg_has_a_price(price: float) -> None:
    with pytest.raises(BadPrice):
        Leg(match="a", selection=HOME, price=price)

"""How stakes settle: by hand, and against the laws of settlement."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml.errors import BadSelection
from ml.markets import LINED, PLAIN, Selection, paid

scores = st.integers(0, 12)
quarters = st.integers(-20, 20).map(lambda quarter: quarter / 4)

#: selection, score, how a stake settles; worked out by hand
SETTLED = (
    (Selection("1x2", "home"), (2, 1), 1.0),
    (Selection("1x2", "draw"), (1, 1), 1.0),
    (Selection("1x2", "away"), (1, 1), -1.0),
    (Selection("double_chance", "X2"), (1, 1), 1.0),
    (Selection("double_chance", "12"), (1, 1), -1.0),
    (Selection("draw_no_bet", "home"), (1, 1), 0.0),
    (Selection("both_teams_score", "yes"), (3, 0), -1.0),
    (Selection("over_under", "over", 2.0), (1, 1), 0.0),
    (Selection("over_under", "over", 2.25), (1, 1), -0.5),
    (Selection("over_under", "under", 2.25), (1, 1), 0.5),
    (Selection("over_under", "over", 2.75), (2, 1), 0.5),
    (Selection("asian_handicap", "home", -0.25), (1, 1), -0.5),
    (Selection("asian_handicap", "away", -0.25), (1, 1), 0.5),
    (Selection("asian_handicap", "home", -0.75), (1, 0), 0.5),
    (Selection("asian_handicap", "home", 1.25), (0, 1), 0.5),
    (Selection("home_goals", "over", 1.5), (2, 5), 1.0),
    (Selection("away_goals", "under", 1.0), (2, 1), 0.0),
    (Selection("winning_margin", "home_1"), (3, 2), 1.0),
    (Selection("winning_margin", "away_4+"), (0, 5), 1.0),
    (Selection("winning_margin", "home_4+"), (3, 0), -1.0),
    (Selection("win_to_nil", "home"), (2, 0), 1.0),
    (Selection("win_to_nil", "home"), (0, 0), -1.0),
    (Selection("odd_even", "odd"), (2, 1), 1.0),
    (Selection("total_goals", "3"), (2, 1), 1.0),
    (Selection("total_goals", "3"), (2, 2), -1.0),
    (Selection("total_goals", "0"), (0, 0), 1.0),
    (Selection("total_goals", "2-3"), (2, 0), 1.0),
    (Selection("total_goals", "2-3"), (3, 0), 1.0),
    (Selection("total_goals", "2-3"), (3, 1), -1.0),
    (Selection("club_goals", "home_2"), (2, 5), 1.0),
    (Selection("club_goals", "away_2"), (2, 5), -1.0),
    (Selection("correct_score", "2-1"), (1, 2), -1.0),
)


@pytest.mark.parametrize(("selection", "score", "share"), SETTLED)
def test_settled_by_hand(selection: Selection, score: tuple[int, int], share: float) -> None:
    assert float(selection.share(*score)) == share


@given(st.sampled_from(sorted(PLAIN)), scores, scores)
def test_of_plain_markets_the_stakes_on_every_outcome_come_back_as_often(
    market: str, home: int, away: int
) -> None:
    shares = [float(Selection(market, outcome).share(home, away)) for outcome in PLAIN[market]]
    wins = sum(share > 0 for share in shares)
    if market == "draw_no_bet" and home == away:
        assert shares == [0.0, 0.0]
    elif market == "double_chance":
        assert wins == 2
    elif market == "win_to_nil":
        assert wins == (0 if min(home, away) or home == away else 1)
    else:
        assert wins == 1


@given(st.sampled_from(sorted(LINED)), quarters, scores, scores)
def test_what_one_side_of_a_line_wins_the_other_loses(
    market: str, line: float, home: int, away: int
) -> None:
    one, other = (float(Selection(market, side, line).share(home, away)) for side in LINED[market])
    assert one == -other


@given(quarters, scores, scores)
def test_a_handicap_seen_from_the_other_bench(line: float, home: int, away: int) -> None:
    ours = Selection("asian_handicap", "home", line).share(home, away)
    theirs = Selection("asian_handicap", "away", -line).share(away, home)
    assert ours == theirs


def test_what_comes_back() -> None:
    assert paid([1.0, 0.5, 0.0, -0.5, -1.0], 3.0).tolist() == [3.0, 2.0, 1.0, 0.5, 0.0]


@pytest.mark.parametrize(
    ("arguments", "wants"),
    [
        (("corners", "over"), "no market"),
        (("1x2", "over"), "no outcome"),
        (("1x2", "home", 0.5), "no line"),
        (("over_under", "over"), "takes a line"),
        (("over_under", "over", 2.3), "quarter"),
        (("over_under", "over", float("nan")), "quarter"),
        (("asian_handicap", "home", 1e9), "quarter"),
        (("correct_score", "2:1"), "no outcome"),
    ],
)
def test_what_cannot_be_bet_on_is_refused(arguments: tuple[str, str], wants: str) -> None:
    with pytest.raises(BadSelection, match=wants):
        Selection(*arguments)


def test_shares_keep_the_shape_of_the_scores() -> None:
    home, away = np.indices((3, 4))
    assert Selection("1x2", "home").share(home, away).shape == (3, 4)

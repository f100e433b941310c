"""What became of a tip: each selection wins by the goals it names; the closing line takes all."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.odds import Quote
from knowledge.tips import Tip, TipOutcome
from ml.odds import remove_margin
from tools.arguments import SELECTIONS
from tools.tips import WON, closing_line_value, profit

NOW = dt.datetime(2024, 5, 10, tzinfo=dt.UTC)
GOALS = st.integers(0, 9)


def outcome(selection: str, price: float, **known: Any) -> TipOutcome:
    tip = Tip(
        user_id="local", match_id="m", selection=selection, price=price, source="user",
        model_version="m1", p_model=0.5, p_together=None, p_consensus=None, verdict="thin",
        as_of=NOW,
    )  # fmt: skip
    facts = {"home_goals": None, "away_goals": None, "closing": None, **known}
    return TipOutcome(tip=tip, league="E0", date=NOW.date(), **facts)


def closing(**prices: float) -> Quote:
    names = (*("home", "draw", "away", "over_2_5", "under_2_5"), "handicap", "handicap_home")
    given = {name: prices.get(name) for name in (*names, "handicap_away")}
    return Quote(book="avg", moment="closing", as_of=NOW, **given)


@given(GOALS, GOALS)
def test_of_selections_that_exclude_each_other_one_wins(home: int, away: int) -> None:
    won = {name for name in SELECTIONS if WON[name](home, away)}
    assert len(won & {"home", "draw", "away"}) == 1
    assert len(won & {"over_2_5", "under_2_5"}) == 1
    assert len(won & {"btts_yes", "btts_no"}) == 1
    assert len(won & {"1X", "12", "X2"}) == 2
    assert ("home" in won) == (home > away)
    assert ("over_2_5" in won) == (home + away >= 3)
    assert ("btts_yes" in won) == (home > 0 and away > 0)


def test_a_win_pays_the_price_less_the_stake() -> None:
    assert profit(outcome("home", 2.5, home_goals=2, away_goals=1)) == 1.5
    assert profit(outcome("home", 2.5, home_goals=1, away_goals=1)) == -1
    assert profit(outcome("home", 2.5)) is None


def test_the_closing_line_is_taken_without_its_margin() -> None:
    quote = closing(home=2.0, draw=3.4, away=3.6, over_2_5=1.9, under_2_5=1.9)
    home, draw, away = remove_margin([2.0, 3.4, 3.6])
    expected = {
        "home": home, "draw": draw, "away": away, "1X": home + draw, "12": home + away,
        "X2": draw + away, "over_2_5": 0.5, "under_2_5": 0.5,
    }  # fmt: skip
    for selection, chance in expected.items():
        value = closing_line_value(outcome(selection, 2.2, closing=quote))
        assert value == pytest.approx(2.2 * chance - 1)


def test_who_took_the_closing_average_has_paid_its_margin() -> None:
    quote = closing(home=2.0, draw=3.4, away=3.6)
    value = closing_line_value(outcome("home", 2.0, closing=quote))
    assert value is not None
    assert value < 0


@pytest.mark.parametrize(
    ("selection", "known"),
    [
        ("home", {}),
        ("btts_yes", {"closing": closing(home=2.0, draw=3.4, away=3.6)}),
        ("over_2_5", {"closing": closing(home=2.0, draw=3.4, away=3.6)}),
        ("home", {"closing": closing(home=2.0, draw=3.4)}),
        ("home", {"closing": closing(home=20.0, draw=34, away=36)}),
    ],
)
def test_without_a_closing_price_there_is_no_value(selection: str, known: dict[str, Any]) -> None:
    assert closing_line_value(outcome(selection, 2.0, **known)) is None

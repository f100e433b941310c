"""What models write for days, prices and selections is read, or refused in a sentence."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tools.arguments import (
    SELECTIONS,
    read_day,
    read_price,
    read_season,
    read_selection,
    read_status,
)
from tools.comparing import CompareOdds
from tools.errors import BadArgument
from tools.matches import FindMatches

FRIDAY = dt.date(2024, 5, 10)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-05-12", dt.date(2024, 5, 12)),
        (" 2024-5-2 ", dt.date(2024, 5, 2)),
        ("2024-05-12T15:30:00+01:00", dt.date(2024, 5, 12)),
        ("2024-05-12 15:30", dt.date(2024, 5, 12)),
        ("2024. 05. 12.", dt.date(2024, 5, 12)),
        ("2024/05/12", dt.date(2024, 5, 12)),
        ("today", FRIDAY),
        ("holnap", dt.date(2024, 5, 11)),
        ("Tegnap", dt.date(2024, 5, 9)),
        ("Friday", FRIDAY),
        ("next Sunday", dt.date(2024, 5, 12)),
        ("vasárnap", dt.date(2024, 5, 12)),
        ("csütörtök", dt.date(2024, 5, 16)),
    ],
)
def test_days_are_read_as_people_write_them(text: str, day: dt.date) -> None:
    assert read_day(text, today=FRIDAY) == day


@given(st.dates(), st.dates())
def test_every_iso_day_is_read_whatever_the_day_is(day: dt.date, today: dt.date) -> None:
    assert read_day(day.isoformat(), today=today) == day


@pytest.mark.parametrize("text", ["2024-02-30", "soon", "12/05/2024", "20240512", "2024-05-123"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(BadArgument, match="day"):
        read_day(text, today=FRIDAY)


@pytest.mark.parametrize(
    ("value", "price"),
    [(1.6, 1.6), ("1,60", 1.6), ("1.60", 1.6), (2, 2.0), ("@1.85", 1.85), ("5/2", 3.5)],
)
def test_prices_are_read_as_people_write_them(value: object, price: float) -> None:
    assert read_price(value) == pytest.approx(price)


@pytest.mark.parametrize("value", [1, 0, -2, "abc", "nan", "inf", "1/0", True, None, [1.6], 1001])
def test_what_is_no_price_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="decimal odds"):
        read_price(value)


@given(st.one_of(st.text(), st.floats(), st.integers(), st.none(), st.binary()))
def test_a_price_is_read_or_refused_never_worse(value: object) -> None:
    try:
        price = read_price(value)
    except ValueError:
        return
    assert 1 < price <= 1000


@pytest.mark.parametrize(
    ("text", "selection"),
    [
        ("home", "home"), ("1", "home"), ("hazai", "home"), ("Home win", "home"),
        ("X", "draw"), ("döntetlen", "draw"), ("2", "away"), ("vendég", "away"),
        ("over 2.5", "over_2_5"), ("Over 2,5 goals", "over_2_5"), ("over_2_5", "over_2_5"),
        ("2.5 alatt", "under_2_5"), ("BTTS", "btts_yes"), ("both teams to score", "btts_yes"),
        ("btts_no", "btts_no"), ("1X", "1X"), ("x2", "X2"), ("12", "12"),
    ],
)  # fmt: skip
def test_selections_are_read_as_people_write_them(text: str, selection: str) -> None:
    assert read_selection(text) == selection


@pytest.mark.parametrize("selection", SELECTIONS)
def test_every_selection_reads_as_itself(selection: str) -> None:
    assert read_selection(selection) == selection


@pytest.mark.parametrize("text", ["over 3.5", "Arsenal", "", "home away"])
def test_what_is_no_selection_is_none(text: str) -> None:
    assert read_selection(text) is None


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("2023-24", "2023-24"), ("2023/24", "2023-24"), ("2023/2024", "2023-24"),
        ("2324", "2023-24"), ("9394", "1993-94"), ("2023", "2023-24"), ("1999-00", "1999-00"),
    ],
)  # fmt: skip
def test_seasons_are_read_as_people_write_them(text: str, first: str) -> None:
    assert read_season(text)[0] == first


def test_what_is_no_season_is_refused() -> None:
    with pytest.raises(BadArgument, match="2023-24"):
        read_season("last year")


@pytest.mark.parametrize(
    ("text", "status"),
    [("played", "finished"), ("upcoming", "scheduled"), ("lejátszott", "finished")],
)
def test_statuses_are_read_as_people_write_them(text: str, status: str) -> None:
    assert read_status(text) == status


def test_what_is_no_status_is_refused() -> None:
    with pytest.raises(BadArgument, match="scheduled"):
        read_status("live")


def test_blanks_for_optional_arguments_count_as_not_given() -> None:
    asked = CompareOdds.model_validate(
        {"home_team": "A", "away_team": "B", "date": "", "price": "null", "selection": None}
    )
    assert (asked.date, asked.price, asked.selection) == (None, None, None)


def test_numbers_may_be_words_and_words_numbers() -> None:
    asked = FindMatches.model_validate({"team": 1860, "limit": "5"})
    assert (asked.team, asked.limit) == ("1860", 5)


@pytest.mark.parametrize(
    "given_", [{"team": ["A"]}, {"limit": "many"}, {"clubs": "A"}, {"team": "x" * 201}]
)
def test_wrong_arguments_are_refused(given_: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        FindMatches.model_validate(given_)

"""When results and prices became known."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.visibility import known_from, prices_closed, prices_collected

DAYS = st.dates(dt.date(1995, 1, 1), dt.date(2040, 1, 1))
CLOCKS = st.times(timezones=st.just(dt.UTC))


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("kickoff", "collected"),
    [
        ("2024-05-12T15:30", "2024-05-10T15:00"),  # Sunday: Friday's
        ("2024-05-10T19:00", "2024-05-10T15:00"),  # Friday evening: the same afternoon's
        ("2024-05-10T12:00", "2024-05-07T15:00"),  # Friday noon: Tuesday's
        ("2024-05-10T15:00", "2024-05-07T15:00"),  # not at the kick-off itself
        ("2024-05-15T18:45", "2024-05-14T15:00"),  # Wednesday: Tuesday's
    ],
)
def test_prices_are_of_the_last_collection_before_the_kick_off(
    kickoff: str, collected: str
) -> None:
    assert prices_collected(at(kickoff).date(), at(kickoff)) == at(collected)


def test_without_a_kick_off_they_are_of_an_earlier_day() -> None:
    assert prices_collected(dt.date(2010, 8, 13), None) == at("2010-08-10T15:00")


@given(DAYS, st.none() | CLOCKS)
def test_prices_then_kick_off_then_the_result(date: dt.date, clock: dt.time | None) -> None:
    kickoff = dt.datetime.combine(date, clock) if clock else None
    collected, closed = prices_collected(date, kickoff), prices_closed(date, kickoff)
    assert collected < closed < known_from(date, kickoff)
    assert closed - collected < dt.timedelta(days=6)

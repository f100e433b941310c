"""The frame of matches: what is filled in, what is left out, what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pandas as pd
import pytest

from ml.encoding import UNKNOWN, Names
from ml.errors import BadFrame
from ml.frame import MATCH_COLUMNS, country_of, day_of, fair, scored, tidy, tidy_columns, tier_of
from ml.played import Prices


def frame(**more: object) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "date": ["2024-05-03", "2024-05-01", "2024-05-02"],
            "league": ["E0", "E1", "E0"],
            "home_team": ["a", "b", "c"],
            "away_team": ["b", "c", "a"],
            "home_goals": [1, 2, 3],
            "away_goals": [0, 0, 0],
        }
        | more
    )


@pytest.mark.parametrize(
    ("league", "country", "tier"),
    [
        ("E0", "E", 1),
        ("E3", "E", 4),
        ("EC", "E", 5),
        ("SC0", "SC", 1),
        ("SC3", "SC", 4),
        ("D1", "D", 1),
        ("D2", "D", 2),
        ("SP1", "SP", 1),
        ("AUT", "AUT", 1),
        ("AUT2", "AUT", 2),
        ("DEMO", "DEMO", 1),
        ("my league", "my league", 1),
    ],
)
def test_division_codes_tell_country_and_tier(league: str, country: str, tier: int) -> None:
    assert (country_of(league), tier_of(league)) == (country, tier)


def test_missing_columns_are_filled_and_gaps_too() -> None:
    clean = tidy(frame(country=["XX", None, "XX"]), MATCH_COLUMNS)
    assert clean["date"].is_monotonic_increasing
    assert list(clean["country"]) == ["E", "XX", "XX"]
    assert list(clean["tier"]) == [2, 1, 1]
    assert clean["avg_home"].isna().all()
    assert not clean["awarded"].any()


def test_only_played_fair_league_matches_before_the_day_teach() -> None:
    clean = tidy(frame(home_goals=[1, None, 3], is_cup=[False, False, None]), MATCH_COLUMNS)
    assert list(scored(clean, as_of=None)["home_team"]) == ["c", "a"]
    assert list(scored(clean, as_of=pd.Timestamp("2024-05-03"))["home_team"]) == ["c"]
    awarded = tidy(frame(awarded=[True, False, False]), MATCH_COLUMNS)
    assert list(awarded[fair(awarded)]["home_team"]) == ["b", "c"]


def test_seasons_are_read_from_their_names_or_from_the_day() -> None:
    days = ["2024-01-31", "2024-07-01", "2024-05-03"]
    named = tidy_columns(frame(date=days, season=["2023-24", "2024", "unknown"]), MATCH_COLUMNS, ())
    assert list(named["season_start"]) == [2023, 2024, 2023]
    assert list(tidy(frame(date=days), MATCH_COLUMNS)["season_start"]) == [2023, 2023, 2024]


@pytest.mark.parametrize(
    "day",
    [
        date(2024, 5, 1),
        "2024-05-01",
        pd.Timestamp("2024-05-01"),
        datetime(2024, 5, 1, 18, 30, tzinfo=UTC),
        np.datetime64("2024-05-01"),
    ],
)
def test_a_date_may_come_in_any_shape(day: object) -> None:
    assert (tidy(frame(date=[day] * 3), MATCH_COLUMNS)["date"] == "2024-05-01").all()


def test_an_instant_has_its_day_in_utc() -> None:
    assert day_of(pd.Timestamp("2024-05-10T01:30:00+02:00")) == pd.Timestamp("2024-05-09")


@pytest.mark.parametrize(
    "bad",
    [
        {"date": ["soon"] * 3},
        {"date": ["2024-05-01", None, "2024-05-02"]},
        {"home_goals": ["many"] * 3},
    ],
)
def test_what_cannot_be_is_refused(bad: dict[str, object]) -> None:
    with pytest.raises(BadFrame):
        tidy(frame(**bad), MATCH_COLUMNS)


def test_equal_names_in_two_countries_are_two_clubs() -> None:
    clean = tidy(frame(country=["N", "G", "N"]), MATCH_COLUMNS)
    names = Names.of(clean)
    assert "G|b" in names.clubs
    assert "N|b" in names.clubs
    other = tidy(frame(country=["Z"] * 3, league=["Z1"] * 3), MATCH_COLUMNS)
    assert (names.sides(other).home == UNKNOWN).all()


def test_prices_without_sense_count_as_missing() -> None:
    clean = tidy(
        frame(avg_home=[2.0, 0.0, 2.0], avg_draw=[3.5] * 3, avg_away=[4.0, 4.0, 1.0]),
        MATCH_COLUMNS,
    )
    assert Prices.of(clean).known.tolist() == [False, False, True]

"""The frame of matches: which columns it has, which rows may be learned from.

Knows the shape of the data, nothing of models.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ml.errors import BadFrame

Floats = NDArray[np.float64]
#: the columns of tidy matches, in a frame or as plain arrays
Columns = pd.DataFrame | Mapping[str, NDArray[Any]]
Objects = NDArray[np.object_]

#: what a fixture needs
FIXTURE_COLUMNS = ("date", "league", "home_team", "away_team")
#: what a match to learn from needs
MATCH_COLUMNS = (*FIXTURE_COLUMNS, "home_goals", "away_goals")
#: what is used when it is there; NaN where it is unknown
SHOTS = ("home_shots", "away_shots")
SHOTS_ON_TARGET = ("home_shots_on_target", "away_shots_on_target")
CORNERS = ("home_corners", "away_corners")
RED_CARDS = ("home_reds", "away_reds")
EXPECTED_GOALS = ("home_xg", "away_xg")
#: average prices before kick-off
RESULT_PRICES = ("avg_home", "avg_draw", "avg_away")
TOTAL_PRICES = ("avg_over_2_5", "avg_under_2_5")
#: average prices at kick-off, looked at only after the match
CLOSING_RESULT_PRICES = ("closing_home", "closing_draw", "closing_away")
CLOSING_TOTAL_PRICES = ("closing_over_2_5", "closing_under_2_5")

_NUMBERS = (
    *("home_goals", "away_goals"),
    *(*SHOTS, *SHOTS_ON_TARGET, *CORNERS, *RED_CARDS, *EXPECTED_GOALS),
    *(*RESULT_PRICES, *TOTAL_PRICES, *CLOSING_RESULT_PRICES, *CLOSING_TOTAL_PRICES),
)
#: "2023-24", "2023/24" or "2019"
_SEASON = re.compile(r"^(?P<start>(?:19|20)\d\d)(?:$|[-/])")
#: where a frame does not name seasons they begin in July
_SEASON_BEGINS = 7
_DIVISION = re.compile(r"^(?P<country>[A-Z]+?)(?P<tier>\d+|C)?$")
#: the one division of football-data whose code gives no number: England's fifth
_LETTERED_TIERS = {"EC": 5}
#: countries that number their divisions from 0
_FROM_ZERO = ("E", "SC")


def country_of(league: str) -> str:
    """Return the country's letters of a division code: "E0" → "E", "SP1" → "SP", "EC" → "E"."""
    match = _DIVISION.match(str(league))
    return match["country"] if match else str(league)


def tier_of(league: str) -> int:
    """Return the place of a division in its pyramid, 1 at the top: "E1" → 2, "D1" → 1."""
    if league in _LETTERED_TIERS:
        return _LETTERED_TIERS[league]
    match = _DIVISION.match(str(league))
    if match is None or match["tier"] is None or not match["tier"].isdigit():
        return 1
    number = int(match["tier"])
    return number + 1 if match["country"] in _FROM_ZERO else max(number, 1)


def tidy(frame: pd.DataFrame, required: Iterable[str]) -> pd.DataFrame:
    """Return a copy with clean types and all known columns, ordered by date.

    Adds `country` and `tier` from the division code where they are missing, `season_start` (the
    year in which the season began), optional columns as NaN, and `awarded` and `is_cup` as False.
    The index of the caller's frame is kept.

    Raises
    ------
    BadFrame
        If a required column is missing or a date cannot be read.
    """
    clean = pd.DataFrame(tidy_columns(frame, required, _NUMBERS), index=frame.index)
    return clean.sort_values("date", kind="stable")


def tidy_columns(
    frame: pd.DataFrame, required: Iterable[str], numbers: Iterable[str]
) -> dict[str, NDArray[Any]]:
    """Return the columns of `tidy` with these numbers, in the order of the frame.

    Arrays all along: for one fixture a frame costs more than its forecast.
    """
    missing = [name for name in required if name not in frame.columns]
    if missing:
        raise BadFrame(f"The frame of matches lacks the columns {', '.join(missing)}.")
    leagues, days = _texts(frame, "league"), _days(frame["date"])
    return {
        "date": days,
        "season_start": _season_starts(frame, days),
        "league": leagues,
        "home_team": _texts(frame, "home_team"),
        "away_team": _texts(frame, "away_team"),
        "country": _filled(frame, "country", _read_codes(leagues, country_of)).astype(str),
        "tier": _filled(frame, "tier", _read_codes(leagues, tier_of)).astype(np.int64),
        "awarded": _filled(frame, "awarded", False).astype(np.bool_),
        "is_cup": _filled(frame, "is_cup", False).astype(np.bool_),
        **{name: _numbers(frame, name) for name in numbers},
    }


def scored(matches: pd.DataFrame, *, as_of: datetime | pd.Timestamp | None) -> pd.DataFrame:
    """Return the rows of a tidy frame with a score, of leagues, before the day of `as_of`."""
    played = matches["home_goals"].notna() & matches["away_goals"].notna() & ~matches["is_cup"]
    if as_of is not None:
        played &= matches["date"] < day_of(as_of)
    return matches[played]


def fair(matches: pd.DataFrame) -> pd.Series:
    """Tell which matches were decided on the pitch, between two clubs: models learn from these."""
    return ~matches["awarded"] & (matches["home_team"] != matches["away_team"])


def day_of(moment: datetime | pd.Timestamp) -> pd.Timestamp:
    """Return the day (UTC) of an instant, without a time zone; one without a zone is UTC."""
    stamp = pd.Timestamp(moment)
    if stamp.tzinfo is not None:
        stamp = stamp.tz_convert("UTC").tz_localize(None)
    return stamp.normalize()


def day_number(day: pd.Timestamp) -> int:
    """Return a day as whole days since 1970-01-01."""
    return int(day.to_datetime64().astype("datetime64[D]").astype(np.int64))


def day_numbers(dates: pd.Series | NDArray[Any]) -> NDArray[np.int64]:
    """Return dates as whole days since 1970-01-01."""
    return np.asarray(dates).astype("datetime64[D]").astype(np.int64)


def _texts(frame: pd.DataFrame, name: str) -> Objects:
    return np.array([str(value) for value in frame[name].tolist()], np.object_)


def _read_codes(leagues: Objects, rule: Callable[[str], str | int]) -> Objects:
    """Return what a rule reads from each division code, each code read once."""
    known = {code: rule(code) for code in set(leagues)}
    return np.array([known[code] for code in leagues], np.object_)


def _days(column: pd.Series) -> NDArray[np.datetime64]:
    if isinstance(column.dtype, np.dtype) and column.dtype.kind == "M" and not column.hasnans:
        return column.to_numpy().astype("datetime64[D]").astype("datetime64[us]")
    try:
        days = pd.DatetimeIndex(pd.to_datetime(column, format="ISO8601"))
    except (ValueError, TypeError) as error:
        raise BadFrame(f"The column date holds what is no date: {error}.") from error
    if days.hasnans:
        raise BadFrame("The column date has gaps: every match needs its day.")
    if days.tz is not None:
        days = days.tz_convert("UTC").tz_localize(None)
    return days.normalize().to_numpy().astype("datetime64[us]")


def _season_starts(frame: pd.DataFrame, days: NDArray[np.datetime64]) -> NDArray[np.int64]:
    """Return the year in which each match's season began."""
    months = days.astype("datetime64[M]").astype(np.int64)
    usual = (months - (_SEASON_BEGINS - 1)) // 12 + 1970
    if "season" not in frame.columns:
        return np.asarray(usual)
    named = _read_codes(frame["season"].astype(str).to_numpy(np.object_), _season_start)
    return np.where(named == 0, usual, named).astype(np.int64)


def _season_start(season: str) -> int:
    """Return the year with which a season's name begins; 0 where it names none."""
    match = _SEASON.match(season)
    return int(match["start"]) if match else 0


def _numbers(frame: pd.DataFrame, name: str) -> Floats:
    if name not in frame.columns:
        return np.full(len(frame), np.nan)
    try:
        return pd.to_numeric(frame[name]).to_numpy(np.float64)
    except (ValueError, TypeError) as error:
        raise BadFrame(f"The column {name} holds what is no number: {error}.") from error


def _filled(frame: pd.DataFrame, name: str, default: Objects | bool) -> Objects:
    """Return a column with its gaps, or its absence, filled from `default`."""
    filling = np.full(len(frame), default, np.object_)
    if name not in frame.columns:
        return filling
    column = frame[name].to_numpy(np.object_)
    return np.where(pd.isna(column), filling, column)

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from pathlib import Path

import pytest

from knowledge.catalogue import cut_short, league_format
from knowledge.catalogue.places import LeagueFormat

LEAGUES = {
    "E0": range(2001, 2026), "E1": range(1995, 2026), "D1": range(2005, 2026),
    "SP1": range(2005, 2026), "I1": range(2005, 2026), "F1": range(2005, 2026),
    "I2": range(2005, 2026), "D2": range(2005, 2026), "EC": range(2006, 2026),
    "SC0": range(2005, 2026), "SC1": range(2005, 2026), "N1": range(2005, 2026),
}  # fmt: skip

FORMATS = [
    (league, year, shape)
    for league, years in LEAGUES.items()
    for year in years
    if (shape := league_format(league, f"{year}-{(year + 1) % 100:02d}"))
]


def named(shape: LeagueFormat | None) -> dict[str, tuple[int, int]]:
    assert shape
    return {one.reward: (one.first, one.last) for one in shape.stretches}


@pytest.mark.parametrize(("league", "year", "shape"), FORMATS)
def test_no_place_leads_both_up_and_down(league: str, year: int, shape: LeagueFormat) -> None:
    places = [
        set(range(one.first, one.last + 1))
        for one in shape.stretches
        if one.reward not in ("title", "champions_league")
    ]
    assert all(all(1 <= place <= shape.clubs for place in stretch) for stretch in places)
    assert all(not one & other for one, other in pairwise(places))
    assert [min(stretch) for stretch in places] == sorted(min(stretch) for stretch in places)


def test_what_the_places_of_well_known_seasons_led_to() -> None:
    assert named(league_format("E0", "2023-24")) == {
        "title": (1, 1), "champions_league": (1, 4), "relegation": (18, 20),
    }  # fmt: skip
    assert named(league_format("E1", "2023-24")) == {
        "title": (1, 1), "promotion": (1, 2), "promotion_play_off": (3, 6), "relegation": (22, 24),
    }  # fmt: skip
    assert named(league_format("D1", "2007-08"))["relegation"] == (16, 18)
    assert named(league_format("D1", "2008-09"))["relegation_play_off"] == (16, 16)
    assert named(league_format("F1", "2022-23"))["relegation"] == (17, 20)
    assert named(league_format("F1", "2023-24")) == {
        "title": (1, 1), "champions_league": (1, 4), "relegation_play_off": (16, 16),
        "relegation": (17, 18),
    }  # fmt: skip
    assert league_format("X9", "2023-24") is None
    assert league_format("SC2", "2020-21") is None


def test_a_table_that_splits_has_an_upper_part() -> None:
    shape = league_format("SC0", "2023-24")
    assert shape
    assert shape.meetings is None
    assert shape.after_split == (1, 1)
    assert [(one.reward, one.first, one.last) for one in shape.upper_part] == [("upper_part", 1, 6)]
    england = league_format("E0", "2023-24")
    assert england
    assert (england.meetings, england.upper_part, england.after_split) == (1, (), (0, 0))


def test_seasons_that_were_cut_short() -> None:
    assert cut_short("F1", "2019-20") == dt.date(2020, 4, 30)
    assert cut_short("E0", "2019-20") is None
    assert cut_short("F1", "2020-21") is None


def test_real_seasons_had_as_many_clubs_and_matches(real_data: Path) -> None:
    """Every real file since 2005 is as its format says; exceptions are known ones."""
    wrong = set()
    for file in sorted((real_data / "football-data").glob("*/*.csv")):
        league, code = file.stem, file.parent.name
        season = f"{_century(code)}-{code[2:]}"
        shape = league_format(league, season)
        if shape is None or shape.split_top or cut_short(league, season):
            continue
        rows = [line.split(",") for line in file.read_text("latin-1").splitlines()]
        at = [rows[0].index(name) for name in ("HomeTeam", "FTHG")] if "FTHG" in rows[0] else []
        if not at:
            continue
        played = [row for row in rows[1:] if len(row) > max(at) and row[at[1]]]
        clubs = {row[at[0]].strip() for row in played}
        if len(clubs) != shape.clubs or 2 * len(played) != shape.matches * shape.clubs:
            wrong.add((league, code))
    assert wrong <= {
        ("T1", "0910"),  # Ankaraspor were thrown out
        *(("G1", code) for code in ("1415", "1819")),  # a match was never played
        ("F2", "2324"),
    }


def _century(code: str) -> int:
    return int(code[:2]) + (1900 if code[:2] > "80" else 2000)

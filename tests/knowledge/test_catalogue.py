from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.catalogue import (
    by_openfootball,
    country_name,
    country_of_fifa,
    deductions,
    entries,
    entry,
    league_from_words,
    rules,
)
from knowledge.naming import identify

AFTER = dt.date(2026, 1, 1)


def ids(words: str) -> list[str]:
    return [league.id for league in league_from_words(words)]


def test_a_league_is_known_by_the_other_source_s_name_too() -> None:
    assert (ids("en.1"), ids("es.2")) == (["E0"], ["SP2"])


@pytest.mark.parametrize(
    ("words", "league"),
    [
        ("Premier League", "E0"),
        ("PL", "E0"),
        ("the Premier League", "E0"),
        ("angol első osztály", "E0"),
        ("angol bajnokság", "E0"),
        ("E0", "E0"),
        ("Championship", "E1"),
        ("Bundesliga", "D1"),
        ("a Bundesligában", "D1"),
        ("2. Bundesliga", "D2"),
        ("Bundesliga 2", "D2"),
        ("német másodosztály", "D2"),
        ("spanyol bajnokság", "SP1"),
        ("La Liga", "SP1"),
        ("olasz másodosztály", "I2"),
        ("Serie A", "I1"),
        ("Serie A-ban", "I1"),
        ("francia bajnokságban", "F1"),
        ("holland liga", "N1"),
        ("skót bajnokság", "SC0"),
        ("török bajnokság", "T1"),
        ("NB I", "HUN"),
        ("NB I-ben", "HUN"),
        ("magyar bajnokság", "HUN"),
        ("Portuguese league", "P1"),
        ("bajnokok ligája", "UCL"),
        ("német kupa", "DFB"),
        ("super lig", "T1"),
    ],
)
def test_people_find_a_competition_by_what_they_call_it(words: str, league: str) -> None:
    assert ids(words) == [league]


@pytest.mark.parametrize("words", ["", "  ", "liga", "Narnia bajnokság", "t", "Arsenal"])
def test_words_that_name_no_competition_find_none(words: str) -> None:
    assert ids(words) == []


def test_every_name_of_a_competition_leads_to_it() -> None:
    for league in entries():
        for name in (league.id, league.name, league.name_hu, *league.names):
            assert league.id in ids(name), name


def test_ids_of_both_sources_are_unique() -> None:
    assert len({league.id for league in entries()}) == len(entries())
    openfootball = [of for league in entries() for of in league.openfootball]
    assert len(set(openfootball)) == len(openfootball)


def test_an_unknown_division_is_named_after_its_code() -> None:
    e7, p2, zz = entry("E7"), entry("P2"), entry("ZZ")
    assert (e7.country, e7.tier, e7.name, e7.is_cup) == ("E", 8, "E7", False)
    assert (p2.country, p2.tier) == ("P", 2)
    assert (zz.country, zz.tier) == ("ZZ", 1)


@given(st.text(min_size=1, max_size=12))
@pytest.mark.slow
def test_any_code_has_an_entry(code: str) -> None:
    found = entry(code)
    assert found.id == code
    assert found.country
    assert found.is_cup == (found.tier == 0)


def test_openfootball_ids() -> None:
    assert by_openfootball("en.1").id == "E0"
    assert by_openfootball("sco.1").id == "SC0"
    assert by_openfootball("uefa.cl").is_cup
    unknown = by_openfootball("pt.2")
    assert (unknown.id, unknown.country, unknown.tier) == ("P2", "P", 2)
    assert by_openfootball("xx.cup").is_cup


def test_all_files_of_openfootball_belong_to_known_competitions(real_data: Path) -> None:
    known = {of for league in entries() for of in league.openfootball}
    files = {path.stem for path in (real_data / "openfootball").glob("*/*.json")}
    assert files
    assert files <= known


def test_all_divisions_of_football_data_are_known(real_data: Path) -> None:
    known = {league.id for league in entries()}
    files = {path.stem for path in (real_data / "football-data").glob("*/*.csv")}
    assert files
    assert files <= known


@pytest.mark.parametrize(
    ("league", "season", "points"),
    [
        ("D1", "1994-95", 2),
        ("D1", "1995-96", 3),
        ("D1", "9495", 2),
        ("D2", "1994/95", 2),
        ("I1", "1993-94", 2),
        ("I1", "1994-95", 3),
        ("SP1", "1994-95", 2),
        ("SP1", "1995-96", 3),
        ("F1", "1993-94", 2),
        ("E0", "1993-94", 3),
        ("T1", "1994-95", 3),
        ("E0", "2023-24", 3),
        ("BRA", "2019", 3),
        ("XYZ", "1980-81", 3),
    ],
)
def test_points_for_a_win(league: str, season: str, points: int) -> None:
    assert rules(league, season).points_for_win == points


def test_tie_breaks_by_league_and_time() -> None:
    assert rules("E0", "2023-24").tie_breaks == ("goal_difference", "goals_for")
    assert rules("E1", "1995-96").tie_breaks == ("goals_for", "goal_difference")
    assert rules("SP1", "2023-24").tie_breaks[0] == "head_to_head_points"
    assert rules("I1", "1999-00").tie_breaks[0] == "goal_difference"
    assert rules("I1", "2022-23").tie_breaks[0] == "head_to_head_points"


def test_deductions_count_from_the_day_after_the_decision() -> None:
    def everton(day: str) -> int:
        return deductions("E0", "2023-24", as_of=dt.date.fromisoformat(day)).get("Everton", 0)

    assert [everton(day) for day in ("2023-08-12", "2023-11-17", "2023-11-18")] == [0, 0, 10]
    assert [everton(day) for day in ("2024-02-27", "2024-04-08", "2024-04-09")] == [6, 6, 8]


def test_a_deduction_can_be_lifted() -> None:
    assert "Juventus" in deductions("I1", "2022-23", as_of=dt.date(2023, 4, 1))
    assert "Juventus" not in deductions("I1", "2022-23", as_of=dt.date(2023, 5, 1))
    assert deductions("I1", "2022-23", as_of=AFTER) == {"Juventus": 10}


def test_seasons_of_deductions_are_read_in_every_form() -> None:
    final = {"Everton": 8, "Nott'm Forest": 4}
    for season in ("2023-24", "2324", "2023/24", "2023"):
        assert deductions("E0", season, as_of=AFTER) == final
    assert deductions("E0", "2022-23", as_of=AFTER) == {}
    assert deductions("XX", "2022-23", as_of=AFTER) == {}


def test_deductions_name_clubs_by_their_preferred_spelling() -> None:
    for league in entries():
        for year in range(1993, 2025):
            for name in deductions(league.id, str(year), as_of=AFTER):
                assert identify(league.country, name).name == name


def test_tables_that_split() -> None:
    assert rules("SC0", "1999-00").split_after is None
    assert rules("SC0", "2000-01").split_after == 33
    assert rules("G1", "2018-19").split_after is None
    assert (rules("G1", "2019-20").split_after, rules("G1", "2019-20").split_top) == (26, 6)
    assert rules("E0", "2023-24").split_after is None


def test_countries() -> None:
    assert country_of_fifa("GER") == "D"
    assert country_of_fifa("CYP") == "CYP"
    assert country_name("E") == "England"
    assert country_name("HUN", "hu") == "Magyarország"
    assert country_name("QQ") == "QQ"

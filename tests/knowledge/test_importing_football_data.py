"""football-data's files, with every fault they are known to have."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import SourceError
from knowledge.importing import football_data
from knowledge.importing.prices import plausible
from knowledge.importing.records import MatchRecord, Price, Refusal
from knowledge.importing.text import SourceText, decode, load
from tests.knowledge.football_data_files import COLUMNS, put, row, table

UTC = dt.UTC


def read(content: str, path: str = "2324/E0.csv") -> list[MatchRecord | Refusal]:
    return list(football_data.read(SourceText(Path(path), content, path)))


def record(content: str, path: str = "2324/E0.csv") -> MatchRecord:
    (item,) = read(content, path)
    assert isinstance(item, MatchRecord), item
    return item


def refusal(*rows: str) -> Refusal:
    (item,) = read(table(*rows))
    assert isinstance(item, Refusal)
    return item


def price(match: MatchRecord, book: str, moment: str) -> Price:
    (found,) = (p for p in match.prices if (p.book, p.moment) == (book, moment))
    return found


def test_a_full_row() -> None:
    match = record(table(row()))
    assert (match.league_id, match.season, match.date) == ("E0", "2023-24", dt.date(2023, 8, 12))
    assert (match.home, match.away, match.line) == ("Arsenal", "Chelsea", 2)
    assert (match.home_goals, match.away_goals) == (2, 1)
    assert (match.home_goals_ht, match.away_goals_ht) == (1, 0)
    assert (match.home_shots, match.away_shots_on_target, match.home_corners) == (15, 2, 8)
    assert (match.away_yellows, match.home_reds) == (2, 0)
    assert not match.awarded


def test_summer_time_and_winter_time() -> None:
    assert record(table(row())).kickoff == dt.datetime(2023, 8, 12, 14, tzinfo=UTC)
    winter = record(table(row(Date="13/01/2024")))
    assert winter.kickoff == dt.datetime(2024, 1, 13, 15, tzinfo=UTC)


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_table_that_a_spreadsheet_saved_anew_says_the_same(delimiter: str) -> None:
    """Its days are ISO, its prices have commas, its columns are small and parted otherwise."""
    usual = table(row())
    header, rest = usual.replace(",", delimiter).split("\r\n", 1)
    saved = rest.replace(".", ",").replace("12/08/2023", "2023-08-12")
    assert record(f"{header.lower()}\r\n{saved}") == record(usual)
    assert record(usual).prices


@pytest.mark.parametrize("time", ["", "25:00", "soon"])
def test_without_a_time_only_the_day_is_known(time: str) -> None:
    assert record(table(row(Time=time))).kickoff is None


def test_both_date_styles_in_one_file() -> None:
    rows = read(table(row(Date="12/08/23"), row(Date="13/08/2023", HomeTeam="Leeds")))
    assert [item.date.day for item in rows if isinstance(item, MatchRecord)] == [12, 13]


def test_years_of_two_digits() -> None:
    old = record(table(row(Date="14/08/93")), "9394/E0.csv")
    assert (old.date, old.season) == (dt.date(1993, 8, 14), "1993-94")


def test_half_past_two_centuries() -> None:
    assert record(table(row(Date="14/08/99")), "9900/E0.csv").season == "1999-00"


@pytest.mark.parametrize(
    "content", [("\ufeff" + table(row())).encode(), table(row()).encode("utf-16")]
)
def test_marks_of_an_encoding(content: bytes, tmp_path: Path) -> None:
    (item,) = football_data.read(load(put(tmp_path, content)))
    assert isinstance(item, MatchRecord)


def test_cp1252(tmp_path: Path) -> None:
    (item,) = football_data.read(
        load(put(tmp_path, table(row(HomeTeam="Málaga")).encode("cp1252")))
    )
    assert isinstance(item, MatchRecord)
    assert item.home == "Málaga"


def test_a_mark_of_utf_8_before_cp1252(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + table(row(HomeTeam="Málaga")).encode("cp1252")
    (item,) = football_data.read(load(put(tmp_path, content)))
    assert isinstance(item, MatchRecord)
    assert item.home == "Málaga"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_broken_letter_harms_its_own_row_alone(encoding: str, tmp_path: Path) -> None:
    content = table(row(HomeTeam="Málaga"), row(HomeTeam="Leeds@"), row(AwayTeam="Cádiz"))
    broken = content.encode(encoding).replace(b"@", b"\x81")
    first, second, third = football_data.read(load(put(tmp_path, broken)))
    assert isinstance(first, MatchRecord)
    assert isinstance(second, Refusal)
    assert isinstance(third, MatchRecord)
    assert (first.home, third.away) == ("Málaga", "Cádiz")
    assert second.reason == "a club's name has broken letters"


def test_ragged_and_empty_rows() -> None:
    short = "E0,12/08/2023,15:00,Leeds,Fulham,1,1,D"
    rows = read(table(row() + ",,,,", short, "," * 30, "", row(HomeTeam="Everton")))
    assert [item.line for item in rows] == [2, 3, 6]
    assert all(isinstance(item, MatchRecord) for item in rows)


def test_early_greek_headers() -> None:
    match = record("Div,Date,HT,AT,FTHG,FTAG,FTR\nG1,28/08/94,Aris,Heracles,2,0,H", "9495/G1.csv")
    assert (match.home, match.away, match.league_id) == ("Aris", "Heracles", "G1")


def test_the_extra_leagues_have_a_layout_of_their_own() -> None:
    text = (
        "Country,League,Season,Date,Time,Home,Away,HG,AG,Res,PH,PD,PA\n"
        "Argentina,Superliga,2023/2024,10/02/2024,00:30,Boca Juniors,River Plate,1,0,H,2.5,3,3.2"
    )
    match = record(text, "new/ARG.csv")
    assert (match.league_id, match.season, match.home_goals) == ("ARG", "2023-24", 1)
    # that layout's only prices are those at kick-off
    assert {(p.book, p.moment) for p in match.prices} == {("ps", "closing")}


def test_no_score_is_a_fixture() -> None:
    match = record(table(row(FTHG="", FTAG="", FTR="")))
    assert match.home_goals is None
    assert price(match, "avg", "prematch").home == 1.8


def test_prices_of_both_moments() -> None:
    match = record(table(row()))
    before, closing = price(match, "avg", "prematch"), price(match, "avg", "closing")
    assert (before.home, before.draw, before.away) == (1.8, 3.6, 4.5)
    assert (before.over_2_5, before.under_2_5) == (1.9, 1.9)
    assert (before.handicap, before.handicap_home, before.handicap_away) == (-0.5, 1.85, 2.0)
    assert (closing.home, closing.over_2_5, closing.handicap) == (1.75, None, None)


def test_when_prices_were_on_offer() -> None:
    match = record(table(row()))  # a Saturday
    assert price(match, "avg", "prematch").as_of == dt.datetime(2023, 8, 11, 15, tzinfo=UTC)
    assert price(match, "avg", "closing").as_of == match.kickoff
    wednesday = record(table(row(Date="16/08/2023", Time="")))
    assert price(wednesday, "avg", "prematch").as_of == dt.datetime(2023, 8, 15, 15, tzinfo=UTC)
    last = dt.datetime(2023, 8, 16, 23, 59, 59, tzinfo=UTC)
    assert price(wednesday, "avg", "closing").as_of == last


def test_older_names_of_the_average() -> None:
    header = COLUMNS.replace("AvgH,AvgD,AvgA", "BbAvH,BbAvD,BbAvA")
    assert price(record(table(row(), header=header)), "avg", "prematch").draw == 3.6


@pytest.mark.parametrize(
    "cells",
    [{"AvgH": 0}, {"AvgH": 1}, {"AvgA": ""}, {"AvgD": "?"}, {"AvgH": 18.0}, {"AvgA": 0.45}],
)
def test_corrupt_prices_are_dropped_but_not_the_match(cells: dict[str, object]) -> None:
    match = record(table(row(**cells)))
    before = price(match, "avg", "prematch")
    assert (before.home, before.draw, before.away) == (None, None, None)
    assert before.over_2_5 == 1.9
    assert match.home_goals == 2


def test_absurd_counts_are_dropped_but_not_the_match() -> None:
    match = record(table(row(HS=-3, AS=1500, HC="x")))
    assert (match.home_shots, match.away_shots, match.home_corners) == (None, None, None)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"FTHG": -1}, "-1 goals cannot be"),
        ({"FTAG": 45}, "45 goals cannot be"),
        ({"FTHG": "x"}, "“x” is not a number of goals"),
        ({"FTHG": "", "FTAG": 1}, "only one side's goals"),
        ({"Date": ""}, "it has no date"),
        ({"Date": "2023.08.12"}, "not a date like 31/12/2023"),
        ({"Date": "31/02/2024"}, "not a day of the calendar"),
        ({"Date": "12/08/2022"}, "2022-08-12 is not in the season 2023-24"),
        ({"HomeTeam": ""}, "a club is missing"),
        ({"AwayTeam": "Arsenal"}, "cannot play itself"),
        ({"AwayTeam": "x" * 121}, "longer than 120"),
        ({"Div": "<b>"}, "“<b>” is not a division"),
        ({"HomeTeam": '"Arsenal'}, "quotes are broken"),
    ],
)
def test_refusals_name_file_line_and_reason(cells: dict[str, object], reason: str) -> None:
    refused = refusal(row(**cells))
    assert (refused.file, refused.line) == ("2324/E0.csv", 2)
    assert reason in refused.reason
    assert str(refused).startswith("2324/E0.csv, line 2: ")


def test_a_broken_quote_harms_no_other_row() -> None:
    rows = read(table(row(), row(HomeTeam='"Leeds'), row(HomeTeam="Everton")))
    assert [type(item) for item in rows] == [MatchRecord, Refusal, MatchRecord]


def test_a_quoted_name() -> None:
    assert record(table(row(HomeTeam='"Nott\'m Forest"'))).home == "Nott'm Forest"


def test_a_season_that_ran_into_august() -> None:
    assert record(table(row(Date="02/08/2020")), "1920/I1.csv").season == "2019-20"


def test_fixtures_of_many_leagues_stand_in_one_file() -> None:
    rows = read(table(row(FTHG="", FTAG=""), row(Div="D1", FTHG="", FTAG="")), "fixtures.csv")
    found = [(item.league_id, item.season) for item in rows if isinstance(item, MatchRecord)]
    assert found == [("E0", "2023-24"), ("D1", "2023-24")]


def test_awarded_matches_are_the_empty_rows_of_a_full_file() -> None:
    bare = "T1,05/03/2023,13:00,Ad. Demirspor,Hatayspor,3,0,H"
    full = [row(Div="T1", Date=f"{day:02d}/03/2023") for day in range(6, 26)]
    items = read(table(*full, bare), "2223/T1.csv")
    assert [item.awarded for item in items if isinstance(item, MatchRecord)] == [False] * 20 + [
        True
    ]


def test_bare_rows_of_a_bare_file_are_not_awarded() -> None:
    rows = ["T1,05/03/23,,Ad. Demirspor,Hatayspor,3,0,H"] * 3
    items = read(table(*rows), "2223/T1.csv")
    assert not any(item.awarded for item in items if isinstance(item, MatchRecord))


def test_a_missing_header_is_a_clear_refusal() -> None:
    with pytest.raises(SourceError, match="header"):
        read(row())


@given(st.lists(st.floats(1.01, 1000.0), min_size=3, max_size=3))
def test_plausible_prices_leave_the_book_something(prices: list[float]) -> None:
    total = sum(1 / p for p in prices)
    assert plausible(prices, "avg") == (0.99 <= total <= 1.25)


@given(st.text(max_size=400))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    for item in read(COLUMNS + "\n" + text):
        assert isinstance(item, MatchRecord | Refusal)


@given(st.binary(max_size=200))
def test_a_file_of_any_bytes_is_read_or_refused(content: bytes) -> None:
    with suppress(SourceError):
        read(decode(COLUMNS.encode() + b"\n" + content, "file.csv"))

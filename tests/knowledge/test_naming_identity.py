"""Who a source means: laws over all spellings, and the evidence of the matches themselves."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from knowledge.catalogue import by_openfootball, entry
from knowledge.naming import identify
from knowledge.naming.clubs import all_clubs
from knowledge.naming.spelling import bare_name, folded

COUNTRIES = sorted({club.country for club in all_clubs()})
SPELLINGS = [(c.country, s, c) for c in all_clubs() for s in (c.name, *c.spellings)]


@pytest.mark.parametrize(
    ("country", "spelling", "name"),
    [
        ("E", "Manchester United FC", "Man United"),
        ("E", "Manchester Utd", "Man United"),
        ("E", "  Nottingham Forest ", "Nott'm Forest"),
        ("E", "AFC Sunderland", "Sunderland"),
        ("D", "1. FC Köln", "FC Koln"),
        ("D", "SC Fortuna Köln", "F Koln"),
        ("D", "Bor. Mönchengladbach", "M'gladbach"),
        ("D", "M'Gladbach", "M'gladbach"),
        ("D", "VfB Leipzig", "Leipzig"),
        ("D", "RB Leipzig", "RB Leipzig"),
        ("SP", "Villareal", "Villarreal"),
        ("SP", "U.Las Palmas", "U.Las Palmas"),
        ("SP", "UD Las Palmas", "Las Palmas"),
        ("G", "Heracles", "Iraklis"),
        ("N", "Heracles", "Heracles"),
        ("T", "Kayseri", "Kayserispor"),
        ("T", "Beşiktaş", "Besiktas"),
        ("T", "İstanbul Başakşehir", "Buyuksehyr"),
        ("F", "Red Star 93", "Red Star"),
        ("EUR", "SL Benfica (POR)", "Benfica"),
        ("EUR", "Bayern München (GER)", "Bayern Munich"),
    ],
)
def test_spellings_of_sources(country: str, spelling: str, name: str) -> None:
    assert identify(country, spelling).name == name


@pytest.mark.parametrize(
    ("country", "names"),
    [
        ("E", ["Wimbledon", "AFC Wimbledon", "Milton Keynes Dons"]),
        ("E", ["Oxford", "Oxford City"]),
        ("SC", ["Airdrie", "Airdrie Utd", "Clydebank"]),
        ("SC", ["Dundee", "Dundee United"]),
        ("D", ["FC Koln", "F Koln", "Leipzig", "RB Leipzig"]),
        ("D", ["Bayern Munich", "Munich 1860", "Bayern München II"]),
        ("SP", ["Las Palmas", "U.Las Palmas", "Extremadura", "Extremadura UD"]),
        ("SP", ["Barcelona", "Barcelona B", "Espanol"]),
        ("F", ["Ajaccio", "Ajaccio GFCO", "Bastia", "CA Bastia"]),
        ("T", ["Malatyaspor", "Yeni Malatyaspor", "Gaziantep", "Gaziantepspor"]),
        ("T", ["Erzurumspor", "Erzurum BB", "Kayserispor", "Erciyesspor"]),
        ("I", ["Lecce", "Lecco", "Reggina", "Reggiana"]),
        ("G", ["Volos NFC", "Niki Volos", "Olympiakos Volou", "Olympiakos"]),
    ],
)
def test_distinct_clubs_stay_distinct(country: str, names: list[str]) -> None:
    assert len({identify(country, name).team_id for name in names}) == len(names)


def test_ids_are_country_and_slug() -> None:
    assert identify("E", "Manchester United").team_id == "e-man-united"
    assert identify("XX", "Új  Csapat").team_id == "xx-uj-csapat"
    assert identify("XX", "Új  Csapat").name == "Új Csapat"


def test_an_affix_is_ignored_only_where_one_club_remains() -> None:
    assert identify("E", "FC Liverpool").name == "Liverpool"
    # Vitória SC is Guimaraes and Vitória FC is Setubal: nothing tells which is meant
    assert identify("P", "Vitória").team_id == "p-vitoria"


def test_a_name_without_letters_is_refused() -> None:
    for spelling in ("", "  ", "–", "()"):
        with pytest.raises(ValueError, match="not a club's name"):
            identify("E", spelling)


@given(st.sampled_from(COUNTRIES), st.text(min_size=1, max_size=40))
def test_identify_is_idempotent_and_deterministic(country: str, spelling: str) -> None:
    assume(folded(spelling) and "(" not in spelling)
    club = identify(country, spelling)
    assert identify(country, club.name) == club
    assert identify.__wrapped__(country, spelling) == club


def test_every_spelling_of_the_files_identifies_its_club_alone() -> None:
    for country, spelling, club in SPELLINGS:
        assert identify(country, spelling).team_id == club.team_id, spelling
        assert identify(country, spelling.upper()).team_id == club.team_id, spelling
    keys = [(country, folded(spelling)) for country, spelling, _ in SPELLINGS]
    assert len(set(keys)) == len(keys)


def test_clubs_have_unique_ids() -> None:
    assert len({club.team_id for club in all_clubs()}) == len(all_clubs())


def test_a_bare_name_is_never_empty() -> None:
    assert bare_name("FC") == "fc"
    assert bare_name("1. FC Köln") == "koln"


class Row(NamedTuple):
    league: str
    season: str
    day: str
    home: str
    away: str
    score: tuple[int, int] | None


@pytest.fixture(scope="module")
def football_data(real_data: Path) -> list[Row]:
    return [r for f in (real_data / "football-data").glob("*/*.csv") for r in _rows(f)]


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="cp1252", newline="") as file:
        lines = csv.reader(file)
        head = [cell.strip() for cell in next(lines)]
        home = head.index("HomeTeam" if "HomeTeam" in head else "HT")
        away = head.index("AwayTeam" if "AwayTeam" in head else "AT")
        date, goals = head.index("Date"), head.index("FTHG")
        for cells in lines:
            if len(cells) > max(home, away) and cells[home].strip():
                day, month, year = cells[date].split("/")
                iso = (
                    f"{'' if len(year) == 4 else '19' if year > '50' else '20'}{year}-{month}-{day}"
                )
                score = cells[goals : goals + 2]
                known = (int(score[0]), int(score[1])) if all(map(str.isdigit, score)) else None
                yield Row(path.stem, path.parent.name, iso, cells[home], cells[away], known)


def test_no_two_clubs_of_a_division_are_merged(football_data: list[Row]) -> None:
    """Two clubs under one id would meet each other, or play twice on a day."""
    days: set[tuple[str, str, str]] = set()
    for row in football_data:
        for name in (row.home, row.away):
            club = identify(entry(row.league).country, name)
            appearance = (row.league, row.day, club.team_id)
            assert appearance not in days, (row, club)
            days.add(appearance)


def test_every_club_of_football_data_is_in_our_files_under_its_newest_spelling(
    football_data: list[Row],
) -> None:
    known = {club.team_id for club in all_clubs()}
    newest: dict[str, tuple[str, str, str]] = {}
    for row in football_data:
        for name in (row.home, row.away):
            club = identify(entry(row.league).country, name)
            assert club.team_id in known, (row.league, name)
            seen = newest.get(club.team_id, ("", "", ""))
            newest[club.team_id] = max(seen, (row.day, name.strip(), club.name))
    assert {name: preferred for _, name, preferred in newest.values()} == {
        name: name for _, name, _ in newest.values()
    }


def test_both_sources_agree_who_played(football_data: list[Row], real_data: Path) -> None:
    """Same league, day and score: openfootball's clubs are among football-data's of that day."""
    played: dict[tuple[str, str, tuple[int, int]], set[tuple[str, str]]] = defaultdict(set)
    for row in football_data:
        if row.score:
            played[row.league, row.day, row.score].add(_pair(row))
    compared = agreed = 0
    for path in (real_data / "openfootball").glob("*/*.json"):
        for row in _openfootball(path):
            there = row.score and played.get((row.league, row.day, row.score))
            if there:
                compared += 1
                agreed += _pair(row) in there
    assert compared > 50_000
    assert agreed / compared >= 0.999


def _pair(row: Row) -> tuple[str, str]:
    country = entry(row.league).country
    return identify(country, row.home).team_id, identify(country, row.away).team_id


def _openfootball(path: Path) -> Iterator[Row]:
    league, content = by_openfootball(path.stem).id, json.loads(path.read_text("utf-8"))
    rounds = content.get("rounds") or [content]
    for match in (m for r in rounds for m in r["matches"]):
        score = (match.get("score") or {}).get("ft")
        day, teams = match.get("date", ""), (match["team1"], match["team2"])
        yield Row(league, path.parent.name, day, *teams, tuple(score) if score else None)

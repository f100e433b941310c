"""Of a table only the part asked for is told: a place, its head or foot, what it leads to."""

from __future__ import annotations

import pytest

from graph.analyst import Analyst
from graph.analyst.spotting.table_parts import TablePart, table_part
from tests.graph.analyst_talk import Talk
from tests.graph.analyst_tools import world_tools
from tests.graph.analyst_world import clock, spot

ROWS = [{"place": place, "team": f"Club {place}"} for place in range(1, 21)]


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("2nd in LEAGUE", [2]), ("ki a masodik", [2]), ("who is 7th", [7]), ("ki az otodik", [5]),
        ("only top 5", [1, 2, 3, 4, 5]), ("csak az elso ot", [1, 2, 3, 4, 5]),
        ("bottom three", [18, 19, 20]), ("utolso 3", [18, 19, 20]),
        ("who is in the cl places", [1, 2, 3, 4]), ("kik vannak bl helyen", [1, 2, 3, 4]),
        ("relegation zone", [18, 19, 20]), ("kieso hely", [18, 19, 20]),
    ],
)  # fmt: skip
def test_a_part_of_the_table_is_read(words: str, places: list[int]) -> None:
    part = table_part(words)
    assert part is not None
    assert [row["place"] for row in part.of(ROWS, "E0", "2023-24")] == places


@pytest.mark.parametrize(
    "words",
    ["bundesliga table", "tabella", "last 5 games", "az utolso 5 meccs", "second half goals",
     "masodik felido", "2. bundesliga table", "first 10 minutes"],
)  # fmt: skip
def test_what_is_counted_otherwise_is_no_part(words: str) -> None:
    assert table_part(words) is None


def test_a_place_that_leads_nowhere_known_has_no_rows() -> None:
    assert TablePart(reward="promotion").of(ROWS, "E0", "2023-24") == []
    assert TablePart(first=21, last=21).of(ROWS, "E0", "2023-24") == []


@pytest.mark.parametrize(
    ("messages", "told", "untold"),
    [
        (("premier league table", "only top 2"), "1.", "3."),
        (("premier league tabella", "csak az elso 2"), "1.", "3."),
    ],
)
def test_a_part_goes_on_with_the_table_just_told(
    messages: tuple[str, ...], told: str, untold: str
) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    *_, answer = [talk.ask(message) for message in messages]
    assert [name for name, _ in talk.calls] == ["league_table"]
    assert f"\n{told}" in answer
    assert f"\n{untold}" not in answer


@pytest.mark.parametrize(
    ("message", "language"),
    [("who is second in the premier league?", "en"), ("ki a második a Premier League-ben?", "hu")],
)
def test_one_place_is_one_sentence(message: str, language: str) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    answer = talk.ask(message)
    assert len(answer.splitlines()) == 1
    assert ("2nd" if language == "en" else "2.") in answer


@pytest.mark.parametrize("message", ["bejut a bl be?", "will they make the champions league?"])
def test_the_cup_that_places_lead_to_is_asked_of_the_club_spoken_of(message: str) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    talk.ask("Dortmund form")
    talk.ask(message)
    assert talk.calls == [("season_outlook", {"team": "Dortmund"})]


@pytest.mark.parametrize(
    ("messages", "league"),
    [
        (("mennyi a döntetlen aránya a serie aban idén",), "I1"),
        (("bundesliga tabella", "es a gol atlag"), "D1"),
        (("average goals in the bundesliga",), "D1"),
        (("how many goals per game in la liga?",), "SP1"),
    ],
)
def test_rates_of_a_league_are_told_of_all_of_it(messages: tuple[str, ...], league: str) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    *_, answer = [talk.ask(message) for message in messages]
    assert talk.calls == [("league_table", {"league": league})]
    assert len(answer.splitlines()) == 1
    assert "13" in answer
    assert "54" in answer
    assert "+" not in answer


def test_goals_a_match_of_one_club_are_its_own() -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    talk.ask("average goals of Arsenal in the Premier League")
    assert [name for name, _ in talk.calls] == ["team_report"]

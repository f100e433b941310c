"""What is asked of a club's report or a table is told, and no more than that."""

from __future__ import annotations

import pytest

from graph.analyst import Analyst
from graph.analyst.calls import Found
from graph.analyst.writing.clubs import tell_last
from graph.wording.phrasebook import Phrasebook
from tests.graph.analyst_talk import Talk
from tests.graph.analyst_tools import world_tools
from tests.graph.analyst_world import clock, spot


def told(text: str) -> str:
    return Talk(Analyst(spot=spot, clock=clock), world_tools()).ask(text)


@pytest.mark.parametrize(
    ("text", "rows"),
    [("last 2 for arsenal", 2), ("arsenal last three results", 3),
     ("az Arsenal utolsó 2 meccse", 2),
     ("Arsenal legutóbbi három meccs", 3)],
)  # fmt: skip
def test_so_many_of_the_latest_results_are_listed(text: str, rows: int) -> None:
    lines = told(text).splitlines()
    assert sum(line.startswith("- ") for line in lines) == rows
    assert "WWWWLW" not in told(text)


def test_more_than_are_known_are_not_passed_over_in_silence() -> None:
    assert told("last 20 for arsenal").endswith("I list no more than these.")
    assert "no more" not in told("last 2 for arsenal")


def test_a_club_without_a_season_is_not_said_never_to_have_won() -> None:
    found = Found(found=True, data={"team": "Arsenal"})
    assert "not won" not in tell_last(found, Phrasebook("en"), "last_win")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("when did arsenal last win", "Last win: "),
        ("when was the last time arsenal won", "Last win: "),
        ("mikor nyert utoljára az Arsenal", "Legutóbbi győzelme: "),
        ("Mikor győzött legutóbb az Arsenal?", "Legutóbbi győzelme: "),
        ("when did arsenal last lose", "Arsenal have not lost a match this season."),
        ("mikor kapott ki utoljára az Arsenal?", "Az Arsenal az idényben még nem kapott ki."),
    ],
)
def test_the_latest_match_of_a_kind_is_told(text: str, said: str) -> None:
    assert told(text).startswith(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("who's bottom of the premier league", " are bottom: "),
        ("ki az utolsó a premier league-ben?", "Az utolsó "),
        ("who leads the premier league", " are top: "),
        ("ki vezeti a Premier League-et?", "Az élen "),
    ],
)
def test_a_table_begins_with_what_is_asked_of_it(text: str, said: str) -> None:
    assert said in told(text).splitlines()[0]


def test_a_table_alone_is_only_that() -> None:
    assert told("premier league table").startswith("Premier League 2023-24:")

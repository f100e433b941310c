"""“My team” and “we” are the club that the user has named as a favourite."""

from __future__ import annotations

import datetime as dt

import pytest

from graph.analyst import Analyst
from graph.analyst.message import read
from graph.analyst.spotting.my_club import MINE
from graph.wording import Language
from tests.graph.analyst_talk import Talk
from tests.graph.analyst_tools import world_tools
from tests.graph.analyst_world import clock, spot

NEXT = {"team": "Arsenal", "date_from": "2024-05-10", "status": "scheduled", "limit": 1}


@pytest.mark.parametrize(
    ("text", "tool", "arguments"),
    [
        ("when does my team play next", "find_matches", NEXT),
        ("how are we doing", "team_report", {"team": "Arsenal"}),
        ("do we win on sunday?", "predict_match",
         {"home_team": "Man United", "away_team": "Arsenal", "date": "2024-05-12"}),
        ("will we beat chelsea?", "predict_match",
         {"home_team": "Arsenal", "away_team": "Chelsea"}),
        ("our next match?", "find_matches", NEXT),
        ("how many goals have we scored", "team_report", {"team": "Arsenal"}),
        ("mikor játszik a csapatom?", "find_matches", NEXT),
        ("nyerünk vasárnap?", "predict_match",
         {"home_team": "Man United", "away_team": "Arsenal", "date": "2024-05-12"}),
        ("megverjük a Chelsea-t?", "predict_match",
         {"home_team": "Arsenal", "away_team": "Chelsea"}),
        ("hogy állunk?", "team_report", {"team": "Arsenal"}),
        ("bajnokok leszünk?", "season_outlook", {"team": "Arsenal"}),
    ],
)  # fmt: skip
def test_my_team_is_the_favourite(text: str, tool: str, arguments: dict[str, object]) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    answer = talk.ask(text)
    assert talk.calls[0] == ("get_preferences", {})
    assert talk.calls[-1] == (tool, arguments)
    assert MINE not in answer


@pytest.mark.parametrize(
    ("text", "said"), [("do we win on sunday?", "Which club is yours?"),
                       ("nyerünk vasárnap?", "Melyik a te csapatod?")],
)  # fmt: skip
def test_without_a_favourite_it_asks(text: str, said: str) -> None:
    others = [tool for tool in world_tools() if tool.name != "get_preferences"]
    talk = Talk(Analyst(spot=spot, clock=clock), others)
    assert talk.ask(text).startswith(said)


def test_a_club_that_would_meet_itself_is_asked_about() -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    assert talk.ask("will we beat arsenal?").startswith("Which club is yours?")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Roma is my team", "en"),
        ("who is my team?", "en"),
        ("Arsenal till I die, Arsenal is my team", "en"),
        ("what do we know about Inter", "en"),
        ("what have we got in spain tomorrow", "en"),
        ("how many goals we gonna see between bayern and wolfsburg", "en"),
        ("a kedvenc csapatom az Arsenal", "hu"),
        ("az Inter a csapatom", "hu"),
        ("nyertünk? mármint a Fradi a legutóbbi meccsén", "hu"),
        ("ki a csapatom?", "hu"),
        ("hol vagyunk, milyen meccsek vannak ma", "hu"),
    ],
)
def test_what_names_the_club_or_none_is_left(text: str, language: Language) -> None:
    reading = read(text, today=dt.date(2024, 5, 10), language=language, spot=spot)
    assert MINE not in [club.name for club in reading.clubs]
    assert reading.text == text


@pytest.mark.parametrize(
    ("messages", "what"),
    [
        (["note that Liverpool are tired", "delete that"], "delete that"),
        (["jegyezd fel: a City fáradt", "töröld ezt"], "töröld ezt"),
        (["show my notes", "forget it"], "forget it"),
    ],
)
def test_delete_that_is_a_note_just_made_or_shown(messages: list[str], what: str) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    for message in messages:
        talk.ask(message)
    assert talk.calls == [("forget", {"what": what})]


def test_save_this_is_no_part_of_the_note() -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    talk.ask("save this: Chelsea always struggle at Fulham")
    assert talk.calls[0][1]["text"] == "Chelsea always struggle at Fulham"

"""What points back at the answer before: its next match, one venue, its best price, its league."""

from __future__ import annotations

from typing import Any

import pytest

from graph.analyst import Analyst
from tests.graph.analyst_talk import Talk
from tests.graph.analyst_tools import world_tools
from tests.graph.analyst_world import clock, spot


@pytest.mark.parametrize(
    ("messages", "tool", "arguments"),
    [
        (["when do brighton play next", "and the one after"], "find_matches",
         {"team": "Brighton", "limit": 5}),
        (["a brighton következő meccse", "és az azutáni?"], "find_matches",
         {"team": "Brighton", "limit": 5}),
        (["how are brighton doing", "remaining games?"], "find_matches",
         {"team": "Brighton", "status": "scheduled"}),
        (["arsenal last 5", "home only"], "team_report", {"team": "Arsenal", "venue": "home"}),
        (["milyen formában van az Arsenal", "csak idegenben"], "team_report",
         {"team": "Arsenal", "venue": "away"}),
        (["is arsenal top", "can liverpool still win it"], "season_outlook",
         {"team": "Liverpool"}),
        (["what matches are on this weekend", "only the german ones"], "find_matches",
         {"league": "D1", "date_from": "2024-05-11"}),
        (["ma milyen meccsek vannak", "csak a német"], "find_matches",
         {"league": "D1", "date_from": "2024-05-10"}),
        (["Inter–Milan 2.3 3.4 3.1", "which one's value?"], "compare_odds",
         {"home_odds": 2.3, "away_odds": 3.1}),
    ],
)  # fmt: skip
def test_it_points_back(messages: list[str], tool: str, arguments: dict[str, Any]) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    for message in messages:
        talk.ask(message)
    name, made = talk.calls[-1]
    assert name == tool
    assert arguments.items() <= made.items()


def test_a_club_that_is_named_starts_anew() -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    talk.ask("arsenal last 5")
    talk.ask("can liverpool win tomorrow")
    assert talk.calls[0][0] == "find_matches"
    assert talk.calls[-1][0] == "predict_match"


@pytest.mark.parametrize(
    ("messages", "said"),
    [
        (["btts arsenal chelsea", "and what about liverpool everton"], "both teams score"),
        (["arsenal chelsea gg?", "és a liverpool everton"], "mindkét csapat szerez gólt"),
        (["over 2.5 arsenal chelsea", "what about liverpool everton?"], "over 2.5 goals"),
        (["arsenal chelsea döntetlen?", "és a liverpool everton?"], "a döntetlen esélye"),
    ],
)  # fmt: skip
def test_another_match_is_asked_for_the_same_outcome(messages: list[str], said: str) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    told = [talk.ask(message) for message in messages]
    assert said in told[-1].splitlines()[0]


def test_who_wins_the_other_match_is_a_question_of_its_own() -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    talk.ask("btts arsenal chelsea")
    assert "both teams score" not in talk.ask("and who wins liverpool everton?")

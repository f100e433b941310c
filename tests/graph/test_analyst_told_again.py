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

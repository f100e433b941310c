"""Clubs that do not meet, set beside each other by their own matches."""

from __future__ import annotations

import pytest

from graph.analyst import Analyst
from tests.graph.analyst_talk import Talk
from tests.graph.analyst_tools import world_tools
from tests.graph.analyst_world import clock, spot


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "who is more likely to win this weekend, Arsenal or Man City?",
            ("Each club in its own match", "Man United – Arsenal", "Fulham – Man City"),
        ),
        (
            "which of Chelsea and Bayern has the better chance of winning on saturday?",
            ("Chelsea – Liverpool", "I know of no such match of Bayern Munich"),
        ),
        (
            "az Inter vagy a Bayern a biztosabb vasárnap?",
            ("saját meccsén", "Inter – Milan", "Bayern Munich – Wolfsburg"),
        ),
        (
            "melyik nyer nagyobb eséllyel, a Fradi vagy a Puskás?",
            ("Ferencváros – Újpest", "Nem tudok ilyen meccsről: Puskás Akadémia"),
        ),
    ],
)
def test_each_club_is_told_by_its_own_match(text: str, says: tuple[str, ...]) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    answer = talk.ask(text)
    assert talk.calls[-1][0] == "rank_matches"
    assert all(words in answer for words in says), answer


@pytest.mark.parametrize(
    "text",
    [
        "who is more likely to win on Sunday, Man United or Arsenal?",
        "ki nyer nagyobb eséllyel vasárnap, a Fradi vagy az Újpest?",
    ],
)
def test_two_that_meet_are_told_by_their_match(text: str) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    talk.ask(text)
    assert talk.calls[-1][0] == "predict_match"


@pytest.mark.parametrize(
    ("text", "tool"),
    [
        ("who wins, Arsenal or Chelsea", "predict_match"),
        ("Arsenal v Man United: who is more likely to win", "predict_match"),
        ("who is more likely to win the league, Arsenal or City", "season_outlook"),
        ("ki az esélyesebb, a Fradi vagy az Újpest", "predict_match"),
    ],
)
def test_one_match_and_a_season_are_other_questions(text: str, tool: str) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    talk.ask(text)
    assert {name for name, _ in talk.calls} == {tool}

"""One figure of a club's season: asked alone, of clubs side by side, and in what follows."""

from __future__ import annotations

import pytest

from graph.analyst import Analyst
from graph.analyst.spotting.club_figures import asked_figure
from graph.wording.folding import fold
from tests.graph.analyst_talk import Talk
from tests.graph.analyst_tools import world_tools
from tests.graph.analyst_world import clock, spot
from tests.graph.test_with_the_analyst import asked


def talk() -> Talk:
    """Return a conversation with the analyst."""
    return Talk(Analyst(spot=spot, clock=clock), world_tools())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("How many points do Arsenal have?", "Arsenal: **83** points this season"),
        ("hány pontja van az Arsenalnak", "Arsenal: **83** pont az idényben"),
        ("how many goals have arsenal conceded", "**28** goals conceded this season"),
        ("hány gólt kapott az Arsenal", "**28** kapott gól az idényben"),
        ("what's arsenal's goal difference", "goal difference **+60**"),
        ("how many times have Arsenal lost at home", "**2** defeats at home this season, in 18"),
        ("hányszor nyert az Arsenal idegenben", "**12** győzelem idegenben az idényben"),
        ("how many clean sheets have arsenal kept", "**15** matches of 36 (41.7% of the matches)"),
        ("what % of arsenal games go over 2.5", "over 2.5 this season in **22** matches of 36"),
        ("milyen gyakran van 2,5 gól felett az Arsenal meccsein", "2,5 fölött az idényben"),
        ("goals per game for arsenal", "**2.4** goals scored a match"),
        ("how far are arsenal behind the leaders", "**3** points behind Man City"),
    ],
)
async def test_the_figure_that_is_asked_for_comes_first(text: str, told: str) -> None:
    state = await asked(text)
    assert told in state["shown"].splitlines()[0]
    assert state["grounded"]


@pytest.mark.parametrize(
    ("text", "clubs", "told"),
    [
        ("who has conceded fewer goals, arsenal or chelsea", 2, "They are level."),
        ("who scored more goals this season arsenal or liverpool", 2, "They are level."),
        ("kinek van több pontja, az Arsenalnak vagy a Chelsea-nek?", 2, "Egyformán állnak."),
        ("arsenal chelsea liverpool who has the most points", 3, "They are level."),
    ],
)
def test_clubs_are_set_side_by_side(text: str, clubs: int, told: str) -> None:
    conversation = talk()
    answer = conversation.ask(text)
    assert [name for name, _ in conversation.calls] == ["team_report"] * clubs
    assert answer.startswith(told)
    assert answer.count("this season" if told.startswith("They") else "az idényben") == clubs


@pytest.mark.parametrize(
    ("messages", "team", "told"),
    [
        (["how many goals have arsenal scored", "and chelsea?"], "Chelsea", "goals scored"),
        (["how many goals have arsenal scored", "and conceded?"], "Arsenal", "goals conceded"),
        (["hány gólt lőtt az arsenal", "és a chelsea?"], "Chelsea", "lőtt gól"),
        (["arsenal points", "and last season?"], "Arsenal", "points"),
        (["hány pontja van az Arsenalnak", "és tavaly mennyi volt?"], "Arsenal", "pont"),
        (["hány gólt lőtt az arsenal", "és mennyit kaptak"], "Arsenal", "kapott gól"),
    ],
)
def test_a_figure_goes_on(messages: list[str], team: str, told: str) -> None:
    conversation = talk()
    for message in messages:
        answer = conversation.ask(message)
    assert [call["team"] for _, call in conversation.calls] == [team]
    assert told in answer.splitlines()[0]


@pytest.mark.parametrize(
    "messages",
    [["how are arsenal doing", "compare with chelsea"],
     ["hogy áll az Arsenal?", "hasonlítsd össze a Chelsea-vel"],
     ["how many points do arsenal have", "or chelsea?"]],
)  # fmt: skip
def test_a_club_is_compared_with_another(messages: list[str]) -> None:
    conversation = talk()
    for message in messages:
        conversation.ask(message)
    assert [call["team"] for _, call in conversation.calls] == ["Arsenal", "Chelsea"]


def test_a_past_season_is_told_as_past() -> None:
    conversation = talk()
    conversation.ask("how many points did arsenal get last season")
    assert conversation.calls == [("team_report", {"team": "Arsenal", "season": "2022-23"})]


@pytest.mark.parametrize(
    "text",
    [
        "how many goals will arsenal score",
        "how many goals are expected at arsenal",
        "who scores more, arsenal or chelsea",
        "how many points will arsenal end with",
        "hány ponttal végez az Arsenal",
        "kinek van több esélye, az Arsenalnak vagy a Chelsea-nek",
        "over 2.5 goals arsenal chelsea",
        "how many wins in a row do arsenal have",
        "ki nyert többször egymás ellen, az Arsenal vagy a Chelsea",
    ],
)
def test_what_is_to_come_and_runs_are_no_figures(text: str) -> None:
    clubs = fold(text).count("arsenal") + fold(text).count("chelsea")
    marks = ["over_2_5"] if "2.5" in text else []
    assert asked_figure(fold(text), clubs=clubs, selections=marks) is None


@pytest.mark.parametrize(
    ("text", "bet"),
    [
        ("chance that arsenal don't win at man united", "Arsenal not to win"),
        ("mi az esélye hogy az Arsenal nem nyer a Man United ellen", "Arsenal not to win"),
        ("will arsenal fail to win at man utd on sunday", "Arsenal not to win"),
    ],
)
def test_not_to_win_is_a_bet_of_its_own(text: str, bet: str) -> None:
    conversation = talk()
    conversation.ask(text)
    assert conversation.calls[0][1]["bet"] == bet

"""What people ask of the mentor beside a match: to watch it, how it scores, a slip in passing."""

from __future__ import annotations

from typing import Any

import pytest

from graph.analyst import Analyst
from tests.graph.analyst_talk import Talk
from tests.graph.analyst_tools import world_tools
from tests.graph.analyst_world import clock, spot


def asked(text: str) -> tuple[str, list[tuple[str, dict[str, Any]]]]:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    return talk.ask(text), talk.calls


@pytest.mark.parametrize(
    "text",
    [
        "can you alert me when Arsenal's odds move",
        "let me know if the price on Chelsea drops",
        "watch the Chelsea Liverpool match for me",
        "tell me when the odds on Arsenal change",
        "szólj, ha mozog az Arsenal oddsa",
        "figyeld nekem a Chelsea Liverpoolt",
        "ha változik az odds, jelezz",
    ],
)
def test_who_wants_something_watched_hears_of_the_agents(text: str) -> None:
    answer, calls = asked(text)
    assert "tippmix agents create" in answer
    assert not calls


@pytest.mark.parametrize("text", ["tell me if Arsenal will win", "mondd meg, nyer-e az Arsenal"])
def test_who_wants_to_be_told_is_told(text: str) -> None:
    assert "predict_match" in [name for name, _ in asked(text)[1]]


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("what is Brier score?", "**Brier score"),
        ("what is log loss", "**Brier score"),
        ("explain calibration to me", "**Calibration**"),
        ("mi az a Brier pontszám", "**Brier-pontszám"),
        ("mi az a kalibráció?", "**Kalibráció**"),
    ],
)
def test_the_scores_of_forecasts_are_explained(text: str, begins: str) -> None:
    assert asked(text)[0].startswith(begins)


@pytest.mark.parametrize(
    ("text", "tool", "wanted"),
    [
        ("Liverpool to win and Spurs to win, both", "price_slip",
         {"legs": "Liverpool: Liverpool; Tottenham: Tottenham"}),
        ("Arsenal nyer és a Tottenham nyer, mennyi együtt?", "price_slip",
         {"legs": "Arsenal: Arsenal; Tottenham: Tottenham"}),
        ("what's the safest double on Saturday", "compose_slip", {"legs": 2}),
        ("10 ezres tripla a City Spurs Arsenalra mennyit fizet", "price_slip", {"stake": 10_000}),
    ],
)  # fmt: skip
def test_a_slip_is_heard_in_these_words(text: str, tool: str, wanted: dict[str, Any]) -> None:
    ((name, arguments),) = asked(text)[1]
    assert name == tool
    assert {key: arguments.get(key) for key in wanted} == wanted


def test_a_title_and_a_win_are_no_slip() -> None:
    names = {name for name, _ in asked("will Arsenal win and Man City win the league")[1]}
    assert names == {"season_outlook"}


@pytest.mark.parametrize("text", ["Palace +0.5", "palace +0.5"])
def test_a_line_shows_that_the_word_before_it_is_a_club(text: str) -> None:
    assert asked(text)[1][0][1]["team"] == "Crystal Palace"

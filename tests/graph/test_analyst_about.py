"""What is asked of the mentor itself, praise and insults: answered without any tool."""

from __future__ import annotations

import pytest

from graph.analyst import Analyst
from graph.wording.phrasebook import texts_of
from tests.graph.analyst_talk import Talk
from tests.graph.analyst_tools import world_tools
from tests.graph.analyst_world import clock, spot


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("are you a real person?", "human"), ("te egy ember vagy?", "human"),
        ("where does your data come from", "data"), ("honnan vannak az adataid", "data"),
        ("is this free?", "price"), ("ingyenes vagy?", "price"),
        ("do you use xg?", "xg"), ("xg-t használsz?", "xg"),
        ("my mate says bayern fix games", "rigged"), ("a szomszéd szerint csal a juve", "rigged"),
        ("celtic cheated again", "rigged"), ("szerinted bundáznak az olaszok", "rigged"),
        ("why can't you just tell me who wins for sure", "certain"),
        ("miert nem mondod meg ki nyer tutira", "certain"),
        ("how old do i have to be to bet", "age"), ("hány éves kortól lehet fogadni", "age"),
    ],
)  # fmt: skip
def test_the_mentor_tells_what_it_is(text: str, topic: str) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    told = {texts_of("en")["talk"][f"about_{topic}"], texts_of("hu")["talk"][f"about_{topic}"]}
    assert talk.ask(text) in told
    assert not talk.calls


@pytest.mark.parametrize(
    "text",
    ["ur useless", "béna vagy", "cheers, ur a legend", "legenda vagy", "who won the world cup 2022",
     "when does saka come back", "mbappe hova igazol", "ki nyeri az eb-t", "euro 2024 winner"],
)  # fmt: skip
def test_what_is_no_question_of_ours_looks_nothing_up(text: str) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    talk.ask(text)
    assert {name for name, _ in talk.calls} <= {"find_matches"}  # an example that works
    assert all(arguments.get("limit") == 1 for _, arguments in talk.calls)

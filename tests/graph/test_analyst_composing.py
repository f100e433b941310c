"""Slips made up to conditions: what limits are read, and how the answer tells of them."""

from __future__ import annotations

import pytest

from graph.analyst import Analyst
from graph.analyst.intents import Intent
from graph.analyst.message import read
from graph.analyst.spotting.odds_wanted import spot_limits
from graph.analyst.told import legs_told
from graph.wording import Language
from graph.wording.folding import fold
from tests.graph.analyst_talk import Talk
from tests.graph.analyst_tools import world_tools
from tests.graph.analyst_world import TODAY, clock, spot

Ends = tuple[float | None, float | None]


@pytest.mark.parametrize(
    ("text", "ends", "scope"),
    [
        ("nothing under 1.5", (1.5, None), "each"),
        ("no odds below 1.3", (1.3, None), "each"),
        ("each at 1.5 or more", (1.5, None), "each"),
        ("none longer than 1.6", (None, 1.6), "each"),
        ("every leg between 1.4 and 1.8", (1.4, 1.8), "each"),
        ("total odds of at least 6", (6, None), "whole"),
        ("around 10/1", (11, 11), "whole"),
        ("about 1.6", (1.6, 1.6), "each"),
        ("paying roughly evens", (2, 2), "whole"),
        ("mindegyik 1,5 felett", (1.5, None), "each"),
        ("egyik se legyen 1,4 alatt", (1.4, None), "each"),
        ("1,4-nél rövidebb ne legyen benne", (1.4, None), "each"),
        ("legfeljebb 1,6-os oddsokkal", (None, 1.6), "each"),
        ("összesen 8-as odds körül", (8, 8), "whole"),
        ("tízszeres pénz", (10, 10), "whole"),
        ("4,5 és 6 között", (4.5, 6), "whole"),
    ],
)
def test_limits_and_what_they_are_on(text: str, ends: Ends, scope: str) -> None:
    (limit,) = spot_limits(fold(text), legs=3)
    assert ((limit.low, limit.high), limit.scope) == (ends, scope)


@pytest.mark.parametrize("text", ["over 2.5 goals", "2,5 gól felett", "at least 60%", "an acca"])
def test_goals_and_shares_are_no_odds(text: str) -> None:
    assert spot_limits(fold(text), legs=3) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("what is an accumulator", "en"),
        ("my treble lost yesterday", "en"),
        ("acca: Arsenal and Bayern", "en"),
        ("double on Arsenal and Chelsea at 3.2", "en"),
        ("can Leverkusen do the double", "en"),
        ("what is a double chance", "en"),
        ("mi az a kombi", "hu"),
        ("nyert a kombim tegnap", "hu"),
        ("hármas szorzó a döntetlenre az Arsenal Everton meccsen", "hu"),
        ("dupla esély a Chelsea-re", "hu"),
    ],
)
def test_no_slip_is_made_up_of_other_questions(text: str, language: Language) -> None:
    reading = read(text, today=TODAY, language=language, spot=spot)
    assert reading.conditions is None
    assert Intent.COMPOSE not in reading.intents


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "3 picks near 5.0",
            ("11 matches (3 legs, between 4.50 and 5.50 together)", "Each leg may fail"),
        ),
        ("4 fold nothing under 1.5", ("(4 legs, each at 1.50 or more)", "Each leg may fail")),
        ("one bet at 3.0 or more", ("One pick from 11 matches, at 3.00 or more", "It may fail")),
        ("a 5 fold from the bundesliga", ("Only 2 of 2 matches", "5 are wanted")),
        ("egy 3-as kötést kérek minimum 1,7-es oddsokkal", ("3 tipp, mindegyik legalább 1,70",)),
        ("adj egy kettest, ami kb. 4-et fizet", ("együtt 3,60 és 4,40 között", "elbukhat")),
    ],
)
def test_the_answer_says_what_was_asked_and_that_it_may_fail(
    text: str, says: tuple[str, ...]
) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    answer = talk.ask(text)
    assert [name for name, _ in talk.calls] == ["compose_slip"]
    assert all(words in answer for words in says), answer


def test_another_question_leaves_the_slip_alone() -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    talk.ask("a treble for saturday")
    talk.ask("who wins Chelsea Liverpool?")
    assert talk.calls[0][0] == "predict_match"


@pytest.mark.parametrize(
    ("asked", "more"),
    [("make me a treble", "add Bayern to win"), ("csinálj egy hármast", "meg a Bayern is")],
)
def test_what_is_put_on_a_slip_made_up_comes_beside_its_legs(asked: str, more: str) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    made = talk.ask(asked)
    told = [leg.bet for leg in legs_told(made)]
    talk.ask(more)
    ((tool, given),) = talk.calls
    legs = given["legs"].split("; ")
    assert tool == "price_slip"
    assert [leg.partition(": ")[2] for leg in legs[:-1]] == told
    assert legs[-1] == "Bayern Munich: Bayern Munich"

"""Bets that no score tells of are said to be none of ours; sides and pairs are priced as such."""

from __future__ import annotations

import pytest

from graph.analyst import Analyst
from graph.analyst.deciding import wanted
from graph.analyst.follow_ups.conversation import in_context
from graph.analyst.intents import Intent
from graph.analyst.message import read
from graph.analyst.reading import Reading
from graph.analyst.slips.legs import legs_said
from graph.wording import Language
from tests.graph.analyst_talk import Talk
from tests.graph.analyst_tools import world_tools
from tests.graph.analyst_world import TODAY, clock, spot


def said(text: str, language: Language = "en") -> Reading:
    return in_context([read(text, today=TODAY, language=language, spot=spot)])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Arsenal to win both halves 3.0", "en"),
        ("first goal Arsenal at 1.6", "en"),
        ("Arsenal to qualify 1.5", "en"),
        ("over 9.5 corners in Inter v Milan at 1.8", "en"),
        ("lucky 15 Arsenal 1.6 Bayern 1.4 Inter 1.5 Milan 1.7", "en"),
        ("szögletek 9,5 felett 1,8 Inter Milan", "hu"),
        ("Chelsea továbbjut 1,5", "hu"),
    ],
)
def test_a_price_on_what_no_score_tells_is_not_valued(text: str, language: Language) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock, language=language), world_tools())
    answer = talk.ask(text)
    assert talk.calls == []
    assert "I do not price that bet" in answer or "Ezt a fogadást nem tudom árazni" in answer


@pytest.mark.parametrize(
    "text",
    ["who wins Arsenal v Chelsea and who scores first?", "is a 1-1 on the cards in Inter v Milan?"],
)
def test_the_chances_beside_it_are_told(text: str) -> None:
    assert Intent.CHANCES in wanted(said(text))


@pytest.mark.parametrize(
    ("text", "language", "legs"),
    [
        ("double chance Arsenal 1.3", "en", "Arsenal: Arsenal or draw @1.3"),
        ("home or draw 1.3 Arsenal Chelsea", "en", "Arsenal v Chelsea: 1X @1.3"),
        ("Chelsea or Liverpool to win 1.3", "en", "Chelsea v Liverpool: 12 @1.3"),
        ("vendég vagy döntetlen Inter Milan 1,5", "hu", "Inter v Milan: X2 @1.5"),
        ("Bayern -1.5 2.1 Wolfsburg", "en", "Bayern Munich v Wolfsburg: Bayern Munich -1.5 @2.1"),
    ],
)
def test_two_of_three_results_are_one_bet(text: str, language: Language, legs: str) -> None:
    assert legs_said(said(text, language)) == legs


def test_an_evening_hour_is_no_price() -> None:
    assert said("Bayern 20.30 Wolfsburg").prices == ()
    (price,) = said("Arsenal Chelsea, Sunday 16.30, 2.10 on Arsenal").prices
    assert price.value == 2.1

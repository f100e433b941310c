"""Outcomes asked about as one bet, goals of a half, no goals; and prices too good to be true."""

from __future__ import annotations

from typing import Any

import pytest

from graph.analyst import Analyst
from graph.analyst.calls import Found
from graph.analyst.deciding import wanted
from graph.analyst.follow_ups.conversation import in_context
from graph.analyst.intents import Intent
from graph.analyst.message import read
from graph.analyst.picks import focus
from graph.analyst.reading import Reading
from graph.analyst.slips.bets import bet_said
from graph.analyst.slips.legs import legs_said
from graph.analyst.writing.value import tell_verdict
from graph.wording import Language
from graph.wording.phrasebook import Phrasebook
from tests.graph.analyst_talk import Talk
from tests.graph.analyst_tools import world_tools
from tests.graph.analyst_world import TODAY, clock, spot


def said(*messages: str, language: Language = "en") -> Reading:
    return in_context([read(text, today=TODAY, language=language, spot=spot) for text in messages])


@pytest.mark.parametrize(
    ("messages", "language", "legs"),
    [
        (("Chelsea win and over 2.5 v Liverpool",), "en",
         "Chelsea v Liverpool: Chelsea; Chelsea v Liverpool: over 2.5"),
        (("Celtic win n btts",), "en", "Celtic: Celtic; Celtic: btts_yes"),
        (("btts and over 2.5 in Chelsea Liverpool",), "en",
         "Chelsea v Liverpool: btts_yes; Chelsea v Liverpool: over 2.5"),
        (("what's the chance of Arsenal winning and both teams scoring",), "en",
         "Arsenal: Arsenal; Arsenal: btts_yes"),
        (("Arsenal win and over 2.5", "same but btts as well"), "en",
         "Arsenal: Arsenal; Arsenal: over 2.5; Arsenal: btts_yes"),
        (("az Inter nyer és gg",), "hu", "Inter: Inter; Inter: btts_yes"),
        (("Arsenal győz és 2,5 felett", "és gg is"), "hu",
         "Arsenal: Arsenal; Arsenal: over 2.5; Arsenal: btts_yes"),
    ],
)  # fmt: skip
def test_outcomes_joined_by_an_and_are_one_bet(
    messages: tuple[str, ...], language: Language, legs: str
) -> None:
    reading = said(*messages, language=language)
    assert wanted(reading) == (Intent.SLIP,)
    assert legs_said(reading) == legs


@pytest.mark.parametrize(
    "text",
    [
        "Arsenal's chance on Sunday, and over 2.5?",
        "home, draw and away in Newcastle v Brighton?",
        "Arsenal and Bayern over 2.5",
        "who wins Chelsea v Liverpool, and is it over 2.5?",
    ],
)
def test_what_is_asked_one_by_one_stays_so(text: str) -> None:
    assert Intent.SLIP not in wanted(said(text))


@pytest.mark.parametrize(
    ("text", "language", "bet"),
    [
        ("first half over 1.5 Bayern", "en", "first half over 1.5"),
        ("Bayern second half under 0.5", "en", "second half under 0.5"),
        ("2nd half goals in Chelsea Liverpool?", "en", "second half goals"),
        ("will there be a goal before half time in Dortmund v Stuttgart", "en",
         "first half over 0.5"),
        ("a goalless first half in Newcastle Brighton?", "en", "first half under 0.5"),
        ("Bayern Wolfsburg első félidő 0,5 felett", "hu", "first half over 0.5"),
        ("Chelsea Liverpool második félidő?", "hu", "second half goals"),
    ],
)  # fmt: skip
def test_a_line_of_a_half_is_no_line_of_the_match(text: str, language: Language, bet: str) -> None:
    reading = said(text, language=language)
    asked = focus(reading)
    assert asked is not None
    assert bet_said(asked.selection, reading) == bet


@pytest.mark.parametrize(
    "text", ["half time Bayern 1.9", "first half over 1.5 Bayern Wolfsburg at 2.4, worth it?"]
)
def test_a_price_on_a_half_is_not_taken_for_one_on_the_match(text: str) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    assert wanted(said(text)) == (Intent.CHANCES,)
    assert "I value no prices on this" in talk.ask("half time Bayern 1.9")


@pytest.mark.parametrize(
    ("text", "language", "score"),
    [
        ("Chelsea Liverpool goalless?", "en", "0-0"),
        ("Chelsea Liverpool no goals", "en", "0-0"),
        ("Chelsea Liverpool nil-nil", "en", "0-0"),
        ("Chelsea Liverpool gól nélküli döntetlen", "hu", "0-0"),
        ("kapott gól nélküli Bayern győzelem", "hu", None),
        ("a goalless first half in Newcastle Brighton?", "en", None),
    ],
)
def test_no_goals_is_a_score(text: str, language: Language, score: str | None) -> None:
    reading = said(text, language=language)
    assert (reading.score.score if reading.score else None) == score
    assert "draw" not in reading.selections


@pytest.mark.parametrize(
    "text", ["is 2-1 to Arsenal v Chelsea at 9.0 value", "Arsenal Chelsea 2-1 9.0"]
)
def test_a_price_beside_a_score_is_on_the_score(text: str) -> None:
    assert legs_said(said(text)) == "Arsenal v Chelsea: 2-1 @9"


def _judged(profit: float) -> Found:
    facts: list[dict[str, Any]] = [
        {"market": market, "outcome": "home", "value": value, "unit": unit, "subject": "match"}
        for market, value, unit in (
            ("price", 4.0, "odds"),
            ("our_price", 1.5, "odds"),
            ("expected_value", profit, "share"),
        )
    ]
    data = {"home": "Milan", "away": "Roma", "verdict": {"home": "value"}}
    return Found(found=True, facts=facts, data=data)


@pytest.mark.parametrize(
    ("profit", "language", "doubted"),
    [(1.7, "en", True), (1.7, "hu", True), (0.2, "en", False), (0.2, "hu", False)],
)
def test_a_price_too_good_to_be_true_is_doubted(
    profit: float, language: Language, doubted: bool
) -> None:
    told = tell_verdict(_judged(profit), "home", Phrasebook(language))
    assert ("mistyped" in told or "elírás" in told) is doubted
    assert ("Worth a look" in told or "Érdemes" in told) is not doubted

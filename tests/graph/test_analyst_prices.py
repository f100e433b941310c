"""What is a price in a message and what only looks like one: clock times, parts, whole numbers."""

from __future__ import annotations

import pytest

from graph.analyst import Analyst
from graph.analyst.deciding import wanted
from graph.analyst.intents import Intent
from graph.analyst.message import read
from graph.analyst.offers import offers
from graph.analyst.reading import Reading
from graph.analyst.slips.money import capital_said
from graph.analyst.slips.systems import system_said
from graph.wording import Language
from tests.graph.analyst_talk import Talk
from tests.graph.analyst_tools import world_tools
from tests.graph.analyst_world import TODAY, clock, spot


def _read(text: str, language: Language = "en") -> Reading:
    return read(text, today=TODAY, language=language, spot=spot)


def _prices(text: str, language: Language = "en") -> list[float]:
    return [price.value for price in _read(text, language).prices]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Bayern at Dortmund sat 5.30", "en"),
        ("Inter v Milan tonight at 8.45", "en"),
        ("Arsenal v Chelsea sunday 4.30 kick off, who wins?", "en"),
        ("Arsenal v Chelsea, kick-off 12.35 on Sunday", "en"),
        ("Inter Milan vasárnap 20.45", "hu"),
        ("Inter Milan vasárnap 17.30-kor", "hu"),
        ("Chelsea–Liverpool szombat 18.05 kezdés", "hu"),
    ],
)
def test_a_kick_off_is_no_price(text: str, language: Language) -> None:
    assert _prices(text, language) == []
    assert Intent.VALUE not in wanted(_read(text, language))


@pytest.mark.parametrize(
    ("text", "language", "prices"),
    [
        ("Arsenal sunday 1.85", "en", [1.85]),
        ("is 2.30 on Arsenal on Sunday worth it?", "en", [2.3]),
        ("Arsenal Sunday 2.00, any value?", "en", [2.0]),
        ("Arsenal v Chelsea Sunday 2.00 3.50 3.45", "en", [2.0, 3.5, 3.45]),
        ("Arsenal v Chelsea Sunday 3.30 on the draw", "en", [3.3]),
        ("Inter Milan szombaton 2,30", "hu", [2.3]),
        ("vasárnap 2.30-as szorzó az Arsenalra", "hu", [2.3]),
    ],
)
def test_a_price_may_stand_behind_a_day(text: str, language: Language, prices: list[float]) -> None:
    assert _prices(text, language) == prices


@pytest.mark.parametrize(
    ("text", "language", "prices"),
    [
        ("Milan 4", "en", [4]),
        ("chelsea 3 worth it?", "en", [3]),
        ("at 3 for the draw in Inter v Milan", "en", [3]),
        ("Milan 4-es szorzó", "hu", [4]),
        ("szorzó 4 a Milanra", "hu", [4]),
        ("a Chelsea győzelmére 3-at adnak", "hu", [3]),
        ("a Milan 4-ért jó?", "hu", [4]),
        ("Arsenal last 5", "en", []),
        ("Arsenal Chelsea 3", "en", []),
        ("Arsenal at 3pm", "en", []),
    ],
)
def test_a_price_needs_no_decimals(text: str, language: Language, prices: list[float]) -> None:
    assert _prices(text, language) == prices


@pytest.mark.parametrize(
    ("text", "language", "prices"),
    [
        ("convert 11/4 to decimal", "en", [3.75]),
        ("7/2 as a percentage?", "en", [4.5]),
        ("Rangers 5/2", "en", [3.5]),
        ("Arsenal to win 11/4", "en", [3.75]),
        ("Arsenal v Chelsea 12/5", "en", []),
        ("Arsenal 18/5", "en", []),
        ("7/4 az mennyi tizedesben", "hu", [2.75]),
        ("8/13 mennyi százalék", "hu", [pytest.approx(1 + 8 / 13)]),
        ("Arsenal 5/12", "hu", []),
    ],
)
def test_a_fraction_is_a_price_or_a_day(text: str, language: Language, prices: list[float]) -> None:
    reading = _read(text, language)
    assert [price.value for price in reading.prices] == prices
    assert bool(reading.days) is not bool(prices)


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("west ham 1.75 draw 4.0 chelsea 4.5", ["West Ham", "draw", "Chelsea"]),
        ("1.75 west ham 4.0 draw 4.5 chelsea", ["West Ham", "draw", "Chelsea"]),
        ("draw 4.0 chelsea 4.5 west ham 1.75", ["draw", "Chelsea", "West Ham"]),
        ("over 2.5 1.9 btts yes 1.7 Arsenal Chelsea", ["over_2_5", "btts_yes"]),
    ],
)
def test_prices_are_on_their_outcomes_in_turn(text: str, on: list[str]) -> None:
    assert [offer.pick.club or offer.pick.selection for offer in offers(_read(text))] == on


def test_the_margin_of_three_prices_needs_no_match() -> None:
    assert wanted(_read("overround on arsenal 1.5 draw 4.2 chelsea 7")) == (Intent.ODDS_MATHS,)


@pytest.mark.parametrize("part", ["1/4 kelly", "1/2 of the Kelly", "1/4-es kelly"])
def test_a_part_of_kelly_is_neither_price_nor_day_nor_system(part: str) -> None:
    reading = _read(f"50 quid bankroll, {part} on Inter at 1.75")
    assert ([price.value for price in reading.prices], reading.days) == ([1.75], None)
    assert (capital_said(reading), system_said(reading)) == (50, None)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("what stake for 55% at evens", "en"),
        ("how big a stake at 2.5 with a 45 percent chance?", "en"),
        ("mennyi a 5/2 tizedes odds", "hu"),
        ("mekkora tét 60%-ra 2,0-nál?", "hu"),
        ("60%-os esélynél mennyi a tét, ha az odds 2,1?", "hu"),
    ],
)
def test_a_question_about_a_price_sets_nothing(text: str, language: Language) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock, language=language), world_tools())
    talk.ask(text)
    assert {tool for tool, _ in talk.calls} == {"odds_maths"}


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("max stake 60%", None),
        ("my stake limit is 30 percent", None),
        ("a maximális tétem legyen 50%", None),
        ("max stake 60%, sure", "0.6"),
        ("a maximális tétem legyen 50%, biztosan", "0.5"),
        ("max stake 5%", "0.05"),
    ],
)
def test_a_high_stake_limit_is_asked_back(text: str, share: str | None) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    answer = talk.ask(text)
    assert [given["value"] for _, given in talk.calls] == ([share] if share else [])
    assert share or "“sure”" in answer or "„biztosan”" in answer


@pytest.mark.parametrize(
    "text", ["never stake more than 4% at odds over 3.0", "legnagyobb odds 3,5", "max odds 4.0"]
)
def test_a_rule_with_a_price_is_still_a_setting(text: str) -> None:
    assert _read(text).intents == (Intent.SET_PREFERENCE,)

"""Slips as people type them: legs, systems, stakes, and what follows up on a price."""

from __future__ import annotations

import pytest

from graph.analyst import Analyst
from graph.analyst.deciding import wanted
from graph.analyst.follow_ups.conversation import in_context
from graph.analyst.intents import Intent
from graph.analyst.message import read
from graph.analyst.reading import Reading
from graph.analyst.slips.legs import day_said, legs_said, total_said
from graph.analyst.slips.money import capital_said, stake_said
from graph.analyst.slips.systems import system_said
from graph.wording import Language
from tests.graph.analyst_talk import Talk
from tests.graph.analyst_tools import world_tools
from tests.graph.analyst_world import TODAY, clock, spot

TWO = "Arsenal: Arsenal @1.6; Bayern Munich: Bayern Munich @1.3"


def said(*messages: str, language: Language = "en") -> Reading:
    return in_context([read(text, today=TODAY, language=language, spot=spot) for text in messages])


@pytest.mark.parametrize(
    ("text", "legs"),
    [
        ("kombi: Arsenal 1.6 és Bayern 1.3", TWO),
        ("acca with 1.60 Arsenal, 1.30 Bayern", TWO),
        ("what stake on Arsenal at 1.60?", "Arsenal: Arsenal @1.6"),
        ("mennyit tegyek az Arsenalra 1,60-nál?", "Arsenal: Arsenal @1.6"),
        ("Parlay Arsenal and Bayern for 50.000 Ft", TWO.replace(" @1.6", "").replace(" @1.3", "")),
        (
            "How much should I stake on Arsenal against Man United at 1.60?",
            "Arsenal v Man United: Arsenal @1.6",
        ),
        (
            "kombi: Man United–Arsenal 2,5 gól felett 1,55 és Bayern–Wolfsburg döntetlen 6,0",
            "Man United v Arsenal: over 2.5 @1.55; Bayern Munich v Wolfsburg: draw @6",
        ),
        (
            "bet builder: Man United v Arsenal, Arsenal and over 2.5 goals",
            "Man United v Arsenal: Arsenal; Man United v Arsenal: over 2.5",
        ),
        (
            "3/4-es rendszer: Arsenal 1,6, Bayern 1,3, Real Madrid 1,4, Inter 1,5",
            "Arsenal: Arsenal @1.6; Bayern Munich: Bayern Munich @1.3; "
            "Real Madrid: Real Madrid @1.4; Inter: Inter @1.5",
        ),
        ("Arsenal draw no bet 1.2 and Bayern 1.3 in one acca",
         "Arsenal: dnb Arsenal @1.2; Bayern Munich: Bayern Munich @1.3"),
    ],
)  # fmt: skip
def test_legs_are_read_as_people_write_them(text: str, legs: str) -> None:
    reading = said(text, language="hu" if "é" in text or "," in text else "en")
    assert reading.intents == (Intent.SLIP,)
    assert legs_said(reading) == legs


@pytest.mark.parametrize(
    "text", ["acca of 4 for the weekend", "szelvény a hétvégére", "mi az a kombi?"]
)
def test_a_slip_without_clubs_is_no_slip_to_price(text: str) -> None:
    assert Intent.SLIP not in said(text).intents


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("3/4-es rendszer: Arsenal", 3),
        ("a 2 of 3 system on Arsenal", 2),
        ("4-ből 3 rendszer", 3),
        ("5/4", None),
        ("Arsenal 1.6", None),
    ],
)
def test_a_system_says_how_many_of_how_many(text: str, size: int | None) -> None:
    assert system_said(said(text)) == size


@pytest.mark.parametrize(
    ("text", "stake"),
    [
        ("Arsenal 1.40, 5000 Ft", 5000),
        ("50.000 Ft-ot", 50_000),
        ("5 000 forintot", 5000),
        ("20 ezer forint", 20_000),
        ("€12.50 on Arsenal", 12.5),
        ("10 pounds", 10),
        ("Arsenal 1.6", None),
        ("mennyit tegyek fel 100000 forintból?", None),
        ("20 ezer Ft-ból", None),
        ("százezer forintból", None),
    ],
)
def test_a_stake_is_money(text: str, stake: float | None) -> None:
    assert stake_said(said(text)) == stake


@pytest.mark.parametrize(
    ("text", "capital"),
    [
        ("Mennyit tegyek rá, ha 100000 forintom van?", 100_000),
        ("van 50 ezer forintom, mennyit tegyek az Arsenalra?", 50_000),
        ("mennyit tegyek fel 100 000 forintból?", 100_000),
        ("20 ezer Ft-ból", 20_000),
        ("How much should I stake on Arsenal? I have £500", 500),
        ("what should I put on Arsenal out of 1,000?", 1000),
        ("how much of a bankroll of 2k on Arsenal at 1.6?", 2000),
        ("5000 forintot tennék az Arsenalra", None),
        ("I have 3 of 4 in a system", None),
        ("Arsenal at 1.60", None),
    ],
)
def test_what_one_has_is_no_stake(text: str, capital: float | None) -> None:
    assert capital_said(said(text)) == capital
    if capital is not None:
        assert stake_said(said(text)) is None


def test_a_stake_comes_out_of_the_money_that_was_named() -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    answer = talk.ask("Mennyit tegyek az Arsenal 1,6-os oddsára, ha 100000 forintom van?")
    ((tool, given),) = talk.calls
    assert (tool, given["bankroll"]) == ("price_slip", 100_000)
    assert "stake" not in given
    assert "1200" in answer.replace("\xa0", "").replace(" ", "")


@pytest.mark.parametrize(
    "text",
    [
        "How much should I stake on Arsenal at 1.6 with a bankroll of 2000?",
        "Mennyit tegyek az Arsenalra 1,6-nál, ha a bankrollom 2000 euró?",
    ],
)
def test_who_asks_for_a_stake_sets_nothing(text: str) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    talk.ask(text)
    ((tool, given),) = talk.calls
    assert (tool, given["legs"], given["bankroll"]) == ("price_slip", "Arsenal: Arsenal @1.6", 2000)


def test_the_day_of_a_slip_is_not_its_system() -> None:
    assert day_said(said("3/4-es rendszer: Arsenal, Bayern", language="hu")) is None
    assert day_said(said("acca on Sunday: Arsenal, Bayern")) == "2024-05-12"


def test_how_much_follows_a_price() -> None:
    reading = said("Is 1.60 on Arsenal against Man United value?", "how much should I stake?")
    assert reading.intents == (Intent.SLIP,)
    assert legs_said(reading) == "Arsenal v Man United: Arsenal @1.6"


def test_how_much_follows_a_question_in_hungarian() -> None:
    reading = said(
        "Mennyi az esélye, hogy a Bayern legyőzi a Wolfsburgot?", "mennyit tegyek rá?",
        language="hu",
    )  # fmt: skip
    assert legs_said(reading) == "Bayern Munich v Wolfsburg: Bayern Munich"


BOTH = "Arsenal: Arsenal; Arsenal: over 2.5"
THREE = "Tottenham: Tottenham; Man City: Man City; Everton: Everton"


@pytest.mark.parametrize(
    ("text", "legs", "total"),
    [
        ("Is Arsenal to win and over 2.5 goals at 2.5 value?", BOTH, 2.5),
        ("Arsenal győz és több mint 2,5 gól 2,2-es szorzóval", BOTH, 2.2),
        ("Arsenal & BTTS @2.80 worth it?", "Arsenal: Arsenal; Arsenal: btts_yes", 2.8),
        ("Man United v Arsenal: btts and over 2.5 at 1.9",
         "Man United v Arsenal: btts_yes; Man United v Arsenal: over 2.5", 1.9),
        ("Tottenham, Man City and Everton acca at 4.2, worth it?", THREE, 4.2),
        ("at 4.2: Tottenham, Man City and Everton as a treble, value?", THREE, 4.2),
        ("kombi: Arsenal, Bayern 2,1-es oddsért, megéri?",
         "Arsenal: Arsenal; Bayern Munich: Bayern Munich", 2.1),
    ],
)  # fmt: skip
def test_one_price_on_outcomes_together_is_the_price_of_both(
    text: str, legs: str, total: float
) -> None:
    reading = said(text)
    assert wanted(reading) == (Intent.SLIP,)
    assert (legs_said(reading), total_said(reading)) == (legs, total)


@pytest.mark.parametrize(
    "text",
    [
        "Who wins Man United against Arsenal, and is over 2.5 at 1.7 value?",
        "Arsenal at 1.6 and over 2.5?",
        "is over 2.5 in Man United v Arsenal at 1.7 value?",
    ],
)
def test_a_price_on_one_outcome_stays_its_own(text: str) -> None:
    reading = said(text)
    assert Intent.VALUE in wanted(reading)
    assert total_said(reading) is None


@pytest.mark.parametrize(
    ("text", "legs"),
    [
        ("asian handicap Arsenal -1.5 at 2.0?", "Arsenal: Arsenal -1.5 @2"),
        ("Arsenal -1,5 hendikep 2,1-en, van benne érték?", "Arsenal: Arsenal -1.5 @2.1"),
        ("Arsenal -0.25 @1.9 value?", "Arsenal: Arsenal -0.25 @1.9"),
    ],
)
def test_a_handicap_is_no_plain_win(text: str, legs: str) -> None:
    reading = said(text, language="hu" if "é" in text else "en")
    assert wanted(reading) == (Intent.SLIP,)
    assert legs_said(reading) == legs


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("a keretem 100000 forint", Intent.SET_PREFERENCE),
        ("hányadik lesz a Chelsea?", Intent.SEASON),
        ("who finishes in the top four in the Premier League?", Intent.SEASON),
        ("és ki a bajnok?", Intent.SEASON),
    ],
)
def test_what_people_also_say_is_understood(text: str, intent: Intent) -> None:
    assert wanted(said(text)) == (intent,)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("2/3 system: Arsenal 1.6, Bayern 1.3, Inter 1.5", "The whole system: fair odds"),
        ("2/3-as kötés: Arsenal 1,6, Bayern 1,3, Inter 1,5", "Az egész kötés: a reális odds"),
    ],
)
def test_the_odds_of_a_system_are_not_told_as_those_of_all_legs(text: str, whole: str) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    assert whole in talk.ask(text)

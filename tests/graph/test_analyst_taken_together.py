"""Outcomes told one by one become one bet; a slip's chance is never that of another match."""

from __future__ import annotations

import pytest

from graph.analyst.follow_ups.conversation import in_context
from graph.analyst.intents import Intent
from graph.analyst.message import read
from graph.analyst.offers import in_market_order, offers
from graph.analyst.reading import Reading
from graph.analyst.slips.bets import bet_said
from graph.analyst.slips.legs import legs_said, total_said
from graph.wording import Language
from tests.graph.analyst_world import TODAY, spot

NEWCASTLE = "Newcastle v Brighton"
GOALS = f"{NEWCASTLE}: over 2.5; {NEWCASTLE}: btts_yes"


def said(*messages: str, language: Language = "en") -> Reading:
    return in_context([read(text, today=TODAY, language=language, spot=spot) for text in messages])


@pytest.mark.parametrize(
    ("messages", "language", "legs", "total"),
    [
        ((NEWCASTLE, "over 2.5 at 1.80?", "and btts at 1.70", "combine both at 2.4"), "en",
         GOALS, 2.4),
        ((NEWCASTLE, "over 2.5 at 1.80?", "and btts at 1.70", "what's the chance of both?"), "en",
         GOALS, None),
        (("Newcastle Brighton ki nyer", "2,5 gól felett 1,80?", "és mindkét csapat lő gólt 1,70?",
          "mindkettő együtt 2,40-ért?"), "hu", GOALS, 2.4),
        (("Arsenal 1.40?", "Bayern 1.30?", "both at 1.9?"), "en",
         "Arsenal: Arsenal; Bayern Munich: Bayern Munich", 1.9),
        (("Arsenal 1,40?", "Bayern 1,30?", "Inter 1,5?", "és a kettő együtt 1,9?"), "hu",
         "Bayern Munich: Bayern Munich; Inter: Inter", 1.9),
        ((NEWCASTLE, "btts + over", "both at 1.75 ok?"), "en",
         f"{NEWCASTLE}: btts_yes; {NEWCASTLE}: over 2.5", 1.75),
    ],
)  # fmt: skip
def test_the_price_of_all_is_on_all(
    messages: tuple[str, ...], language: Language, legs: str, total: float | None
) -> None:
    reading = said(*messages, language=language)
    assert reading.intents == (Intent.SLIP,)
    assert legs_said(reading) == legs
    assert total_said(reading) == total


def test_of_one_outcome_nothing_is_taken_together() -> None:
    assert said(NEWCASTLE, "both at 1.75?").slip is None


@pytest.mark.parametrize(
    ("first", "then", "language"),
    [
        ("acca: Arsenal 1.40, Bayern 1.30, Inter 1.50", "whats the chance all win", "en"),
        ("acca: Arsenal 1.40, Bayern 1.30, Inter 1.50", "how likely is it", "en"),
        ("acca: Arsenal 1.40, Bayern 1.30, Inter 1.50", "chances of all of those?", "en"),
        ("kombi: Arsenal 1,40, Bayern 1,30, Inter 1,50", "mennyi az esely h mind bejon", "hu"),
        ("kombi: Arsenal 1,40, Bayern 1,30, Inter 1,50", "mindhárom nyer? mennyi az esélye", "hu"),
    ],
)
def test_the_chance_of_a_slip_is_the_slips(first: str, then: str, language: Language) -> None:
    reading = said(first, then, language=language)
    assert reading.change == "same"
    assert legs_said(reading) == legs_said(said(first, language=language))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Newcastle Brighton home win odds 2.3 away 3.0 draw 3.4 whats the margin", "en"),
        ("away 3.0 draw 3.4 home 2.3 margin?", "en"),
        ("Newcastle 2.3 Brighton 3.0 draw 3.4 margin?", "en"),
        ("Newcastle Brighton hazai 2,3 vendég 3,0 döntetlen 3,4 mennyi az árrés", "hu"),
        ("margin of 2.3 3.4 3.0", "en"),
    ],
)
def test_words_say_which_price_is_which(text: str, language: Language) -> None:
    assert in_market_order(said(text, language=language)) == (2.3, 3.4, 3.0)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Inter ma nyer Rómában? 1,55 az odds", "hu"),
        ("az Arsenal Fulhamben 1,55 megéri?", "hu"),
        ("Fulhamben nyer az Arsenal 1,55-ért?", "hu"),
        ("Arsenal to win in Fulham at 1.55 any good", "en"),
        ("van érték az Arsenalban 1,55-ön a Fulham ellen?", "hu"),
    ],
)
def test_a_price_is_on_the_club_that_plays_there(text: str, language: Language) -> None:
    reading = said(text, language=language)
    (offer,) = offers(reading)
    assert offer.pick.club in {"Arsenal", "Inter"}
    if "ellen" not in text:
        assert reading.clubs[-1].name == offer.pick.club  # the ground is named first


@pytest.mark.parametrize(
    ("then", "language", "bet"),
    [
        ("what abt draw at ht", "en", "half-time draw"),
        ("Newcastle leading at ht?", "en", "half-time Newcastle"),
        ("and Newcastle 1st half", "en", "half-time Newcastle"),
        ("1st half?", "en", "half-time Newcastle"),
        ("első félidőben hány gól lesz", "hu", "first half goals"),
        ("hány gól lesz az első félidőben", "hu", "first half goals"),
        ("how many goals in the first half", "en", "first half goals"),
        ("a második félidőben hány gól lesz?", "hu", "second half goals"),
    ],
)
def test_a_half_is_asked_for_after_the_match(then: str, language: Language, bet: str) -> None:
    reading = said(NEWCASTLE, then, language=language)
    (selection,) = [one for one in reading.selections if "half" in one]
    assert selection.endswith(("half_time", "half_goals"))
    assert {bet_said(one, reading) for one in reading.selections} == {bet}


@pytest.mark.parametrize(
    ("first", "then", "language"),
    [
        ("Newcastle vs Brighton i think 2-1, what u reckon", "odds of exactly that?", "en"),
        ("Newcastle v Brighton 2-1?", "chance of that score?", "en"),
        ("Newcastle Brighton szerintem 2-1", "mennyi az esely pont erre", "hu"),
        ("Newcastle Brighton szerintem 2-1.", "és ez az eredmény mennyi?", "hu"),
    ],
)
def test_the_score_just_said_is_asked_about(first: str, then: str, language: Language) -> None:
    reading = said(first, then, language=language)
    assert reading.score is not None
    assert reading.score.score == "2-1"
    assert reading.intents == (Intent.CHANCES,)
    assert legs_said(said(first, f"{then} 9.0", language=language)) == f"{NEWCASTLE}: 2-1 @9"


def test_a_line_of_matches_played_is_no_price() -> None:
    for text, language in (
        ("Milan Inter tobb gol mint 2.5 a legutobbi meccseken", "hu"),
        ("Milan Inter more goals than 2.5 in their last games", "en"),
    ):
        reading = said(text, language=language)  # type: ignore[arg-type]
        assert not reading.prices
        assert reading.selections == ("over_2_5",)

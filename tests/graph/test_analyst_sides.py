"""What a price, a side of goals and a score are on, where the message leaves it half said."""

from __future__ import annotations

import pytest

from graph.analyst import Analyst
from graph.analyst.deciding import wanted
from graph.analyst.follow_ups.conversation import in_context
from graph.analyst.intents import Intent
from graph.analyst.message import read
from graph.analyst.offers import offers
from graph.analyst.picks import subject_of
from graph.analyst.reading import Reading
from graph.analyst.slips.legs import legs_said
from graph.wording import Language
from tests.graph.analyst_talk import Talk
from tests.graph.analyst_tools import world_tools
from tests.graph.analyst_world import TODAY, clock, spot

MATCH = "Chelsea v Liverpool"


def said(*messages: str, language: Language = "en") -> Reading:
    return in_context([read(text, today=TODAY, language=language, spot=spot) for text in messages])


def priced(reading: Reading) -> list[tuple[float, str | None]]:
    return [(one.price, one.pick.club or one.pick.selection) for one in offers(reading)]


@pytest.mark.parametrize(
    ("messages", "language", "on"),
    [
        ((MATCH, "over at 1.85"), "en", [(1.85, "over_2_5")]),
        ((MATCH, "overs then, 1.85?"), "en", [(1.85, "over_2_5")]),
        (("Chelsea Liverpool over 1.85",), "en", [(1.85, "over_2_5")]),
        ((MATCH, "over at 1.85 or under at 1.95?"), "en",
         [(1.85, "over_2_5"), (1.95, "under_2_5")]),
        ((f"{MATCH} over 3.5?", "under at 2.1"), "en", [(2.1, "under_3_5")]),
        ((f"{MATCH} over 3.5 at 2.4", "and the under is 1.6"), "en", [(1.6, "under_3_5")]),
        ((f"{MATCH} over 3.5?", "over at 1.85?", "and 2.5 at 1.3"), "en", [(1.3, "over_2_5")]),
        ((f"{MATCH} under 2.5 at 1.9", "3.5 pays 1.4"), "en", [(1.4, "under_3_5")]),
        ((f"{MATCH} btts at 1.6", "over pays 1.7?"), "en", [(1.7, "over_2_5")]),
        ((f"{MATCH} 3,5 gól felett?", "alatta 2,1-ért?"), "hu", [(2.1, "under_3_5")]),
        (("Arsenal over Chelsea at 1.9",), "en", [(1.9, "Arsenal")]),
    ],
)  # fmt: skip
def test_a_side_of_goals_is_of_the_line_spoken_of(
    messages: tuple[str, ...], language: Language, on: list[tuple[float, str]]
) -> None:
    assert priced(said(*messages, language=language)) == on


@pytest.mark.parametrize(
    ("messages", "score"),
    [
        ((MATCH, "what about 2-1 Liverpool"), "1-2"),
        ((MATCH, "chance of 3-1 to Liverpool?"), "1-3"),
        ((MATCH, "Liverpool win 1-0"), "0-1"),
        ((MATCH, "Liverpool to lose 2-0"), "2-0"),
        ((MATCH, "Liverpool 0-2"), "2-0"),
        ((MATCH, "2-1 Liverpool", "and 2-2"), "2-2"),
        ((MATCH, "Chelsea 2-1"), "2-1"),
        ((f"{MATCH}, Liverpool 2-1",), "1-2"),
        (("Chelsea 2-1 Liverpool",), "2-1"),
        (("Liverpool beat Chelsea 2-0",), "2-0"),
        (("my mate reckons Liverpool beat Chelsea 2-0, any chance?",), "2-0"),
        ((MATCH, "Liverpool beat them 2-0"), "0-2"),
        (("Arsenal to win at Man United 2-1",), "1-2"),
        (("Arsenal to lose at Man United 2-1",), "2-1"),
        (("Chelsea Liverpool 1-2",), "1-2"),
    ],
)
def test_a_score_beside_one_club_has_its_goals_first(messages: tuple[str, ...], score: str) -> None:
    reading = said(*messages)
    assert reading.score is not None
    assert reading.score.score == score


@pytest.mark.parametrize(
    ("messages", "legs"),
    [
        ((MATCH, "2-1 Liverpool at 9.5"), "Chelsea v Liverpool: Liverpool 2-1 @9.5"),
        (("Arsenal 2-1 at 9.5",), "Arsenal: Arsenal 2-1 @9.5"),
        (("Chelsea v Liverpool 2-1 at 9.5",), "Chelsea v Liverpool: 2-1 @9.5"),
    ],
)
def test_a_price_behind_a_score_is_on_the_score(messages: tuple[str, ...], legs: str) -> None:
    assert legs_said(said(*messages)) == legs


@pytest.mark.parametrize(
    "messages",
    [
        ("City are a certainty at Fulham, aren't they?", "the bookie gives 1.22"),
        ("City at Fulham", "1.22?", "not worth it then?"),
        ("City at Fulham", "what would be a fair price?", "1.3?"),
    ],
)
def test_a_bare_price_is_on_the_club_spoken_of(messages: tuple[str, ...]) -> None:
    (offer,) = offers(said(*messages))
    assert (offer.pick.club, offer.assumed) == ("Man City", True)


def test_a_price_of_nobody_knows_whom_is_on_the_side_that_it_fits_and_says_so() -> None:
    sides = {}
    for price in ("1.1", "9.5"):
        talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
        talk.ask("Man United v Arsenal")
        answer = talk.ask(f"{price}?")
        sides[price] = talk.calls[-1][1]["selection"]
        taken = {"home": "Man United", "away": "Arsenal"}[sides[price]]
        assert f"one on {taken}" in answer.splitlines()[-1]
    assert sides == {"1.1": "away", "9.5": "home"}  # the likelier side pays less


@pytest.mark.parametrize(
    ("messages", "legs"),
    [
        (("Fulham v City, city -1.5 @ 1.9", "+1.5 fulham at 2"),
         "Fulham v Man City: Fulham +1.5 @2"),
        (("acca: Arsenal, Chelsea and Everton to win", "chelsea out, wolves in"),
         "Arsenal: Arsenal; Everton: Everton; Wolves: Wolves"),
        (("Arsenal win btts",), "Arsenal: Arsenal; Arsenal: btts_yes"),
        (("Inter to win at Roma, 1.55", "i have 300 in total"), "Inter v Roma: Inter @1.55"),
        (("chance of 0-0 in the Everton game", "is 9.0 decent"), "Everton: Everton 0-0 @9"),
        (("Chelsea v Liverpool, 2-1 Liverpool", "is 9.5 good?"), "Chelsea v Liverpool: 1-2 @9.5"),
    ],
)  # fmt: skip
def test_a_bet_is_what_was_spoken_of(messages: tuple[str, ...], legs: str) -> None:
    reading = said(*messages)
    assert wanted(reading) == (Intent.SLIP,)
    assert legs_said(reading) == legs


def test_both_sides_of_a_market_have_their_prices() -> None:
    reading = said(f"{MATCH} btts yes 1.6 no 2.25")
    assert priced(reading) == [(1.6, "btts_yes"), (2.25, "btts_no")]


def test_what_changes_in_play_is_not_told() -> None:
    assert wanted(said(MATCH, "what if they go 1-0 up")) == (Intent.NO_DATA,)


@pytest.mark.parametrize(
    ("text", "language", "side"),
    [
        ("I can get 2.60 on Fulham against Man City, worth it?", "en", "Fulham"),
        ("Is 11/8 on Chelsea against Liverpool any good?", "en", "Chelsea"),
        ("Van value az Interben 1,90-nél a Milan ellen?", "hu", "Inter"),
        ("1,12-t kínálnak az arsenalra otthon az everton ellen", "hu", "Arsenal"),
        ("2,62 a chelsea otthon a liverpool ellen, tegyem vagy ne", "hu", "Chelsea"),
    ],
)
def test_a_price_on_one_club_against_another_is_never_on_the_other(
    text: str, language: Language, side: str
) -> None:
    assert subject_of(said(text, language=language)) == side


def test_a_line_behind_a_side_is_no_price() -> None:
    reading = said(MATCH, "overs then, 1.5?")
    assert (reading.selections, reading.prices) == (("over_1_5",), ())


def test_money_on_a_club_is_no_price() -> None:
    assert said("is 500 on Arsenal sensible").prices == ()
    assert [price.value for price in said("is 5 on Arsenal value").prices] == [5]


@pytest.mark.parametrize(("price", "side"), [("2.05", "home"), ("1.85", "home"), ("1.02", "away")])
def test_a_price_without_a_side_is_the_first_ones_unless_it_cannot_be(
    price: str, side: str
) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    talk.ask(f"{price} for Chelsea v Liverpool, good price?")
    ((tool, given),) = [call for call in talk.calls if call[0] == "compare_odds"]
    assert (tool, given["selection"]) == ("compare_odds", side)


@pytest.mark.parametrize(
    ("messages", "language", "clubs", "intent"),
    [
        (("premier league table", "who goes down?"), "en", [], Intent.SEASON),
        (("Az Arsenal legutóbb nyert, mikor van a következő meccse?",), "hu", ["Arsenal"],
         Intent.FIXTURES),
        (("united versus arsenal i mean manchester united on sunday",), "en",
         ["Man United", "Arsenal"], Intent.CHANCES),
        (("Az Inter vasárnap a Milant fogadja; mennyire nyugodtak az Inter-szurkolók?",), "hu",
         ["Inter", "Milan"], Intent.CHANCES),
    ],
)  # fmt: skip
def test_what_only_looks_like_another_question_is_none(
    messages: tuple[str, ...], language: Language, clubs: list[str], intent: Intent
) -> None:
    reading = said(*messages, language=language)
    assert [club.name for club in reading.clubs] == clubs
    assert wanted(reading)[:1] == (intent,)

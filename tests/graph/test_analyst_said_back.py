"""What is said to an answer in a word or two: in per cent?, where?, so shall I?, that leg out."""

from __future__ import annotations

import pytest

from graph.analyst import Analyst
from graph.analyst.follow_ups.conversation import in_context
from graph.analyst.intents import Intent
from graph.analyst.message import read
from graph.analyst.reading import Reading
from graph.analyst.slips.legs import legs_said
from graph.wording import Language
from tests.graph.analyst_talk import Talk
from tests.graph.analyst_tools import world_tools
from tests.graph.analyst_world import TODAY, clock, spot


def said(*messages: str, language: Language = "hu") -> Reading:
    return in_context([read(text, today=TODAY, language=language, spot=spot) for text in messages])


@pytest.mark.parametrize(
    ("messages", "intent"),
    [
        (["fulham man city", "szazalekban?"], Intent.CHANCES),
        (["who wins fulham man city", "in percent?"], Intent.CHANCES),
        (["fulham man city esélyek", "hol jatszak"], Intent.FIXTURES),
        (["fulham v man city chances", "where is it?"], Intent.FIXTURES),
        (["az Arsenal 1,62-ért jó?", "szoval akkor ne rakjam meg?"], Intent.VALUE),
        (["is 1.62 on Arsenal value?", "so should i bet it?"], Intent.VALUE),
        (["kiesik az Everton?", "matematikailag?"], Intent.SEASON),
    ],
)
def test_it_is_asked_of_what_was_just_told(messages: list[str], intent: Intent) -> None:
    before, now = said(messages[0]), said(*messages)
    assert now.intents == (intent,)
    assert {club.name for club in now.clubs} <= {club.name for club in before.clubs} != set()


@pytest.mark.parametrize(
    ("message", "score"),
    [("és 0-2?", "0-2"), ("mennyi az esélye a 0-2-nek", "0-2"), ("és ha 2-0-ra nyer?", "0-2")],
)
def test_a_bare_score_is_told_in_the_order_of_the_match(message: str, score: str) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock, language="hu"), world_tools())
    talk.ask("nyer az Arsenal vasárnap?")  # at Man United
    talk.ask(message)
    assert talk.calls[-1][1]["score"] == score


def test_a_half_asked_of_its_result_is_no_line_of_goals() -> None:
    reading = said("Fulham Man City szöglet 9,5 felett?", "első félidő döntetlen?")
    assert reading.selections == ("half_time",)


@pytest.mark.parametrize(
    ("message", "language", "left"),
    [
        ("vedd ki a másodikat", "hu", ("Arsenal", "Inter")),
        ("az elsőt hagyd ki", "hu", ("Bayern Munich", "Inter")),
        ("drop the last one", "en", ("Arsenal", "Bayern Munich")),
        ("mennyi az össz odds", "hu", ("Arsenal", "Bayern Munich", "Inter")),
    ],
)
def test_a_leg_is_taken_off_by_its_place(
    message: str, language: Language, left: tuple[str, ...]
) -> None:
    reading = said("kombi: Arsenal, Bayern, Inter", message, language=language)
    assert legs_said(reading) == "; ".join(f"{name}: {name}" for name in left)


def test_a_made_up_slip_goes_on_by_the_place_of_a_leg() -> None:
    talk = Talk(Analyst(spot=spot, clock=clock, language="hu"), world_tools())
    first = talk.ask("csinálj egy 2-es kombit a hétvégére")
    assert talk.ask("mennyi az összodds?") == first
    talk.ask("cseréld le az elsőt")
    ((tool, arguments),) = talk.calls
    assert tool == "compose_slip"
    assert arguments["legs"] == 2
    assert f"({arguments['without']} – " in first.split("\n- ")[1]


@pytest.mark.parametrize(
    "message",
    ["ne a Liverpool hanem a Fulham", "nem a Liverpool, a Fulham", "not Liverpool but Fulham"],
)
def test_one_club_is_taken_back_for_another(message: str) -> None:
    from graph.analyst.questions import questions

    def reads(text: str) -> Reading:
        return read(text, today=TODAY, language="hu", spot=spot)

    reading = in_context([reads("Chelsea Liverpool esélyek"), *questions(message, reads)])
    assert [club.name for club in reading.clubs] == ["Chelsea", "Fulham"]


@pytest.mark.parametrize(
    "text",
    [
        "szoboszlai játszik hétfőn?",
        "mbappe palyara lep a hetvegen?",
        "es lap hany lesz",
        "ki a gollovolista élén az angoloknál?",
    ],
)
def test_of_players_and_cards_nothing_is_known(text: str) -> None:
    assert said(text).intents == (Intent.NO_DATA,)


@pytest.mark.parametrize("text", ["mikor játszik hétfőn?", "otthon jatszik?", "kivel jatszik ma"])
def test_when_somebody_plays_is_no_question_of_a_player(text: str) -> None:
    assert Intent.NO_DATA not in said(text).intents


def test_money_is_not_given_back_and_a_lost_tip_asks_for_the_record() -> None:
    assert said("visszaadod a pénzt?").intents == (Intent.ABOUT,)
    assert said("a tippedet megraktam és buktam").intents == (Intent.ACCURACY,)

"""What is said to an answer in a word or two: in per cent?, where?, so shall I?, that leg out."""

from __future__ import annotations

import pytest

from graph.analyst import Analyst
from graph.analyst.follow_ups.conversation import in_context
from graph.analyst.intents import Intent
from graph.analyst.message import read
from graph.analyst.questions import questions
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


@pytest.mark.parametrize(
    ("messages", "language", "bet"),
    [
        (["hendikep -1.5 az Arsenalra a Chelsea ellen", "inkabb a -2.5"], "hu", "handicap_-2.5"),
        (["Arsenal -1 handicap against Chelsea", "and +1?"], "en", "handicap_+1"),
    ],
)
def test_a_handicap_goes_on_for_the_same_club(
    messages: list[str], language: Language, bet: str
) -> None:
    reading = said(*messages, language=language)
    assert reading.selections == (bet,)
    assert reading.inherited is not None
    assert reading.inherited.club == "Arsenal"


@pytest.mark.parametrize(
    ("message", "language", "asked"),
    [
        ("es ha csak 45", "hu", ("2.2", "45%")),
        ("és fél kelly?", "hu", ("2.2", "50%")),
        ("and if it is 55%?", "en", ("2.2", "55%")),
        ("at 2.3?", "en", ("2.3", "50%")),
    ],
)
def test_the_maths_of_odds_goes_on(
    message: str, language: Language, asked: tuple[str, str]
) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock, language=language), world_tools())
    talk.ask("kelly 2.2 és 50% esély" if language == "hu" else "kelly at 2.2 with a 50% chance")
    talk.ask(message)
    ((tool, arguments),) = talk.calls
    assert tool == "odds_maths"
    assert (arguments["odds"], arguments["chance"]) == asked


@pytest.mark.parametrize("message", ["és ki lesz a bajnok akkor", "ki esik ki?", "who goes down?"])
def test_who_of_the_league_is_asked_of_all_of_it(message: str) -> None:
    reading = said("bajnok lesz az Arsenal?", message)
    assert not reading.clubs
    assert (reading.league, reading.intents) == ("E0", (Intent.SEASON,))


def test_a_clubs_chance_after_the_leagues_season_is_of_that() -> None:
    reading = said("ki esik ki a bundesligaból?", "köln esélye?")
    assert (reading.clubs[0].name, reading.intents) == ("FC Koln", (Intent.SEASON,))


@pytest.mark.parametrize(
    ("message", "intent"),
    [
        ("ebbol hanyszor volt 3+ gol", Intent.HEAD_TO_HEAD),
        ("how many of those were over 2.5?", Intent.HEAD_TO_HEAD),
        ("ki a jobb idegenben?", Intent.REPORT),
        ("nem, a Chelsea otthon van", Intent.FIXTURES),
    ],
)
def test_it_is_asked_of_the_two_spoken_of(message: str, intent: Intent) -> None:
    reading = said("Chelsea Liverpool egymás elleni mérleg", message)
    assert [club.name for club in reading.clubs] == ["Chelsea", "Liverpool"]
    assert reading.intents == (intent,)


def test_a_name_broken_off_is_not_meant() -> None:
    def reads(text: str) -> Reading:
        return read(text, today=TODAY, language="hu", spot=spot)

    (reading,) = questions("a kedvenc csapatom a milan... izé a liverpool", reads)
    assert [club.name for club in reading.clubs] == ["Liverpool"]


@pytest.mark.parametrize(
    ("text", "league"),
    [("a bundeslégában", "D1"), ("a széria a-ban", "I1"), ("mi van a seria aban", "I1")],
)
def test_a_leagues_name_is_read_through_slips_and_endings(text: str, league: str) -> None:
    assert said(text).league == league


@pytest.mark.parametrize("text", ["gol lesz mindket oldalon?", "mindket csapat gol"])
def test_goals_on_both_sides(text: str) -> None:
    assert said(f"Chelsea Liverpool {text}").selections == ("btts_yes",)

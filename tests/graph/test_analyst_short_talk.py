"""Short messages as people type them: in their own language, about themselves, with a stake."""

from __future__ import annotations

import pytest

from graph.analyst import Analyst
from graph.analyst.follow_ups.conversation import in_context
from graph.analyst.intents import Intent
from graph.analyst.message import read
from graph.analyst.slips.money import capital_said
from graph.analyst.slips.unknown import unknown_said
from graph.analyst.spotting.leagues import spot_leagues
from graph.right_language import speaks
from tests.graph.analyst_talk import Talk
from tests.graph.analyst_tools import world_tools
from tests.graph.analyst_world import TODAY, clock, spot
from tools.said_values import holds_choice


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("always answer in hungarian", "Megjegyeztem"),
        ("magyarul valaszolj mindig", "Megjegyeztem"),
        ("válts angolra", "Noted"), ("speak english", "Noted"),
        ("newcastle a kedvencem", "Megjegyeztem"), ("i support newcastle", "Noted"),
    ],
)  # fmt: skip
def test_what_is_kept_is_confirmed_in_the_language_of_the_user(message: str, told: str) -> None:
    answer = Talk(Analyst(spot=spot, clock=clock), world_tools()).ask(message)
    assert answer.startswith(told)


@pytest.mark.parametrize("message", ["kane serult?", "legutobbi 5 derbi milan inter"])
def test_a_hungarian_message_without_accents_is_answered_in_hungarian(message: str) -> None:
    answer = Talk(Analyst(spot=spot, clock=clock), world_tools()).ask(message)
    assert speaks(answer.splitlines()[0], "hu")
    assert not speaks(answer.splitlines()[0], "en")


@pytest.mark.parametrize(
    ("message", "capital"),
    [
        ("how much should i stake my bankroll is 200", 200),
        ("how much should i put on it, i have £150", 150),
        ("mennyit tegyek rá, 20 ezer van", 20_000),
        ("mekkora tétet tegyek fel ha 50 ezer forintom van", 50_000),
    ],
)
def test_a_stake_is_asked_for_beside_what_there_is(message: str, capital: float) -> None:
    reading = read(message, today=TODAY, language="en", spot=spot)
    assert reading.intents == (Intent.SLIP,)
    assert capital_said(reading) == capital


@pytest.mark.parametrize(
    "words",
    ["i dont like risk", "I don't like risk", "never any risk", "nem szeretem a kockázatot"],
)
def test_who_shuns_risk_has_said_low(words: str) -> None:
    assert holds_choice(words, "risk", "low")
    assert not holds_choice(words, "risk", "high")


@pytest.mark.parametrize(
    "message", ["forget newcastle", "ok forget about Newcastle", "unfollow newcastle"]
)
def test_a_club_alone_can_be_forgotten(message: str) -> None:
    reading = read(message, today=TODAY, language="en", spot=spot)
    assert reading.intents == (Intent.FORGET,)


@pytest.mark.parametrize(
    ("text", "league"),
    [
        ("milyen meccsek vannak vasarnap olaszban", "I1"), ("es spanyolban?", "SP1"),
        ("a németeknél ki vezet", "D1"), ("olaszoknál mi a helyzet", "I1"),
        ("mikor játszanak a franciában", "F1"), ("melyik csapatban van gol", None),
        ("a meccsben mi lesz", None),
    ],
)  # fmt: skip
def test_a_countrys_adjective_in_a_case_is_its_league(text: str, league: str | None) -> None:
    assert next((one.id for one in spot_leagues(text)), None) == league


@pytest.mark.parametrize(
    "message",
    ["acca: arsenal 1.40, chelsea 1.30, inter 1.50 total odds pays 2.73. good?",
     "arsenal 1.40 chelsea 1.30 inter 1.50 egy szelvényen 2.73-at fizet, jó ez?"],
)  # fmt: skip
def test_what_a_slip_pays_in_all_is_no_club(message: str) -> None:
    assert unknown_said(read(message, today=TODAY, language="en", spot=spot)) == ()


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        ("arsenal form", "blah blah blah thing", "Of Arsenal"),
        ("arsenal forma", "izé bigyó valami dolog", "az Arsenal"),
        ("arsenal form", "lol", "amuses"), ("milyen az arsenal formája", "hmm", "Gondold"),
    ],
)  # fmt: skip
def test_what_was_not_understood_offers_what_can_be_told_of_those_spoken_of(
    first: str, then: str, told: str
) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    talk.ask(first)
    assert told in talk.ask(then)
    assert not talk.calls


@pytest.mark.parametrize(
    "message", ["whats the biggest upset this wknd", "melyik a legnagyobb meglepetés a hétvégén"]
)
def test_an_upset_is_asked_of_the_underdogs_of_these_days(message: str) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    talk.ask(message)
    span = {"date_from": "2024-05-11", "date_to": "2024-05-12"}
    assert talk.calls == [("rank_matches", {"by": "upset", **span})]


@pytest.mark.parametrize("message", ["corners per game brighton", "szögletek átlaga Brighton"])
def test_an_average_of_corners_is_no_bet_and_its_data_not_denied(message: str) -> None:
    answer = Talk(Analyst(spot=spot, clock=clock), world_tools()).ask(message)
    assert "forecast" in answer or "előre" in answer
    assert "bet" not in answer.split()


@pytest.mark.parametrize("text", ["ok thanks", "ok köszi", "great, cheers", "oké köszi"])
def test_thanks_after_a_nod_are_thanks(text: str) -> None:
    before, reading = (
        read(one, today=TODAY, language="en", spot=spot) for one in ("how are Arsenal doing?", text)
    )
    assert reading.intents == (Intent.THANKS,)
    assert not in_context([before, reading]).clubs

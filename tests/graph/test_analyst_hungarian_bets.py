"""Bets and money as Hungarians type them: what a price is on, legs, sums, and what they bring."""

from __future__ import annotations

import pytest

from graph.analyst import Analyst
from graph.analyst.deciding import wanted
from graph.analyst.follow_ups.conversation import in_context
from graph.analyst.intents import Intent
from graph.analyst.message import read
from graph.analyst.offers import offers
from graph.analyst.reading import Reading
from graph.analyst.slips.legs import legs_said
from graph.analyst.slips.money import capital_said, stake_said
from tests.graph.analyst_talk import Talk
from tests.graph.analyst_tools import world_tools
from tests.graph.analyst_world import TODAY, clock, spot


def said(*messages: str) -> Reading:
    return in_context([read(text, today=TODAY, language="hu", spot=spot) for text in messages])


def test_prices_behind_1x2_are_those_of_the_three_results() -> None:
    reading = said("az Arsenal nyer?", "1x2 oddsok: 3.2 3.3 2.2")
    assert [(one.price, one.pick.selection) for one in offers(reading)] == [
        (3.2, "home"), (3.3, "draw"), (2.2, "away"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "selection"),
    [
        ("inkább x2 a Chelsea-re 2,0-ért", "X2"),
        ("1x az Arsenalra 1,3", "1X"),
        ("over 2.5 on Arsenal at 1.8", "over_2_5"),
    ],
)
def test_a_bet_beside_a_club_is_not_the_clubs_win(text: str, selection: str) -> None:
    (offer,) = offers(said(text))
    assert (offer.pick.selection, offer.pick.club) == (selection, None)


@pytest.mark.parametrize(
    ("text", "stake"),
    [
        ("feltettem 20ezret a Bayernre 1,3-on, mennyit hoz", 20_000),
        ("5e ft-ot rakok a Bayernre", 5_000),
    ],
)
def test_thousands_are_money(text: str, stake: float) -> None:
    assert stake_said(said(text)) == stake


def test_what_there_is_may_be_said_after_the_bet() -> None:
    assert capital_said(said("van 50e forintom, mennyit tegyek az Arsenalra 1,6-on")) == 50_000
    reading = said("mennyit tegyek az Arsenalra 1,6-on?", "100 ezres bankból")
    assert (capital_said(reading), legs_said(reading)) == (100_000, "Arsenal: Arsenal @1.6")


def test_what_a_sum_brings_at_a_price_is_counted() -> None:
    talk = Talk(Analyst(spot=spot, clock=clock, language="hu"), world_tools())
    answer = talk.ask("mennyit nyerek 1,8-on 5000-rel")
    assert "5000 tétre **9000** jár" in answer
    assert talk.calls == [("odds_maths", {"odds": "1.8", "stake": 5000.0})]


@pytest.mark.parametrize(
    ("message", "legs"),
    [
        ("és ha csak a Bayern?", "Bayern Munich: Bayern Munich @1.3"),
        ("just Bayern", "Bayern Munich: Bayern Munich @1.3"),
        ("a Bayernt inkább ne", "Arsenal: Arsenal @1.6"),
    ],
)
def test_one_leg_alone_or_all_but_one(message: str, legs: str) -> None:
    assert legs_said(said("kombi: Arsenal 1,6 és Bayern 1,3", message)) == legs


@pytest.mark.parametrize(
    "messages",
    [
        ("csinálj egy 4-es kombit vasárnapra", "olaszok ne legyenek benne"),
        ("egy 4-es kombit kérek vasárnapra az olaszok nélkül",),
        ("make me a 4 fold for sunday", "no italian ones"),
    ],
)
def test_a_league_that_is_shut_out_of_a_slip_is_not_the_only_one_on_it(
    messages: tuple[str, ...],
) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock, language="hu"), world_tools())
    for message in messages:
        talk.ask(message)
    ((tool, arguments),) = talk.calls
    assert tool == "compose_slip"
    assert "league" not in arguments
    assert arguments["without"].split("; ")[:1] == ["I1"]


@pytest.mark.parametrize(
    ("message", "legs"),
    [
        ("és ha az Arsenalt x-re veszem", "Bayern Munich: Bayern Munich; Arsenal: draw"),
        ("oddsok: 1.6 1.3", "Arsenal: Arsenal @1.6; Bayern Munich: Bayern Munich @1.3"),
    ],
)
def test_a_leg_gets_another_bet_and_each_its_price(message: str, legs: str) -> None:
    assert legs_said(said("kombi: Arsenal, Bayern mind nyer", message)) == legs


@pytest.mark.parametrize("text", ["felett 2,5 1,7-ért", "felett 2,5 meg 1,7", "2,5 felett 1,7"])
def test_a_line_behind_its_side_is_no_price(text: str) -> None:
    (offer,) = offers(said(f"Arsenal Chelsea {text}"))
    assert (offer.price, offer.pick.selection) == (1.7, "over_2_5")


def test_odds_that_are_put_together_are_a_slips() -> None:
    reading = said("tudnál egy jó kis 10-es oddsot összerakni vasárnapra?")
    assert reading.intents == (Intent.COMPOSE,)
    assert reading.conditions is not None
    assert reading.conditions.whole is not None


def test_money_to_bet_with_is_no_stake() -> None:
    talk = Talk(Analyst(spot=spot, clock=clock, language="hu"), world_tools())
    talk.ask("kelly szerint mennyit 100ezerből ha 2.2 és 50% az esély")
    assert talk.calls == [("odds_maths", {"odds": "2.2", "chance": "50%"})]


def test_a_price_on_one_of_two_bets_is_not_on_both() -> None:
    reading = said("Chelsea Liverpool btts + over 2.5 együtt", "1.75ot adnak a bttsre")
    assert wanted(reading) == (Intent.VALUE,)
    assert [(one.price, one.pick.selection) for one in offers(reading)] == [(1.75, "btts_yes")]


@pytest.mark.parametrize(
    ("messages", "tool", "arguments"),
    [
        (("rakj össze egy 2-es kötést holnapra az angoloktól",), "compose_slip", {"league": "E0"}),
        (
            ("mit javasolsz szombatra?", "német legyen"),
            "find_matches",
            {"league": "D1", "date_from": "2024-05-11", "date_to": "2024-05-11"},
        ),
        (("spanyol tabella", "inkább a német legyen"), "league_table", {"league": "D1"}),
        (("ki nyeri a bundesligát?", "spanyol legyen"), "season_outlook", {"league": "SP1"}),
        (
            ("bejön az Arsenal -1,5?", "mi a reális odds rá", "és a -2,5"),
            "predict_match",
            {"bet": "Arsenal -2.5"},
        ),
        (
            ("mi volt az Arsenal legutóbbi 3 meccse", "nyertek valamelyiken?"),
            "team_report",
            {"team": "Arsenal"},
        ),
        (
            ("mi volt az Arsenal legutóbbi 3 meccse", "a Chelsea ellen mi a mérlegük"),
            "head_to_head",
            {"team": "Arsenal", "opponent": "Chelsea"},
        ),
        (("hány meccse maradt a Liverpoolnak",), "find_matches", {"limit": 5}),
        (
            ("milyen formában van a Chelsea", "nyernek Arsenalban?"),
            "predict_match",
            {"home_team": "Arsenal", "away_team": "Chelsea"},
        ),
        (
            ("milyen formában van a Chelsea", "Arsenalban hogy szoktak"),
            "head_to_head",
            {"team": "Arsenal", "opponent": "Chelsea"},
        ),
        (
            ("milyen formában van a Liverpool", "játszanak szombaton?"),
            "find_matches",
            {"team": "Liverpool", "date_from": "2024-05-11"},
        ),
        (("a Chelsea miért csak ötödik",), "team_report", {"team": "Chelsea"}),
        (
            ("egy 2-es kombit kérek szombatra", "ne legyen benne gólos fogadás"),
            "compose_slip",
            {"bets": "home; away", "date_from": "2024-05-11"},
        ),
        (("melyik csapat az iksz király a serie aban",), "league_leaders", {"what": "drawn"}),
        (("kieshet az Everton?", "kik vannak még veszélyben"), "season_outlook", {"league": "E0"}),
        (("hány döntetlen volt idén a Serie A-ban",), "league_table", {"league": "I1"}),
        (
            ("hány meccse maradt a Liverpoolnak", "és mennyi pontot gyűjthetnek még"),
            "season_outlook",
            {"team": "Liverpool"},
        ),
    ],
)
def test_it_asks_the_tool_for_that(
    messages: tuple[str, ...], tool: str, arguments: dict[str, object]
) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock, language="hu"), world_tools())
    for message in messages:
        talk.ask(message)
    name, asked = talk.calls[-1]
    assert name == tool
    assert arguments.items() <= asked.items()


def test_a_price_after_a_double_chance_is_on_the_one_that_was_named() -> None:
    reading = said("kétesélyes az Arsenal Chelsean, 1x mennyi", "és ha 1,35?")
    assert [(one.price, one.pick.selection) for one in offers(reading)] == [(1.35, "1X")]


def test_a_bet_becomes_a_slip_with_what_is_put_to_it() -> None:
    reading = said("PSV 1,4 jó?", "és ha hozzáteszem az Ajaxot 1,3-ért")
    assert legs_said(reading) == "PSV Eindhoven: PSV Eindhoven @1.4; Ajax: Ajax @1.3"

"""Talk as Hungarians type it: what a bet is on, a league and its ending, money, what follows."""

from __future__ import annotations

import pytest

from graph.analyst import Analyst
from graph.analyst.deciding import wanted
from graph.analyst.follow_ups.conversation import in_context
from graph.analyst.intents import Intent
from graph.analyst.message import read
from graph.analyst.picks import offers
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
    ("text", "league"),
    [
        ("mondj tippet a bundesligába szombatra", "D1"),
        ("mi van a premier ligából?", "E0"),
        ("who wins the championships", None),
        ("kik a kiesőjelöltek a franciáknál", "F1"),
    ],
)
def test_a_league_is_read_with_any_ending(text: str, league: str | None) -> None:
    assert said(text).league == league


@pytest.mark.parametrize(
    ("text", "club"),
    [
        ("a Madrid nyer?", "Real Madrid"),
        ("és a madridnak mennyi?", "Real Madrid"),
        ("az Atletico nyer?", "Ath Madrid"),
    ],
)
def test_a_madrid_is_real(text: str, club: str) -> None:
    assert [one.name for one in said(text).clubs] == [club]


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
    ("messages", "intent"),
    [
        (["milyen formában van az Arsenal", "mikor kaptak ki utoljára"], Intent.REPORT),
        (["milyen formában van az Arsenal", "hányszor ikszeltek"], Intent.REPORT),
        (["kiesik az Everton?", "az hány százalék"], Intent.SEASON),
        (["bundesliga tabella", "Dortmundnak van még esélye?"], Intent.SEASON),
        (["Arsenal Chelsea esélyek", "tippelj egy eredményt"], Intent.CHANCES),
        (["az Arsenal 1,62-ért jó?", "jó döntés volt?"], Intent.VALUE),
        (["milyen csapatokat ismersz a török ligából"], Intent.TABLE),
        (["premier league meccsek holnap", "a legesélyesebb?"], Intent.TIPS),
        (["az Arsenal 1,62 jó?", "és a Bayern 1,3?", "a kettő együtt"], Intent.SLIP),
    ],
)
def test_it_is_asked_of_what_was_spoken_of(messages: list[str], intent: Intent) -> None:
    assert wanted(said(*messages)) == (intent,)


def test_the_likeliest_is_one_of_the_league_and_day_that_were_listed() -> None:
    reading = said("premier league meccsek holnap", "a legesélyesebb?")
    assert reading.league == "E0"
    assert reading.days is not None


def test_the_foot_of_a_table_needs_no_count() -> None:
    reading = said("premier league tabella", "alja")
    assert (reading.league, reading.intents) == ("E0", (Intent.TABLE,))


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


def test_signs_of_both_halves_are_no_day() -> None:
    reading = said("Inter Milan félidő-végeredmény 1/1")
    assert reading.days is None
    assert reading.selections == ("half_time_full_time",)


def test_who_they_beat_loses() -> None:
    talk = Talk(Analyst(spot=spot, clock=clock, language="hu"), world_tools())
    talk.ask("az Arsenal nyer vasárnap?")
    assert talk.ask("és ha legyőzik a Man Unitedet?").startswith("**58,1 %**")


def test_odds_that_are_put_together_are_a_slips() -> None:
    reading = said("tudnál egy jó kis 10-es oddsot összerakni vasárnapra?")
    assert reading.intents == (Intent.COMPOSE,)
    assert reading.conditions is not None
    assert reading.conditions.whole is not None


@pytest.mark.parametrize(
    ("messages", "intent"),
    [
        (["mikor lesz az Arsenal Chelsea", "legutóbb mi lett"], Intent.RESULTS),
        (["hogyan számolod az esélyeket"], Intent.ABOUT),
        (["rakjak 5 rugót az Arsenalra?"], Intent.VALUE),
        (["Chelsea Liverpool x esélye"], Intent.CHANCES),
        (["milyen formában van az Arsenal", "legutóbbi győzelme?"], Intent.REPORT),
        (["az Arsenal gólarányára vagyok kíváncsi"], Intent.REPORT),
        (["az Arsenal nyer?", "és a múltkori meccsük?"], Intent.RESULTS),
    ],
)
def test_it_is_understood(messages: list[str], intent: Intent) -> None:
    assert wanted(said(*messages)) == (intent,)


@pytest.mark.parametrize(
    ("messages", "tool", "arguments"),
    [
        (("a kedvenc csapatom a Liverpool", "mikor játszik?"), "find_matches", {"limit": 1}),
        (("a Liverpool hanyadik", "hány meccs van még hátra nekik?"), "find_matches", {"limit": 5}),
    ],
)
def test_the_club_told_of_is_the_one_that_plays(
    messages: tuple[str, ...], tool: str, arguments: dict[str, object]
) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock, language="hu"), world_tools())
    for message in messages:
        talk.ask(message)
    (call,) = talk.calls
    assert call[0] == tool
    assert arguments.items() <= call[1].items()
    assert call[1]["team"] == "Liverpool"


def test_money_to_bet_with_is_no_stake() -> None:
    talk = Talk(Analyst(spot=spot, clock=clock, language="hu"), world_tools())
    talk.ask("kelly szerint mennyit 100ezerből ha 2.2 és 50% az esély")
    assert talk.calls == [("odds_maths", {"odds": "2.2", "chance": "50%"})]


def test_a_price_on_one_of_two_bets_is_not_on_both() -> None:
    reading = said("Chelsea Liverpool btts + over 2.5 együtt", "1.75ot adnak a bttsre")
    assert wanted(reading) == (Intent.VALUE,)
    assert [(one.price, one.pick.selection) for one in offers(reading)] == [(1.75, "btts_yes")]


def test_a_request_for_help_about_a_match_is_spoken_of() -> None:
    reading = said("segíts: Man United Arsenal", "mennyi a vendég győzelem fair oddsa")
    assert [club.name for club in reading.clubs] == ["Man United", "Arsenal"]


def test_what_is_put_on_the_most_of_a_list_is_on_the_first_of_it() -> None:
    talk = Talk(Analyst(spot=spot, clock=clock, language="hu"), world_tools())
    told = talk.ask("melyik meccsen lesz a legtöbb gól a hétvégén?")
    talk.ask("azon 3,5 felett?")
    first = told.split("\n- ")[1].split(":")[0].split(",")[0]
    assert " – ".join(talk.calls[-1][1][side] for side in ("home_team", "away_team")) == first


def test_suspected_draws_are_put_in_order_of_that() -> None:
    talk = Talk(Analyst(spot=spot, clock=clock, language="hu"), world_tools())
    talk.ask("van szombaton valami döntetlen gyanús meccs?")
    assert talk.calls[0] == (
        "rank_matches", {"by": "draw", "date_from": "2024-05-11", "date_to": "2024-05-11"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("messages", "tool", "arguments"),
    [
        (("rakj össze egy 2-es kötést holnapra az angoloktól",), "compose_slip", {"league": "E0"}),
        (("mit javasolsz szombatra?", "német legyen"), "find_matches", {"league": "D1"}),
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


def test_how_far_apart_two_clubs_are_is_told_in_points() -> None:
    reading = said("hányadik az Arsenal", "mennyivel vannak a Chelsea előtt")
    assert [club.name for club in reading.clubs] == ["Arsenal", "Chelsea"]
    assert reading.figure is not None
    assert reading.figure.name == "points"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("mi a különbség a hendikep és a döntetlennél visszajár között", Intent.MEANING),
        ("alonso marad a Leverkusennél?", Intent.NO_DATA),
    ],
)
def test_words_and_coaches(text: str, intent: Intent) -> None:
    assert wanted(said(text)) == (intent,)


def test_a_price_after_a_double_chance_is_on_the_one_that_was_named() -> None:
    reading = said("kétesélyes az Arsenal Chelsean, 1x mennyi", "és ha 1,35?")
    assert [(one.price, one.pick.selection) for one in offers(reading)] == [(1.35, "1X")]


def test_a_bet_becomes_a_slip_with_what_is_put_to_it() -> None:
    reading = said("PSV 1,4 jó?", "és ha hozzáteszem az Ajaxot 1,3-ért")
    assert legs_said(reading) == "PSV Eindhoven: PSV Eindhoven @1.4; Ajax: Ajax @1.3"


@pytest.mark.parametrize(
    ("messages", "selections"),
    [
        (["Arsenal Chelsea", "a döntetlen visszajárós jobb?"], ("draw_no_bet",)),
        (["van-e még esélye a Juvénak a második helyre"], ()),
    ],
)
def test_a_refund_is_no_draw_and_a_place_no_match(
    messages: list[str], selections: tuple[str, ...]
) -> None:
    reading = said(*messages)
    assert reading.selections == selections
    assert wanted(reading) == ((Intent.CHANCES,) if selections else (Intent.SEASON,))


def test_whether_that_is_good_is_asked_of_the_price_just_told() -> None:
    assert wanted(said("az Arsenal 1,62-ért?", "jó lesz az?")) == (Intent.VALUE,)

"""Talk as Hungarians type it: clubs and leagues with their endings, and what follows from them."""

from __future__ import annotations

import pytest

from graph.analyst import Analyst
from graph.analyst.deciding import wanted
from graph.analyst.follow_ups.conversation import in_context
from graph.analyst.intents import Intent
from graph.analyst.message import read
from graph.analyst.reading import Reading
from tests.graph.analyst_talk import Talk
from tests.graph.analyst_tools import world_tools
from tests.graph.analyst_world import TODAY, clock, spot


def said(*messages: str) -> Reading:
    return in_context([read(text, today=TODAY, language="hu", spot=spot) for text in messages])


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


def test_signs_of_both_halves_are_no_day() -> None:
    reading = said("Inter Milan félidő-végeredmény 1/1")
    assert reading.days is None
    assert reading.selections == ("half_time_full_time",)


def test_who_they_beat_loses() -> None:
    talk = Talk(Analyst(spot=spot, clock=clock, language="hu"), world_tools())
    talk.ask("az Arsenal nyer vasárnap?")
    assert talk.ask("és ha legyőzik a Man Unitedet?").startswith("**58,1 %**")


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

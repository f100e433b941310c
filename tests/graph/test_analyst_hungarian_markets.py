"""Markets, orders and look-ups in the words of Hungarians; each with a neighbour."""

from __future__ import annotations

import pytest

from graph.analyst.deciding import wanted
from graph.analyst.follow_ups.conversation import in_context
from graph.analyst.intents import Intent
from graph.analyst.message import read
from graph.analyst.questions import questions
from graph.analyst.reading import Reading
from graph.analyst.settings_said import preferences_said
from graph.analyst.side_by_side import of_their_next
from graph.analyst.spotting.leaders_said import spot_leaders
from graph.analyst.spotting.match_orders import order_said
from graph.wording.folding import fold
from tests.graph.analyst_world import TODAY, spot


def heard(text: str) -> Reading:
    return read(text, today=TODAY, language="hu", spot=spot)


def said(*messages: str) -> Reading:
    return in_context([heard(text) for text in messages])


@pytest.mark.parametrize(
    ("text", "selections"),
    [
        ("ha döntetlen, visszajár a tét az Arsenalra?", ("draw_no_bet",)),
        ("döntetlenre visszafizet fogadás az Arsenalra", ("draw_no_bet",)),
        ("kétgólos City siker a Fulham ellen", ("by_2",)),
        ("legalább két gól különbséggel veri a Bayern a Wolfsburgot", ("handicap_-1.5",)),
        ("gólos lesz a Chelsea–Liverpool?", ("over_2_5",)),
        ("X/1 a Tottenham West Hamre", ("half_time_full_time",)),
        ("1/2 a Tottenham West Ham", ()),
        ("félidei vezetés a Dortmundnak", ("half_time",)),
        ("az első 45 percben lesz gól a Real–Barcán?", ("first_half_over_0_5",)),
        ("5 plusz gól a Bayern–Wolfsburgon", ("over_4_5",)),
        ("3 gól fölött a Bayern–Wolfsburg", ("over_3",)),
        ("nyer az Inter kapott gól nélkül a Milan ellen", ("to_nil",)),
        ("kapott gól nélkül hány meccse van az Internek", ("clean_sheet",)),
        ("csak az egyik csapat szerez gólt az MTK–Debrecenen", ("btts_no",)),
        ("mínusz másfeles hendikep a Bayernre", ("handicap_-1.5",)),
        ("gólt szerez-e egyáltalán az Újpest", ("team_over_0_5",)),
    ],
)
def test_a_market_is_known_by_many_words(text: str, selections: tuple[str, ...]) -> None:
    assert heard(text).selections == selections


@pytest.mark.parametrize(
    "text", ["egyik csapat sem lő gólt az Inter–Milanon", "nem lesz gól a Chelsea–Liverpoolon"]
)
def test_no_goal_at_all_is_a_score(text: str) -> None:
    score = heard(text).score
    assert score is not None
    assert score.score == "0-0"


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("kevés gólos meccset keresek vasárnapra", "fewest_goals"),
        ("sok gólos meccs kéne", "most_goals"),
        ("holnap melyik favorit bukhat el", "upset"),
        ("ki a legnagyobb favorit holnap", "safest"),
        ("mi megy holnap", None),
    ],
)
def test_matches_are_put_in_order_by(text: str, order: str | None) -> None:
    assert order_said(fold(text)) == order


def test_an_order_goes_on_to_another_day() -> None:
    assert said("melyik a legbiztosabb holnap", "és vasárnap?").order == "safest"
    assert said("mi megy holnap", "és vasárnap?").order is None


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Mennyi az esélye, hogy a City is meg a Bayern is nyer?", Intent.SLIP),
        ("Mennyi az esélye, hogy a City megveri a Fulhamet?", Intent.CHANCES),
        ("bejön a City és az Arsenal együtt?", Intent.SLIP),
        (
            "Összeraktam egy hármast: Tottenham, Newcastle, Dortmund. Mennyi esélye van?",
            Intent.SLIP,
        ),
        ("mennyit kapok, ha 5000 ft-ot teszek 1,85-re", Intent.ODDS_MATHS),
        ("mennyit kapok, ha 5000 ft-ot teszek az Arsenalra 1,85-ön", Intent.SLIP),
        ("mennyire árazzák jól a Fradit az Újpest ellen?", Intent.VALUE),
        ("milyen az esélye egy Arsenal-fogadásnak?", Intent.CHANCES),
        ("utolsó hat bajnoki a Dortmundtól?", Intent.REPORT),
        ("megmenekül az Everton?", Intent.SEASON),
        ("ki szerez több gólt átlagban, a Bayern vagy a Dortmund?", Intent.REPORT),
        ("bejöttek a múlt havi tippek?", Intent.ACCURACY),
        ("kettes alatti oddsot ne is mutass", Intent.SET_PREFERENCE),
    ],
)
def test_what_is_wanted(text: str, intent: Intent) -> None:
    assert wanted(heard(text)) == (intent,)


@pytest.mark.parametrize(
    "text",
    [
        "A két csapat, a Fradi meg az Újpest, hányszor játszott már döntetlent egymással?",
        "emlékszel még ki a kedvencem?",
        "valszeg a City hozza, nem? Fulham ellen",
    ],
)
def test_one_question_is_not_parted(text: str) -> None:
    assert len(questions(text, heard)) == 1


@pytest.mark.parametrize(
    ("masked", "what"),
    [
        ("ki nem kapott meg ki iden LEAGUE", "lost"),
        ("ki nyerte a legtobb meccset idegenben LEAGUE", "won"),
    ],
)
def test_clubs_are_compared_whatever_stands_between(masked: str, what: str) -> None:
    leaders = spot_leaders(masked, None)
    assert leaders is not None
    assert leaders.what == what


@pytest.mark.parametrize(
    ("text", "league"),
    [
        ("tabella angol", "E0"),
        ("kik jutnak ki Németországból?", "D1"),
        ("tabella alapján", None),
        ("hello Spanyolországból, nyer holnap a Real?", None),
    ],
)
def test_a_country_says_its_league(text: str, league: str | None) -> None:
    assert heard(text).league == league


@pytest.mark.parametrize(
    ("text", "selections", "score"),
    [
        ("0-0 lesz a szünetben a Newcastle–Brighton?", ("first_half_under_0_5",), None),
        ("1-0 lesz a félidőben a Newcastle–Brighton?", ("half_time",), None),
        ("0-0 lesz a Newcastle–Brighton?", (), "0-0"),
    ],
)
def test_a_score_at_the_break_is_not_the_final_one(
    text: str, selections: tuple[str, ...], score: str | None
) -> None:
    reading = heard(text)
    assert reading.selections == selections
    assert (reading.score.score if reading.score else None) == score


@pytest.mark.parametrize(
    ("text", "intents"),
    [
        ("mindkét félidőben lesz gól a Real–Barcán?", (Intent.NO_DATA,)),
        (
            "mindkét félidőben lesz gól, és over 2,5 a Real–Barcán?",
            (Intent.NO_DATA, Intent.CHANCES),
        ),
        ("melyik biztosabb, a Bayern vasárnap vagy a City szombaton?", (Intent.COMPARE,)),
        ("hány ponttal van lemaradva az Arsenal az elsőtől?", (Intent.REPORT,)),
        ("hány ponttal lesz lemaradva az Arsenal az elsőtől?", (Intent.SEASON,)),
        ("mekkora a piac szerinti esély a Real–Barcán?", (Intent.VALUE,)),
        ("kockáztatni nem szeretek", (Intent.SET_PREFERENCE,)),
    ],
)
def test_what_is_wanted_of_neighbours(text: str, intents: tuple[Intent, ...]) -> None:
    assert wanted(heard(text)) == intents


def test_who_does_not_like_to_risk_wants_low_risk() -> None:
    assert preferences_said(heard("kockáztatni nem szeretek")) == (("risk", "low"),)
    assert preferences_said(heard("szeretek kockáztatni")) == (("risk", "high"),)


def test_clubs_with_days_of_their_own_are_each_in_their_own_match() -> None:
    assert of_their_next(heard("melyik biztosabb, a Bayern vasárnap vagy a City szombaton?"))
    assert not of_their_next(heard("melyik biztosabb vasárnap, a Bayern vagy a City?"))


@pytest.mark.parametrize(
    ("text", "selections"),
    [
        ("egygólos Barca-siker a Real ellen", ("by_1",)),
        ("háromgólos City siker a Fulham ellen", ("by_3",)),
        ("nem rúg gólt a Brighton Newcastle-ben", ("team_under_0_5",)),
        ("rúg gólt a Brighton Newcastle-ben", ("team_over_0_5",)),
        ("alsó 2,5 az Inter–Milanon", ("under_2_5",)),
        ("felső 3,5 az Inter–Milanon", ("over_3_5",)),
        ("átmegy az 5,5-ön a Bayern–Wolfsburg?", ("over_5_5",)),
        ("0-s hendikep a Bayernre", ("draw_no_bet",)),
        ("páros/páratlan Bayern–Wolfsburg", ("odd",)),
        ("MTK 1,5 gól felett a Debrecen ellen, csapatgól", ("team_over_1_5",)),
        ("ki megy előnnyel szünetre, Chelsea–Liverpool", ("half_time",)),
    ],
)
def test_a_bet_is_not_taken_for_its_opposite(text: str, selections: tuple[str, ...]) -> None:
    assert heard(text).selections == selections


@pytest.mark.parametrize(
    ("text", "bankroll"),
    [("ötvenezer a bankom", "50000"), ("my bankroll is a thousand", "1000")],
)
def test_an_article_is_no_one(text: str, bankroll: str) -> None:
    assert preferences_said(heard(text)) == (("bankroll", bankroll),)


def test_a_chance_may_be_asked_as_so_many_of_a_hundred() -> None:
    assert wanted(heard("100-ból hányszor nyer a Real a Barca ellen?")) == (Intent.CHANCES,)
    assert wanted(heard("hányszor nyert a Real a Barca ellen?")) == (Intent.HEAD_TO_HEAD,)

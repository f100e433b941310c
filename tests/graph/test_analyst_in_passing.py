"""What is said in passing of a match: another day, a supposition, whose bet it is."""

from __future__ import annotations

import pytest

from graph.analyst.intents import Intent
from graph.analyst.message import read
from tests.graph.analyst_world import TODAY, spot
from tests.graph.test_analyst_going_back import last_call, talked
from tools.said import Said


@pytest.mark.parametrize("asked", ["akkor hagyjuk, mi van szombaton", "ok what's on saturday"])
def test_what_else_is_on_is_of_every_match(asked: str) -> None:
    tool, given = last_call("Man United Arsenal on sunday", asked)
    assert tool == "find_matches"
    assert "team" not in given
    assert str(given["date_from"]) == "2024-05-11"


def test_a_match_told_by_its_hour_is_one_of_the_league_spoken_of() -> None:
    tool, given = last_call("Man United Arsenal", "ok what about the early game saturday")
    assert (tool, given["league"]) == ("find_matches", "E0")


def test_two_clubs_on_another_day_are_the_match_of_one_of_them() -> None:
    tool, given = last_call("Man United Arsenal", "and their game on 19 may?")
    assert tool == "predict_match"
    assert (given["home_team"], given["away_team"]) == ("Arsenal", "Everton")


@pytest.mark.parametrize(
    "asked", ["akkor mit jatszanal meg?", "so what would you bet?", "te mire tennel?"]
)
def test_the_mentors_own_pick_is_of_the_match_spoken_of(asked: str) -> None:
    called = talked("Man United Arsenal", "btts?", asked).calls
    assert "recommend_bets" in [name for name, _ in called]


@pytest.mark.parametrize("asked", ["na es ha csak 1.30 az odds", "what if its only 1.30"])
def test_a_price_that_is_supposed_sets_nothing(asked: str) -> None:
    called = talked("does Arsenal beat Man United", asked).calls
    assert [given["price"] for name, given in called if name == "compare_odds"] == [1.3]


def test_a_bet_of_one_club_stays_its_own_at_a_price() -> None:
    _, given = last_call("Man United Arsenal", "Arsenal win to nil?", "2.2 for that any good")
    assert given["legs"] == "Man United v Arsenal: Arsenal to nil @2.2"
    _, given = last_call("Man United Arsenal", "double chance Arsenal?", "is 1.25 good for that")
    assert given["legs"] == "Man United v Arsenal: Arsenal or draw @1.25"


def test_a_price_is_no_line_of_goals() -> None:
    called = talked(
        "Man United Arsenal", "is there value if the under is 2.05 and the over 1.80"
    ).calls
    weighed = [(one["selection"], one["price"]) for name, one in called if name == "compare_odds"]
    assert weighed == [("under_2_5", 2.05), ("over_2_5", 1.8)]


@pytest.mark.parametrize(
    ("messages", "tool"),
    [
        (("i support Arsenal", "Chelsea h2h?"), "head_to_head"),
        (("Arsenal Chelsea", "ki nyerte a legutobbit"), "head_to_head"),
        (("Arsenal Chelsea", "who won last time"), "head_to_head"),
        (("Bayern Wolfsburg btts?", "Inter Milan ugyanez"), "predict_match"),
    ],
)
def test_two_clubs_are_asked_about_in_a_word(messages: tuple[str, ...], tool: str) -> None:
    assert last_call(*messages)[0] == tool


def test_the_same_question_of_another_match_is_known_by_its_end() -> None:
    assert "gól" in talked("Bayern Wolfsburg gól-gól?", "Inter Milan ugyanez").messages[-1].text


@pytest.mark.parametrize(
    ("asked", "league", "left_out"),
    [
        ("no german teams", None, "D1; D2; D3"),
        ("no, the english ones", "E0", None),
        ("nem, az angol bajnoksagbol", "E0", None),
    ],
)
def test_tips_are_wished_of_a_country_or_without_it(
    asked: str, league: str | None, left_out: str | None
) -> None:
    _, given = last_call("any tips for sunday?", asked)
    assert (given.get("league"), given.get("leave_out")) == (league, left_out)


@pytest.mark.parametrize(
    "asked", ["ha kane nem jatszik akkor is bayern?", "what if kane is injured", "corners?"]
)
def test_who_plays_is_not_known(asked: str) -> None:
    assert not talked("Bayern Wolfsburg", asked).calls


@pytest.mark.parametrize("asked", ["es ha a united rug eloszor golt?", "what if they score first"])
def test_what_happens_first_has_no_price(asked: str) -> None:
    assert not talked("Man United Arsenal", asked).calls


@pytest.mark.parametrize("text", ["mennyi ott a Chelsea", "idegenben nyer a Chelsea?"])
def test_a_clubs_win_is_asked_for_in_three_words(text: str) -> None:
    assert last_call(text)[0] == "predict_match"


@pytest.mark.parametrize(
    ("asked", "told"),
    [("goals?", "Expected goals"), ("more than 3?", "over 3.5"), ("less than 3?", "under 2.5")],
)
def test_a_count_of_goals_sets_nothing(asked: str, told: str) -> None:
    talk = talked("Man United Arsenal", asked)
    assert [name for name, _ in talk.calls] == ["predict_match"]
    assert told in talk.messages[-1].text


@pytest.mark.parametrize(("price", "side"), [("1.5", "away"), ("5.5", "home")])
def test_a_price_too_far_from_the_side_spoken_of_is_on_the_other(price: str, side: str) -> None:
    messages = ("Man United Arsenal", "how many points have man united", f"{price} a szorzo ra")
    assert last_call(*messages)[1]["selection"] == side


def test_it_is_asked_back_but_once() -> None:
    talk = talked("and united?")
    assert "Man United" in talk.messages[-1].text
    talk.ask("so who wins on sunday")
    assert talk.calls[0][1]["team"] == "Man United"


@pytest.mark.parametrize("asked", ["how sure are you", "mennyire biztos a modell"])
def test_a_forecast_is_doubted_after_a_look_up_too(asked: str) -> None:
    assert last_call("when do Arsenal play next", asked)[0] == "predict_match"


def test_the_word_that_was_used_is_explained() -> None:
    told = talked("Man United Arsenal", "es dontetlen no bet", "az mit jelent").messages[-1].text
    assert "visszakapod" in told


def test_what_a_stake_brings_back_is_asked_with_its_price() -> None:
    tool, given = last_call(
        "does Arsenal beat Man United", "10 eurot teszek ra 1.5ert, mennyit hoz"
    )
    assert (tool, given["stake"]) == ("price_slip", 10)


@pytest.mark.parametrize(
    ("messages", "tool", "bet"),
    [
        (("Bayern Wolfsburg", "handicap?", "-1.5re 1.7"), "price_slip",
         "Bayern Munich v Wolfsburg: Bayern Munich -1.5 @1.7"),
        (("Bayern Wolfsburg", "handicap?", "-1.5re 1.7", "es a -2.5"), "predict_match",
         "Bayern Munich -2.5"),
        (("Arsenal win or draw at Man United at 1.25", "what about the under"), "predict_match",
         None),
    ],
)  # fmt: skip
def test_the_next_line_of_a_bet_is_told(
    messages: tuple[str, ...], tool: str, bet: str | None
) -> None:
    name, given = last_call(*messages)
    assert (name, given.get("bet") or given.get("legs")) == (tool, bet)


def test_the_price_of_the_draw_is_not_put_on_a_club() -> None:
    called = talked("Man United Arsenal", "4.4 az x", "na es az Arsenal").calls
    assert all("price" not in given for _, given in called)


@pytest.mark.parametrize("asked", ["akkor Arsenal -1.5", "so Arsenal -1.5"])
def test_a_handicap_is_asked_for_after_a_report_too(asked: str) -> None:
    assert last_call("Arsenal form?", asked)[1]["bet"] == "Arsenal -1.5"


@pytest.mark.parametrize("asked", ["go on then how much", "jo akkor mennyit"])
def test_what_stake_a_price_makes_is_asked_in_few_words(asked: str) -> None:
    tool, given = last_call("does Arsenal beat Man United at 1.6", asked)
    assert (tool, given["legs"]) == ("price_slip", "Arsenal v Man United: Arsenal @1.6")


def test_meetings_are_those_on_the_ground_that_is_named() -> None:
    tool, given = last_call("Man United Arsenal", "h2h at old trafford")
    assert (tool, given["opponent"]) == ("head_to_head", "Arsenal")


def test_draws_are_wished_of_one_league_and_priced_as_draws() -> None:
    messages = ("any draws you like sunday", "la liga only")
    assert last_call(*messages)[1]["by"] == "draw"
    _, given = last_call("any draws you like saturday", "premier only", "the first at 3.9?")
    assert (given["selection"], given["price"]) == ("draw", 3.9)


def test_another_figure_of_the_same_league_is_asked_for() -> None:
    _, given = last_call("melyik csapat lotte a legtobb golt angliaban", "es a legkevesebbet kapta")
    assert (given["what"], given["order"]) == ("goals_against", "fewest")


def test_a_market_of_what_was_told_is_no_word_to_explain() -> None:
    tool, _ = last_call("which sunday game in germany has most goals", "whats it at over 3.5")
    assert tool == "predict_match"


def test_how_they_did_against_a_club_is_of_the_two() -> None:
    _, given = last_call("Arsenal top 4?", "how do they play Liverpool, recent results")
    assert "Liverpool" in given.values()
    assert "Arsenal" in given.values()


def test_neither_of_two_prices_is_told_again() -> None:
    called = talked("Man United Arsenal", "draw at 4.2?", "so neither?").calls
    assert [given["price"] for name, given in called if name == "compare_odds"] == [4.2]


def test_thousands_that_one_has_are_thousands() -> None:
    _, given = last_call("kombi: Arsenal 1.6, Bayern 1.3", "mennyi penzt erdemes ha van 40 ezrem")
    assert given["bankroll"] == 40_000


def test_of_several_prices_told_that_of_the_club_is_meant() -> None:
    called = talked("Arsenal 1.6 Man United 5.2 x 4.1", "a man united?").calls
    assert [given["price"] for name, given in called if name == "compare_odds"] == [5.2]


def test_a_club_spoken_of_is_asked_about_on_another_ground() -> None:
    tool, given = last_call("will Arsenal win the league", "what if they drop points at Man United")
    assert (tool, given["home_team"], given["away_team"]) == (
        "predict_match", "Man United", "Arsenal"
    )  # fmt: skip
    _, given = last_call(
        "will Man City win the league", "what if they drop points at Fulham", "and at Spurs"
    )
    assert (given["home_team"], given["away_team"]) == ("Tottenham", "Man City")


@pytest.mark.parametrize("asked", ["how many will arsenal get", "az arsenal rug golt egyaltalan?"])
def test_a_clubs_goals_are_no_players(asked: str) -> None:
    assert last_call("Man United Arsenal", asked)[0] == "predict_match"


def test_of_a_single_match_listed_its_favourite_is_asked_for() -> None:
    tool, given = last_call("show me the serie a on sunday", "who do you fancy")
    assert (tool, given["home_team"]) == ("predict_match", "Inter")


def test_the_club_that_came_first_is_spoken_of() -> None:
    talk = talked("ki a legjobb formaban levo csapat a bundesligaban")
    first = next(row for row in talk.messages[-1].text.splitlines() if row.startswith("- "))
    talk.ask("mikor jatszanak")
    assert talk.calls[-1][1]["team"] == first[2:].partition(":")[0]


def test_a_part_of_what_one_has_is_a_stake() -> None:
    _, given = last_call("does Arsenal beat Man United at 1.6", "how much of my 150")
    assert given["bankroll"] == 150


def test_what_a_club_needs_is_of_its_season() -> None:
    assert last_call("Arsenal bajnok lesz?", "mi kell hozza hogy az arsenal legyen")[0] == (
        "season_outlook"
    )


def test_how_many_games_we_have_left_is_of_ones_own_club() -> None:
    asked = "how many games have we got left"
    assert [club.name for club in read(asked, today=TODAY, language="en", spot=spot).clubs] == [
        "my team"
    ]


def test_one_says_us_of_ones_own_club() -> None:
    reading = read("so would you bet on us at 1.75", today=TODAY, language="en", spot=spot)
    assert [club.name for club in reading.clubs] == ["my team"]
    assert Intent.VALUE in reading.intents


@pytest.mark.parametrize(
    ("words", "preference"),
    [
        ("csak a premier league erdekel", "favourite_leagues"),
        ("tul sok, kevesebbet szeretnek kockaztatni", "risk"),
    ],
)
def test_an_interest_is_a_wish(words: str, preference: str) -> None:
    assert Said(words).is_about(preference)

"""Whole conversations: what was told earlier is gone back to, changed, or held against the rest."""

from __future__ import annotations

from typing import Any

import pytest

from graph.analyst import Analyst
from graph.analyst.told import legs_told
from tests.graph.analyst_talk import Talk
from tests.graph.analyst_tools import world_tools
from tests.graph.analyst_world import clock, spot


def talked(*messages: str) -> Talk:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    for text in messages:
        talk.ask(text)
    return talk


def last_call(*messages: str) -> tuple[str, dict[str, Any]]:
    """Return the last call of the last message: the others only look the match up."""
    return talked(*messages).calls[-1]


THREE = "acca: Arsenal 1.6, Bayern 1.3, Inter 2.1"
MADE = "build me an acca for saturday, 4 legs"


@pytest.mark.parametrize(
    ("messages", "legs"),
    [
        ((THREE, "what are the odds"), ("Arsenal @1.6", "Bayern Munich @1.3", "Inter @2.1")),
        ((THREE, "mennyi az esely"), ("Arsenal @1.6", "Bayern Munich @1.3", "Inter @2.1")),
        ((THREE, "chance it lands?"), ("Arsenal @1.6", "Bayern Munich @1.3", "Inter @2.1")),
        ((THREE, "swap the second one for Chelsea"),
         ("Arsenal @1.6", "Inter @2.1", "Chelsea")),
        ((THREE, "es ha a Chelseat raknam be 1.7en"),
         ("Arsenal @1.6", "Bayern Munich @1.3", "Inter @2.1", "Chelsea @1.7")),
        ((THREE, "what if i add Chelsea at 1.7"),
         ("Arsenal @1.6", "Bayern Munich @1.3", "Inter @2.1", "Chelsea @1.7")),
    ],
)  # fmt: skip
def test_a_slip_is_asked_about_and_changed_in_few_words(
    messages: tuple[str, ...], legs: tuple[str, ...]
) -> None:
    tool, given = last_call(*messages)
    assert tool == "price_slip"
    assert tuple(leg.partition(": ")[2] for leg in given["legs"].split("; ")) == legs


@pytest.mark.parametrize(
    ("messages", "legs"),
    [
        (("does Arsenal beat Man United at 1.6", "and if i double it with bayern to win at 1.3"),
         "Arsenal v Man United: Arsenal @1.6; Bayern Munich: Bayern Munich @1.3"),
        (("which are the safest on saturday?", "Arsenal at 1.6?", "what about Bayern 1.3",
          "put both in a double"),
         "Arsenal: Arsenal @1.6; Bayern Munich: Bayern Munich @1.3"),
        (("Inter Milan meg Bayern Wolfsburg", "kosd ossze oket, inter 1.9 bayern 1.45"),
         "Inter: Inter @1.9; Bayern Munich: Bayern Munich @1.45"),
        (("Arsenal, Bayern or Inter, who is likeliest?", "odds for all three to win"),
         "Arsenal: Arsenal; Bayern Munich: Bayern Munich; Inter: Inter"),
        (("Arsenal, Bayern or Inter, who is likeliest?", "odds for all three to win",
          "without inter"), "Arsenal: Arsenal; Bayern Munich: Bayern Munich"),
        (("i've got bayern, arsenal, inter", "all to win", "whats the weak one",
          "replace it with Chelsea"),
         "Arsenal: Arsenal; Inter: Inter; Chelsea: Chelsea"),
        (("Arsenal 1.6 Man United 5.2 x 4.1", "20ezret raknek a hazaira"),
         "Arsenal v Man United: home @1.6"),
        (("does Arsenal beat Man United at 1.6", "tenner on it then"),
         "Arsenal v Man United: Arsenal @1.6"),
    ],
)  # fmt: skip
def test_bets_spoken_of_become_one_slip_at_their_prices(
    messages: tuple[str, ...], legs: str
) -> None:
    tool, given = last_call(*messages)
    assert (tool, given["legs"]) == ("price_slip", legs)


def test_the_three_spoken_of_go_on_one_slip_each_on_its_day() -> None:
    tool, given = last_call(
        "Arsenal vagy Bayern, melyik biztosabb", "es a Chelsea szombaton", "ezt a harmat kosd ossze"
    )
    assert tool == "price_slip"
    assert given["legs"] == ("Arsenal: Arsenal; Bayern Munich: Bayern Munich; Chelsea: Chelsea")
    assert "date" not in given


@pytest.mark.parametrize("asked", ["return on 25", "25 eurora mennyi"])
def test_the_return_of_a_slip_is_asked_in_few_words(asked: str) -> None:
    assert last_call(THREE, asked)[1]["stake"] == 25


def test_a_leg_gives_way_in_its_place() -> None:
    made = legs_told(talked(MADE).messages[-1].text)
    _, given = last_call(MADE, "a masodik helyett valami mas")
    assert given["without"] == made[1].home
    assert given["legs"] == 4


def test_a_slip_is_doubted_as_a_whole() -> None:
    assert last_call(THREE, "too greedy?") == last_call(THREE)


def test_matches_compared_are_compared_by_something_else() -> None:
    talked_of = ("Man United Arsenal", "Chelsea Liverpool", "melyiken nagyobb az esely hazaira")
    _, given = last_call(*talked_of, "es golban")
    assert (given["by"], given["teams"]) == (
        "most_goals",
        "Man United; Arsenal; Chelsea; Liverpool",
    )


def test_clubs_compared_are_ranked_again() -> None:
    asked = "Arsenal, Bayern or Inter, who is likeliest?"
    assert last_call(asked, "rank them") == last_call(asked)


@pytest.mark.parametrize(
    ("asked", "off"),
    [
        ("which is the weakest leg", "take that out"),
        ("melyik a leggyengebb lab", "vedd ki azt"),
        ("which leg would you drop", "ok drop it"),
    ],
)
def test_the_weakest_leg_is_told_and_taken_off(asked: str, off: str) -> None:
    talk = talked(THREE)
    chances = [leg.chance for leg in legs_told(talk.messages[-1].text)]
    names = ("Arsenal", "Bayern Munich", "Inter")
    weakest = names[chances.index(min(filter(None, chances)))]
    talk.ask(asked)
    ((_, given),) = talk.calls
    assert given["legs"].startswith(f"{weakest}: ")
    talk.ask(off)
    ((_, given),) = talk.calls
    left = [leg.partition(":")[0] for leg in given["legs"].split("; ")]
    assert left == [name for name in names if name != weakest]


def test_the_conditions_of_a_slip_made_up_outlive_its_changes() -> None:
    tool, given = last_call(MADE, "swap the last one for Arsenal", "too risky, make it a double")
    assert tool == "compose_slip"
    assert given["legs"] == 2
    assert str(given["date_from"]) == str(given["date_to"]) == "2024-05-11"


@pytest.mark.parametrize(
    "asked", ["mennyi az eredo szorzo", "what are the odds", "chance it lands?"]
)
def test_a_slip_made_up_is_told_again(asked: str) -> None:
    assert last_call(MADE, asked) == last_call(MADE)


def test_what_is_staked_is_known_by_its_case_ending() -> None:
    _, given = last_call(THREE, "5000et raknek ra mennyit nyerek")
    assert given["stake"] == 5000


def test_the_first_ones_of_a_list_go_on_a_slip() -> None:
    listed = talked("which are the safest on saturday?")
    listed.ask("ok put the first two together in a slip")
    ((tool, given),) = listed.calls
    assert tool == "price_slip"
    assert len(given["legs"].split("; ")) == 2


def test_clubs_compared_are_doubled_at_their_prices() -> None:
    tool, given = last_call(
        "compare bayern and inter chances on sunday", "would you double them at 1.3 and 1.7"
    )
    assert tool == "price_slip"
    prices = sorted(leg.rpartition("@")[2] for leg in given["legs"].split("; "))
    assert prices == ["1.3", "1.7"]


@pytest.mark.parametrize(
    ("messages", "teams"),
    [
        (("Man United Arsenal", "and Chelsea Liverpool?", "which would you rather back?"),
         "Man United; Arsenal; Chelsea; Liverpool"),
        (("Man United Arsenal", "es a Chelsea Liverpool?", "melyikre tennel inkabb?"),
         "Man United; Arsenal; Chelsea; Liverpool"),
        (("Man United Arsenal", "Bayern form?", "Chelsea Liverpool", "compare the two"),
         "Man United; Arsenal; Chelsea; Liverpool"),
        (("Man United Arsenal", "sorry i meant Chelsea Liverpool", "same for Inter",
          "compare the two"),
         "Chelsea; Liverpool; Inter"),
    ],
)  # fmt: skip
def test_matches_spoken_of_are_held_against_each_other(
    messages: tuple[str, ...], teams: str
) -> None:
    tool, given = last_call(*messages)
    assert tool == "rank_matches"
    assert given["teams"] == teams


def test_two_matches_of_one_club_are_told_one_after_the_other() -> None:
    called = talked("Man United Arsenal", "Arsenal Everton", "which of those games is harder").calls
    assert [(given["home_team"], given["away_team"]) for _, given in called] == [
        ("Man United", "Arsenal"), ("Arsenal", "Everton")
    ]  # fmt: skip


def test_matches_are_compared_by_what_was_asked_of_them() -> None:
    _, given = last_call(
        "Man United Arsenal over 2.5?", "and Chelsea Liverpool?", "compare the two"
    )
    assert given["by"] == "most_goals"


@pytest.mark.parametrize(
    ("messages", "order"),
    [
        (("Man United Arsenal", "compare it with chelsea liverpool"), "safest"),
        (("Man United Arsenal", "Chelsea Liverpool", "which is better for an over bet"),
         "most_goals"),
        (("Man United Arsenal", "Chelsea Liverpool", "first one or second one?"), "safest"),
    ],
)  # fmt: skip
def test_two_matches_are_compared_in_other_words(messages: tuple[str, ...], order: str) -> None:
    _, given = last_call(*messages)
    assert given["teams"] == "Man United; Arsenal; Chelsea; Liverpool"
    assert given["by"] == order


def test_of_one_match_its_clubs_are_compared() -> None:
    talk = talked("Man United Arsenal", "compare the two")
    assert [given["team"] for _, given in talk.calls] == ["Man United", "Arsenal"]


def test_prices_of_clubs_of_two_matches_are_weighed_each_in_its_own() -> None:
    talk = talked(
        "Man United Arsenal",
        "same for Inter Milan",
        "which has more value, Arsenal 1.6 or Inter 2.1",
    )
    weighed = [given for name, given in talk.calls if name == "compare_odds"]
    assert [(one["home_team"], one["price"]) for one in weighed] == [
        ("Man United", 1.6), ("Inter", 2.1)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("messages", "home"),
    [
        (("which is the safest on saturday?", "why that one?"), 0),
        (("melyik a legbiztosabb szombaton?", "miert pont az?"), 0),
        (("which are the safest on saturday?", "ok the second one, tell me more"), 1),
        (("which are the safest on saturday?", "es a Bayern Wolfsburg?", "inkabb a masodikat"), 1),
    ],
)
def test_one_of_a_list_is_meant_though_something_came_between(
    messages: tuple[str, ...], home: int
) -> None:
    ranked = talked(messages[0])
    rows = [line for line in ranked.messages[-1].text.splitlines() if line.startswith("- ")]
    tool, given = last_call(*messages)
    assert tool == "predict_match"
    assert rows[home].startswith(f"- {given['home_team']} – {given['away_team']}")


def test_a_club_listed_is_left_out() -> None:
    _, given = last_call("any tips for saturday?", "drop the liverpool one")
    assert given["leave_out"] == "Liverpool"


def test_the_stake_on_one_of_a_list_is_on_its_winner() -> None:
    rows = talked("which are the safest on saturday?").messages[-1].text.splitlines()
    picked = rows[1].partition(": ")[2].partition(" win")[0]
    _, given = last_call(
        "which are the safest on saturday?", "the first one, how much should i put on it?"
    )
    assert given["legs"].endswith(f": {picked}")


@pytest.mark.parametrize(
    ("messages", "legs"),
    [
        (
            ("Chelsea Liverpool?", "compare it with the Spurs game",
             "which has better chance of over 2.5", "put both overs on a slip"),
            {"Chelsea v Liverpool: over 2.5", "Tottenham v West Ham: over 2.5"},
        ),
        (
            ("Newcastle Brighton btts?", "és a Chelsea?", "melyikre tennél inkább",
             "rakd össze a kettőt"),
            {"Newcastle v Brighton: btts_yes", "Chelsea v Liverpool: btts_yes"},
        ),
    ],
)  # fmt: skip
def test_matches_held_against_each_other_go_on_a_slip_by_what_they_were_compared_by(
    messages: tuple[str, ...], legs: set[str]
) -> None:
    tool, given = last_call(*messages)
    assert tool == "price_slip"
    assert set(given["legs"].split("; ")) == legs


def test_the_first_of_a_ranking_by_goals_are_overs_on_a_slip() -> None:
    tool, given = last_call("most goals this weekend?", "put the first three on a slip")
    assert tool == "price_slip"
    legs = given["legs"].split("; ")
    assert len(legs) == 3
    assert all(leg.endswith(": over 2.5") for leg in legs)


@pytest.mark.parametrize(
    ("messages", "home"),
    [
        (("what's on tomorrow in the prem?", "the early one"), "Fulham"),
        (("what's on tomorrow in the prem?", "the early one", "and the late game?"), "Chelsea"),
        (("milyen meccsek vannak holnap a Premier League-ben?", "a legkorábbi"), "Fulham"),
    ],
)
def test_a_fixture_is_pointed_at_by_its_time(messages: tuple[str, ...], home: str) -> None:
    tool, given = last_call(*messages)
    assert (tool, given["home_team"]) == ("predict_match", home)


@pytest.mark.parametrize(
    "text",
    ["rakjuk egybe a Leipziget és a Stuttgartot", "put Leipzig and Stuttgart together",
     "tegyük össze a Leipziget meg a Stuttgartot"],
)  # fmt: skip
def test_two_clubs_put_together_are_a_slip_and_no_match(text: str) -> None:
    tool, given = last_call(text)
    assert tool == "price_slip"
    assert given["legs"] == "RB Leipzig: RB Leipzig; Stuttgart: Stuttgart"


def test_what_so_much_would_return_is_asked_of_the_slip() -> None:
    tool, given = last_call("acca: Arsenal 1.6, Bayern 1.3", "how much would 5 return")
    assert (tool, given["stake"]) == ("price_slip", 5)


def test_tips_that_there_are_are_no_record() -> None:
    tool, _ = last_call("milyen tippjeid vannak a Bundesligára")
    assert tool == "find_matches"
    tool, _ = last_call("milyenek voltak a tippjeid a Bundesligában")
    assert tool == "track_record"


@pytest.mark.parametrize("text", ["akkor ennyi, kösz", "ok that's all, thanks", "oké, ennyi volt"])
def test_that_is_all_is_answered_in_kind(text: str) -> None:
    talk = talked("Chelsea Liverpool?", text)
    assert not talk.calls
    assert str(talk.messages[-1].content) in ("Szívesen!", "You are welcome!")

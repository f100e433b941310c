"""What is asked of a club's report or a table is told, and no more than that."""

from __future__ import annotations

import re

import pytest

from graph.analyst import Analyst
from graph.analyst.calls import Found
from graph.analyst.message import read
from graph.analyst.scripts.clubs import BEST_KNOWN, table
from graph.analyst.spotting.league_rates import OfLeagues
from graph.analyst.writing.clubs import tell_last, tell_leagues
from graph.wording.phrasebook import Phrasebook
from tests.graph.analyst_talk import Talk
from tests.graph.analyst_tools import world_tools
from tests.graph.analyst_world import TODAY, clock, spot


def told(text: str) -> str:
    return Talk(Analyst(spot=spot, clock=clock), world_tools()).ask(text)


@pytest.mark.parametrize(
    ("text", "rows"),
    [("last 2 for arsenal", 2), ("arsenal last three results", 3),
     ("az Arsenal utolsó 2 meccse", 2),
     ("Arsenal legutóbbi három meccs", 3)],
)  # fmt: skip
def test_so_many_of_the_latest_results_are_listed(text: str, rows: int) -> None:
    lines = told(text).splitlines()
    assert sum(line.startswith("- ") for line in lines) == rows
    assert "WWWWLW" not in told(text)


def test_more_than_are_known_are_not_passed_over_in_silence() -> None:
    assert told("last 20 for arsenal").endswith("I list no more than these.")
    assert "no more" not in told("last 2 for arsenal")


def test_a_club_without_a_season_is_not_said_never_to_have_won() -> None:
    found = Found(found=True, data={"team": "Arsenal"})
    assert "not won" not in tell_last(found, Phrasebook("en"), "last_win")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("when did arsenal last win", "Last win: "),
        ("when was the last time arsenal won", "Last win: "),
        ("mikor nyert utoljára az Arsenal", "Legutóbbi győzelme: "),
        ("Mikor győzött legutóbb az Arsenal?", "Legutóbbi győzelme: "),
        ("when did arsenal last lose", "Arsenal have not lost a match this season."),
        ("mikor kapott ki utoljára az Arsenal?", "Az Arsenal az idényben még nem kapott ki."),
    ],
)
def test_the_latest_match_of_a_kind_is_told(text: str, said: str) -> None:
    assert told(text).startswith(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("who's bottom of the premier league", " are bottom: "),
        ("ki az utolsó a premier league-ben?", "Az utolsó "),
        ("who leads the premier league", " are top: "),
        ("ki vezeti a Premier League-et?", "Az élen "),
    ],
)
def test_a_table_begins_with_what_is_asked_of_it(text: str, said: str) -> None:
    assert said in told(text).splitlines()[0]


def test_a_table_alone_is_only_that() -> None:
    assert told("premier league table").startswith("Premier League 2023-24:")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("when did Arsenal last beat Chelsea?",
         "Arsenal last beat Chelsea: Arsenal – Chelsea **5-0**"),
        ("when did Chelsea last lose to Arsenal", "Arsenal last beat Chelsea: "),
        ("when did Chelsea last beat Arsenal", "Chelsea have not beaten Arsenal in any meeting"),
        ("when did Arsenal and Man City last draw?", "Their last draw: Man City – Arsenal **0-0**"),
        ("when was the last draw between Everton and Liverpool", "None of their meetings"),
        ("mikor verte meg utoljára az Arsenal a Chelsea-t?",
         "Az Arsenal legutóbbi győzelme a Chelsea ellen: "),
        ("mikor kapott ki utoljára a Chelsea az Arsenaltól?",
         "Az Arsenal legutóbbi győzelme a Chelsea ellen: "),
        ("mikor volt utoljára döntetlen az Arsenal-City?",
         "Utolsó döntetlenjük: Man City – Arsenal **0–0**"),
    ],
)  # fmt: skip
def test_of_two_clubs_the_last_meeting_that_ended_so_comes_first(text: str, said: str) -> None:
    assert told(text).startswith(said)


def test_when_they_met_last_is_no_question_of_how_it_ended() -> None:
    assert told("when did Arsenal last play Chelsea").startswith("Arsenal – Chelsea ended **5-0**")


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("have Brighton ever won at Newcastle", "Newcastle"),
        ("how have Brighton done at Newcastle?", "Newcastle"),
        ("Brighton's record at Newcastle", "Newcastle"),
        ("nyert már a Brighton a Newcastle otthonában?", "Newcastle"),
        # “at” stands for the match itself here
        ("Brighton at Newcastle head to head", None),
        ("Brighton Newcastle h2h", None),
    ],
)
def test_meetings_at_one_ground_are_asked_for_as_such(text: str, ground: str | None) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    talk.ask(text)
    ((name, arguments),) = talk.calls
    assert (name, arguments.get("at")) == ("head_to_head", ground)


@pytest.mark.parametrize(
    "text",
    [
        "how often does the home team win in the Premier League?",
        "does the home side usually win in the Bundesliga",
        "what share of Serie A matches are home wins",
        "how many Bundesliga games go over 2.5 goals",
        "milyen gyakran nyer a hazai csapat a Premier League-ben",
        "hány meccs végződik hazai győzelemmel a Serie A-ban?",
    ],
)
def test_how_a_leagues_matches_end_is_told_of_all_of_them(text: str) -> None:
    assert re.search(r"Of 54 matches: home wins 24 |54 meccsből 24 lett hazai", told(text))


@pytest.mark.parametrize(
    "text",
    [
        "how many points would Arsenal have if they win both?",
        "how many points can Arsenal get",
        "hány pontja lehet max az Arsenalnak",
        "ha az Arsenal mindent megnyer, hány pontja lesz?",
    ],
)
def test_points_that_nobody_has_yet_are_those_of_winning_all(text: str) -> None:
    assert re.search(r"58 points and 11 matches left: \*\*91\*\* points|11 meccse van", told(text))


@pytest.mark.parametrize(
    "text", ["how many points do Arsenal have", "hány pontja van az Arsenalnak"]
)
def test_points_that_a_club_has_are_those_of_the_table(text: str) -> None:
    assert "left" not in told(text).splitlines()[0]
    assert "83" in told(text).splitlines()[0]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("which league has the most draws?", "The share of draws this season"),
        ("which league is the highest scoring", "Goals a match this season"),
        ("melyik ligában van a legtöbb gól?", "A meccsenkénti gólok ebben az idényben"),
        ("melyik bajnokságban nyer legtöbbször a hazai csapat", "A hazai győzelmek aránya"),
    ],
)
def test_leagues_are_set_side_by_side(text: str, head: str) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    answer = talk.ask(text)
    assert answer.startswith(head)
    assert {name for name, _ in talk.calls} == {"league_table"}
    assert [arguments["league"] for _, arguments in talk.calls] == list(BEST_KNOWN)
    assert answer.count("\n- ") == len(BEST_KNOWN)


@pytest.mark.parametrize(("fewest", "order"), [(False, ["D1", "I1"]), (True, ["I1", "D1"])])
def test_leagues_stand_in_the_order_that_is_asked_for(fewest: bool, order: list[str]) -> None:
    found = [
        Found(
            found=True,
            data={"league": league, "season": "2023-24"},
            facts=(
                {"subject": league, "market": "league", "outcome": "drawn_share",
                 "value": share, "unit": "share"},
                {"subject": league, "market": "league", "outcome": "matches",
                 "value": 306, "unit": "count"},
            ),
        )
        for league, share in (("I1", 0.24), ("D1", 0.31))
    ]  # fmt: skip
    told = tell_leagues(found, Phrasebook("en"), OfLeagues(by="drawn", fewest=fewest))
    names = {"D1": "Bundesliga", "I1": "Serie A"}
    places = [told.index(names[league]) for league in order]
    assert places == sorted(places)
    assert "**31.0%** (306 matches)" in told


@pytest.mark.parametrize(
    "found", [Found(state="failed", text="away"), Found(found=False, text="unknown")]
)
def test_leagues_that_could_not_be_looked_up_are_no_unclear_question(found: Found) -> None:
    reading = read("which league has the most draws", today=TODAY, language="en", spot=spot)
    asking = table(reading, Phrasebook("en"))
    wanted = next(asking)
    with pytest.raises(StopIteration) as told:
        asking.send((found,) * len(wanted))
    assert told.value.value
    assert "Which league" not in told.value.value

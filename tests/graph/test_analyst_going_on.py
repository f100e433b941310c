"""Conversations go on: about one’s club, two clubs, a run, odds, a word, what is left to play."""

from __future__ import annotations

import pytest

from graph.analyst import Analyst
from graph.analyst.deciding import wanted
from graph.analyst.figures_asked import figure_of
from graph.analyst.follow_ups.conversation import in_context
from graph.analyst.intents import Intent
from graph.analyst.message import read
from graph.analyst.reading import Reading
from graph.analyst.scripts.venues import ground_of, side_of
from graph.analyst.settings_said import preferences_said
from graph.analyst.slips.legs import day_said
from graph.analyst.spotting.my_club import MINE
from graph.analyst.spotting.table_parts import TablePart
from tests.graph.analyst_talk import Talk
from tests.graph.analyst_tools import world_tools
from tests.graph.analyst_world import TODAY, clock, spot


def said(*messages: str) -> Reading:
    return in_context([read(text, today=TODAY, language="en", spot=spot) for text in messages])


@pytest.mark.parametrize(
    ("messages", "intent", "clubs"),
    [
        (("Arsenal", "Chelsea", "who finished higher and by how much"), Intent.REPORT,
         ("Arsenal", "Chelsea")),
        (("Celtic v Rangers", "whos top of the league", "by how many points"), Intent.REPORT,
         ("Celtic", "Rangers")),
        (("Arsenal Chelsea who wins the premier league", "how many points apart are they"),
         Intent.REPORT, ("Arsenal", "Chelsea")),
        (("Arsenal Chelsea who wins the premier league",), Intent.SEASON, ("Arsenal", "Chelsea")),
        (("Arsenal v Chelsea", "how many games have Arsenal left", "when do they play each other"),
         Intent.FIXTURES, ("Arsenal", "Chelsea")),
        (("Arsenal v Chelsea", "chance arsenal keep a clean sheet",
          "how many clean sheets have they had this season"), Intent.REPORT, ("Arsenal",)),
        (("Arsenal this weekend?", "how many goals have they scored?"), Intent.REPORT,
         ("Arsenal",)),
        (("Arsenal this weekend?", "last 5 results"), Intent.REPORT, ("Arsenal",)),
        (("Arsenal form", "longest winning run this season?"), Intent.REPORT, ("Arsenal",)),
        (("when did Arsenal last lose", "who beat them"), Intent.REPORT, ("Arsenal",)),
        (("Arsenal title odds?", "what needs to happen for them to win it"), Intent.SEASON,
         ("Arsenal",)),
        (("Arsenal form", "who do they have left to play"), Intent.FIXTURES, ("Arsenal",)),
        (("how did Leeds finish",), Intent.REPORT, ("Leeds",)),
        (("who have Arsenal got after Chelsea",), Intent.FIXTURES, ("Arsenal",)),
        (("Arsenals biggest win this season?", "and worst defeat"), Intent.REPORT, ("Arsenal",)),
        (("Arsenal form", "their next 3 games"), Intent.FIXTURES, ("Arsenal",)),
        (("Real Madrid have won it already right?",), Intent.SEASON, ("Real Madrid",)),
        (("what are forests chances of staying up",), Intent.SEASON, ("Nott'm Forest",)),
        (("I'm an Everton fan, remember that", "what are my teams chances this weekend"),
         Intent.CHANCES, (MINE,)),
        (("what are my teams chances this weekend", "and last 5 results"), Intent.REPORT, (MINE,)),
    ],
)  # fmt: skip
def test_it_is_asked_of_the_clubs_spoken_of(
    messages: tuple[str, ...], intent: Intent, clubs: tuple[str, ...]
) -> None:
    reading = said(*messages)
    assert wanted(reading) == (intent,)
    assert tuple(club.name for club in reading.clubs) == clubs


def test_who_has_the_longest_run_is_asked_of_a_league_still() -> None:
    assert said("Arsenal form", "who has the longest winning run?").intents == (Intent.LEADERS,)


@pytest.mark.parametrize(
    ("messages", "name"),
    [
        (("Celtic v Rangers", "whos top of the league", "by how many points"), "points"),
        (("Arsenal this weekend?", "how many goals have they scored?"), "goals_for"),
    ],
)
def test_the_figure_asked_for_is_told_alone(messages: tuple[str, ...], name: str) -> None:
    figure = figure_of(said(*messages))
    assert figure is not None
    assert figure.name == name


@pytest.mark.parametrize(
    ("messages", "intent"),
    [
        (("explain what btts means", "and asian handicap -0.25"), Intent.MEANING),
        (("explain what btts means", "ok what is value anyway"), Intent.MEANING),
        (("what's your record like then", "on the bundesliga only"), Intent.ACCURACY),
        (("what is 5/2 in decimal", "and 11/8"), Intent.ODDS_MATHS),
    ],
)
def test_a_talk_of_no_match_goes_on(messages: tuple[str, ...], intent: Intent) -> None:
    assert wanted(said(*messages)) == (intent,)


def test_a_fraction_after_odds_is_no_day() -> None:
    reading = said("what is 5/2 in decimal", "and 11/8")
    assert reading.days is None
    assert [price.value for price in reading.prices] == [2.375]
    assert said("what is on tomorrow", "and 11/8").days is not None


def test_both_ends_of_the_odds_are_kept() -> None:
    kept = preferences_said(said("I only like odds between 1.8 and 2.5, remember that"))
    assert kept == (("odds_min", "1.8"), ("odds_max", "2.5"))


@pytest.mark.parametrize("message", ["your answers are rubbish", "this bot is useless"])
def test_a_complaint_is_answered_as_one(message: str) -> None:
    assert "sorry" in Talk(Analyst(spot=spot, clock=clock), world_tools()).ask(message)


def test_what_to_avoid_is_what_is_least_clear() -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    talk.ask("which matches tomorrow should i avoid")
    assert [(name, args.get("by")) for name, args in talk.calls] == [("rank_matches", "closest")]


def test_all_that_is_left_of_a_season_is_listed() -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    talk.ask("who do Arsenal have left to play")
    assert talk.calls[0][1]["limit"] > 1


@pytest.mark.parametrize(
    ("messages", "at"),
    [
        (("Celtic v Rangers tomorrow", "how did the last few between them go"), None),
        (("Man United v Arsenal", "h2h", "at old trafford only"), "Man United"),
        (("can Arsenal win at old trafford", "last time they won there?"), "Man United"),
        (("Man United v Arsenal head to head", "only at home"), "Man United"),
        (("Man United v Arsenal head to head", "and away"), "Arsenal"),
        (("Man United v Arsenal head to head", "at arsenals place"), "Arsenal"),
    ],
)
def test_meetings_are_told_of_one_ground_where_that_is_asked(
    messages: tuple[str, ...], at: str | None
) -> None:
    reading = said(*messages)
    assert wanted(reading) == (Intent.HEAD_TO_HEAD,)
    assert ground_of(reading) == at


@pytest.mark.parametrize(
    ("message", "part"),
    [
        ("who went up", TablePart(reward="promotion")),
        ("and who got relegated?", TablePart(reward="relegation")),
        ("who was bottom", TablePart(first=-1, last=-1)),
        ("and top?", TablePart()),
        ("top 6", TablePart(last=6)),
    ],
)
def test_a_part_of_the_table_just_told(message: str, part: TablePart) -> None:
    reading = said("show me the Premier League table", message)
    assert wanted(reading) == (Intent.TABLE,)
    assert reading.part == part


@pytest.mark.parametrize("message", ["and last season who won it?", "who won it last year"])
def test_last_season_is_no_last_place(message: str) -> None:
    reading = said("show me the Premier League table", message)
    assert wanted(reading) == (Intent.TABLE,)
    assert (reading.part, reading.season) == (None, "2022-23")


@pytest.mark.parametrize(
    "message",
    ["I have £500 and want to make it £1000 by sunday, whats the plan", "how do i double my money"],
)
def test_no_plan_makes_money_grow(message: str) -> None:
    assert "no plan" in Talk(Analyst(spot=spot, clock=clock), world_tools()).ask(message)


@pytest.mark.parametrize(
    ("messages", "fewest"),
    [
        (("who has the worst defence in Spain", "how about the best in France"), True),
        (("who has the worst defence in Spain", "and the worst in France"), False),
        (("who scores the most in Spain", "and the fewest?"), True),
        (("best defence in Spain", "second best?"), True),
        (("best defence in Spain", "second best?", "same question but La Liga"), True),
    ],
)
def test_the_other_end_is_told_where_the_words_turn(
    messages: tuple[str, ...], fewest: bool
) -> None:
    leaders = said(*messages).leaders
    assert leaders is not None
    assert leaders.fewest is fewest


def test_what_we_said_before_is_no_day_of_a_match() -> None:
    reading = said("You said Arsenal were 70% yesterday")
    assert (wanted(reading), reading.days) == ((Intent.CHANCES,), None)


@pytest.mark.parametrize(
    ("messages", "season"),
    [
        (("who won the Premier League in 2010", "how many points did they get"), "2009-10"),
        (("who won the Premier League in 2010", "how many points did they get",
          "and who came second", "who went down that year"), "2009-10"),
        (("who won the Premier League in 2010", "who's top now"), None),
    ],
)  # fmt: skip
def test_an_earlier_season_goes_on(messages: tuple[str, ...], season: str | None) -> None:
    reading = said(*messages)
    assert wanted(reading) == (Intent.TABLE,)
    assert reading.season == season


def test_a_month_alone_is_one_after_a_month() -> None:
    reading = said("Dortmund results in april", "what about march")
    assert [club.name for club in reading.clubs] == ["Dortmund"]
    assert reading.days is not None
    assert (reading.days.first.month, reading.days.first.year) == (3, 2024)


def test_a_hated_club_is_no_favourite() -> None:
    kept = preferences_said(said("I support Everton and hate Liverpool"))
    assert kept == (("favourite_teams", "Everton"),)


def test_a_cup_that_is_not_there_is_no_other_league() -> None:
    assert [league.id for league in said("who will win the Europa League").leagues] == ["UEL"]


@pytest.mark.parametrize("before", ["any bets for saturday?", "Arsenal v Chelsea"])
def test_odds_to_be_written_otherwise_are_on_nothing(before: str) -> None:
    assert wanted(said(before, "what is 5/2 in decimal")) == (Intent.ODDS_MATHS,)


def test_clubs_that_were_compared_are_asked_of_one_by_one() -> None:
    reading = said("Arsenal or Chelsea, which is more likely to win", "and by more than one goal?")
    assert [[club.name for club in one.clubs] for one in reading.again] == [
        ["Arsenal"],
        ["Chelsea"],
    ]
    assert {one.selections for one in reading.again} == {("handicap_-1.5",)}


def test_the_first_one_is_no_day() -> None:
    assert said("Arsenal v Chelsea 2-2?", "what would 15.0 on the first one be worth").days is None


@pytest.mark.parametrize(
    ("messages", "venue"),
    [
        (("how have Man United been away from Old Trafford",), "away"),
        (("how have Man United been at Old Trafford",), "home"),
    ],
)
def test_what_is_away_from_a_ground_is_not_at_it(messages: tuple[str, ...], venue: str) -> None:
    reading = said(*messages)
    assert [club.name for club in reading.clubs] == ["Man United"]
    assert (side_of(reading) or reading.venue) == venue


def test_this_season_comes_after_the_last() -> None:
    reading = said("how did Arsenal do last season", "and now?")
    assert (wanted(reading), reading.season) == ((Intent.REPORT,), None)


def test_a_market_explained_is_told_of_a_match() -> None:
    reading = said("What does draw no bet mean?", "What would it be for Chelsea at Arsenal?")
    assert (wanted(reading), reading.selections) == ((Intent.CHANCES,), ("draw_no_bet",))


def test_by_what_score_is_asked_of_the_match_spoken_of() -> None:
    reading = said("will Arsenal beat Chelsea", "by what score?")
    assert wanted(reading) == (Intent.CHANCES,)
    assert (len(reading.clubs), reading.selections) == (2, ("correct_score",))


def test_a_slip_of_two_days_is_on_no_one_day() -> None:
    assert day_said(said("double: Inter on sunday and Chelsea tomorrow at 1.6 and 1.45")) is None
    assert day_said(said("double: Inter and Milan on sunday at 1.6 and 1.45")) == "2024-05-12"

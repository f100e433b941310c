"""Which club of a league leads: what is compared, and over which matches."""

from __future__ import annotations

import pytest

from graph.analyst import Analyst
from graph.analyst.intents import Intent
from graph.analyst.message import read
from graph.analyst.spotting.leaders_said import Leaders
from graph.wording import Language
from tests.graph.analyst_talk import Talk
from tests.graph.analyst_tools import world_tools
from tests.graph.analyst_world import TODAY, clock, spot


@pytest.mark.parametrize(
    ("text", "language", "asked"),
    [
        ("who is on the longest winning run in La Liga", "en", Leaders(what="winning")),
        ("longest winning streak of the season in La Liga", "en",
         Leaders(what="winning", longest=True)),
        ("who hasn't lost in the last five in Serie A", "en",
         Leaders(what="unbeaten", at_least=5)),
        ("who has won five in a row in the Bundesliga", "en", Leaders(what="winning", at_least=5)),
        ("which teams are still unbeaten in the Bundesliga", "en",
         Leaders(what="lost", fewest=True)),
        ("best defence in the Premier League", "en", Leaders(what="goals_against", fewest=True)),
        ("leakiest defence in the Premier League", "en", Leaders(what="goals_against")),
        ("top scoring team in the Bundesliga", "en", Leaders(what="goals_for")),
        ("best home record in La Liga", "en", Leaders(what="points", venue="home")),
        ("best home team in the Championship this year", "en",
         Leaders(what="points", venue="home")),
        ("worst away side in Serie A", "en",
         Leaders(what="points", fewest=True, venue="away")),
        ("best team in Serie A", "en", Leaders(what="points")),
        ("legjobb vendégcsapat a Serie A-ban?", "hu", Leaders(what="points", venue="away")),
        ("most wins on the road in La Liga", "en", Leaders(what="won", venue="away")),
        ("who is in form in Serie A", "en", Leaders(what="points", last=6)),
        ("worst form in Serie A over the last four games", "en",
         Leaders(what="points", fewest=True, last=4)),
        ("most clean sheets in Serie A", "en", Leaders(what="clean_sheets")),
        ("melyik csapat veretlen a legrégebb óta", "hu", Leaders(what="unbeaten")),
        ("melyik csapat nem kapott ki az utolsó hat meccsén a La Ligában", "hu",
         Leaders(what="unbeaten", at_least=6)),
        ("legjobb hazai mérleg a Premier League-ben", "hu", Leaders(what="points", venue="home")),
        ("melyik csapat lőtte a legtöbb gólt a Bundesligában", "hu", Leaders(what="goals_for")),
        ("ki kapta a legkevesebb gólt a Serie A-ban", "hu",
         Leaders(what="goals_against", fewest=True)),
        ("ki van a legjobb formában a Serie A-ban", "hu", Leaders(what="points", last=6)),
    ],
)  # fmt: skip
def test_what_the_clubs_are_compared_by(text: str, language: Language, asked: Leaders) -> None:
    reading = read(text, today=TODAY, language=language, spot=spot)
    assert reading.leaders == asked
    assert reading.intents == (Intent.LEADERS,)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("which match will have the most goals this weekend", "en"),
        ("most goals tomorrow in the Premier League", "en"),
        ("who is the top scorer in the Bundesliga", "en"),
        ("are Arsenal unbeaten at home", "en"),
        ("who will win the Bundesliga", "en"),
        ("Premier League table", "en"),
        ("melyik meccsen lesz a legtöbb gól", "hu"),
        ("ki a gólkirály a Bundesligában", "hu"),
        ("milyen sorozatban van az Arsenal", "hu"),
    ],
)
def test_matches_to_come_players_and_single_clubs_are_other_questions(
    text: str, language: Language
) -> None:
    assert read(text, today=TODAY, language=language, spot=spot).leaders is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("who is on the longest winning run in La Liga", ("wins in a row", "- Man City: **9**")),
        ("who hasn't lost in the last five in Serie A", ("3 of 20 clubs", "at least 5 matches")),
        ("best home record in La Liga", ("most points at home", "points from 20 matches")),
        ("who scored the most goals in the Bundesliga", ("most goals", "of single players")),
        ("most goals scored in April in the Bundesliga", ("Mon 1 Apr to Tue 30 Apr",)),
        ("melyik csapat veretlen a legrégebb óta", ("összes bajnokság", "(Premier League)")),
        ("ki van a legjobb formában a Serie A-ban", ("legutóbbi meccsein", "pont")),
        ("legrosszabb védelem a Bundesligában", ("a legtöbb kapott gól", "meccsen")),
    ],
)
def test_the_answer_tells_the_clubs_and_their_matches(text: str, says: tuple[str, ...]) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    answer = talk.ask(text)
    assert [name for name, _ in talk.calls] == ["league_leaders"]
    assert all(words in answer for words in says), answer


@pytest.mark.parametrize(
    ("first", "then", "given"),
    [
        ("best home record in La Liga", "and away?", {"venue": "away", "league": "SP1"}),
        ("best defence in Serie A", "and the worst?", {"what": "goals_against", "league": "I1"}),
        ("best defence in Serie A", "and in La Liga?", {"order": "fewest", "league": "SP1"}),
        ("Serie A table", "who is in the best form?", {"last": 6, "league": "I1"}),
        ("most wins in La Liga", "and last season?", {"season": "2022-23", "league": "SP1"}),
        ("legjobb védelem a Bundesligában", "és a La Ligában?", {"league": "SP1"}),
        ("legjobb hazai mérleg a Bundesligában", "és idegenben?", {"venue": "away"}),
    ],
)
def test_a_comparison_goes_on(first: str, then: str, given: dict[str, object]) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    talk.ask(first)
    talk.ask(then)
    ((tool, arguments),) = talk.calls
    assert tool == "league_leaders"
    assert given.items() <= arguments.items()

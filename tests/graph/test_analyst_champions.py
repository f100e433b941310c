"""Who won a league in a year that is past: the table of the season that ended then."""

from __future__ import annotations

import pytest

from graph.analyst import Analyst
from tests.graph.analyst_talk import Talk
from tests.graph.analyst_tools import world_tools
from tests.graph.analyst_world import clock, spot


@pytest.mark.parametrize(
    ("messages", "league", "season", "said"),
    [
        (("who won the premier league in 2016",), "E0", "2015-16", "ended first"),
        (("who won the league in 2016", "premier league"), "E0", "2015-16", "Premier League"),
        (("england champion 2016",), "E0", "2015-16", "ended first"),
        (("la liga title winners 2014?",), "SP1", "2013-14", "ended first"),
        (("ki volt a bajnok 2016ban angliaban",), "E0", "2015-16", "végzett"),
        (("ki lett a bajnok 2016-ban", "a premier league-ben"), "E0", "2015-16", "2015-16"),
        (("2010-ben ki nyerte a Bundesligát?",), "D1", "2009-10", "végzett"),
    ],
)
def test_a_champion_is_told_by_the_season_that_ended_then(
    messages: tuple[str, ...], league: str, season: str, said: str
) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    answer = [talk.ask(text) for text in messages][-1]
    ((tool, arguments),) = talk.calls
    assert (tool, arguments["league"], arguments["season"]) == ("league_table", league, season)
    assert said in answer


def test_without_a_league_it_is_asked_for() -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    assert talk.ask("who won the league in 2016").startswith("Which league?")
    assert talk.ask("ki lett a bajnok 2016-ban").startswith("Melyik bajnokság?")


def test_a_season_that_runs_is_no_past_one() -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    talk.ask("premier league champion 2024")
    assert [tool for tool, _ in talk.calls] == ["season_outlook"]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("when do Barcelona play next", "but they lost last week lol"),
        ("mikor játszik a Barcelona?", "de kikaptak múlt héten"),
    ],
)
def test_a_defeat_of_the_past_is_looked_up_among_results(first: str, then: str) -> None:
    talk = Talk(Analyst(spot=spot, clock=clock), world_tools())
    talk.ask(first)
    talk.ask(then)
    ((tool, arguments),) = talk.calls
    assert tool == "find_matches"
    assert arguments["team"] == "Barcelona"
    assert (str(arguments["date_from"]), str(arguments["date_to"])) == ("2024-04-29", "2024-05-05")

"""openfootball's JSON, our own tables, expected goals."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from knowledge.errors import SourceError
from knowledge.importing.layouts import layout_of
from knowledge.importing.records import MatchRecord, Refusal
from knowledge.importing.text import SourceText

UTC = dt.UTC


def read(content: str, path: str) -> list[MatchRecord | Refusal]:
    source = SourceText(Path(path), content, path)
    return list(layout_of(source).read(source))


def game(**fields: Any) -> dict[str, Any]:
    usual: dict[str, Any] = {
        "round": "Matchday 1",
        "date": "2023-08-11",
        "time": "20:00",
        "team1": "Burnley FC",
        "team2": "Manchester City FC",
        "score": {"ht": [0, 2], "ft": [0, 3]},
    }
    return {name: value for name, value in (usual | fields).items() if value is not None}


def openfootball(*games: dict[str, Any], path: str = "2023-24/en.1.json") -> list[Any]:
    return read(json.dumps({"name": "Some League", "matches": games}), path)


def test_a_match_of_openfootball() -> None:
    (match,) = openfootball(game())
    assert (match.league_id, match.season, match.round) == ("E0", "2023-24", "Matchday 1")
    assert (match.home, match.away) == ("Burnley FC", "Manchester City FC")
    assert (match.home_goals, match.away_goals, match.away_goals_ht) == (0, 3, 2)
    assert match.kickoff == dt.datetime(2023, 8, 11, 19, tzinfo=UTC)


def test_no_score_is_a_fixture() -> None:
    (match,) = openfootball(game(score=None))
    assert match.home_goals is None


def test_the_clock_is_that_of_the_place() -> None:
    (tokyo,) = openfootball(game(), path="2023/jp.1.json")
    assert tokyo.kickoff == dt.datetime(2023, 8, 11, 11, tzinfo=UTC)
    assert (tokyo.league_id, tokyo.season) == ("JPN", "2023")
    (written,) = openfootball(game(time="20:00 UTC+2"))
    assert written.kickoff == dt.datetime(2023, 8, 11, 18, tzinfo=UTC)


def test_extra_time_and_penalties_are_not_the_score() -> None:
    score = {"ht": [1, 0], "ft": [1, 1], "et": [2, 1], "p": [4, 3]}
    (match,) = openfootball(game(score=score, round="Final"), path="2011-12/uefa.cl.json")
    assert (match.league_id, match.home_goals, match.away_goals) == ("UCL", 1, 1)


def test_awarded_and_cancelled() -> None:
    awarded, cancelled = openfootball(
        game(status="awarded"), game(team1="Arsenal FC", score={}, status="cancelled")
    )
    assert awarded.awarded
    assert isinstance(cancelled, Refusal)
    assert "never played" in cancelled.reason


def test_a_july_written_a_year_too_early() -> None:
    first, late = openfootball(
        game(date="2019-08-09"),
        game(date="2019-07-26", round="Matchday 38"),
        path="2019-20/en.1.json",
    )
    assert (first.date, late.date) == (dt.date(2019, 8, 9), dt.date(2020, 7, 26))


def test_the_older_layout_with_rounds() -> None:
    plain = {"date": "2015-08-08", "team1": {"name": "A"}, "team2": {"name": "B"}}
    document = {"rounds": [{"name": "Matchday 1", "matches": [plain | {"score": [2, 1]}]}]}
    (match,) = read(json.dumps(document), "2015-16/en.1.json")
    assert isinstance(match, MatchRecord)
    assert (match.home, match.home_goals, match.round) == ("A", 2, "Matchday 1")


@pytest.mark.parametrize(
    "fields",
    [
        {"date": "soon"},
        {"date": None},
        {"team2": None},
        {"score": {"ft": [1]}},
        {"score": {"ft": ["1", "0"]}},
        {"score": {"ft": [-1, 0]}},
        {"score": 5},
    ],
)
def test_a_broken_match_is_refused_alone(fields: dict[str, Any]) -> None:
    broken = {name: value for name, value in (game() | fields).items() if value is not None}
    refused, match = openfootball(broken, game())
    assert isinstance(refused, Refusal)
    assert refused.line == 1
    assert isinstance(match, MatchRecord)


@pytest.mark.parametrize(
    "content",
    [
        '{"matches": [{"date": "20',
        "{}",
        '{"matches": 3}',
        '{"rounds": 3}',
        '{"rounds": [3]}',
        '{"rounds": [{"name": "Matchday 1"}]}',
        '{"rounds": [{"matches": [3]}]}',
        '{"matches":' + "[" * 100_000,
    ],
    ids=range(8),
)
def test_json_that_was_cut_or_is_something_else(content: str) -> None:
    with pytest.raises(SourceError, match=r"not whole|not openfootball"):
        read(content, "2023-24/en.1.json")


OWN = "date,league,home_team,away_team,home_goals,away_goals"


def test_our_own_table() -> None:
    (match,) = read(f"{OWN}\n2024-05-12,E0,Man United,Arsenal,0,1", "mine.csv")
    assert isinstance(match, MatchRecord)
    assert (match.league_id, match.season, match.home) == ("E0", "2023-24", "Man United")
    assert (match.home_goals, match.away_goals, match.kickoff) == (0, 1, None)


def test_all_that_our_own_table_may_hold() -> None:
    text = (
        f"{OWN},season,kickoff,home_shots,away_xg,awarded,round,avg_home,avg_draw,avg_away,"
        "closing_over_2_5,closing_under_2_5\n"
        "2024-05-12,Premier League,Man United,Arsenal,,,2023-24,2024-05-12T17:30+02:00,"
        "7,1.25,1,Matchday 37,4.5,4.1,1.72,1.6,2.3"
    )
    (match,) = read(text, "mine.csv")
    assert isinstance(match, MatchRecord)
    assert match.kickoff == dt.datetime(2024, 5, 12, 15, 30, tzinfo=UTC)
    assert (match.home_shots, match.away_xg, match.awarded) == (7, 1.25, True)
    before, closing = match.prices
    assert (before.moment, before.away, closing.moment, closing.over_2_5) == (
        "prematch", 1.72, "closing", 1.6,
    )  # fmt: skip


def test_a_table_with_semicolons() -> None:
    (match,) = read(OWN.replace(",", ";") + "\n2024-05-12;E0;Leeds;Arsenal;0;1", "mine.csv")
    assert isinstance(match, MatchRecord)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("12/05/2024,E0,Leeds,Arsenal,0,1", "not a date like 2024-05-12"),
        ("2024-05-12,,Leeds,Arsenal,0,1", "league"),
        ("2024-05-12,Somewhere else!,Leeds,Arsenal,0,1", "is not known"),
        ("2024-05-12,E0,Leeds,Arsenal,one,1", "not a whole number"),
        ("2024-05-12,E0,Leeds,Arsenal,0,-1", "not a whole number from 0"),
        ("2024-05-12,E0,Leeds,Arsenal,0,", "only one side's goals"),
    ],
)
def test_refusals_of_our_own_table(line: str, reason: str) -> None:
    (refused,) = read(f"{OWN}\n{line}", "mine.csv")
    assert isinstance(refused, Refusal)
    assert reason in refused.reason


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ("2023-24,2024-05-12T15:30", "has no offset"),
        ("2023-24,noon", "not an instant"),
        ("2023-24,2024-06-12T15:30Z", "is not on 2024-05-12"),
        ("last,", "not one like 2023-24"),
        ("2019-20,", "not in the season"),
    ],
)
def test_refusals_of_times(cells: str, reason: str) -> None:
    (refused,) = read(f"{OWN},season,kickoff\n2024-05-12,E0,Leeds,Arsenal,0,1,{cells}", "mine.csv")
    assert isinstance(refused, Refusal)
    assert reason in refused.reason


def test_expected_goals_add_to_known_matches() -> None:
    text = "Div,Season,Date,HomeTeam,AwayTeam,xGH,xGA,src\nD1,2014-15,2014-08-22,A,B,2.5,1.4,us"
    (match,) = read(text, "xg.csv")
    assert isinstance(match, MatchRecord)
    assert (match.home_xg, match.away_xg, match.only_known) == (2.5, 1.4, True)


@pytest.mark.parametrize("text", ["", "hello", "a,b,c\n1,2,3", "date,home_team\n"])
def test_unknown_layouts_say_what_is_expected(text: str) -> None:
    with pytest.raises(SourceError, match="expected football-data's"):
        read(text, "mine.csv")

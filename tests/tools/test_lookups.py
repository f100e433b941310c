"""Lists of matches, clubs and tables against the handmade league counted by hand."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from tests.tools.conftest import House
from tests.tools.handmade import NOW, write_matches
from tests.tools.test_predicting import values


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Return the rows of the league that had been played at NOW, oldest first."""
    path: Path = write_matches(tmp_path_factory.mktemp("rows"))
    with path.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["date"] < NOW.date().isoformat()]
    return sorted(rows, key=lambda row: row["date"])


def of(rows: list[dict[str, Any]], *clubs: str) -> list[dict[str, Any]]:
    """Return the rows in which all these clubs play."""
    return [row for row in rows if set(clubs) <= {row["home_team"], row["away_team"]}]


def letter(row: dict[str, Any], club: str) -> str:
    """Return W, D or L of a club in a row."""
    lead = int(row["home_goals"]) - int(row["away_goals"])
    lead = lead if row["home_team"] == club else -lead
    return "W" if lead > 0 else "L" if lead < 0 else "D"


async def test_form_and_meetings_are_those_counted_by_hand(
    house: House, played: list[dict[str, Any]]
) -> None:
    report = await house.result("team_report", team="Arsenal")
    last = of(played, "Arsenal")[-6:][::-1]
    letters = "".join(letter(row, "Arsenal") for row in last)
    assert values(report, "form")["letters"] == letters
    assert values(report, "form")["won"] == letters.count("W")
    assert report["data"]["last_matches"][0]["date"] == last[0]["date"]
    met = await house.result("head_to_head", team="Arsenal", opponent="Everton")
    meetings = [letter(row, "Arsenal") for row in of(played, "Arsenal", "Everton")]
    facts = values(met, "head_to_head")
    assert [facts[name] for name in ("played", "won", "drawn", "lost")] == [
        len(meetings), *(meetings.count(each) for each in "WDL")
    ]  # fmt: skip
    for letter_, name in zip("WDL", ("last_won", "last_drawn", "last_lost"), strict=True):
        ended_so = [r for r in of(played, "Arsenal", "Everton") if letter(r, "Arsenal") == letter_]
        last_so = met["data"][name]
        assert (last_so and last_so["date"]) == (ended_so[-1]["date"] if ended_so else None)
    at_home = await house.result("head_to_head", team="Everton", opponent="Arsenal", at="Arsenal")
    there = [row for row in of(played, "Arsenal", "Everton") if row["home_team"] == "Arsenal"]
    assert values(at_home, "head_to_head")["played"] == len(there)
    assert at_home["data"]["at"] == "Arsenal"


async def test_the_table_is_the_one_counted_by_hand(
    house: House, played: list[dict[str, Any]]
) -> None:
    table = await house.result("league_table", league="bundesliga", season="2023/24")
    season = [row for row in played if (row["league"], row["season"]) == ("D1", "2023-24")]
    for row in table["data"]["rows"]:
        letters = [letter(match, row["team"]) for match in of(season, row["team"])]
        assert row["points"] == 3 * letters.count("W") + letters.count("D")
        assert row["played"] == len(letters)
    assert [row["place"] for row in table["data"]["rows"]] == [1, 2, 3, 4]
    points = [row["points"] for row in table["data"]["rows"]]
    assert points == sorted(points, reverse=True)
    goals = [int(row["home_goals"]) + int(row["away_goals"]) for row in season]
    level = [row["home_goals"] == row["away_goals"] for row in season]
    told = {fact["outcome"]: fact["value"] for fact in table["facts"] if fact["market"] == "league"}
    assert (told["matches"], told["drawn"]) == (len(season), sum(level))
    leads = [int(row["home_goals"]) - int(row["away_goals"]) for row in season]
    assert told["home_wins"] == sum(lead > 0 for lead in leads)
    assert told["home_wins_share"] == pytest.approx(told["home_wins"] / len(season))
    assert told["over_2_5"] == sum(goal > 2 for goal in goals)
    assert told["home_wins"] + told["drawn"] + told["away_wins"] == told["matches"]
    assert told["goals_per_match"] == pytest.approx(sum(goals) / len(season))
    assert told["drawn_share"] == pytest.approx(sum(level) / len(season))


async def test_a_table_on_a_day_counts_what_had_been_played_by_then(
    house: House, played: list[dict[str, Any]]
) -> None:
    season = [row for row in played if (row["league"], row["season"]) == ("E0", "2023-24")]
    day = season[len(season) // 2]["date"]
    table = await house.result("league_table", league="E0", date=day)
    until = [row for row in season if row["date"] <= day]
    counted = sum(row["played"] for row in table["data"]["rows"])
    assert counted == 2 * len(until) < 2 * len(season)
    assert table["data"]["date"] == day
    assert f"as it stood after {day}" in table["text"]


async def test_favourites_of_a_day_are_those_of_the_forecasts(house: House) -> None:
    day = {"date_from": "2024-03-01", "date_to": "2024-03-01", "status": "scheduled"}
    result = await house.result("find_matches", **day, favourites=True, limit=30)
    rows = {row["match_id"]: row["selection"] for row in result["data"]["favourites"]}
    assert len(rows) == len(result["data"]["matches"]) > 1
    for match in result["data"]["matches"]:
        pair = {"home_team": match["home"], "away_team": match["away"]}
        forecast = await house.result("predict_match", **pair, date=match["date"])
        chances = values(forecast, "1x2")
        side = rows[match["match_id"]]
        assert chances[side] == max(float(str(chance)) for chance in chances.values())
        subject = f"{match['home']} – {match['away']}, {match['date']}"
        told = [fact for fact in result["facts"] if fact["subject"] == subject]
        assert [fact["value"] for fact in told if fact["market"] == "1x2"] == [chances[side]]


async def test_a_short_list_says_that_there_are_more(house: House) -> None:
    day = {"date_from": "2024-03-01", "date_to": "2024-03-01"}
    short = await house.result("find_matches", **day, limit=1)
    whole = await house.result("find_matches", **day, limit=30)
    assert short["data"]["more"]
    assert "There are more" in short["text"]
    assert not whole["data"]["more"]
    assert "There are more" not in whole["text"]
    # the top league of the best known country comes first
    assert short["data"]["matches"][0]["league"] == "E0"


async def test_a_season_is_known_by_the_leagues_own_name_for_it(demo: House) -> None:
    current = await demo.result("league_table", league="demo liga")
    season = current["data"]["season"]
    again = await demo.result("league_table", league="DEMO", season=season)
    assert again["facts"] == current["facts"]


async def test_a_report_says_what_comes_next(house: House) -> None:
    report = await house.result("team_report", team="Newcastle")
    assert values(report, "next_match") == {"date": "2024-03-01"}
    assert report["data"]["next_match"]["home"] == "Newcastle"
    assert values(report, "table")["place"] in range(1, 9)
    assert {"home_won", "away_lost", "biggest_win"} <= set(values(report, "record"))
    assert {"unbeaten_now", "winning_longest", "clean_sheet_now"} <= set(values(report, "streak"))


async def test_matches_of_a_kind_are_those_counted_by_hand(
    house: House, played: list[dict[str, Any]]
) -> None:
    season = [row for row in of(played, "Arsenal") if row["season"] == "2023-24"]
    at_home = [row for row in season if row["home_team"] == "Arsenal"]
    for venue, rows in ((None, season), ("home", at_home)):
        report = await house.result("team_report", team="Arsenal", venue=venue)
        scope = f"{venue}_" if venue else ""
        goals = [(int(row["home_goals"]), int(row["away_goals"])) for row in rows]
        own = [
            pair if row["home_team"] == "Arsenal" else pair[::-1]
            for row, pair in zip(rows, goals, strict=True)
        ]
        counted = values(report, "record")
        assert counted[f"{scope}played"] == len(rows) > 0
        assert counted[f"{scope}over_2_5"] == sum(sum(pair) > 2 for pair in goals)
        assert counted[f"{scope}both_scored"] == sum(min(pair) > 0 for pair in goals)
        assert counted[f"{scope}clean_sheets"] == sum(not against for _, against in own)
        assert counted[f"{scope}scoreless_share"] == sum(not goal for goal, _ in own) / len(rows)
        average = values(report, "per_match")[f"{scope}goals_for"]
        assert average == sum(goal for goal, _ in own) / len(rows)


async def test_an_earlier_season_is_told_as_it_ended(
    house: House, played: list[dict[str, Any]]
) -> None:
    past = min(row["season"] for row in of(played, "Arsenal"))
    report = await house.result("team_report", team="Arsenal", season=past.replace("-", "/"))
    rows = [row for row in of(played, "Arsenal") if row["season"] == past]
    assert past != "2023-24"
    assert report["data"]["is_over"]
    assert report["data"]["season"] == past
    assert values(report, "table")["played"] == len(rows)
    assert not values(report, "form")  # of today
    assert report["data"]["next_match"] is None
    current = await house.result("team_report", team="Arsenal", season="2023-24")
    assert current["facts"] == (await house.result("team_report", team="Arsenal"))["facts"]
    unknown = await house.result("team_report", team="Arsenal", season="1931-32")
    assert not unknown["found"]
    assert past in unknown["candidates"]


@pytest.mark.parametrize(("venue", "side"), [("hazai", "home"), ("away", "away")])
async def test_form_at_one_venue_has_matches_there_alone(
    house: House, venue: str, side: str
) -> None:
    report = await house.result("team_report", team="Arsenal", venue=venue)
    assert {match[side] for match in report["data"]["last_matches"]} == {"Arsenal"}


async def test_coming_matches_have_times_and_played_ones_scores(house: House) -> None:
    result = await house.result("find_matches", team="Arsenal")
    statuses = [match["status"] for match in result["data"]["matches"]]
    assert statuses == ["scheduled"] * 4 + ["finished"] * 5
    kinds = [(fact["market"], fact["outcome"], fact["unit"]) for fact in result["facts"]]
    assert kinds == [("kickoff", "time", "time")] * 4 + [("result", "score", "score")] * 5


async def test_results_come_newest_first(house: House) -> None:
    result = await house.result("find_matches", league="E0", status="results", limit=20)
    days = [match["date"] for match in result["data"]["matches"]]
    assert len(days) == 20
    assert days == sorted(days, reverse=True)
    assert max(days) < NOW.date().isoformat()


async def test_a_span_of_days_has_its_first_and_last(house: House) -> None:
    result = await house.result(
        "find_matches", league="E0", date_from="2024-01-21", date_to="2024-02-10"
    )
    assert {match["date"] for match in result["data"]["matches"]} == {"2024-01-21", "2024-02-10"}
    assert result["data"]["query"] == {
        "team": None, "opponent": None, "league": "Premier League", "date_from": "2024-01-21",
        "date_to": "2024-02-10", "status": None,
    }  # fmt: skip


async def test_a_limit_is_kept_within_reason(house: House) -> None:
    for asked, given in ((0, 1), (-3, 1), (500, 30)):
        result = await house.result("find_matches", status="finished", limit=asked)
        assert len(result["data"]["matches"]) == given


async def test_no_match_says_so_and_offers_the_next(house: House) -> None:
    result = await house.result("find_matches", team="Arsenal", date_from="2024-03-05",
                                date_to="2024-03-06")  # fmt: skip
    assert not result["found"]
    assert "2024-03-05" in result["text"]
    assert result["candidates"][0] == "Arsenal – Chelsea, 2024-03-01"


async def test_an_opponent_certain_by_its_country_is_found(house: House) -> None:
    result = await house.result("find_matches", team="Man Utd", opponent="Spurs", status="finished")
    assert {result["data"]["query"][name] for name in ("team", "opponent")} == {
        "Man United", "Tottenham"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("tool", "args", "said"),
    [
        ("league_table", {"league": "Serie A"}, "Serie A"),
        ("league_table", {"league": "the moon league"}, "the moon league"),
        ("league_table", {"league": "E0", "season": "1999-00"}, "1999-00"),
        ("team_report", {"team": "Inter"}, "Inter"),
        ("head_to_head", {"team": "Arsenal", "opponent": "Bayern"}, "No match between"),
        ("find_matches", {"team": "United"}, "United"),
    ],
)
async def test_what_is_not_there_is_said_plainly(
    house: House, tool: str, args: dict[str, Any], said: str
) -> None:
    result = await house.result(tool, **args)
    assert not result["found"]
    assert said in result["text"]
    assert result["facts"] == []


@pytest.mark.parametrize(
    ("tool", "args", "said"),
    [
        ("team_report", {"team": "Arsenal", "venue": "moon"}, "home or away"),
        ("team_report", {}, "team is missing"),
        ("league_table", {"league": "E0", "season": "last"}, "not a season"),
        ("find_matches", {"status": "live"}, "scheduled, finished or postponed"),
        ("find_matches", {"date_from": "2024-03-02", "date_to": "2024-03-01"}, "earlier day"),
        ("find_matches", {"limit": "lots"}, "whole number"),
        ("find_matches", {"team": ["Arsenal"]}, "team is not right"),
        ("find_matches", {"team": "x" * 300}, "team is not right"),
        ("find_matches", {"date_from": "2024-13-01"}, "no day"),
    ],
)
async def test_what_makes_no_sense_is_refused_in_a_sentence(
    house: House, tool: str, args: dict[str, Any], said: str
) -> None:
    error = await house.refusal(tool, **args)
    assert said in error["error"]
    assert error["retryable"]
    assert "x" * 50 not in error["error"]


async def test_results_appear_when_their_time_has_come(house: House) -> None:
    asked: dict[str, Any] = {"team": "Arsenal", "opponent": "Chelsea", "date_from": "2024-03-01",
                             "date_to": "2024-03-01"}  # fmt: skip
    for hour, status in ((15, "scheduled"), (17, "scheduled"), (18, "finished")):
        house.now = dt.datetime(2024, 3, 1, hour, tzinfo=dt.UTC)
        result = await house.result("find_matches", **asked)
        assert [match["status"] for match in result["data"]["matches"]] == [status]

"""One match forecast: which match is meant, what is told, and what never is."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.tools.conftest import House

MATCH = {"home_team": "Arsenal", "away_team": "Chelsea"}


def values(result: dict[str, object], market: str) -> dict[str, object]:
    """Return outcome → value of one market's facts."""
    facts = result["facts"]
    assert isinstance(facts, list)
    return {fact["outcome"]: fact["value"] for fact in facts if fact["market"] == market}


async def test_the_facts_are_the_vocabulary_that_was_agreed_on(house: House) -> None:
    result = await house.result("predict_match", home_team="Arsenal", away_team="Chelsea")
    assert set(values(result, "1x2")) == {"home", "draw", "away"}
    for line in ("1.5", "2.5", "3.5"):
        assert set(values(result, f"over_under_{line}")) == {"over", "under"}
    assert set(values(result, "both_teams_score")) == {"yes", "no"}
    assert set(values(result, "double_chance")) == {"1X", "12", "X2"}
    assert set(values(result, "draw_no_bet")) == {"home", "away"}
    assert set(values(result, "expected_goals")) == {"home", "away"}
    assert set(values(result, "fair_odds")) == {"home", "draw", "away"}
    assert len(values(result, "correct_score")) == 3
    assert set(values(result, "confidence")) == {"model"}
    assert {fact["subject"] for fact in result["facts"]} == {"Arsenal – Chelsea, 2024-03-01"}
    assert set(values(result, "implied")) == {"home", "draw", "away"}
    told = {(fact["market"], fact["outcome"]): fact["value"] for fact in result["facts"]}
    for side in ("home", "draw", "away"):
        gap = told["1x2", side] - told["implied", side]
        assert told["gap", side] == pytest.approx(gap)
    assert result["data"]["difference"].keys() == {"agreed", "reasons"}
    assert result["data"] | {"explanation": None, "difference": None, "match_id": None} == {
        "match_id": None,
        "home": "Arsenal",
        "away": "Chelsea",
        "league": "E0",
        "league_name": "Premier League",
        "date": "2024-03-01",
        "kickoff": "2024-03-01T15:00:00+00:00",
        "hypothetical": False,
        "swapped": False,
        "is_demo": False,
        "status": "scheduled",
        "explanation": None,
        "difference": None,
        "asked_score": None,
        "bet": None,
        "own_odds": False,
    }


async def test_clubs_named_the_wrong_way_round_come_back_as_they_play(house: House) -> None:
    right = await house.result("predict_match", home_team="Arsenal", away_team="Chelsea")
    swapped = await house.result("predict_match", home_team="Chelsea", away_team="Arsenal")
    assert swapped["data"]["swapped"]
    assert (swapped["data"]["home"], swapped["data"]["away"]) == ("Arsenal", "Chelsea")
    assert values(swapped, "1x2") == values(right, "1x2")
    assert "not as asked" in swapped["text"]


async def test_without_a_fixture_the_two_are_supposed_to_meet(house: House) -> None:
    result = await house.result("predict_match", home_team="Newcastle", away_team="Everton")
    assert result["data"]["hypothetical"]
    assert result["data"]["match_id"] is None
    assert "No such fixture is known" in result["text"]
    assert values(result, "1x2")


async def test_a_day_without_that_match_gives_the_next_ones_of_both(house: House) -> None:
    result = await house.result(
        "predict_match", home_team="Arsenal", away_team="Chelsea", date="2024-03-02"
    )
    assert not result["found"]
    assert "2024-03-02" in result["text"]
    assert result["candidates"][0] == "Arsenal – Chelsea, 2024-03-01"
    assert result["facts"] == []


async def test_a_day_beyond_all_known_fixtures_is_supposed(house: House) -> None:
    house.now = dt.datetime(2024, 7, 1, tzinfo=dt.UTC)
    result = await house.result(
        "predict_match", home_team="Arsenal", away_team="Chelsea", date="2024-08-17"
    )
    assert result["data"]["hypothetical"]
    assert result["data"]["date"] == "2024-08-17"


async def test_a_club_that_is_not_certain_is_asked_back(house: House) -> None:
    result = await house.result("predict_match", home_team="United", away_team="Arsenal")
    assert not result["found"]
    assert set(result["candidates"]) >= {"Man United", "Newcastle", "West Ham"}


async def test_a_fixture_on_the_day_makes_a_club_certain(house: House) -> None:
    result = await house.result(
        "predict_match", home_team="United", away_team="Arsenal", date="2024-03-21"
    )
    assert result["data"]["home"] == "Newcastle"


async def test_an_unknown_club_is_said_to_be_unknown(house: House) -> None:
    result = await house.result("predict_match", home_team="Xyzzy Quux", away_team="Arsenal")
    assert not result["found"]
    assert "Xyzzy Quux" in result["text"]


@pytest.mark.parametrize("name", ["Arsenal under 21s", "Foo United"])
async def test_a_name_that_is_only_like_a_clubs_is_not_taken_for_it(
    house: House, name: str
) -> None:
    result = await house.result("predict_match", home_team=name, away_team="Chelsea")
    assert not result["found"]
    assert f"No club is known as “{name}”. Did you mean" in result["text"]


async def test_a_real_club_that_is_not_imported_is_not_called_unknown(house: House) -> None:
    result = await house.result("predict_match", home_team="Fradi", away_team="Arsenal")
    assert not result["found"]
    reason = {"reason": "club_not_imported", "club": "Ferencváros", "league": "HUN"}
    assert result["data"] == reason


@pytest.mark.parametrize("swapped", [False, True])
async def test_any_score_has_its_chance(house: House, swapped: bool) -> None:
    clubs = ("Chelsea", "Arsenal") if swapped else ("Arsenal", "Chelsea")
    result = await house.result(
        "predict_match", home_team=clubs[0], away_team=clubs[1], score="1-4"
    )
    score = "4-1" if swapped else "1-4"
    assert result["data"]["asked_score"] == score
    chance = values(result, "correct_score")[score]
    assert isinstance(chance, float)
    assert 0 < chance < 0.05
    assert f"The chance of {score} is" in result["text"]


async def test_a_likely_score_is_told_once(house: House) -> None:
    likeliest, chance = next(
        iter(values(await house.result("predict_match", **MATCH), "correct_score").items())
    )
    result = await house.result("predict_match", **MATCH, score=likeliest.replace("-", " : "))
    assert values(result, "correct_score")[likeliest] == chance
    assert [f["outcome"] for f in result["facts"]].count(likeliest) == 1


async def test_what_is_no_score_is_refused(house: House) -> None:
    error = await house.refusal("predict_match", **MATCH, score="many")
    assert "write it as 2-1" in error["error"]


async def test_one_club_twice_is_refused(house: House) -> None:
    error = await house.refusal("predict_match", home_team="Arsenal", away_team="the Arsenal")
    assert "same club" in error["error"]


async def test_clubs_of_two_countries_are_not_compared(house: House) -> None:
    result = await house.result("predict_match", home_team="Arsenal", away_team="Bayern Munich")
    assert not result["found"]
    assert "one country" in result["text"]
    assert result["data"]["reason"] == "two_countries"
    assert (result["data"]["home"], result["data"]["away"]) == ("Arsenal", "Bayern Munich")
    assert "d-bayern" not in result["text"]


async def test_a_played_match_without_an_older_model_gives_its_score_alone(house: House) -> None:
    result = await house.result(
        "predict_match", home_team="Man United", away_team="Arsenal", date="2024-02-10"
    )
    assert result["data"]["status"] == "finished"
    assert [(fact["market"], fact["unit"]) for fact in result["facts"]] == [("result", "score")]
    assert result["facts"][0]["value"] == result["data"]["score"]
    assert "no forecast" in result["text"]
    assert result["data"]["reason"] == "no_older_model"


async def test_a_played_match_is_forecast_as_it_stood_before(house: House) -> None:
    asked = {"home_team": "Arsenal", "away_team": "Chelsea", "date": "2024-03-01"}
    before = await house.result("predict_match", **asked)
    house.now = dt.datetime(2024, 3, 5, tzinfo=dt.UTC)
    await house.forecaster.train()
    after = await house.result("predict_match", **asked)
    assert after["data"]["status"] == "finished"
    assert after["data"]["score"] in after["text"]
    assert values(after, "1x2") == values(before, "1x2")


async def test_a_match_under_way_is_said_to_have_begun(house: House) -> None:
    house.now = dt.datetime(2024, 3, 1, 16, tzinfo=dt.UTC)
    result = await house.result("predict_match", home_team="Arsenal", away_team="Chelsea")
    assert "has begun" in result["text"]
    assert "score" not in result["data"]


async def test_the_demo_league_is_labelled(demo: House) -> None:
    matches = await demo.result("find_matches", status="scheduled", limit=1)
    assert "demo" in matches["text"]
    match = matches["data"]["matches"][0]
    result = await demo.result("predict_match", home_team=match["home"], away_team=match["away"])
    assert result["data"]["is_demo"]
    assert "demo league of invented clubs" in result["text"]


@pytest.mark.parametrize("tool", ["team_report", "league_table", "find_matches", "compare_odds"])
async def test_every_tool_on_matches_labels_the_demo(demo: House, tool: str) -> None:
    args = {
        "team_report": {"team": "Ravenspire City"},
        "league_table": {"league": "Demo Liga"},
        "find_matches": {"team": "Ravenspire"},
        "compare_odds": {"home_team": "Ravenspire City", "away_team": "Foxhollow United"},
    }[tool]
    result = await demo.result(tool, **args)
    assert "demo league" in result["text"]

"""Matches in order: the safest, the closest, the most goals, each beside its failing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.tools.conftest import House

DAY = {"date_from": "2024-03-01", "date_to": "2024-03-01"}


def told(result: dict[str, Any], market: str, outcome: str) -> list[float]:
    """Return the values of one market and outcome, in the order of the matches."""
    return [
        float(fact["value"])
        for fact in result["facts"]
        if (fact["market"], fact["outcome"]) == (market, outcome)
    ]


async def test_the_safest_stands_first_beside_its_chance_of_failing(house: House) -> None:
    result = await house.result("rank_matches", by="safest", **DAY)
    chances, fails = [], []
    for row in result["data"]["rows"]:
        subject = f"{row['home']} – {row['away']}, {row['date']}"
        mine = [fact for fact in result["facts"] if fact["subject"] == subject]
        assert [fact["outcome"] for fact in mine] == [row["selection"], row["against"]]
        chances.append(mine[0]["value"])
        fails.append(mine[1]["value"])
    assert chances == sorted(chances, reverse=True)
    assert [1 - chance for chance in chances] == pytest.approx(fails)
    assert told(result, "ranking", "count") == [4]
    assert "may fail" in result["text"]


async def test_the_ranking_agrees_with_the_forecasts(house: House) -> None:
    result = await house.result("rank_matches", by="over 2.5", **DAY)
    for row in result["data"]["rows"]:
        forecast = await house.result(
            "predict_match", home_team=row["home"], away_team=row["away"], date=row["date"]
        )
        ours = told(forecast, "over_under_2.5", "over")
        theirs = [
            fact["value"]
            for fact in result["facts"]
            if fact["outcome"] == "over" and fact["subject"].startswith(f"{row['home']} –")
        ]
        assert ours == pytest.approx(theirs)


@pytest.mark.parametrize(("by", "sign"), [("most goals", -1), ("fewest_goals", 1)])
async def test_goals_are_ranked_both_ways(house: House, by: str, sign: int) -> None:
    result = await house.result("rank_matches", by=by, **DAY)
    totals = told(result, "expected_goals", "total")
    assert totals == sorted(totals, key=lambda goals: sign * goals)


async def test_the_closest_has_the_smallest_gap(house: House) -> None:
    result = await house.result("rank_matches", by="closest", **DAY)
    pairs = zip(told(result, "1x2", "home"), told(result, "1x2", "away"), strict=True)
    gaps = [abs(home - away) for home, away in pairs]
    assert gaps == sorted(gaps)


async def test_clubs_are_compared_by_their_own_next_matches(house: House) -> None:
    result = await house.result("rank_matches", by="safest", teams="Wolfsburg; Arsenal")
    sides = {
        row["home"] if row["selection"] == "home" else row["away"] for row in result["data"]["rows"]
    }
    assert sides == {"Wolfsburg", "Arsenal"}


async def test_a_club_without_a_match_then_is_named_and_the_others_compared(house: House) -> None:
    day = await house.result("find_matches", team="Arsenal", status="scheduled", limit=1)
    on = day["data"]["matches"][0]["date"]
    every = await house.result("rank_matches", by="safest", date_from=on, date_to=on)
    playing = {club for row in every["data"]["rows"] for club in (row["home"], row["away"])}
    idle = next(club for club in ("Dortmund", "Leverkusen", "Bayern") if club not in playing)
    result = await house.result(
        "rank_matches", by="safest", teams=f"Arsenal; {idle}", date_from=on, date_to=on
    )
    assert len(result["data"]["rows"]) == 1
    assert [name.split()[0] for name in result["data"]["without"]] == [idle]
    assert "No such match" in result["text"]


async def test_two_that_meet_are_compared_by_the_likeliest_result(house: House) -> None:
    day = await house.result("find_matches", team="Arsenal", status="scheduled", limit=1)
    match = day["data"]["matches"][0]
    sides = (f"{match['home']}; {match['away']}", f"{match['away']}; {match['home']}")
    one, other = [await house.result("rank_matches", by="safest", teams=teams) for teams in sides]
    assert one["data"]["rows"] == other["data"]["rows"]
    assert len(one["data"]["rows"]) == 1


async def test_a_club_named_twice_is_one(house: House) -> None:
    once = await house.result("rank_matches", by="safest", teams="Arsenal; Chelsea")
    again = await house.result("rank_matches", by="safest", teams="Arsenal; Chelsea; arsenal fc")
    assert again["data"]["rows"] == once["data"]["rows"]


async def test_what_is_not_there_or_makes_no_sense_is_said(house: House) -> None:
    nothing = await house.ask(
        "rank_matches", by="safest", date_from="2024-03-02", date_to="2024-03-02"
    )
    assert nothing.artifact["data"]["reason"] == "no_match"
    for args, wants in (
        ({"by": "prettiest"}, "by takes"),
        ({"by": "safest", "date_to": "2024-02-01"}, "in the past"),
        ({"by": "safest", "date_from": "2024-03-01", "date_to": "2024-06-01"}, "a month"),
        ({"by": "safest", "teams": ";"}, "clubs parted by semicolons"),
    ):
        assert wants in (await house.refusal("rank_matches", **args))["error"]


async def test_safer_needs_no_more_than_a_draw(house: House) -> None:
    safest = await house.result("rank_matches", by="safest", **DAY)
    safer = await house.result("rank_matches", by="safer", **DAY)
    assert {row["selection"] for row in safer["data"]["rows"]} <= {"1X", "X2"}
    best = [facts["facts"][0]["value"] for facts in (safest, safer)]
    assert best[0] < best[1]


async def test_what_is_left_out_is_not_told(house: House) -> None:
    first = await house.result("rank_matches", by="safest", **DAY)
    home, league = first["data"]["rows"][0]["home"], first["data"]["rows"][0]["league"]
    second = await house.result("rank_matches", by="safest", leave_out=home, **DAY)
    assert home not in {row["home"] for row in second["data"]["rows"]}
    assert told(second, "ranking", "count") == [told(first, "ranking", "count")[0] - 1]
    nothing = await house.result("rank_matches", by="safest", leave_out=league, **DAY)
    assert nothing["found"] is False
    assert nothing["data"]["reason"] == "no_match"


async def test_a_score_is_ranked_by_its_chance(house: House) -> None:
    result = await house.result("rank_matches", by="0-0", **DAY)
    chances = told(result, "correct_score", "0-0")
    assert chances
    assert chances == sorted(chances, reverse=True)
    first = result["data"]["rows"][0]
    forecast = await house.result(
        "predict_match", home_team=first["home"], away_team=first["away"], bet="0-0"
    )
    assert chances[0] == pytest.approx(told(forecast, "correct_score", "0-0")[0])
    # all that were looked at are counted, not those alone that may end so
    assert told(result, "ranking", "count") == [4]
    never = await house.ask("rank_matches", by="9-9", **DAY)
    assert "none of the likeliest scores" in never.content

"""The tool that tells how good the forecasts were: empty, after a few weeks, narrowed, refused."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from knowledge.tips import tips_of
from tests.knowledge.league_book import LeagueBook
from tests.tools.conftest import House
from tests.tools.handmade import NOW
from tests.tools.test_predicting import values
from tests.tools.test_record import LATER, live_through, matches_between, record_of


async def test_an_empty_record_says_how_it_grows(house: House) -> None:
    result = await house.result("track_record")
    assert result["found"]
    assert "Nothing is settled yet" in result["text"]
    assert values(result, "settled") == {"waiting": 0}
    await house.result("predict_match", home_team="Arsenal", away_team="Chelsea")
    assert values(await house.result("track_record"), "settled") == {"waiting": 1}


async def test_the_facts_are_those_of_the_record(house: House) -> None:
    told = await live_through(house, LATER)
    record = await record_of(house)
    result = await house.result("track_record")
    assert values(result, "settled") == {
        "matches": len(told), "waiting": 0,
        "first": str(record.first), "last": str(record.last),
    }  # fmt: skip
    assert record.model
    assert record.base_rates
    assert record.market.prematch
    assert values(result, "rps") == {
        "model": record.model.rps,
        "base_rates": record.base_rates.rps,
        "prematch": record.market.prematch.rps,
    }
    difference = record.base_rates.rps_difference
    assert values(result, "rps_difference")["base_rates"] == difference.mean
    assert values(result, "rps_difference_low")["base_rates"] == difference.low
    assert set(result["data"]["beside"]) == {"base_rates", "prematch"}
    assert set(result["data"]["beside"].values()) <= {"better", "worse", "unclear"}


async def test_a_record_of_one_league_and_some_days(house: House) -> None:
    await live_through(house, LATER)
    german = await house.result("track_record", league="Bundesliga", date_from="2024-03-15")
    record = await record_of(house, league="D1", first=dt.date(2024, 3, 15))
    assert record.n > 0
    assert values(german, "settled")["matches"] == record.n
    assert (german["data"]["league"], german["data"]["league_name"]) == ("D1", "Bundesliga")
    goals = await house.result("track_record", market="over/under 2.5")
    assert goals["data"]["market"] == "over_2_5"


async def test_judged_prices_are_tips_and_are_settled(house: House) -> None:
    match = {"home_team": "Arsenal", "away_team": "Chelsea"}
    for price in (1.5, 1.5, 9.0):
        await house.result("compare_odds", **match, selection="home", price=price)
    await house.result("compare_odds", **match, selection="draw", price=2, user="kati")
    waiting = await house.result("track_record")
    assert values(waiting, "tips") == {"judged": 2}
    assert values(waiting, "value_tips") == {"judged": 1}
    house.now = LATER
    result = await house.result("track_record")
    tips = values(result, "tips")
    assert (tips["judged"], tips["settled"]) == (2, 2)
    assert tips["profit"] in {(0.5 + 8) / 2, -1.0}
    # the handmade league has no closing prices
    assert "closing_value" not in tips
    theirs = values(await house.result("track_record", user="kati"), "tips")
    assert (theirs["judged"], theirs["settled"]) == (1, 1)


async def test_closing_prices_in_the_data_change_no_verdict_and_no_tip(house: House) -> None:
    match = {"home_team": "Arsenal", "away_team": "Chelsea"}
    before = await house.result("compare_odds", **match, user="early")
    (fixture,) = [
        each for each in await matches_between(house, NOW.date(), NOW.date())
        if each.home.name == "Arsenal"
    ]  # fmt: skip
    assert fixture.kickoff
    async with house.db.writing() as session:
        for book in ("avg", "max"):
            await LeagueBook(session).odds(
                fixture.id, f"{fixture.kickoff:%Y-%m-%d %H:%M}", (30.0, 20.0, 1.02),
                book=book, moment="closing",
            )  # fmt: skip
    assert await house.result("compare_odds", **match, user="late") == before
    async with house.db.reading() as session:
        early, late = [await tips_of(session, name, as_of=LATER) for name in ("early", "late")]
        hidden = await tips_of(session, "late", as_of=fixture.kickoff - dt.timedelta(seconds=1))
    assert [replace(each.tip, user_id="") for each in early] == [
        replace(each.tip, user_id="") for each in late
    ]
    assert all(each.closing and each.closing.home == 30 for each in late)
    assert all(each.closing is None for each in hidden)
    house.now = LATER
    tips = values(await house.result("track_record", user="late"), "tips")
    assert tips["beat_closing"] is not None


async def test_no_tip_is_kept_of_what_is_only_supposed_or_has_begun(house: House) -> None:
    supposed = {"home_team": "Arsenal", "away_team": "Chelsea", "date": "2024-03-02"}
    await house.result("compare_odds", **supposed, selection="home", price=2)
    house.now = NOW.replace(hour=16)
    begun = {**supposed, "date": "2024-03-01"}
    await house.result("compare_odds", **begun, selection="home", price=2)
    record = await record_of(house, LATER)
    assert record.tips
    assert record.tips.n == 0


async def test_no_tip_is_kept_in_the_demo_league(demo: House) -> None:
    fixtures = await demo.result("find_matches", status="scheduled", limit=1)
    match = fixtures["data"]["matches"][0]
    pair = {"home_team": match["home"], "away_team": match["away"], "date": match["date"]}
    judged = await demo.result("compare_odds", **pair, selection="home", price=3)
    assert judged["data"]["verdict"]
    record = await record_of(demo, LATER)
    assert record.tips
    assert record.tips.n == 0


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ({"market": "corners"}, "market takes 1x2"),
        ({"date_from": "2024-03-01", "date_to": "2024-02-01"}, "is after"),
        ({"date_from": "soon"}, "not a day"),
    ],
)
async def test_what_makes_no_sense_is_refused(
    house: House, args: dict[str, Any], said: str
) -> None:
    error = await house.refusal("track_record", **args)
    assert said in error["error"]
    assert error["retryable"]


async def test_a_league_that_is_not_there_is_said(house: House) -> None:
    result = await house.result("track_record", league="Serie A")
    assert not result["found"]
    assert result["candidates"]

"""Slips made up to conditions: they keep to them, and say what they are worth."""

from __future__ import annotations

import datetime as dt
from math import prod
from typing import Any

import pytest

from knowledge.preferences import set_preferences
from tests.tools.conftest import House
from tools.composing import Between, Conditions
from tools.errors import BadArgument

#: no bookmaker's odds are known so far ahead
FAR = {"date_from": "2024-03-20", "date_to": "2024-04-18"}


def of(result: dict[str, Any], market: str) -> dict[str, Any]:
    """Return the facts of a market by outcome."""
    return {one["outcome"]: one["value"] for one in result["facts"] if one["market"] == market}


def each(result: dict[str, Any], market: str) -> list[float]:
    """Return the figure of each leg, in the order of the legs."""
    subjects = [leg["subject"] for leg in result["data"]["legs"]]
    found = {
        one["subject"]: float(one["value"]) for one in result["facts"] if one["market"] == market
    }
    return [found[subject] for subject in subjects]


async def made(house: House, **asked: Any) -> dict[str, Any]:
    return await house.result("compose_slip", **asked)


@pytest.mark.parametrize(("low", "high"), [(1.5, None), (None, 1.9), (1.8, 2.6), (2.0, 2.0)])
async def test_every_leg_keeps_to_the_odds_asked_for(
    house: House, low: float | None, high: float | None
) -> None:
    result = await made(house, legs=3, odds_from=low, odds_to=high)
    assert result["data"]["basis"] == "prices"
    prices = each(result, "price")
    assert len(prices) == 3
    about = 0.25 if low == high else 0.0
    assert all((low or 1) - about <= price <= (high or 1000) + about for price in prices)


@pytest.mark.parametrize(("legs", "total"), [(2, 4.0), (3, 7.0), (None, 11.0)])
async def test_the_whole_pays_about_what_was_asked_for(
    house: House, legs: int | None, total: float
) -> None:
    result = await made(house, legs=legs, total_from=total, total_to=total)
    offered = of(result, "slip")["offered_odds"]
    assert result["data"]["met"]
    assert total / 1.12 <= offered <= total * 1.12
    assert offered == pytest.approx(prod(each(result, "price")))
    assert legs is None or len(result["data"]["legs"]) == legs


async def test_legs_are_of_different_matches_and_their_chances_multiply(house: House) -> None:
    result = await made(house, legs=4, odds_from=1.3)
    legs = result["data"]["legs"]
    assert len({leg["subject"] for leg in legs}) == 4
    chances = [
        next(
            one["value"]
            for one in result["facts"]
            if (one["subject"], one["market"], one["outcome"])
            == (leg["subject"], leg["key"], leg["outcome"])
        )
        for leg in legs
    ]
    assert of(result, "slip")["probability"] == pytest.approx(prod(chances))
    assert "may fail" in result["text"]


async def test_a_slip_that_pays_too_little_is_said_to_be_no_bet(house: House) -> None:
    result = await made(house, legs=3, odds_from=1.5)
    assert of(result, "slip")["expected_value"] < 0
    assert result["data"]["verdict"] == "no_bet"
    assert of(result, "stake")["share"] == 0


async def test_without_bookmakers_odds_it_is_made_of_fair_ones_and_says_so(house: House) -> None:
    result = await made(house, legs=3, total_from=6, total_to=6, **FAR)
    assert (result["data"]["basis"], result["data"]["verdict"]) == ("fair", None)
    assert of(result, "slip")["fair_odds"] == pytest.approx(6, rel=0.12)
    assert "our fair ones" in result["text"]
    assert not of(result, "price")


async def test_a_league_days_and_clubs_are_kept_to(house: House) -> None:
    whole = await made(house, legs=2, league="Bundesliga", **FAR)
    clubs = {"Bayern Munich", "Dortmund", "Leverkusen", "Wolfsburg"}
    legs = whole["data"]["legs"]
    assert {club for leg in legs for club in (leg["home"], leg["away"])} <= clubs
    assert all(FAR["date_from"] <= leg["date"] <= FAR["date_to"] for leg in legs)
    without = await made(house, legs=1, league="Bundesliga", without="Bayern München", **FAR)
    (leg,) = without["data"]["legs"]
    assert {leg["home"], leg["away"]} <= clubs - {"Bayern Munich"}
    others = await made(house, legs=1, without="D1", **FAR)
    assert (
        not {club for leg in others["data"]["legs"] for club in (leg["home"], leg["away"])} & clubs
    )


@pytest.mark.parametrize(
    ("bets", "keys"),
    [
        ("draw", {("1x2", "draw")}),
        ("btts", {("both_teams_score", "yes"), ("both_teams_score", "no")}),
        ("over 1.5", {("over_under_1.5", "over")}),
        ("double chance", {("double_chance", one) for one in ("1X", "12", "X2")}),
        ("home to nil; away to nil", {("win_to_nil", "home"), ("win_to_nil", "away")}),
    ],
)
async def test_legs_are_on_what_is_asked_for(
    house: House, bets: str, keys: set[tuple[str, str]]
) -> None:
    result = await made(house, legs=2, bets=bets)
    assert {(leg["key"], leg["outcome"]) for leg in result["data"]["legs"]} <= keys


async def test_where_too_few_matches_have_such_a_leg_it_says_how_many_have(house: House) -> None:
    result = await made(house, legs=12, odds_from=1.5, date_to="2024-03-01")
    assert (result["found"], result["data"]["reason"]) == (False, "too_few_legs")
    counted = of(result, "composed")
    assert counted["fitting"] <= counted["matches"] < counted["legs"] == 12


async def test_odds_that_no_slip_reaches_are_said_not_to_be_met(house: House) -> None:
    result = await made(house, legs=1, total_from=900, total_to=1000)
    assert not result["data"]["met"]
    assert "as near as any" in result["text"]


async def test_a_stake_is_told_what_it_would_pay(house: House) -> None:
    result = await made(house, legs=2, stake=1000)
    offered = of(result, "slip")["offered_odds"]
    assert of(result, "stake")["pays"] == pytest.approx(1000 * offered)


async def test_no_slip_is_made_up_for_who_excluded_himself(house: House) -> None:
    until = (house.now + dt.timedelta(days=9)).date().isoformat()
    async with house.db.writing() as session:
        await set_preferences(session, "kata", {"self_excluded_until": until}, now=house.now)
    message = await house.ask("compose_slip", user="kata", legs=3)
    assert message.artifact["data"]["reason"] == "self_excluded"
    assert message.artifact["facts"] == []


@pytest.mark.parametrize(
    ("args", "wants"),
    [
        ({"legs": 20}, "legs"),
        ({"odds_from": 2, "odds_to": 1.5}, "lower odds first"),
        ({"total_from": 9, "total_to": 4}, "lower odds first"),
        ({"bets": "somebody scores"}, "is no bet"),
    ],
)
async def test_what_makes_no_sense_is_refused(
    house: House, args: dict[str, Any], wants: str
) -> None:
    assert wants in (await house.refusal("compose_slip", **args))["error"]


def test_ranges_of_the_whole() -> None:
    assert Between.of_whole(None, None) is None
    about = Between.of_whole(10.0, 10.0)
    assert about is not None
    assert about.low < 10 < about.high
    least = Between.of_whole(4.0, None)
    assert least is not None
    assert (least.low, least.holds(3.99)) == (4.0, False)
    with pytest.raises(BadArgument):
        Between.of_whole(5.0, 2.0)


@pytest.mark.parametrize(
    ("whole", "count"), [(None, 3), ((2.0, 2.0), 2), ((5.0, 5.0), 3), ((100.0, 100.0), 8)]
)
def test_as_many_legs_as_the_odds_take_where_nobody_says_how_many(
    whole: tuple[float, float] | None, count: int
) -> None:
    wanted = Conditions(legs=None, each=Between(), whole=Between.of_whole(*(whole or (None, None))))
    assert wanted.count == count

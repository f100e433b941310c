"""Prices beside the model: which price is on what, and what it is worth."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from knowledge.preferences import set_preferences
from tests.tools.conftest import House
from tests.tools.test_predicting import values
from tools.prices import fair_chances
from tools.worth import SAFETY

MATCH = {"home_team": "Arsenal", "away_team": "Chelsea"}
SWAPPED = {"home_team": "Chelsea", "away_team": "Arsenal"}


def sources(result: dict[str, Any], market: str) -> set[str]:
    """Return where the facts of a market are from."""
    return {fact["source"] for fact in result["facts"] if fact["market"] == market}


async def test_the_arithmetic_of_one_price(house: House) -> None:
    result = await house.result("compare_odds", **MATCH, selection="away", price="5,00")
    forecast = await house.result("predict_match", **MATCH)
    ours, theirs = (
        float(str(values(result, name)["away"])) for name in ("our_price", "their_price")
    )
    assert values(result, "1x2") == {"away": values(forecast, "1x2")["away"]}
    assert values(result, "price") == {"away": 5.0}
    assert values(result, "break_even") == {"away": pytest.approx(0.2)}
    cautious = 1 / max(ours, theirs)
    assert values(result, "expected_value") == {"away": pytest.approx(cautious * 5 - 1)}
    assert values(result, "margin") == {}
    assert sources(result, "price") == {"user"}
    assert sources(result, "their_price") == {"odds avg prematch"}
    worth = (cautious - SAFETY) * 5 >= 1
    assert result["data"]["verdict"] == {"away": "value" if worth else "no_bet"}


async def test_their_price_is_the_average_without_its_margin(house: House) -> None:
    result = await house.result("compare_odds", **MATCH)
    prices: dict[Any, float] = {k: float(str(v)) for k, v in values(result, "price").items()}
    for name, chance in fair_chances(prices).items():
        if name in prices:
            assert values(result, "their_price")[name] == pytest.approx(1 / chance)
    # whoever takes the average pays its margin
    assert set(result["data"]["verdict"].values()) == {"no_bet"}


@pytest.mark.parametrize("price", [1.01, 100.0])
async def test_a_low_price_is_no_bet_and_a_high_one_is_value(house: House, price: float) -> None:
    result = await house.result("compare_odds", **MATCH, selection="draw", price=price)
    assert result["data"]["verdict"] == {"draw": "no_bet" if price < 2 else "value"}
    assert ("no bet" in result["text"]) == (price < 2)


async def test_a_price_hardly_above_ours_and_theirs_is_too_thin(house: House) -> None:
    asked = await house.result("compare_odds", **MATCH, selection="draw", price=2)
    fair = max(float(str(values(asked, name)["draw"])) for name in ("our_price", "their_price"))
    safe = 1 / (1 / fair - SAFETY)
    for price, verdict in (
        (fair * 0.999, "no_bet"),
        (safe * 0.999, "thin"),
        (safe * 1.001, "value"),
    ):
        result = await house.result("compare_odds", **MATCH, selection="draw", price=price)
        assert result["data"]["verdict"] == {"draw": verdict}
        assert ("too thin" in result["text"]) == (verdict == "thin")


async def test_without_a_consensus_far_more_is_asked_for(house: House) -> None:
    match = {"home_team": "Liverpool", "away_team": "Everton", "selection": "home"}
    asked = await house.result("compare_odds", **match, price=2)
    assert values(asked, "their_price") == {}
    assert "no market price to hold it against" in asked["text"]
    fair = float(str(values(asked, "our_price")["home"]))
    verdicts = [
        (await house.result("compare_odds", **match, price=fair * part))["data"]["verdict"]["home"]
        for part in (0.99, 1.1, 2)
    ]
    assert verdicts == ["no_bet", "thin", "value"]


async def test_three_prices_give_the_margin_and_the_chances_without_it(house: House) -> None:
    prices: dict[str, Any] = {"home_odds": 1.8, "draw_odds": 3.6, "away_odds": 4.4}
    result = await house.result("compare_odds", **MATCH, **prices)
    implied = values(result, "implied")
    assert values(result, "margin") == {"1x2": pytest.approx(1 / 1.8 + 1 / 3.6 + 1 / 4.4 - 1)}
    assert set(implied) == {"home", "draw", "away"}
    assert sum(float(str(chance)) for chance in implied.values()) == pytest.approx(1)


async def test_without_prices_the_markets_average_is_taken(house: House) -> None:
    result = await house.result("compare_odds", **MATCH)
    assert sources(result, "price") == {"odds avg prematch"}
    assert result["data"]["price_source"] == "odds avg prematch"
    assert set(values(result, "price")) == {"home", "draw", "away", "over_2_5", "under_2_5"}


async def test_a_selection_without_price_takes_the_markets(house: House) -> None:
    result = await house.result("compare_odds", **MATCH, selection="over 2.5")
    assert values(result, "price") == {"over_2_5": 1.9}


async def test_prices_not_yet_on_offer_are_not_known(house: House) -> None:
    result = await house.result("compare_odds", home_team="Liverpool", away_team="Everton")
    assert result["found"]
    assert "No odds are known" in result["text"]
    assert values(result, "price") == {}
    assert set(values(result, "our_price")) == {"home", "draw", "away"}
    assert result["data"]["verdict"] == {}
    assert result["data"]["price_source"] is None


@pytest.mark.parametrize(
    ("selection", "market", "outcome"),
    [
        ("over_2_5", "over_under_2.5", "over"), ("under 2.5", "over_under_2.5", "under"),
        ("btts", "both_teams_score", "yes"), ("btts_no", "both_teams_score", "no"),
        ("1X", "double_chance", "1X"), ("12", "double_chance", "12"),
        ("x2", "double_chance", "X2"), ("hazai", "1x2", "home"), ("Chelsea", "1x2", "away"),
        ("the Gunners", "1x2", "home"),
    ],
)  # fmt: skip
async def test_each_selection_is_priced_by_its_own_market(
    house: House, selection: str, market: str, outcome: str
) -> None:
    forecast = await house.result("predict_match", **MATCH)
    result = await house.result("compare_odds", **MATCH, selection=selection, price=2)
    assert values(result, market) == {outcome: values(forecast, market)[outcome]}


@pytest.mark.parametrize(
    ("selection", "really"),
    [("home", "away"), ("X2", "1X"), ("draw", "draw"), ("over", "over_2_5"), ("Chelsea", "away")],
)
async def test_prices_follow_the_clubs_when_these_were_named_the_wrong_way_round(
    house: House, selection: str, really: str
) -> None:
    result = await house.result("compare_odds", **SWAPPED, selection=selection, price=2)
    assert list(values(result, "price")) == [really]


async def test_three_prices_follow_the_clubs_too(house: House) -> None:
    prices: dict[str, Any] = {"home_odds": 4.4, "draw_odds": 3.6, "away_odds": 1.8}
    result = await house.result("compare_odds", **SWAPPED, **prices)
    assert values(result, "price") == {"home": 1.8, "draw": 3.6, "away": 4.4}


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ({"price": 2}, "Say what the price is on"),
        ({"selection": "over 9.5", "price": 2}, "is no selection"),
        ({"selection": "Liverpool", "price": 2}, "is no selection"),
        ({"selection": "home", "price": "abc"}, "decimal odds"),
        ({"home_odds": 0.5}, "home_odds takes decimal odds"),
        ({"selection": "home", "odds": 2}, "no argument odds"),
        ({"date": "soon"}, "not a day"),
    ],
)
async def test_what_makes_no_sense_is_refused_in_a_sentence(
    house: House, args: dict[str, Any], said: str
) -> None:
    error = await house.refusal("compare_odds", **MATCH, **args)
    assert said in error["error"]
    assert error["retryable"]


async def test_a_played_match_is_no_bet_any_more(house: House) -> None:
    result = await house.result(
        "compare_odds", home_team="Man United", away_team="Arsenal", date="2024-02-10", price=2,
        selection="home",
    )  # fmt: skip
    assert "has been played" in result["text"]
    assert result["data"]["verdict"] == {}


async def test_who_excluded_himself_gets_chances_but_no_verdict(house: House) -> None:
    async with house.db.writing() as session:
        until = (house.now + dt.timedelta(days=30)).date().isoformat()
        document = {"self_excluded_until": until}
        await set_preferences(session, "peti", document, now=house.now)
    held_back = await house.result(
        "compare_odds", **MATCH, price=2.0, selection="home", user="peti"
    )
    assert (held_back["found"], held_back["facts"]) == (False, [])
    assert held_back["data"]["reason"] == "self_excluded"
    assert values(await house.result("predict_match", **MATCH, user="peti"), "1x2")
    others = await house.result("compare_odds", **MATCH, price=2.0, selection="home", user="kati")
    assert others["data"]["verdict"]
    house.now += dt.timedelta(days=40)
    again = await house.result("compare_odds", **MATCH, price=2.0, selection="home", user="peti")
    assert again["data"].get("reason") != "self_excluded"

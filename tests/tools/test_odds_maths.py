"""The maths of odds without a match."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.preferences import set_preferences
from tests.tools.conftest import House
from tests.tools.test_predicting import values


async def test_three_prices_hold_a_margin(house: House) -> None:
    result = await house.result("odds_maths", odds="1.85; 3.60; 4.20")
    assert values(result, "margin")["odds"] == pytest.approx(1 / 1.85 + 1 / 3.6 + 1 / 4.2 - 1)
    chances = {name: float(str(p)) for name, p in values(result, "implied").items()}
    assert list(chances) == ["home", "draw", "away"]
    assert sum(chances.values()) == pytest.approx(1)
    assert values(result, "fair_odds")["home"] == pytest.approx(1 / chances["home"])


async def test_two_prices_are_told_by_number_and_with_decimal_commas(house: House) -> None:
    result = await house.result("odds_maths", odds="1,90, 1,95")
    assert values(result, "price") == {"1": 1.9, "2": 1.95}


async def test_a_price_is_worth_what_the_user_s_chance_makes_it(house: House) -> None:
    result = await house.result("odds_maths", odds="2.10", chance="52%")
    assert values(result, "expected_value")["price"] == pytest.approx(0.52 * 2.1 - 1)
    assert values(result, "edge")["price"] == pytest.approx(0.52 - 1 / 2.1)
    stakes = values(result, "stake")
    assert stakes["kelly"] == pytest.approx((0.52 * 2.1 - 1) / 1.1)
    assert float(str(stakes["share"])) <= float(str(stakes["limit"]))


async def test_no_value_is_no_bet_and_never_the_other_side(house: House) -> None:
    result = await house.result("odds_maths", odds="1.80", chance="52")
    assert values(result, "stake") == {}
    assert "no bet" in result["text"]


async def test_a_stake_on_one_price_comes_back_times_it(house: House) -> None:
    result = await house.result("odds_maths", odds="1.8", stake=5000)
    assert values(result, "stake") == {"asked": 5000, "pays": pytest.approx(9000)}


async def test_a_chance_alone_has_fair_odds(house: House) -> None:
    result = await house.result("odds_maths", chance="0.6")
    assert values(result, "fair_odds") == {"price": pytest.approx(1 / 0.6)}


async def test_the_worth_of_a_bet_is_kept_from_who_excluded_himself(house: House) -> None:
    until = (house.now + dt.timedelta(days=9)).date().isoformat()
    async with house.db.writing() as session:
        await set_preferences(session, "kata", {"self_excluded_until": until}, now=house.now)
    for asked in ({"chance": "52%"}, {"stake": 5000}):
        message = await house.ask("odds_maths", user="kata", odds="2.10", **asked)
        assert message.artifact["data"]["reason"] == "self_excluded"
    assert (await house.result("odds_maths", user="kata", odds="1.9; 1.9"))["facts"]


@pytest.mark.parametrize(
    ("args", "wants"),
    [
        ({}, "Give odds"),
        ({"odds": "0.5"}, "decimal odds above 1"),
        ({"odds": "; ".join(["2"] * 13)}, "at most 12"),
        ({"odds": "1.9; 1.9", "chance": "50%"}, "one price"),
        ({"odds": "1.9", "chance": "100%"}, "between 0 and 100"),
        ({"chance": "likely"}, "between 0 and 100"),
    ],
)
async def test_what_makes_no_sense_is_refused(
    house: House, args: dict[str, str], wants: str
) -> None:
    assert wants in (await house.refusal("odds_maths", **args))["error"]

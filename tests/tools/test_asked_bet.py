"""One more bet beside a forecast: any market, read from the forecast's own grid."""

from __future__ import annotations

import pytest

from tests.tools.conftest import House
from tests.tools.test_predicting import MATCH, values


@pytest.mark.parametrize(
    ("bet", "market", "outcome", "against"),
    [
        ("over 4.5", "over_under_4.5", "over", "under"),
        ("under 2.25", "over_under_2.25", "under", "over"),
        ("Chelsea -1.5", "asian_handicap_1.5", "away", "home"),
        ("Arsenal over 1.5", "home_goals_1.5", "over", "under"),
        ("Chelsea to nil", "win_to_nil", "away", "not_away"),
        ("Chelsea to lose", "1x2", "home", "not_home"),
        ("odd", "odd_even", "odd", "even"),
        ("Arsenal by 2", "winning_margin", "home_2", "not_home_2"),
        ("dnb Arsenal", "draw_no_bet", "home", "away"),
        ("Arsenal or draw", "double_chance", "1X", "not_1X"),
        ("Chelsea vagy döntetlen", "double_chance", "X2", "not_X2"),
        ("Arsenal clean sheet", "away_goals_0.5", "under", "over"),
        ("Arsenal concede", "away_goals_0.5", "over", "under"),
        ("Chelsea nem kap gólt", "home_goals_0.5", "under", "over"),
        ("exactly 3 goals", "total_goals", "3", "not_3"),
        ("pontosan 0 gól", "total_goals", "0", "not_0"),
        ("2 to 3 goals", "total_goals", "2-3", "not_2-3"),
        ("3-2 goals", "total_goals", "2-3", "not_2-3"),
        ("Chelsea exactly 2", "club_goals", "away_2", "not_away_2"),
    ],
)
async def test_any_market_is_told_with_what_stands_against_it(
    house: House, bet: str, market: str, outcome: str, against: str
) -> None:
    result = await house.result("predict_match", **MATCH, bet=bet)
    told = values(result, market)
    assert told[outcome] + told[against] == pytest.approx(1)  # type: ignore[operator]
    fair = values(result, "fair_odds")[f"{market} {outcome}"]
    assert fair == pytest.approx(1 / told[outcome])  # type: ignore[operator]
    assert result["data"]["bet"]["key"] == market
    assert result["data"]["bet"]["against"] == against


async def test_the_markets_agree_with_one_another(house: House) -> None:
    result = await house.result("predict_match", **MATCH, bet="Arsenal -0.5")
    assert values(result, "asian_handicap_-0.5")["home"] == pytest.approx(
        values(result, "1x2")["home"]
    )
    assert values(result, "line") == {
        "asian_handicap_-0.5 home": "-0.5",
        "asian_handicap_-0.5 away": "+0.5",
    }


async def test_exact_numbers_of_goals_are_what_lies_between_two_lines(house: House) -> None:
    async def chance(bet: str, market: str, outcome: str) -> float:
        told = values(await house.result("predict_match", **MATCH, bet=bet), market)
        return float(str(told[outcome]))

    over_two = await chance("over 2.5", "over_under_2.5", "over")
    over_three = await chance("over 3.5", "over_under_3.5", "over")
    over_four = await chance("over 4.5", "over_under_4.5", "over")
    three = await chance("exactly 3 goals", "total_goals", "3")
    assert three == pytest.approx(over_two - over_three)
    both = await chance("3 to 4 goals", "total_goals", "3-4")
    assert both == pytest.approx(over_two - over_four)
    none = await chance("Chelsea exactly 0", "club_goals", "away_0")
    assert none == pytest.approx(await chance("Arsenal clean sheet", "away_goals_0.5", "under"))


async def test_the_likeliest_numbers_of_goals_are_told_in_order(house: House) -> None:
    result = await house.result("predict_match", **MATCH, bet="number of goals")
    told = values(result, "total_goals")
    order = [float(str(told[goals])) for goals in result["data"]["bet"]["likeliest"]]
    assert order == sorted(order, reverse=True)
    assert 0 < sum(order) < 1


async def test_a_stake_that_may_come_back_is_told(house: House) -> None:
    whole = await house.result("predict_match", **MATCH, bet="Arsenal -1")
    half = await house.result("predict_match", **MATCH, bet="Arsenal -1.5")
    (push,) = values(whole, "push").values()
    assert 0 < float(str(push)) < 1
    assert values(half, "push") == {}


async def test_half_time_results_add_up(house: House) -> None:
    leads = values(
        await house.result("predict_match", **MATCH, bet="half-time Arsenal"), "half_time"
    )
    result = await house.result("predict_match", **MATCH, bet="half-time/full-time")
    pairs = {name: float(str(p)) for name, p in values(result, "half_time_full_time").items()}
    assert len(pairs) == 9
    assert sum(pairs.values()) == pytest.approx(1)
    for side in ("home", "draw", "away"):
        assert leads[side] == pytest.approx(
            sum(p for name, p in pairs.items() if name.startswith(f"{side}/"))
        )
        assert values(result, "1x2")[side] == pytest.approx(
            sum(p for name, p in pairs.items() if name.endswith(f"/{side}"))
        )


async def test_one_pair_of_halves_follows_the_clubs(house: House) -> None:
    turned = {"home_team": "Chelsea", "away_team": "Arsenal", "date": "2024-03-01"}
    result = await house.result("predict_match", **turned, bet="HT/FT draw/Arsenal")
    assert list(values(result, "half_time_full_time")) == ["draw/home"]


async def test_the_handicaps_nearest_to_even_stand_for_all(house: House) -> None:
    result = await house.result("predict_match", **MATCH, bet="handicap")
    assert len(result["data"]["bet"]["keys"]) == 3
    for key in result["data"]["bet"]["keys"]:
        assert sum(map(float, map(str, values(result, key).values()))) == pytest.approx(1)


async def test_the_user_s_three_prices_are_set_beside_the_forecast(house: House) -> None:
    result = await house.result("predict_match", **MATCH, odds="2.5; 3.4; 2.9")
    assert result["data"]["own_odds"]
    gaps = {side: float(str(gap)) for side, gap in values(result, "gap").items()}
    assert sum(gaps.values()) == pytest.approx(0, abs=1e-9)
    assert {fact["unit"] for fact in result["facts"] if fact["market"] == "gap"} == {"points"}
    assert {f["source"] for f in result["facts"] if f["market"] == "implied"} == {"user"}
    assert "percentage points" in result["text"]


@pytest.mark.parametrize(
    ("args", "wants"),
    [
        ({"bet": "first scorer"}, "is no bet on this match"),
        ({"bet": "half-time Dortmund"}, "is no half-time bet"),
        ({"bet": "over 2.6"}, "quarter goal"),
        ({"odds": "1.85"}, "three prices"),
        ({"odds": "1.1; 1.1; 1.1"}, "cannot be the odds of one match"),
    ],
)
async def test_what_makes_no_sense_is_refused(
    house: House, args: dict[str, str], wants: str
) -> None:
    assert wants in (await house.refusal("predict_match", **MATCH, **args))["error"]


@pytest.mark.parametrize(
    ("bet", "market", "lines"),
    [
        ("first half over 1.5", "first_half_goals", ["1.5"]),
        ("1st half goals", "first_half_goals", ["0.5", "1.5"]),
        ("second half under 0.5", "second_half_goals", ["0.5"]),
        ("2nd half", "second_half_goals", ["0.5", "1.5"]),
    ],
)
async def test_goals_of_a_half_are_told_by_line(
    house: House, bet: str, market: str, lines: list[str]
) -> None:
    result = await house.result("predict_match", **MATCH, bet=bet)
    told = [values(result, f"{market}_{line}") for line in lines]
    assert all(one["over"] + one["under"] == pytest.approx(1) for one in told)  # type: ignore[operator]
    assert result["data"]["bet"]["keys"] == [f"{market}_{line}" for line in lines]
    chances = [float(str(one["over"])) for one in told]
    assert chances == sorted(chances, reverse=True)


async def test_a_half_has_fewer_goals_than_the_match(house: House) -> None:
    half = await house.result("predict_match", **MATCH, bet="first half over 1.5")
    whole = await house.result("predict_match", **MATCH, bet="over 1.5")
    over = values(half, "first_half_goals_1.5")["over"]
    assert over < values(whole, "over_under_1.5")["over"]  # type: ignore[operator]

"""Slips: what is bet on, what the whole is worth, and stakes within the user's limits."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from knowledge.preferences import set_preferences
from ml.errors import BadSelection
from ml.markets import Selection as Bet
from tests.tools.conftest import House
from tools.arguments import read_amount
from tools.bets import BETS, key_of, name_of_bet, read_bet, selection_of
from tools.errors import BadArgument
from tools.pairings import Pairing, find_pairing
from tools.slip_legs import WantedLeg, read_legs
from tools.stakes import FRACTIONS, USUAL_LIMIT

MATCH = "Arsenal v Chelsea"


def value(result: dict[str, Any], market: str, outcome: str) -> float:
    """Return the one fact of a market and an outcome."""
    (found,) = [
        fact["value"]
        for fact in result["facts"]
        if (fact["market"], fact["outcome"]) == (market, outcome)
    ]
    return float(found)


async def pairing_of(house: House, home: str, away: str) -> Pairing:
    async with house.db.reading() as session:
        return await find_pairing(session, house.clubs, home, away, as_of=house.now)


async def prefer(house: House, **preferences: object) -> None:
    async with house.db.writing() as session:
        await set_preferences(session, "kata", preferences, now=house.now)


@pytest.mark.parametrize(
    ("text", "bet"),
    [
        ("home", Bet("1x2", "home")),
        ("X", Bet("1x2", "draw")),
        ("Chelsea", Bet("1x2", "away")),
        ("chelsea win", Bet("1x2", "away")),
        ("over 2,5", Bet("over_under", "over", 2.5)),
        ("under 3.25 goals", Bet("over_under", "under", 3.25)),
        ("több mint 3,5 gól", Bet("over_under", "over", 3.5)),
        ("1.5 alatt", Bet("over_under", "under", 1.5)),
        ("Arsenal -1.5", Bet("asian_handicap", "home", -1.5)),
        ("Chelsea +0.75", Bet("asian_handicap", "away", -0.75)),
        ("handicap away -1", Bet("asian_handicap", "away", 1.0)),
        ("dnb Chelsea", Bet("draw_no_bet", "away")),
        ("Arsenal draw no bet", Bet("draw_no_bet", "home")),
        ("Chelsea over 1.5", Bet("away_goals", "over", 1.5)),
        ("hazai kevesebb, mint 0,5 gól", Bet("home_goals", "under", 0.5)),
        ("Arsenal to nil", Bet("win_to_nil", "home")),
        ("win to nil Chelsea", Bet("win_to_nil", "away")),
        ("Arsenal by 2", Bet("winning_margin", "home_2")),
        ("Chelsea by 4+", Bet("winning_margin", "away_4+")),
        ("páratlan", Bet("odd_even", "odd")),
        ("2:1", Bet("correct_score", "2-1")),
        ("Arsenal 2-1", Bet("correct_score", "2-1")),
        ("Chelsea 2-1", Bet("correct_score", "1-2")),
        ("mindkét csapat szerez gólt", Bet("both_teams_score", "yes")),
        ("1X", Bet("double_chance", "1X")),
    ],
)
async def test_bets_are_read_as_people_write_them(house: House, text: str, bet: Bet) -> None:
    pairing = await pairing_of(house, "Arsenal", "Chelsea")
    assert not pairing.swapped
    assert read_bet(text, pairing, house.clubs) == bet
    assert name_of_bet(bet, pairing)
    assert key_of(bet)[1] == bet.outcome


@pytest.mark.parametrize(
    ("text", "bet"),
    [
        ("home", Bet("1x2", "away")),
        ("Chelsea", Bet("1x2", "away")),
        ("1X", Bet("double_chance", "X2")),
        ("2-1", Bet("correct_score", "1-2")),
        ("Chelsea 2-1", Bet("correct_score", "1-2")),
        ("home -1", Bet("asian_handicap", "away", 1.0)),
        ("Arsenal -1", Bet("asian_handicap", "home", -1.0)),
    ],
)
async def test_sides_follow_the_clubs_as_they_were_named(house: House, text: str, bet: Bet) -> None:
    pairing = await pairing_of(house, "Chelsea", "Arsenal")
    assert pairing.swapped
    assert read_bet(text, pairing, house.clubs) == bet


async def test_what_is_no_bet_is_refused(house: House) -> None:
    pairing = await pairing_of(house, "Arsenal", "Chelsea")
    for text in ("corners", "Everton", "over the moon", "Bayern -1", ""):
        with pytest.raises(BadArgument, match="no bet"):
            read_bet(text, pairing, house.clubs)
    with pytest.raises(BadSelection, match="quarter"):
        read_bet("over 2.3", pairing, house.clubs)


def test_every_priced_selection_is_a_bet_of_its_own() -> None:
    assert {selection_of(Bet(*args)) for args in BETS.values()} == set(BETS)
    assert selection_of(Bet("over_under", "over", 3.5)) is None


def test_legs_are_parted_by_semicolons() -> None:
    assert read_legs("Man United - Arsenal: away @1,60; Saint-Étienne @ 2.5;", day="Sunday") == [
        WantedLeg(home="Man United", away="Arsenal", bet="away", price=1.6, day="Sunday"),
        WantedLeg(home="Saint-Étienne", price=2.5, day="Sunday"),
    ]
    for text in ("; ;", "@1.6", "Arsenal v Chelsea @2", "Arsenal @1.0", "Arsenal @nan"):
        with pytest.raises(BadArgument):
            read_legs(text)


@pytest.mark.parametrize(
    ("text", "amount"), [(5000, 5000), ("5 000 Ft", 5000), ("50.000", 50000), ("12,50 €", 12.5)]
)
def test_money_is_read_as_people_write_it(text: object, amount: float) -> None:
    assert read_amount(text) == amount


@pytest.mark.parametrize("text", ["much", 0, -5, "nan", True, 1e13])
def test_what_is_no_money_is_refused(text: object) -> None:
    with pytest.raises(ValueError, match="money"):
        read_amount(text)


@pytest.mark.parametrize("price", ["1.20", "2.40", "6"])
async def test_a_single_is_judged_as_one_price_is(house: House, price: str) -> None:
    single = await house.result("price_slip", legs=f"{MATCH}: away @{price}")
    compared = await house.result(
        "compare_odds", home_team="Arsenal", away_team="Chelsea", selection="away", price=price
    )
    assert value(single, "slip", "expected_value") == pytest.approx(
        value(compared, "expected_value", "away")
    )
    assert single["data"]["verdict"] == compared["data"]["verdict"]["away"]


async def test_different_matches_multiply(house: House) -> None:
    legs = ["Arsenal v Chelsea: home @1.9", "Wolfsburg v Bayern: over 2.5 @1.8"]
    one, other = [await house.result("price_slip", legs=leg) for leg in legs]
    both = await house.result("price_slip", legs="; ".join(legs))
    chance = value(one, "slip", "probability") * value(other, "slip", "probability")
    assert value(both, "slip", "probability") == pytest.approx(chance)
    assert value(both, "slip", "fair_odds") == pytest.approx(1 / chance)
    assert value(both, "slip", "offered_odds") == pytest.approx(1.9 * 1.8)
    assert value(both, "slip", "expected_value") == pytest.approx(chance * 1.9 * 1.8 - 1)


async def test_legs_of_one_match_do_not_multiply(house: House) -> None:
    legs = [f"{MATCH}: home @1.9", f"{MATCH}: over 2.5 @1.8"]
    one, other = [await house.result("price_slip", legs=leg) for leg in legs]
    both = await house.result("price_slip", legs="; ".join(legs))
    apart = value(one, "slip", "probability") * value(other, "slip", "probability")
    assert value(both, "slip", "probability") > apart * 1.02


async def test_a_later_leg_of_a_match_does_not_move_the_first(house: House) -> None:
    legs = [f"{MATCH}: home @1.9", f"{MATCH}: over 2.5 @1.8", f"{MATCH}: btts_yes @1.7"]
    there, back = [
        await house.result("price_slip", legs="; ".join(order)) for order in (legs, legs[::-1])
    ]
    assert value(there, "slip", "probability") == pytest.approx(
        value(back, "slip", "probability"), rel=1e-6
    )
    apart = await house.result("price_slip", legs="; ".join(legs), size=1)
    singles = [await house.result("price_slip", legs=leg) for leg in legs]
    assert value(apart, "slip", "expected_value") == pytest.approx(
        sum(value(one, "slip", "expected_value") for one in singles) / 3, rel=1e-6
    )


async def test_a_fixed_leg_is_on_every_line(house: House) -> None:
    legs = "Arsenal @2 fix; Dortmund @2; Liverpool @2"
    system = await house.result("price_slip", legs=legs, size=1)
    assert (value(system, "slip", "lines"), value(system, "slip", "legs")) == (2, 2)
    assert [leg["fixed"] for leg in system["data"]["legs"]] == [True, False, False]
    assert "always Arsenal win" in system["text"]
    doubles = [
        await house.result("price_slip", legs=f"Arsenal @2; {other} @2")
        for other in ("Dortmund", "Liverpool")
    ]
    assert value(system, "slip", "expected_value") == pytest.approx(
        sum(value(one, "slip", "expected_value") for one in doubles) / 2
    )


async def test_a_price_of_the_whole_stands_for_those_of_the_legs(house: House) -> None:
    result = await house.result(
        "price_slip", legs=f"{MATCH}: home; {MATCH}: over 2.5", total_odds="3"
    )
    assert value(result, "slip", "offered_odds") == pytest.approx(3.0)
    assert value(result, "slip", "expected_value") == pytest.approx(
        3 * value(result, "slip", "probability") - 1
    )


async def test_a_system_says_what_may_come_back(house: House) -> None:
    legs = "Arsenal @2; Dortmund @2; Liverpool @2"
    system = await house.result("price_slip", legs=legs, size=2)
    whole = await house.result("price_slip", legs=legs)
    assert value(system, "slip", "lines") == 3
    assert value(system, "slip", "probability") == pytest.approx(
        value(whole, "slip", "probability")
    )
    assert value(system, "slip", "chance_of_return") > value(whole, "slip", "probability")


async def test_without_odds_there_is_a_chance_and_no_verdict(house: House) -> None:
    result = await house.result("price_slip", legs=f"{MATCH}: over 3.5")
    assert result["data"]["verdict"] is None
    assert value(result, "slip", "fair_odds") == pytest.approx(
        1 / value(result, "slip", "probability")
    )
    assert "no odds are known" in result["text"]


async def test_known_odds_stand_in_for_those_not_named(house: House) -> None:
    result = await house.result("price_slip", legs=f"{MATCH}: home")
    sources = {fact["source"] for fact in result["facts"] if fact["market"] == "price"}
    assert sources == {"odds avg prematch"}
    assert result["data"]["verdict"] == "no_bet"


async def test_what_does_not_pay_gets_no_stake(house: House) -> None:
    result = await house.result("price_slip", legs=f"{MATCH}: home @1.05", stake=1000)
    assert "no bet" in result["text"]
    assert value(result, "stake", "share") == 0.0
    assert value(result, "stake", "pays") == pytest.approx(1050)
    assert result["data"]["no_stake"] == "no_value"


async def test_singles_have_stakes_of_their_own_within_one_limit(house: House) -> None:
    await prefer(house, max_stake_share=0.02, bankroll=1000)
    legs = f"{MATCH}: home @4; Dortmund @1.01; Liverpool @4"
    result = await house.result("price_slip", user="kata", legs=legs, size=1)
    shares = [value(result, "stake", place) for place in ("1", "2", "3")]
    assert shares[1] == 0.0
    assert min(shares[0], shares[2]) > 0.0
    assert sum(shares) <= 0.02 + 1e-12
    assert value(result, "stake", "amount 1") == pytest.approx(1000 * shares[0])


async def test_money_named_with_the_slip_stands_in_for_the_bankroll_once(house: House) -> None:
    await prefer(house, max_stake_share=0.01, bankroll=1000)
    asked = {"user": "kata", "legs": f"{MATCH}: home @9"}
    named = await house.result("price_slip", bankroll=50_000, **asked)
    assert value(named, "stake", "amount") == pytest.approx(500)
    again = await house.result("price_slip", **asked)
    assert value(again, "stake", "amount") == pytest.approx(10)


@pytest.mark.parametrize("risk", sorted(FRACTIONS))
async def test_a_stake_keeps_to_the_user_s_limits(house: House, risk: str) -> None:
    await prefer(house, risk=risk, bankroll=100_000, max_stake_share=0.01)
    result = await house.result("price_slip", user="kata", legs=f"{MATCH}: home @9")
    assert result["data"]["verdict"] == "value"
    assert value(result, "stake", "share") == pytest.approx(0.01)
    assert value(result, "stake", "amount") == pytest.approx(1000)


async def test_more_risk_is_more_stake_below_the_limit(house: House) -> None:
    shares = []
    for risk in ("low", "medium", "high"):
        await prefer(house, risk=risk, max_stake_share=1.0)
        result = await house.result("price_slip", user="kata", legs=f"{MATCH}: home @2.4")
        shares.append(value(result, "stake", "share"))
    assert 0 < shares[0] < shares[1] < shares[2] < 0.5
    assert shares[2] == pytest.approx(shares[0] * FRACTIONS["high"] / FRACTIONS["low"])


async def test_who_has_set_no_limit_has_the_usual_one(house: House) -> None:
    result = await house.result("price_slip", user="new", legs=f"{MATCH}: home @9")
    assert value(result, "stake", "share") == value(result, "stake", "limit") == USUAL_LIMIT


async def test_odds_outside_the_user_s_range_get_no_stake(house: House) -> None:
    await prefer(house, odds_max=5.0)
    result = await house.result("price_slip", user="kata", legs=f"{MATCH}: home @9")
    assert result["data"]["no_stake"] == "odds_range"
    assert value(result, "stake", "share") == 0.0


async def test_who_excluded_himself_is_told_nothing_of_bets(house: House) -> None:
    await prefer(house, self_excluded_until=house.now + dt.timedelta(days=30))
    message = await house.ask("price_slip", user="kata", legs=f"{MATCH}: home @9")
    assert message.artifact["found"] is False
    assert message.artifact["facts"] == []
    assert message.artifact["data"]["reason"] == "self_excluded"


@pytest.mark.parametrize(
    ("args", "wants"),
    [
        ({"legs": f"{MATCH}: home @2; {MATCH}: draw @3"}, "cannot win together"),
        ({"legs": f"{MATCH}: home @2; {MATCH}: home @2"}, "twice"),
        ({"legs": f"{MATCH}: home @2", "size": 2}, "no lines"),
        ({"legs": f"{MATCH}: home @0.5"}, "no price"),
        ({"legs": f"{MATCH}: over 2.3 @2"}, "quarter"),
        ({"legs": f"{MATCH}: corners @2"}, "no bet on this match"),
        ({"legs": ";".join(["Arsenal @2"] * 13)}, "one to 12"),
        ({"legs": "Arsenal @2; Dortmund @2", "size": 1, "total_odds": 4}, "for each leg"),
    ],
)
async def test_what_is_no_slip_is_refused(house: House, args: dict[str, Any], wants: str) -> None:
    error = await house.refusal("price_slip", **args)
    assert wants in error["error"]


async def test_a_match_that_was_played_has_no_bets(house: House) -> None:
    error = await house.refusal("price_slip", legs="Arsenal v Everton: home @2", date="2023-08-14")
    assert error["reason"] == "played"


async def test_a_stake_without_odds_is_told_at_the_fair_ones(house: House) -> None:
    result = await house.result("price_slip", legs="Arsenal v Chelsea: Arsenal to nil", stake=20)
    fair = value(result, "slip", "fair_odds")
    assert value(result, "stake", "pays_fair") == pytest.approx(20 * fair)

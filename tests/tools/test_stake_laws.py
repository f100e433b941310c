"""Laws of stakes: never above the user's limit, none without value, none for who is held back."""

from __future__ import annotations

import datetime as dt
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.holds import Rule, Sign, notice
from knowledge.preferences import PreferenceSet, set_preferences
from tests.tools.conftest import House
from tools.stakes import FRACTIONS, USUAL_LIMIT, Judged, stakes_within
from tools.worth import Opinion

MATCH = "Arsenal v Chelsea"

chances = st.floats(0.01, 0.99)
prices = st.floats(1.01, 100)
users = st.builds(
    PreferenceSet,
    risk=st.sampled_from([None, "low", "medium", "high"]),
    bankroll=st.none() | st.floats(0, 1e9),
    max_stake_share=st.none() | st.floats(1e-4, 1),
    odds_min=st.none() | st.floats(1.01, 3),
    odds_max=st.none() | st.floats(3, 1000),
)
opinions = st.builds(
    Opinion,
    model=chances,
    together=st.none() | chances,
    consensus=st.none() | chances,
    confidence=st.floats(0, 1),
)


def judged(opinion: Opinion, price: float, trusted: float) -> Judged:
    """Return a bet judged as the house judges it, with Kelly's stake on the cautious chance."""
    kelly = max(opinion.expected_value(price), 0.0) / (price - 1)
    return Judged(
        verdict=opinion.verdict(price), kelly=min(kelly, 1.0), trusted=trusted, odds=price
    )


@given(users, st.lists(st.tuples(opinions, prices, st.floats(0, 1)), min_size=1, max_size=6))
def test_no_stake_is_above_the_limit_and_none_is_without_value(
    user: PreferenceSet, offered: list[tuple[Opinion, float, float]]
) -> None:
    stakes = stakes_within(user, [judged(*each) for each in offered])
    limit = user.max_stake_share or USUAL_LIMIT
    assert sum(stake.share for stake in stakes) <= limit + 1e-9
    for stake, (opinion, price, _) in zip(stakes, offered, strict=True):
        assert stake.share >= 0
        assert stake.limit == limit
        if opinion.expected_value(price) <= 0 or opinion.verdict(price) != "value":
            assert stake.share == 0
            assert stake.reason == "no_value"
        elif not (user.odds_min or 1) <= price <= (user.odds_max or 1e9):
            assert stake.share == 0
            assert stake.reason == "odds_range"
        kelly = max(opinion.expected_value(price), 0.0) / (price - 1)
        assert stake.share <= FRACTIONS[user.risk or "medium"] * kelly + 1e-9
        if user.bankroll is None:
            assert stake.amount is None
        else:
            assert stake.amount is not None
            assert 0 <= stake.amount <= user.bankroll * limit * (1 + 1e-9)


@given(opinions, prices)
def test_a_price_that_pays_too_little_is_no_bet_and_never_the_other_side(
    opinion: Opinion, price: float
) -> None:
    if opinion.cautious * price < 1:
        assert opinion.verdict(price) == "no_bet"


@pytest.mark.parametrize("price", [1.01, 1.2, 1.9, 2.4, 9.0])
async def test_the_tool_stakes_nothing_at_a_negative_edge_and_never_above_the_limit(
    house: House, price: float
) -> None:
    async with house.db.writing() as session:
        document = {"bankroll": 1000, "max_stake_share": 0.01, "risk": "high"}
        await set_preferences(session, "kata", document, now=house.now)
    for side in ("home", "draw", "away"):
        legs = f"{MATCH}: {side} @{price}"
        result = await house.result("price_slip", user="kata", legs=legs)
        facts = {(fact["market"], fact["outcome"]): fact["value"] for fact in result["facts"]}
        assert facts[("stake", "share")] <= 0.01 + 1e-12
        assert facts.get(("stake", "amount"), 0) <= 10 + 1e-9
        if facts[("slip", "expected_value")] <= 0:
            assert facts[("stake", "share")] == 0
            assert result["data"]["verdict"] == "no_bet"


async def hold(house: House, rule: Rule) -> str | None:
    """Hold advice back from kata by a rule; return the rule where only the talk knows of it."""
    if rule in ("self_excluded", "cooling_off"):
        async with house.db.writing() as session:
            until = {f"{rule}_until": house.now + dt.timedelta(days=30)}
            await set_preferences(session, "kata", until, now=house.now)
        return None
    if rule == "sure_bet":
        return rule
    async with house.db.writing() as session:
        await notice(session, "kata", next(s for s in get_args(Sign) if s == rule), now=house.now)
    return None


@pytest.mark.parametrize("rule", get_args(Rule))
async def test_no_rule_lets_a_stake_or_a_verdict_through(house: House, rule: Rule) -> None:
    talk = await hold(house, rule)
    config: Any = {"configurable": {"user_id": "kata", "held_back": talk}}
    clubs = {"home_team": "Arsenal", "away_team": "Chelsea"}
    for name, args in (
        ("price_slip", {"legs": f"{MATCH}: home @9", "stake": 10}),
        ("compare_odds", {**clubs, "selection": "home", "price": 9.0}),
    ):
        call = {"name": name, "args": args, "id": "1", "type": "tool_call"}
        message = await house.tools[name].ainvoke(call, config)
        assert message.artifact["found"] is False
        assert message.artifact["facts"] == []
        assert message.artifact["data"] == {"reason": rule}
    call = {"name": "predict_match", "args": clubs, "id": "2", "type": "tool_call"}
    told = (await house.tools["predict_match"].ainvoke(call, config)).artifact
    assert told["found"]
    assert not {fact["market"] for fact in told["facts"]} & {"implied", "gap", "price"}


async def test_who_would_stake_more_than_his_limit_is_told_so(house: House) -> None:
    async with house.db.writing() as session:
        document = {"bankroll": 1000, "max_stake_share": 0.01}
        await set_preferences(session, "kata", document, now=house.now)
    asked = {"user": "kata", "legs": f"{MATCH}: home @2.4"}
    above = await house.result("price_slip", stake=11, **asked)
    assert "more than the user's own limit allows, 10" in above["text"]
    within = await house.result("price_slip", stake=10, **asked)
    assert "limit allows" not in within["text"]

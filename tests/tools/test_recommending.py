"""Recommendations: value within a user's own settings, with reasons; or why there is none."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from knowledge.preferences import set_preferences
from tests.knowledge.league_book import LeagueBook
from tests.tools.conftest import House
from tests.tools.handmade import NOW
from tests.tools.test_predicting import values
from tests.tools.test_record import matches_between

DAY = {"date_from": "2024-03-01", "date_to": "2024-03-01"}


@pytest.fixture
async def priced(house: House) -> House:
    """A bookmaker that lags far behind the others on one home win of the day."""
    (match, *_) = await matches_between(house, NOW.date(), NOW.date())
    async with house.db.writing() as session:
        await LeagueBook(session).odds(
            match.id, f"{NOW - dt.timedelta(hours=1):%Y-%m-%d %H:%M}", (9.0, 3.0, 2.0), book="max"
        )
    return house


async def prefer(house: House, **preferences: object) -> None:
    async with house.db.writing() as session:
        await set_preferences(session, "kata", preferences, now=house.now)


async def advised(house: House, **args: Any) -> dict[str, Any]:
    return await house.result("recommend_bets", user="kata", **DAY, **args)


async def test_at_the_average_price_there_is_no_bet_and_a_reason(house: House) -> None:
    result = await advised(house)
    assert (result["data"]["recommendations"], result["data"]["reason"]) == ([], "no_value")
    assert "no bet" in result["text"]


async def test_value_is_recommended_with_its_reasons_and_a_stake_within_the_limit(
    priced: House,
) -> None:
    await prefer(priced, max_stake_share=0.01, bankroll=1000, risk="high")
    result = await advised(priced)
    (row,) = result["data"]["recommendations"]
    assert row["selection"] == "home"
    assert row["reasons"][0]["code"] == "value"
    assert values(result, "price") == {"home": 9.0}
    stake, amount = values(result, "stake")["home"], values(result, "stake_amount")["home"]
    assert 0 < float(str(stake)) <= 0.01
    assert amount == pytest.approx(1000 * float(str(stake)))
    assert "may still lose" in result["text"]


@pytest.mark.parametrize(
    "wish",
    [{"odds_max": 4.0}, {"favourite_markets": ["over_under_2.5"]}, {"risk": "low"}],
)
async def test_what_the_user_has_set_chooses_among_what_is_value(
    priced: House, wish: dict[str, object]
) -> None:
    await prefer(priced, **wish)
    result = await advised(priced)
    assert (result["data"]["recommendations"], result["data"]["reason"]) == ([], "set_aside")
    assert values(result, "recommendations")["set_aside"] == 1


async def test_favourites_are_reasons_and_make_nothing_value(priced: House) -> None:
    (match, *_) = await matches_between(priced, NOW.date(), NOW.date())
    await prefer(
        priced, favourite_teams=[match.away.name], favourite_leagues=[match.league_id],
        favourite_markets=["1x2"], odds_min=2.0,
    )  # fmt: skip
    (row,) = (await advised(priced))["data"]["recommendations"]
    codes = [reason["code"] for reason in row["reasons"]]
    assert codes[:5] == [
        "value",
        "favourite_team",
        "favourite_league",
        "favourite_market",
        "odds_range",
    ]


async def test_one_match_can_be_looked_at_alone(priced: House) -> None:
    (match, other, *_) = await matches_between(priced, NOW.date(), NOW.date())
    here = await advised(priced, team=match.home.name)
    there = await advised(priced, team=other.home.name)
    assert len(here["data"]["recommendations"]) == 1
    assert there["data"]["reason"] == "no_value"


async def test_advice_is_kept_from_who_excluded_himself(priced: House) -> None:
    await prefer(priced, self_excluded_until=(priced.now + dt.timedelta(days=9)).date().isoformat())
    message = await priced.ask("recommend_bets", user="kata", **DAY)
    assert message.artifact["data"]["reason"] == "self_excluded"
    assert message.artifact["facts"] == []

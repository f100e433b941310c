"""Tips: the likeliest results of some days, and the prices among the best ones that are value."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.preferences import set_preferences
from tests.knowledge.league_book import LeagueBook
from tests.tools.conftest import House
from tests.tools.handmade import NOW
from tests.tools.test_predicting import values
from tests.tools.test_record import LATER, matches_between, record_of

ASKED = {"status": "scheduled", "date_from": "2024-03-01", "date_to": "2024-03-01"}


@pytest.fixture
async def priced(house: House) -> House:
    """A bookmaker that lags far behind the others on one home win of the day."""
    (match, *_) = await matches_between(house, NOW.date(), NOW.date())
    async with house.db.writing() as session:
        await LeagueBook(session).odds(
            match.id, f"{NOW - dt.timedelta(hours=1):%Y-%m-%d %H:%M}", (9.0, 3.0, 2.0), book="max"
        )
    return house


async def test_at_the_average_price_nothing_is_value(house: House) -> None:
    result = await house.result("find_matches", **ASKED, favourites=True)
    assert result["data"]["value"] == []
    assert values(result, "favourites") == {"count": 4, "priced": 4}
    assert "no bet" in result["text"]
    assert values(result, "price") == {}


async def test_a_price_above_ours_and_theirs_is_told_and_kept(priced: House) -> None:
    result = await priced.result("find_matches", **ASKED, favourites=True)
    (found,) = result["data"]["value"]
    assert found["selection"] == "home"
    assert values(result, "price") == {"home": 9.0}
    prices = [float(str(values(result, name)["home"])) for name in ("our_price", "their_price")]
    assert values(result, "expected_value") == {"home": pytest.approx(9 / max(prices) - 1)}
    assert "no bet" not in result["text"]
    tips = (await record_of(priced, LATER)).tips
    assert tips
    assert (tips.n, list(tips.by_verdict)) == (1, ["value"])


async def test_without_favourites_no_price_is_judged(priced: House) -> None:
    result = await priced.result("find_matches", **ASKED)
    assert (result["data"]["value"], values(result, "price")) == ([], {})


async def test_who_excluded_himself_gets_likely_results_and_no_prices(priced: House) -> None:
    until = (priced.now + dt.timedelta(days=30)).date().isoformat()
    async with priced.db.writing() as session:
        await set_preferences(session, "peti", {"self_excluded_until": until}, now=priced.now)
    result = await priced.result("find_matches", user="peti", **ASKED, favourites=True)
    assert values(result, "favourites") == {"count": 4, "priced": 0}
    assert (result["data"]["value"], values(result, "price")) == ([], {})
    assert "value" not in result["text"].lower()

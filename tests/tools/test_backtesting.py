"""A backtest is set beside what its matches were worth: results, prices, base rates."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.history import match_frame
from ml.scorecard import scorecard
from tests.tools.conftest import House
from tools.backtesting import backtest, with_yardsticks

DAYS = dt.date(2023, 12, 1), dt.date(2024, 2, 28)


async def test_every_forecast_finds_its_result_and_prices(house: House) -> None:
    forecasts = await backtest(house.db, DAYS, as_of=house.now, refit_days=30)
    table = await with_yardsticks(house.db, forecasts, as_of=house.now)
    assert len(table) == len(forecasts) == 20
    assert table["home_goals"].notna().all()
    assert (table["avg_home"] > 1).all()
    assert table["close_home"].isna().all()
    card = scorecard(table)
    assert set(card.by_league) == {"D1", "E0"}
    assert set(card.markets["1x2"].beside) == {"base", "price"}
    assert card.closing_line is None


async def test_base_rates_are_of_the_years_before_alone(house: House) -> None:
    both = ["en.1", "Premier League"]
    forecasts = await backtest(house.db, DAYS, as_of=house.now, leagues=both, refit_days=90)
    assert set(forecasts["league"]) == {"E0"}
    table = await with_yardsticks(house.db, forecasts, as_of=house.now)
    async with house.db.reading() as session:
        past = await match_frame(
            session, as_of=dt.datetime(2023, 12, 1, tzinfo=dt.UTC), leagues=["E0"]
        )
    assert table["base_draw"].nunique() == 1
    drawn = (past["home_goals"] == past["away_goals"]).mean()
    assert table["base_draw"].iloc[0] == pytest.approx(drawn)


async def test_a_result_not_known_yet_is_not_scored(house: House) -> None:
    forecasts = await backtest(house.db, DAYS, as_of=house.now, refit_days=90)
    earlier = dt.datetime(2024, 1, 15, tzinfo=dt.UTC)
    table = await with_yardsticks(house.db, forecasts, as_of=earlier)
    assert 0 < len(table) < len(forecasts)
    assert table["date"].max() < "2024-01-15"

"""The main journey on real matches: Premier League and Bundesliga, as on 10 May 2024."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from knowledge.database import Database
from knowledge.importing.importer import import_path
from ml.model_store import ModelStore
from tests.tools.conftest import House, open_house
from tests.tools.test_laws import unexplained
from tests.tools.test_predicting import values
from tools.backtesting import backtest
from tools.forecasts import Forecaster

NOW = dt.datetime(2024, 5, 10, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def real_home(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with three seasons of two leagues and a model of before NOW."""
    home = tmp_path_factory.mktemp("real")

    async def fill() -> None:
        db = await Database.open(None, home=home)
        for season in ("2122", "2223", "2324"):
            for league in ("E0", "D1"):
                await import_path(
                    db, real_data / "football-data" / season / f"{league}.csv", now=NOW
                )
        await Forecaster(db, ModelStore(home), lambda: NOW).train(until=NOW)
        await db.close()

    asyncio.run(fill())
    return home


@pytest.fixture
async def real(real_home: Path) -> AsyncIterator[House]:
    """Yield the tools over real matches."""
    house = await open_house(real_home, NOW)
    yield house
    await house.insights.close()
    await house.db.close()


async def test_man_united_against_arsenal_on_sunday(real: House) -> None:
    result = await real.result(
        "predict_match", home_team="Man Utd", away_team="Arsenal", date="Sunday"
    )
    assert result["facts"][0]["subject"] == "Man United – Arsenal, 2024-05-12"
    chances = values(result, "1x2")
    assert max(chances, key=lambda side: float(str(chances[side]))) == "away"
    assert sum(float(str(chance)) for chance in chances.values()) == pytest.approx(1)
    assert result["data"]["status"] == "scheduled"
    assert "score" not in result["data"]
    assert unexplained(result) == []


async def test_is_160_on_arsenal_value(real: House) -> None:
    result = await real.result(
        "compare_odds", home_team="Man United", away_team="Arsenal", date="2024-05-12",
        selection="Arsenal", price="1.60",
    )  # fmt: skip
    assert values(result, "price") == {"away": 1.6}
    # Friday at 0:00: Sunday's prices are collected that afternoon, so only our own price is known
    chance = float(str(values(result, "1x2")["away"]))
    assert values(result, "our_price") == {"away": pytest.approx(1 / chance)}
    assert values(result, "their_price") == {}
    assert result["data"]["verdict"]["away"] in {"thin", "no_bet"}
    assert unexplained(result) == []


async def test_bayern_against_wolfsburg_in_hungarian_names(real: House) -> None:
    result = await real.result(
        "predict_match", home_team="Bayern", away_team="Wolfsburg", date="vasárnap"
    )
    assert result["data"]["home"] == "Bayern Munich"
    assert float(str(values(result, "1x2")["home"])) > 0.5


async def test_united_beside_arsenal_is_the_one_that_meets_it_next(real: House) -> None:
    soon = await real.result("predict_match", home_team="United", away_team="Arsenal")
    assert soon["data"]["home"] == "Man United"
    unsure = await real.result("predict_match", home_team="United", away_team="Chelsea")
    assert {"Man United", "Newcastle", "Sheffield United", "West Ham"} <= set(unsure["candidates"])
    sure = await real.result(
        "predict_match", home_team="United", away_team="Arsenal", date="2024-05-12"
    )
    assert sure["data"]["home"] == "Man United"


async def test_the_table_is_the_one_of_that_day(real: House) -> None:
    table = await real.result("league_table", league="angol bajnokság")
    top = [(row["team"], row["played"], row["points"]) for row in table["data"]["rows"][:2]]
    assert top == [("Arsenal", 36, 83), ("Man City", 35, 82)]


async def test_the_backtest_speaks_of_clubs_by_name(real: House) -> None:
    days = dt.date(2024, 5, 1), dt.date(2024, 5, 9)
    table = await backtest(real.db, days, as_of=real.now)
    assert set(table["league"]) == {"E0", "D1"}
    assert {"Chelsea", "Dortmund"} <= set(table["home_team"])
    assert (table["data_cutoff"] <= table["date"]).all()

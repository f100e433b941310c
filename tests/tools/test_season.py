"""How a season may end, asked of the tool over the handmade leagues, the demo and real ones."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from knowledge.database import Database
from knowledge.importing.importer import import_path
from knowledge.run_in import run_in
from knowledge.standings import league_table
from ml.final_table import SoFar, TableRules
from ml.model_store import ModelStore
from ml.season import play_out
from tests.knowledge.league_book import instant
from tests.tools.conftest import House, open_house
from tools.forecasts import Forecaster
from tools.seasons import Seasons, results_of

#: season by season, leagues of every kind of tie-break
FINISHED = {
    "2324": "E0 E1 SP1 I1 D1 F1 SC0 SC1 T1 G1 N1", "1819": "SP1 I1 T1 D2", "0607": "SP1 I2",
    "2122": "SP2 SP1", "1415": "SP1 I1",
}  # fmt: skip


def chances(result: dict[str, Any], outcome: str) -> dict[str, float]:
    return {
        fact["subject"]: fact["value"]
        for fact in result["facts"]
        if (fact["market"], fact["outcome"]) == ("season", outcome)
    }


async def test_a_league_of_another_size_than_the_real_one_has_places_alone(house: House) -> None:
    result = await house.result("season_outlook", league="Premier League")
    assert result["data"]["state"] == "under_way"
    assert result["data"]["note"] == "unknown"
    assert [reward["name"] for reward in result["data"]["rewards"]] == ["first_place"]
    assert 0.8 < sum(chances(result, "first_place").values()) <= 1.0
    assert "not known" in result["text"]


async def test_one_club_alone(house: House) -> None:
    result = await house.result("season_outlook", team="Man Utd", top=3)
    assert result["data"]["team"] == "Man United"
    (third,) = chances(result, "top_3").values()
    (first,) = chances(result, "first_place").values()
    assert 0 <= first <= third <= 1
    low, middle, high = (
        chances(result, f"points_{name}")["Man United"] for name in ("low", "middle", "high")
    )
    assert low <= middle <= high
    everybody = await house.result("season_outlook", league="E0", top=8)
    assert chances(everybody, "top_8")["Man United"] == 1.0
    table = (await house.result("league_table", league="E0"))["data"]["rows"]
    (row,) = (row for row in table if row["team"] == "Man United")
    # each meets each of the others twice
    left = 2 * (len(table) - 1) - row["played"]
    assert chances(result, "left")["Man United"] == left
    assert chances(result, "points_most")["Man United"] == row["points"] + 3 * left
    assert high <= row["points"] + 3 * left


async def test_one_place_alone(house: House) -> None:
    """Who ends there adds up to one; a place beyond the table is its last."""
    alone = await house.result("season_outlook", team="Man Utd", top=3)
    first, third = chances(alone, "first_place"), chances(alone, "top_3")
    exactly = [
        chances(await house.result("season_outlook", team="Man Utd", place=place), f"place_{place}")
        for place in (1, 2, 3)
    ]
    assert exactly[0] == first
    assert sum(one["Man United"] for one in exactly) == pytest.approx(third["Man United"])
    last = await house.result("season_outlook", league="E0", place=40)
    told = chances(last, "place_8")
    assert 0.9 < sum(told.values()) <= 1.0 + 1e-9


async def test_what_cannot_be_told_is_said(house: House) -> None:
    assert "whole number" in (await house.refusal("season_outlook", league="E0", top="x"))["error"]
    for given, words in (
        ({}, "Name a league or a club"),
        ({"league": "Klingon League"}, "No league"),
        ({"league": "D1", "team": "Arsenal"}, "do not play in"),
        ({"team": "Nobody FC"}, "Nobody"),
    ):
        result = await house.result("season_outlook", **given)
        assert not result["found"]
        assert words in result["text"]


async def test_a_season_that_is_over_is_told_as_it_ended(house: House) -> None:
    house.now = dt.datetime(2024, 6, 20, tzinfo=dt.UTC)
    result = await house.result("season_outlook", league="E0")
    assert result["data"]["state"] == "over"
    async with house.db.reading() as session:
        table = await league_table(session, "E0", as_of=house.now)
    assert chances(result, "first_place") == {table.rows[0].team.name: 1.0}
    assert "is over" in result["text"]
    assert "%" not in result["text"]
    club = await house.result("season_outlook", team="Everton")
    assert "ended in place" in club["text"]


async def test_the_demo_league_has_a_title(demo: House) -> None:
    result = await demo.result("season_outlook")
    assert result["data"]["is_demo"]
    assert 0.8 < sum(chances(result, "title").values()) <= 1.0


async def test_one_simulation_serves_until_something_changes(house: House) -> None:
    seasons = Seasons(house.db, house.forecaster, house.clock)
    first, again = await seasons.outlook("E0"), await seasons.outlook("E0")
    assert again.outlook is first.outlook
    house.now += dt.timedelta(days=30)
    later = await seasons.outlook("E0")
    assert len(later.run_in.left) < len(first.run_in.left)
    assert later.outlook is not first.outlook


@pytest.fixture(scope="session")
def real_home(tmp_path_factory: pytest.TempPathFactory, real_data: Path) -> Path:
    """Return a data folder of finished real seasons; tests only read it."""
    home = tmp_path_factory.mktemp("real-seasons")

    async def fill() -> None:
        db = await Database.open(None, home=home)
        for season, leagues in FINISHED.items():
            for league in leagues.split():
                await import_path(
                    db,
                    real_data / "football-data" / season / f"{league}.csv",
                    now=instant("2024-05-10"),
                )
        await db.close()

    asyncio.run(fill())
    return home


@pytest.fixture
async def finished(real_home: Path) -> AsyncIterator[Database]:
    db = await Database.open(None, home=real_home)
    yield db
    await db.close()


async def test_finished_real_seasons_end_as_their_tables_do(finished: Database) -> None:
    """Many leagues, each with its own tie-breaks: certain, and in the order of the table."""
    for code, leagues in FINISHED.items():
        now = dt.datetime(2000 + int(code[2:]), 7, 20, tzinfo=dt.UTC)
        seasons = _seasons_at(finished, now)
        for league in leagues.split():
            found = await seasons.outlook(league)
            assert found.run_in.state == "over"
            assert found.model_version is None
            assert (found.outlook.places.diagonal() == 1.0).all(), (league, code)
            points = [row.points for row in found.run_in.table.rows]
            assert found.outlook.points.tolist() == points


async def test_a_real_season_is_the_tables_own_when_played_to_its_end(finished: Database) -> None:
    """The order of the simulation is that of the table, whichever way the clubs are handed in."""
    for league, code in (("SP1", "1819"), ("I1", "1415"), ("SP1", "0607"), ("T1", "2324")):
        async with finished.reading() as session:
            season = await run_in(
                session, league, as_of=dt.datetime(2000 + int(code[2:]), 7, 20, tzinfo=dt.UTC)
            )
        so_far = results_of(season)
        size = so_far.clubs
        turned = SoFar(
            clubs=size, pairs=size - 1 - so_far.pairs, goals=so_far.goals,
            deducted=so_far.deducted[::-1], part=so_far.part[::-1],
        )  # fmt: skip
        rules = TableRules(
            points_for_win=season.rules.points_for_win, tie_breaks=season.rules.tie_breaks
        )
        none = so_far.pairs[:0]
        found = play_out(turned, none, np.zeros((0, 1, 1)), rules)
        places = found.places.argmax(axis=1)[::-1].tolist()
        assert places == list(range(size)), (league, code)


def _seasons_at(db: Database, now: dt.datetime) -> Seasons:
    forecaster = Forecaster(db, ModelStore(Path("unused")), lambda: now)
    return Seasons(db, forecaster, lambda: now)


async def test_opening_twice_gives_the_same(house: House) -> None:
    other = await open_house(house.home, house.now)
    try:
        asked = {"league": "E0"}
        mine = await house.result("season_outlook", **asked)
        assert (await other.result("season_outlook", **asked))["facts"] == mine["facts"]
    finally:
        await other.insights.close()
        await other.db.close()

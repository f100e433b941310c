"""What a watching agent raises: once, with a severity, the facts, and in the owner's language."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import update

from graph.agents.drifting import level_of
from graph.agents.watch import Moved
from knowledge.matches import MatchInfo, find_matches
from knowledge.predictions import PredictionRow, write_prediction
from knowledge.schema import Odds
from ml.drift import drift_of
from tests.graph.agents_at_work import Office, later, open_office
from tests.tools.conftest import House, handmade_home, house

__all__ = ["handmade_home", "house"]


async def coming(house: House) -> list[MatchInfo]:
    async with house.db.reading() as session:
        return await find_matches(
            session,
            as_of=house.now,
            league="E0",
            date_from=house.now.date(),
            status="scheduled",
            limit=4,
        )


async def reprice(house: House, match: MatchInfo, **prices: float) -> None:
    """Change a match's prices, as an import with newer ones does."""
    async with house.db.writing() as session:
        await session.execute(update(Odds).where(Odds.match_id == match.id).values(prices))


async def look(office: Office, agent: object) -> list[str]:
    result = await office.do(agent, "generate_insights")  # type: ignore[arg-type]
    assert result["failed"] == []
    ids: list[str] = result["insight_ids"]
    return ids


@pytest.mark.parametrize(
    ("now", "severity"), [(0.54, "info"), (0.57, "warning"), (0.42, "warning"), (0.62, "critical")]
)
def test_the_farther_a_move_the_graver(now: float, severity: str) -> None:
    moved = Moved(kind="odds", before={"home": 0.5}, now={"home": now}, threshold=0.03)
    assert moved.selections == ["home"]
    assert moved.severity == severity


def test_a_small_move_is_none() -> None:
    moved = Moved(kind="odds", before={"home": 0.5}, now={"home": 0.52, "away": 1}, threshold=0.03)
    assert moved.selections == []


async def test_odds_that_moved_are_told_once_with_both_figures(house: House) -> None:
    office = open_office(house)
    agent = await office.hire("monitoring", leagues=["E0"], days_ahead=31, language="en")
    assert await look(office, agent) == []
    match = (await coming(house))[0]
    await reprice(house, match, home=1.2, draw=8.0, away=15.0)
    [id_] = await look(office, agent)
    [insight] = await office.insights(id_)
    assert insight.severity == "critical"
    assert insight.match_id == match.id
    assert match.title in insight.text
    assert {fact["market"] for fact in insight.facts} == {"implied_before", "implied_now"}
    assert insight.confidence is None
    assert await look(office, agent) == []


async def test_small_steps_one_way_add_up(house: House) -> None:
    office = open_office(house)
    agent = await office.hire("monitoring", leagues=["E0"], days_ahead=31, odds_moved=0.1)
    match = (await coming(house))[0]
    await reprice(house, match, home=2.0, draw=4.0, away=4.0)
    assert await look(office, agent) == []
    told = 0
    for home in (1.85, 1.75, 1.6, 1.5):
        await reprice(house, match, home=home)
        told += len(await look(office, agent))
    assert told == 1


async def test_chances_that_moved_are_told_in_hungarian(house: House) -> None:
    office = open_office(house)
    agent = await office.hire(
        "monitoring", leagues=["E0"], days_ahead=31, chance_moved=0.001, language="hu"
    )
    assert await look(office, agent) == []
    later(house, days=7)
    told = await look(office, agent)
    insights = await office.insights(*told)
    moved = [each for each in insights if "előrejelzésem" in each.text]
    assert moved
    assert all(0 < (each.confidence or 0) < 1 for each in moved)
    assert all("%" in each.text for each in moved)
    assert await look(office, agent) == []


async def test_a_market_that_is_not_watched_is_not_told(house: House) -> None:
    office = open_office(house)
    agent = await office.hire("monitoring", leagues=["E0"], markets=["both_teams_score"])
    await look(office, agent)
    await reprice(house, (await coming(house))[0], home=1.2, draw=8.0, away=15.0)
    assert await look(office, agent) == []


async def test_stale_data_are_told_once_for_each_newest_result(house: House) -> None:
    office = open_office(house)
    agent = await office.hire("monitoring", leagues=["E0"], language="en")
    await look(office, agent)
    house.now = dt.datetime(2025, 3, 1, tzinfo=dt.UTC)
    [id_] = await look(office, agent)
    [insight] = await office.insights(id_)
    assert insight.severity == "warning"
    assert insight.league_id == "E0"
    assert "must be missing" in insight.text
    later(house, days=1)
    assert await look(office, agent) == []


async def test_forecasts_that_are_untrue_raise_the_alarm_once(house: House) -> None:
    async with house.db.reading() as session:
        played = await find_matches(
            session, as_of=house.now, status="finished", league="E0", newest_first=True, limit=60
        )
    async with house.db.writing() as session:
        for match in played:
            scored, conceded = match.goals_of(match.home.id)
            wrong = (0.9, 0.05, 0.05) if scored <= conceded else (0.05, 0.05, 0.9)
            before = match.starts - dt.timedelta(hours=1)
            row = PredictionRow(
                match_id=match.id,
                model_version="bad",
                data_cutoff=before,
                predicted_at=before,
                p_home=wrong[0],
                p_draw=wrong[1],
                p_away=wrong[2],
                p_over_2_5=0.5,
                p_btts=0.5,
            )
            await write_prediction(session, row)
    office = open_office(house)
    agent = await office.hire("monitoring", leagues=["E0"], settled=50, language="en")
    [id_] = await look(office, agent)
    [insight] = await office.insights(id_)
    assert insight.severity == "critical"
    assert insight.confidence is not None
    assert insight.confidence > 0.99
    assert "no longer mean what they say" in insight.text
    assert await look(office, agent) == []


def test_true_forecasts_are_fine_and_untrue_ones_are_not() -> None:
    draw = np.random.default_rng(7)
    said = draw.dirichlet((4, 2, 3), 400)
    happened = np.array([draw.choice(3, p=row) for row in said])
    assert level_of(drift_of(pd.DataFrame(said), happened)) == "fine"
    assert level_of(drift_of(pd.DataFrame(said[:, ::-1]), happened)) == "critical"

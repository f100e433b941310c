"""How a model is doing: settled forecasts beside what it promised, and a fit where it drifted."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from knowledge.matches import find_matches
from knowledge.predictions import PredictionRow, write_prediction
from tests.tools.conftest import House

#: after the handmade season's last match
LATER = dt.datetime(2024, 6, 1, tzinfo=dt.UTC)


async def say(house: House, **chances: float) -> int:
    """Write down the same chances for every match to come, by the model that serves."""
    card = await house.forecaster.model()
    async with house.db.reading() as session:
        coming = await find_matches(session, as_of=house.now, status="scheduled", limit=100)
    async with house.db.writing() as session:
        for match in coming:
            row: dict[str, Any] = {
                "match_id": match.id,
                "model_version": card.version,
                "data_cutoff": house.now,
                "predicted_at": house.now,
                "p_over_2_5": 0.5,
                "p_btts": 0.5,
                **chances,
            }
            await write_prediction(session, PredictionRow(**row))
    return len(coming)


async def test_before_anything_is_settled_there_is_no_evidence(house: House) -> None:
    await say(house, p_home=0.4, p_draw=0.3, p_away=0.3)
    health = await house.forecaster.health()
    assert health is not None
    assert (health.drift.matches, health.drift.evidence, health.days_behind) == (0, 1.0, 0)
    assert health.promised_log_loss is None


async def test_settled_forecasts_are_weighed(house: House) -> None:
    written = await say(house, p_home=0.44, p_draw=0.2, p_away=0.36)
    house.now = LATER
    card = await house.forecaster.model()
    health = await house.forecaster.health()
    assert health is not None
    assert health.version == card.version
    assert health.drift.matches == written
    assert not health.drift.is_drifting
    async with house.db.reading() as session:
        (last,) = await find_matches(
            session, as_of=LATER, status="finished", newest_first=True, limit=1
        )
    assert health.days_behind == (last.date - card.data_cutoff).days + 1 > 30


async def test_forecasts_that_mean_nothing_any_more_make_a_fit_due(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    # hardly a match of this league ends in a draw
    await say(house, p_home=0.005, p_draw=0.99, p_away=0.005)
    house.now = dt.datetime(2024, 3, 12, tzinfo=dt.UTC)
    assert await house.forecaster.is_stale()
    health = await house.forecaster.health()
    assert health is not None
    assert health.drift.is_drifting
    assert "mean no longer what they say" in caplog.text
    card = await house.forecaster.refresh()
    assert card.data_cutoff == house.now.date()
    # the new one has said nothing yet: the same results make no second fit due
    assert not await house.forecaster.is_stale()

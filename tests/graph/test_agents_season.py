"""The agent that lives through a season says what the walk-forward of the same days says."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from knowledge.settlement import settled_frame
from tests.graph.agents_at_work import later, open_office
from tests.tools.conftest import House, handmade_home, house
from tools.backtesting import backtest

__all__ = ["handmade_home", "house"]

CHANCES = ["p_home", "p_draw", "p_away", "p_over_2_5", "p_btts"]


@pytest.mark.slow
async def test_a_spring_lived_is_the_spring_walked(house: House) -> None:
    office, first = open_office(house), house.now.date()
    agent = await office.hire(leagues=["E0"], days_ahead=1)
    later(house, hours=6)
    fits: dict[str, dt.date] = {}
    predicted = counted = 0
    for _ in range(75):
        result = await office.do(agent, "update_predictions")
        predicted, counted = predicted + result["predicted"], counted + result["settled"]
        card = await house.forecaster.card(result["model_version"])
        fits.setdefault(card.data["learned_until"], house.now.date())
        later(house, days=1)
    end = house.now.date() - dt.timedelta(days=1)
    async with house.db.reading() as session:
        lived = await settled_frame(session, as_of=house.now, priced=())
    starts = list(fits.values())
    walked = []
    for start, after in zip(starts, [*starts[1:], end], strict=True):
        days = (start, after - dt.timedelta(days=1))
        if lived["date"].between(pd.Timestamp(days[0]), pd.Timestamp(days[1])).any():
            walked.append(
                await backtest(
                    house.db, days, as_of=house.now, leagues=["E0"], odds="past", refit_days=1000
                )
            )
    rows = pd.concat(walked, ignore_index=True)
    assert starts[0] == first
    assert len(lived) == len(rows) == predicted == counted > 0
    sort = ["p_home", "p_away"]
    ours, theirs = (frame.sort_values(sort)[CHANCES].to_numpy() for frame in (lived, rows))
    assert np.abs(ours - theirs).max() < 1e-12

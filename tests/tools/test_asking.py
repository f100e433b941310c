"""What a model is asked about a match."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from knowledge.leagues import LeagueInfo
from ml.errors import UnknownClub
from tests.tools.conftest import House
from tools.asking import forecast_of
from tools.errors import NoForecast
from tools.pairings import Pairing, find_pairing

LEAGUE = LeagueInfo(
    id="E0", name="Premier League", country="England", tier=1, is_cup=False, is_demo=False
)


class Listener:
    """Knows no club, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked = pd.DataFrame()

    def predict(self, fixtures: pd.DataFrame) -> list[object]:
        self.asked = fixtures
        raise UnknownClub("nobody")


def asked_about(pairing: Pairing) -> pd.DataFrame:
    """Return the row that a model gets."""
    listener = Listener()
    with pytest.raises(NoForecast):
        forecast_of(listener, pairing, LEAGUE)  # type: ignore[arg-type]
    return listener.asked


async def test_a_known_match_comes_with_its_season_and_a_supposed_one_without(
    house: House,
) -> None:
    async with house.db.reading() as session:
        known = await find_pairing(
            session, house.clubs, "Arsenal", "Chelsea", as_of=house.now, on=None
        )
    assert known.match is not None
    asked = asked_about(known)
    assert asked["season"].tolist() == [known.match.season] == ["2023-24"]
    assert asked["home_team"].tolist() == [known.home.id]
    assert "season" not in asked_about(replace(known, match=None))

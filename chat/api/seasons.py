"""How a league's season may end."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from chat.api.asking import AskerDep, HouseDep
from tools.season_object import SeasonObject
from tools.which_season import find_season

router = APIRouter(tags=["matches"])


@router.get("/leagues/{league_id}/season")
async def season(
    league_id: str,
    house: HouseDep,
    _asker: AskerDep,
    team: Annotated[
        str | None, Query(max_length=120, description="One club alone, in any spelling.")
    ] = None,
) -> SeasonObject:
    """Give each club's chances of title, places, promotion and relegation, simulated."""
    found, row = await find_season(
        house.db, await house.clubs.fresh(), house.seasons, league=league_id, team=team
    )
    return SeasonObject.of(found, row)

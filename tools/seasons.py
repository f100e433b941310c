"""Simulated seasons: what is left of a league's season, played out by the model that may speak.

One simulation serves everybody until a result, a fixture or the model changes. Knows no words.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.database import Database
from knowledge.errors import NotFound
from knowledge.run_in import RunIn, run_in
from knowledge.standings import TableRow
from tools.desk import Clock
from tools.errors import NotThere
from tools.shelf import cutoff_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ml.final_table import SoFar
    from ml.predictor import Predictor
    from ml.season import Outlook
    from tools.forecasts import Forecaster

    Floats = NDArray[np.float64]

#: simulations kept in memory; each is a few kilobytes
REMEMBERED = 60


@dataclass(frozen=True, slots=True)
class Reward:
    """Places that lead to the same, both ends included, and each club's chance to end in them."""

    #: as in the catalogue, or "first_place" of a table that decides nothing, or "top_6"
    name: str
    first: int
    last: int
    #: in the order of the table
    chances: Sequence[tuple[TableRow, float]]


@dataclass(frozen=True, kw_only=True, slots=True)
class SeasonOutlook:
    """A league's season as it stands, and how it may end."""

    run_in: RunIn
    #: rows are the clubs in the order of the table
    outlook: Outlook
    #: the model that speaks; None when nothing is left to play
    model_version: str | None
    #: results up to here were known to the model, or to the table where nothing is left
    data_cutoff: dt.datetime

    def rewards(self, top: int = 0) -> list[Reward]:
        """Return what places lead to, from the top down; then the first `top` places, if any."""
        season = self.run_in
        wanted = [] if season.decides else [("first_place", 1, 1)]
        wanted += [(one.reward, one.first, one.last) for one in season.stretches]
        wanted += [(f"top_{top}", 1, min(top, len(season.table.rows)))] if top else []
        return [self._reward(*one) for one in wanted]

    def _reward(self, name: str, first: int, last: int) -> Reward:
        chances = self.outlook.between(first, last).tolist()
        return Reward(name, first, last, list(zip(self.run_in.table.rows, chances, strict=True)))

    @property
    def source(self) -> str:
        """Where the figures are from, as facts say it."""
        return f"model {self.model_version}" if self.model_version else "results"


class Seasons:
    """Seasons as they stand at the clock, simulated once."""

    def __init__(self, db: Database, forecaster: Forecaster, clock: Clock) -> None:
        self._db = db
        self._forecaster = forecaster
        self._clock = clock
        self._kept: OrderedDict[object, Outlook] = OrderedDict()

    @property
    def now(self) -> dt.datetime:
        """The present, aware UTC."""
        return self._clock()

    async def outlook(self, league_id: str) -> SeasonOutlook:
        """Return how a league's season may end.

        Raises
        ------
        NotThere
            When too little of the season is known; see `knowledge.run_in.run_in`.
        NoForecast, MlError
            When no model may speak about the matches left.
        """
        now = self._clock()
        try:
            async with self._db.reading() as session:
                season = await run_in(session, league_id, as_of=now)
        except NotFound as error:
            raise NotThere(str(error), reason="season_unknown", league=league_id) from error
        if not season.left:
            return SeasonOutlook(
                run_in=season,
                outlook=await asyncio.to_thread(_play_out, None, season),
                model_version=None,
                data_cutoff=now,
            )
        card, predictor = await self._forecaster.speaker(season.league)
        rows = tuple((row.team.id, row.points) for row in season.table.rows)
        key = (card.version, league_id, season.season, season.games, season.left, rows)
        if key not in self._kept:
            self._kept[key] = await asyncio.to_thread(_play_out, predictor, season)
            if len(self._kept) > REMEMBERED:
                self._kept.popitem(last=False)
        return SeasonOutlook(
            run_in=season,
            outlook=self._kept[key],
            model_version=card.version,
            data_cutoff=cutoff_of(card),
        )


def results_of(season: RunIn) -> SoFar:
    """Return a season as it stands, as the simulation takes it: clubs are rows of the table."""
    import numpy as np

    from ml.final_table import SoFar

    rows = season.table.rows
    at = {row.team.id: place for place, row in enumerate(rows)}
    games = [(at[one.home], at[one.away], one.home_goals, one.away_goals) for one in season.games]
    results = np.array(games, np.int64).reshape(-1, 4)
    return SoFar(
        clubs=len(rows),
        pairs=results[:, :2],
        goals=results[:, 2:],
        deducted=np.array([row.deducted for row in rows], np.int64),
        part=np.array([row.team.id in season.lower_part for row in rows], np.int64),
    )


def _play_out(predictor: Predictor | None, season: RunIn) -> Outlook:
    """Simulate what is left; slow work for a thread."""
    import numpy as np

    from ml.final_table import TableRules
    from ml.season import play_out

    at = {row.team.id: place for place, row in enumerate(season.table.rows)}
    pairs = [(at[one.home], at[one.away]) for one in season.left]
    rules = season.rules
    return play_out(
        results_of(season),
        np.array(pairs, np.int64).reshape(-1, 2),
        grids_of(predictor, season) if predictor else np.zeros((0, 1, 1)),
        TableRules(points_for_win=rules.points_for_win, tie_breaks=rules.tie_breaks),
    )


def grids_of(predictor: Predictor, season: RunIn) -> Floats:
    """Return a model's score grids of the matches left, (n, g, g); as `Predictor.grids` raises."""
    import pandas as pd

    league, today = season.league, season.table.as_of.date()
    fixtures = pd.DataFrame(
        {
            "date": pd.to_datetime([max(one.date or today, today) for one in season.left]),
            "league": league.id,
            "country": league.country,
            "tier": league.tier,
            "home_team": [one.home for one in season.left],
            "away_team": [one.away for one in season.left],
        }
    )
    return predictor.grids(fixtures)

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
from knowledge.round_robin import Meeting
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
    from ml.season import Outlook, Split
    from tools.forecasts import Forecaster

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

#: simulations kept in memory; each is a few kilobytes
REMEMBERED = 60


@dataclass(frozen=True, slots=True)
class Reward:
    """Places that lead to the same, both ends included, and each club's chance to end in them."""

    #: as in the catalogue, or "first_place" of a table that decides nothing, "top_6", "place_4"
    name: str
    first: int
    last: int
    #: in the order of the table
    chances: Sequence[tuple[TableRow, float]]
    #: the last place that has it; of what is to be avoided, the last that is spared
    bar: int
    #: points of whoever ends there: nine seasons of ten lie between the ends, the middle between
    bar_points: tuple[int, int, int]


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

    def rewards(self, top: int = 0, place: int = 0) -> list[Reward]:
        """Return what places lead to, from the top down; then the first `top`, and one `place`.

        A place beyond the table is its last.
        """
        season = self.run_in
        clubs = len(season.table.rows)
        place = min(place, clubs)
        wanted = [] if season.decides else [("first_place", 1, 1)]
        wanted += [(one.reward, one.first, one.last) for one in season.stretches]
        wanted += [(f"top_{top}", 1, min(top, clubs))] if top else []
        wanted += [(f"place_{place}", place, place)] if place else []
        return [self._reward(*one) for one in wanted]

    def _reward(self, name: str, first: int, last: int) -> Reward:
        chances = self.outlook.between(first, last).tolist()
        rows = list(zip(self.run_in.table.rows, chances, strict=True))
        bar = first - 1 if name.startswith("relegation") else last
        low, middle, high = self.outlook.place_points_at[bar - 1].tolist()
        return Reward(name, first, last, rows, bar, (low, middle, high))

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

    rules = TableRules(
        points_for_win=season.rules.points_for_win, tie_breaks=season.rules.tie_breaks
    )
    if predictor is None:
        none = np.zeros((0, 2), np.int64)
        return play_out(results_of(season), none, np.zeros((0, 1, 1)), rules)
    return play_out(
        results_of(season),
        pairs_of(season, season.left),
        grids_of(predictor, season, season.left),
        rules,
        split=_split(predictor, season),
    )


def pairs_of(season: RunIn, meetings: Sequence[Meeting]) -> Ints:
    """Return the rows of the table that meet, (n, 2)."""
    import numpy as np

    at = {row.team.id: place for place, row in enumerate(season.table.rows)}
    pairs = [(at[one.home], at[one.away]) for one in meetings]
    return np.array(pairs, np.int64).reshape(-1, 2)


def _split(predictor: Predictor, season: RunIn) -> Split | None:
    import numpy as np

    from ml.season import Split

    after = season.after_split
    if after is None:
        return None
    meetings = [*after.upper, *after.lower]
    return Split(
        top=after.top,
        pairs=pairs_of(season, meetings),
        part=np.repeat([0, 1], [len(after.upper), len(after.lower)]),
        grids=grids_of(predictor, season, meetings),
    )


def grids_of(predictor: Predictor, season: RunIn, meetings: Sequence[Meeting]) -> Floats:
    """Return a model's score grids of matches to come, (n, g, g); as `Predictor.grids` raises."""
    import pandas as pd

    league, today = season.league, season.table.as_of.date()
    fixtures = pd.DataFrame(
        {
            "date": pd.to_datetime([max(one.date or today, today) for one in meetings]),
            "league": league.id,
            "country": league.country,
            "tier": league.tier,
            "home_team": [one.home for one in meetings],
            "away_team": [one.away for one in meetings],
        }
    )
    return predictor.grids(fixtures)

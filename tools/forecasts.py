"""Forecasts: what the right model says of a match, its prediction, and the books kept on it.

Knows no names of clubs beyond what a pairing says, and nothing of who asks.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import OrderedDict
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from knowledge.database import Database
from knowledge.leagues import LeagueInfo, get_league
from knowledge.matches import MatchInfo
from ml.errors import ModelDamaged
from tools.arguments import Selection
from tools.asking import forecast_of
from tools.books import Books
from tools.desk import Clock
from tools.fitting import Fitting
from tools.health import Health
from tools.market import Prices, describe_market
from tools.opinions import Opinions
from tools.pairings import Pairing
from tools.prediction import PredictionObject, make_prediction
from tools.prices import known_prices
from tools.shelf import Shelf, Shelved, cutoff_of
from tools.speaking import Speakers

if TYPE_CHECKING:
    from ml.forecast import Forecast
    from ml.grid import ScoreGrid
    from ml.model_card import ModelCard
    from ml.model_store import ModelStore
    from ml.predictor import Predictor

#: forecasts kept in memory
REMEMBERED = 2000


class Forecaster:
    """Serves predictions, and fits the model where none is there.

    Parameters
    ----------
    db
        Where matches come from, and where predictions made are written down.
    store
        Where models are kept.
    clock
        The present, aware UTC.
    wall
        The machine's own time, for the moment at which a model was made: under a clock that stands
        still it tells the newer of two models with the same data. Default: `clock`.
    """

    def __init__(
        self, db: Database, store: ModelStore, clock: Clock, *, wall: Clock | None = None
    ) -> None:
        self._db = db
        self._shelf = Shelf(store)
        self._clock = clock
        self._wall = wall or clock
        self._fitting = Fitting(db, self._shelf, clock, self._wall)
        self._speakers = Speakers(db, self._shelf, self._fitting, clock)
        self._forecasts: OrderedDict[tuple[object, ...], Forecast] = OrderedDict()
        self._books = Books(db)

    async def serving(self) -> ModelCard | None:
        """Return the card of the model that serves at the clock; None: the first fit is to come."""
        return await asyncio.to_thread(await self._fitting.newest())

    async def model(self) -> ModelCard:
        """Return the card of the model that serves at the clock; fit one when there is none.

        Raises
        ------
        TooFewMatches
            When there are no results to learn from.
        """
        newest = await self._fitting.newest()
        return await asyncio.to_thread(newest) or await self._fitting.fit_unless(newest)

    async def versions(self) -> list[Shelved]:
        """Return all models on the shelf, the newest first, also those that may not serve."""
        return await asyncio.to_thread(self._shelf.versions)

    async def card(self, version: str) -> ModelCard:
        """Return the card of a version.

        Raises
        ------
        ModelMissing
            When there is no such version, or it is damaged.
        """
        return await asyncio.to_thread(self._shelf.card, version)

    async def serve(self, version: str) -> ModelCard:
        """Let a version serve on an operator's word, and newer ones no more.

        Raises
        ------
        ModelError
            When there is no such version, or the word cannot be kept.
        """
        return await asyncio.to_thread(partial(self._shelf.serve, version, now=self._wall()))

    async def health(self) -> Health | None:
        """Return how the model that serves is doing; None when there is none."""
        return await self._fitting.health()

    async def is_stale(self) -> bool:
        """Tell whether a fit is due; see `Fitting`."""
        return await self._fitting.is_stale()

    async def refresh(self) -> ModelCard:
        """Return the card of the newest model, fitted or carried on to the newest results.

        Raises
        ------
        TooFewMatches
            When there are no results to learn from.
        """
        await self._fitting.refresh()
        return await self.model()

    async def train(self, *, until: dt.datetime | None = None) -> ModelCard:
        """Fit a model on the results known at `until` (default: now) and save it beside the others.

        Raises
        ------
        BadArgument
            When `until` is after the clock.
        TooFewMatches
            When there are no results to learn from.
        """
        return await self._fitting.train(until=until)

    async def predict(
        self, match: MatchInfo | Pairing, *, odds: Prices | None = None
    ) -> PredictionObject:
        """Return the prediction of a match, as it stood before its kick-off.

        `odds` are the user's; without them the market's known ones are set beside the prediction.
        A known real fixture's prediction is written down.

        Raises
        ------
        NoForecast
            When the match has been played and no model on the shelf is older than it, when the
            clubs play in different countries, or in a cup.
        """
        pairing = match if isinstance(match, Pairing) else Pairing.of(match)
        card, forecast = await self._ask(pairing)
        opinions = await self._opinions(card, forecast, pairing)
        prediction = make_prediction(
            forecast,
            pairing,
            describe_market(opinions, odds),
            data_cutoff=cutoff_of(card),
            model_version=card.version,
            predicted_at=self._clock(),
        )
        await self._books.write_down(pairing, prediction)
        return prediction

    async def opinions(self, pairing: Pairing) -> Opinions:
        """Return what model and market, as it stood before the kick-off, think of each selection.

        Raises
        ------
        NoForecast
            As `predict` does.
        """
        card, forecast = await self._ask(pairing)
        return await self._opinions(card, forecast, pairing)

    async def grid(self, pairing: Pairing) -> ScoreGrid:
        """Return the score grid of `predict`'s forecast: every market is read from it.

        Raises
        ------
        NoForecast
            As `predict` does.
        """
        _, forecast = await self._ask(pairing)
        return forecast.grid

    async def speaker(self, league: LeagueInfo) -> tuple[ModelCard, Predictor]:
        """Return the model that speaks about a league's matches to come, and its card.

        Raises
        ------
        TooFewMatches
            When there are no results to learn from.
        """
        while True:
            card = await self._speakers.about_league(league.id, is_demo=league.is_demo)
            try:
                return card, await asyncio.to_thread(self._shelf.predictor, card.version)
            except ModelDamaged:
                # the shelf no longer offers it: the next best is asked, or a new one fitted
                continue

    async def _ask(self, pairing: Pairing) -> tuple[ModelCard, Forecast]:
        """Return the model that may speak about a match, and what it says."""
        while True:
            card = await self._speakers.about(pairing)
            try:
                return card, await self._forecast(card, pairing)
            except ModelDamaged:
                # the shelf no longer offers it: the next best is asked, or a new one fitted
                continue

    async def _opinions(self, card: ModelCard, forecast: Forecast, pairing: Pairing) -> Opinions:
        known = await known_prices(self._db, pairing, as_of=min(self._clock(), pairing.starts))
        together = await self._forecast(card, pairing, known.prices) if known else None
        return Opinions.of(forecast, together, known, card.version)

    async def _forecast(
        self, card: ModelCard, pairing: Pairing, prices: Mapping[Selection, float] | None = None
    ) -> Forecast:
        """Return what a model says of a match; with the match's average prices, both together."""
        clubs = (pairing.home.id, pairing.away.id)
        key = (card.version, *clubs, pairing.league, pairing.date, *(prices or {}).items())
        if key not in self._forecasts:
            predictor = await asyncio.to_thread(self._shelf.predictor, card.version)
            async with self._db.reading() as session:
                league = await get_league(session, pairing.league)
            self._forecasts[key] = forecast_of(predictor, pairing, league, prices)
            if len(self._forecasts) > REMEMBERED:
                self._forecasts.popitem(last=False)
        return self._forecasts[key]

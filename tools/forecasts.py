"""Forecasts: the right model for a match, its prediction, and the books kept on it.

A model never knows the future: its data end before the clock, and before the kick-off of a match
that has been played. Models of the demo league and of real leagues never serve each other.
Knows no names of clubs beyond what a pairing says, and nothing of who asks.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Literal

from knowledge.database import Database
from knowledge.history import match_frame
from knowledge.leagues import get_league, list_leagues
from knowledge.matches import MatchInfo, count_results, find_matches
from ml.errors import ModelDamaged
from tools.asking import forecast_of, names_of
from tools.books import Books
from tools.desk import Clock
from tools.errors import BadArgument, NoForecast
from tools.pairings import Pairing
from tools.prediction import PredictionObject, Prices, make_prediction
from tools.prices import known_prices
from tools.shelf import Shelf, cutoff_of

if TYPE_CHECKING:
    import pandas as pd

    from ml.forecast import Forecast
    from ml.model_store import ModelCard, ModelStore

Progress = Callable[[float], None]

#: older matches weigh nothing in a model, so they are not even read
REACH = dt.timedelta(days=8 * 365)
#: a model is stale when results are known from so long after its data end
STALE_AFTER = dt.timedelta(days=14)
#: and when so many more results of its time are known than it learned from
STALE_SHARE = 0.05
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
        self._one_fit = asyncio.Lock()
        self._forecasts: OrderedDict[tuple[object, ...], Forecast] = OrderedDict()
        self._books = Books(db)
        #: leagues that a model here knows, or that even a new fit did not bring in
        self._settled: set[str] = set()

    async def ready(self) -> bool:
        """Tell whether a model that the clock allows is there, so that no fit comes first."""
        return await asyncio.to_thread(await self._newest()) is not None

    async def model(self) -> ModelCard:
        """Return the card of the newest model that the clock allows; fit one when there is none.

        Raises
        ------
        TooFewMatches
            When there are no results to learn from.
        """
        newest = await self._newest()
        return await asyncio.to_thread(newest) or await self._fit_unless(newest)

    async def is_stale(self) -> bool:
        """Tell whether a fit is due.

        It is when no model is there, when weeks of results came after its data, or when much more
        is known now of the time that it learned from.
        """
        card = await asyncio.to_thread(await self._newest())
        if card is None:
            return True
        cutoff = cutoff_of(card)
        async with self._db.reading() as session:
            newest = await find_matches(
                session, as_of=self._clock(), status="finished", newest_first=True, limit=1
            )
            known = await count_results(session, as_of=cutoff, date_from=(cutoff - REACH).date())
        late = bool(newest) and newest[0].date > card.data_cutoff + STALE_AFTER
        return late or known > card.data["matches"] * (1 + STALE_SHARE)

    async def refresh(self) -> ModelCard:
        """Return the card of the newest model, after a fit where one is due.

        Raises
        ------
        TooFewMatches
            When there are no results to learn from.
        """
        if await self.is_stale():
            async with self._one_fit:
                # who waited for another's fit needs none of his own
                if await self.is_stale():
                    return await self._fit(self._clock())
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
        now = self._clock()
        if until and until > now:
            raise BadArgument(
                f"It is {now:%Y-%m-%d}: nothing can be learnt from results until "
                f"{until:%Y-%m-%d}. Name an earlier day."
            )
        async with self._one_fit:
            return await self._fit(until or now)

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
        known = await known_prices(self._db, pairing, as_of=min(self._clock(), pairing.starts))
        prices = odds or (known.triple() if known else None)
        prediction = make_prediction(
            forecast,
            pairing,
            prices,
            data_cutoff=cutoff_of(card),
            model_version=card.version,
            predicted_at=self._clock(),
        )
        await self._books.write_down(pairing, prediction)
        return prediction

    async def chance_of_score(self, pairing: Pairing, home: int, away: int) -> float:
        """Return the probability of an exact score, from the grid of `predict`'s forecast.

        Raises
        ------
        NoForecast
            As `predict` does.
        """
        _, forecast = await self._ask(pairing)
        cells = forecast.grid.cells
        return float(cells[home, away]) if max(home, away) < len(cells) else 0.0

    async def backtest(
        self,
        start: dt.date,
        end: dt.date,
        *,
        leagues: Sequence[str] | None = None,
        odds: Literal["none", "past", "prematch"] = "none",
        refit_days: int = 7,
        on_progress: Progress | None = None,
    ) -> pd.DataFrame:
        """Return a walk-forward prediction of every match in a range of days.

        Returns
        -------
        pandas.DataFrame
            The contract's columns, one row for each match with a score known at the clock.
        """
        from ml.backtest import walk_forward

        async with self._db.reading() as session:
            matches = await match_frame(
                session, as_of=self._clock(), since=start - REACH, with_odds=odds != "none"
            )
        return await asyncio.to_thread(
            walk_forward,
            matches,
            start=start,
            end=end,
            leagues=leagues,
            odds=odds,
            refit_days=refit_days,
            on_progress=on_progress,
        )

    async def _newest(self) -> Callable[[], ModelCard | None]:
        """Return the look for the newest model of what is served now: the demo, or real leagues."""
        async with self._db.reading() as session:
            is_demo = any(league.is_demo for league in await list_leagues(session))
        return partial(self._shelf.newest, before=self._clock(), is_demo=is_demo)

    async def _card(self, pairing: Pairing) -> ModelCard:
        """Return the card of the model that may speak about a match."""
        if _is_past(pairing, self._clock()):
            before = min(self._clock(), pairing.starts)
            card = await asyncio.to_thread(
                self._shelf.newest, before=before, is_demo=pairing.is_demo
            )
            if card is None:
                raise NoForecast(
                    "No model from before this match is there, so there is no forecast of it.",
                    reason="no_older_model",
                    **names_of(pairing),
                )
            return card
        return await self._card_knowing(pairing.league, is_demo=pairing.is_demo)

    async def _card_knowing(self, league: str, *, is_demo: bool) -> ModelCard:
        """Return the newest card, after a new fit when there are results of a league it lacks."""
        any_will_do = league in self._settled or not await self._has_results(league)

        def fitting() -> ModelCard | None:
            now = self._clock()
            knowing = self._shelf.newest(before=now, is_demo=is_demo, league=league)
            return knowing or (
                self._shelf.newest(before=now, is_demo=is_demo) if any_will_do else None
            )

        card = await asyncio.to_thread(fitting) or await self._fit_unless(fitting)
        self._settled.add(league)
        return card

    async def _has_results(self, league: str) -> bool:
        """Tell whether a model could learn a league: cups are never learnt from."""
        async with self._db.reading() as session:
            if (await get_league(session, league)).is_cup:
                return False
            now = self._clock()
            return bool(
                await find_matches(
                    session,
                    as_of=now,
                    league=league,
                    date_from=(now - REACH).date(),
                    status="finished",
                    limit=1,
                )
            )

    async def _fit_unless(self, there: Callable[[], ModelCard | None]) -> ModelCard:
        """Wait for a fit under way, and fit only if what was needed is still not there."""
        async with self._one_fit:
            card = await asyncio.to_thread(there)
            return card or await self._fit(self._clock())

    async def _fit(self, until: dt.datetime) -> ModelCard:
        async with self._db.reading() as session:
            matches = await match_frame(
                session, as_of=until, since=(until - REACH).date(), with_odds=True
            )
        return await asyncio.to_thread(self._shelf.fit, matches, until=until, now=self._wall())

    async def _ask(self, pairing: Pairing) -> tuple[ModelCard, Forecast]:
        """Return the model that may speak about a match, and what it says."""
        while True:
            card = await self._card(pairing)
            try:
                return card, await self._forecast(card, pairing)
            except ModelDamaged:
                # the shelf no longer offers it: the next best is asked, or a new one fitted
                continue

    async def _forecast(self, card: ModelCard, pairing: Pairing) -> Forecast:
        key = (card.version, pairing.home.id, pairing.away.id, pairing.league, pairing.date)
        if key not in self._forecasts:
            predictor = await asyncio.to_thread(self._shelf.predictor, card.version)
            async with self._db.reading() as session:
                league = await get_league(session, pairing.league)
            self._forecasts[key] = forecast_of(predictor, pairing, league)
            if len(self._forecasts) > REMEMBERED:
                self._forecasts.popitem(last=False)
        return self._forecasts[key]


def _is_past(pairing: Pairing, now: dt.datetime) -> bool:
    """Tell whether a match has been played, or is supposed to have been."""
    if pairing.match is not None:
        return pairing.match.status == "finished"
    return pairing.date < now.date()

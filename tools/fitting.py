"""Fitting: when a new model is due, and one fit at a time.

Knows what the shelf holds and what results are known; not what a model is asked.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from knowledge.database import Database
from knowledge.history import REACH, match_frame
from knowledge.leagues import list_leagues
from knowledge.matches import count_results, find_matches
from ml.errors import ModelDamaged, UnknownClub
from tools.desk import Clock
from tools.errors import BadArgument
from tools.health import Health, health_of
from tools.shelf import Shelf, cutoff_of

if TYPE_CHECKING:
    from ml.model_card import ModelCard

log = logging.getLogger(__name__)

#: a model is stale when results are known from so long after its data end
STALE_AFTER = dt.timedelta(days=14)
#: and when so many more results of its time are known than it learned from
STALE_SHARE = 0.05


class Fitting:
    """Puts new models on the shelf.

    Parameters
    ----------
    db
        Where matches come from.
    shelf
        Where models are kept.
    clock
        The present, aware UTC.
    wall
        The machine's own time, for the moment at which a model was made.
    """

    def __init__(self, db: Database, shelf: Shelf, clock: Clock, wall: Clock) -> None:
        self._db = db
        self._shelf = shelf
        self._clock = clock
        self._wall = wall
        self._one_fit = asyncio.Lock()

    async def newest(self) -> Callable[[], ModelCard | None]:
        """Return the look for the model that serves now: of the demo, or of real leagues."""
        return partial(self._shelf.newest, before=self._clock(), is_demo=await self._plays_demo())

    async def is_stale(self) -> bool:
        """Tell whether a fit is due.

        It is when no model is there, when weeks of results came after its data, when much more is
        known now of the time that it learned from, or when its forecasts no longer mean what they
        say. What a fit that was refused had learned from counts: the same again is not due.
        """
        tried = await self._tried()
        if tried is None:
            return True
        cutoff = cutoff_of(tried)
        async with self._db.reading() as session:
            newest = await find_matches(
                session, as_of=self._clock(), status="finished", newest_first=True, limit=1
            )
            known = await count_results(session, as_of=cutoff, date_from=(cutoff - REACH).date())
        learned = dt.date.fromisoformat(tried.data["learned_until"])
        late = bool(newest) and newest[0].date > learned + STALE_AFTER
        if late or known > tried.data["matches"] * (1 + STALE_SHARE):
            return True
        return bool(newest) and newest[0].date >= tried.data_cutoff and await self._is_drifting()

    async def refresh(self) -> None:
        """Fit where a fit is due, else carry the model that serves on to the newest results.

        Who waited for another's fit needs none of his own.

        Raises
        ------
        TooFewMatches
            When there are no results to learn from.
        """
        async with self._one_fit:
            if await self.is_stale() or not await self._carry_forward():
                await self._fit(self._clock())

    async def _carry_forward(self) -> bool:
        """Rate the clubs by what was played since; tell whether no fit is needed for that."""
        card = await asyncio.to_thread(await self.newest())
        if card is None:
            return False
        last, now = dt.date.fromisoformat(card.data["last_match"]), self._clock()
        async with self._db.reading() as session:
            matches = await match_frame(
                session, as_of=now, since=last + dt.timedelta(days=1), with_odds=True
            )
        # today's results are learned from tomorrow: a model is of the morning
        if matches.empty or matches["date"].min().date() >= now.date():
            return True
        carry = partial(self._shelf.carry_forward, card.version, until=now, now=self._wall())
        try:
            later = await asyncio.to_thread(carry, matches)
        except (ModelDamaged, UnknownClub) as error:
            # a fit of this very day would learn the same again, and be turned away again
            tried = await self._tried()
            if isinstance(error, UnknownClub) and tried and tried.data_cutoff == now.date():
                return True
            log.info("model %s is fitted anew: %s", card.version, error)
            return False
        log.info("model %s: %s", later.version, later.admission.reason)
        return True

    async def _tried(self) -> ModelCard | None:
        """Return the newest model on the shelf, also one that may not serve."""
        is_demo = await self._plays_demo()
        look = partial(self._shelf.newest, before=self._clock(), is_demo=is_demo, refused_too=True)
        return await asyncio.to_thread(look)

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

    async def fit_unless(self, there: Callable[[], ModelCard | None]) -> ModelCard:
        """Wait for a fit under way, and fit only if what was needed is still not there.

        Returns
        -------
        What is there then; the model fitted where that is nothing, which was refused.
        """
        async with self._one_fit:
            card = await asyncio.to_thread(there)
            if card is None:
                fitted = await self._fit(self._clock())
                card = await asyncio.to_thread(there) or fitted
            return card

    async def health(self) -> Health | None:
        """Return how the model that serves is doing; None when there is none."""
        card = await asyncio.to_thread(await self.newest())
        return await health_of(self._db, card, as_of=self._clock()) if card else None

    async def _is_drifting(self) -> bool:
        health = await self.health()
        if health is None or not health.drift.is_drifting:
            return False
        log.warning(
            "the forecasts of model %s mean no longer what they say: evidence %.3g, %d matches",
            health.version, health.drift.evidence, health.drift.matches,
        )  # fmt: skip
        return True

    async def _plays_demo(self) -> bool:
        async with self._db.reading() as session:
            return any(league.is_demo for league in await list_leagues(session))

    async def _fit(self, until: dt.datetime) -> ModelCard:
        async with self._db.reading() as session:
            matches = await match_frame(
                session, as_of=until, since=(until - REACH).date(), with_odds=True
            )
        card = await asyncio.to_thread(self._shelf.fit, matches, until=until, now=self._wall())
        log.info("model %s: %s", card.version, card.admission.reason)
        return card

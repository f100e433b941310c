"""Which model may speak about a match.

A model never knows the future: its data end before the clock, and before the kick-off of a match
that has been played. Models of the demo league and of real leagues never serve each other. Knows no
forecast.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from knowledge.database import Database
from knowledge.history import REACH
from knowledge.leagues import get_league
from knowledge.matches import find_matches
from tools.asking import names_of
from tools.desk import Clock
from tools.errors import NoForecast
from tools.fitting import Fitting
from tools.pairings import Pairing
from tools.shelf import Shelf

if TYPE_CHECKING:
    from ml.model_card import ModelCard


class Speakers:
    """The models of one shelf, each for the matches that it may speak about."""

    def __init__(self, db: Database, shelf: Shelf, fitting: Fitting, clock: Clock) -> None:
        self._db = db
        self._shelf = shelf
        self._fitting = fitting
        self._clock = clock
        #: leagues that a model here knows, or that even a new fit did not bring in
        self._settled: set[str] = set()

    async def about(self, pairing: Pairing) -> ModelCard:
        """Return the card of the model that may speak about a match.

        Raises
        ------
        NoForecast
            When the match has been played and no model is older than it.
        TooFewMatches
            When there are no results to learn from.
        """
        if not _is_past(pairing, self._clock()):
            return await self.about_league(pairing.league, is_demo=pairing.is_demo)
        before = min(self._clock(), pairing.starts)
        card = await asyncio.to_thread(self._shelf.newest, before=before, is_demo=pairing.is_demo)
        if card is None:
            raise NoForecast(
                "No model from before this match is there, so there is no forecast of it: "
                f"tippmix train --until {pairing.date.isoformat()} fits one.",
                reason="no_older_model",
                **names_of(pairing),
            )
        return card

    async def about_league(self, league: str, *, is_demo: bool) -> ModelCard:
        """Return the newest card, after a new fit when there are results of a league it lacks.

        Raises
        ------
        TooFewMatches
            When there are no results to learn from.
        """
        known = league in self._settled or not await self._has_results(league)

        def fitting(*, any_will_do: bool = known) -> ModelCard | None:
            now = self._clock()
            knowing = self._shelf.newest(before=now, is_demo=is_demo, league=league)
            return knowing or (
                self._shelf.newest(before=now, is_demo=is_demo) if any_will_do else None
            )

        card = await asyncio.to_thread(fitting)
        if card is None:
            fitted = await self._fitting.fit_unless(fitting)
            # one that was refused does not speak: what there was does
            card = await asyncio.to_thread(partial(fitting, any_will_do=True)) or fitted
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


def _is_past(pairing: Pairing, now: dt.datetime) -> bool:
    """Tell whether a match has been played, or is supposed to have been."""
    if pairing.match is not None:
        return pairing.match.status == "finished"
    return pairing.date < now.date()

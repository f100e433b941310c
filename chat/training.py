"""Fitting a model on request, one at a time, while the service goes on answering."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal
from uuid import uuid4

from chat.clock import real_clock
from chat.errors import TrainingBusy

if TYPE_CHECKING:
    from ml.model_card import ModelCard
    from tools.forecasts import Forecaster

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class TrainingTask:
    """A fit that was asked for."""

    id: str
    status: Literal["running", "completed", "failed"]
    started_at: dt.datetime
    ended_at: dt.datetime | None = None
    #: the card of the version that came of it
    card: ModelCard | None = None
    #: what it was to learn from: results before this instant; None: all that are known
    until: dt.datetime | None = None
    #: why none came of it: the exception; rendered where it is told
    error: Exception | None = None


@dataclass(slots=True)
class Training:
    """Fits one model at a time."""

    forecaster: Forecaster
    #: the last fit asked for
    task: TrainingTask | None = None
    _work: asyncio.Task[None] | None = field(default=None, repr=False)

    def start(self, until: dt.datetime | None) -> TrainingTask:
        """Start a fit; the same one asked for again while it is under way is that one.

        Raises
        ------
        TrainingBusy
            When another fit is under way.
        """
        if self.task is None or self.task.status in ("completed", "failed"):
            self.task = TrainingTask(
                id=f"task-{uuid4().hex}", status="running", started_at=real_clock(), until=until
            )
            self._work = asyncio.create_task(self._fit(until))
        elif self.task.until != until:
            raise TrainingBusy("Another model is being fitted: ask again when it is done.")
        return self.task

    async def close(self) -> None:
        """Let a fit under way go."""
        if self._work:
            self._work.cancel()
            await asyncio.gather(self._work, return_exceptions=True)

    async def _fit(self, until: dt.datetime | None) -> None:
        try:
            card = await self.forecaster.train(until=until)
        except Exception as error:  # noqa: BLE001 - the edge of the task: its status tells
            log.warning("a fit failed: %s", error)
            self._change(status="failed", error=error, ended_at=real_clock())
        else:
            self._change(status="completed", card=card, ended_at=real_clock())

    def _change(self, **changes: object) -> None:
        if self.task is not None:
            self.task = replace(self.task, **changes)  # type: ignore[arg-type]

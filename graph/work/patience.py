"""Trying again: a step a few times, what waits for the database as long as it takes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from typing import Any, TypeVar

from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception_type,
    stop_after_attempt,
    wait_exponential,
)

from graph.errors import CheckpointsAway, EngineAway, ModelAway, ModelBusy, ModelDied
from graph.work.port import Retries, Step
from knowledge.errors import SourceDown, StorageAway, StorageBusy

log = logging.getLogger(__name__)

Found = TypeVar("Found")

#: what may be over when it is tried again; for `Retries.retryable`
PASSING = (StorageBusy, SourceDown, ModelAway, ModelBusy, ModelDied)
#: what is waited out: nothing is wrong with the work, its books are closed
AWAY = (StorageAway, StorageBusy, EngineAway, CheckpointsAway)

#: seconds between two looks for a database that is away: at first, and at most
FIRST_LOOK, LAST_LOOK = 0.25, 5.0


async def retry(work: Step, retries: Retries) -> None:
    """Run a step as often as its retries allow; its last error leaves."""
    async for attempt in AsyncRetrying(
        stop=stop_after_attempt(retries.attempts),
        wait=wait_exponential(multiplier=retries.first_pause, exp_base=retries.factor),
        retry=retry_if_exception_type(retries.retryable),
        reraise=True,
    ):
        with attempt:
            await work()


async def outlast(call: Callable[[], Awaitable[Found]]) -> Found:
    """Do something that needs the database, again and again until it is there."""
    async for attempt in AsyncRetrying(
        wait=wait_exponential(multiplier=FIRST_LOOK, max=LAST_LOOK),
        retry=retry_if_exception_type(AWAY),
        before_sleep=_say_so_once,
    ):
        with attempt:
            found = await call()
    return found


def _say_so_once(state: RetryCallState) -> None:
    if state.attempt_number == 1 and state.outcome:
        log.warning("work waits for the database: %s", state.outcome.exception())


async def side_by_side(works: Iterable[Coroutine[Any, Any, None]]) -> None:
    """Wait for all; the first error stops the others and leaves, alone."""
    try:
        async with asyncio.TaskGroup() as group:
            for work in works:
                group.create_task(work)
    except ExceptionGroup as errors:
        raise errors.exceptions[0] from None

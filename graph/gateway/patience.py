"""How long a stream may keep its reader waiting. Does not know what it brings."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import aclosing, contextmanager
from dataclasses import dataclass
from typing import TypeVar

from graph.errors import ModelOutOfTime

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class Patience:
    """Seconds, each well below those of a whole turn."""

    #: for the first piece: the model may have to be loaded, and reads the whole prompt
    first: float = 60.0
    #: for each piece after it
    between: float = 20.0


class WaitingRoom:
    """Those who wait for a first piece: when there is no hope left, all leave at once."""

    def __init__(self) -> None:
        self._limits: set[asyncio.Timeout] = set()

    @contextmanager
    def inside(self, limit: asyncio.Timeout) -> Iterator[None]:
        """Wait here while the block runs."""
        self._limits.add(limit)
        try:
            yield
        finally:
            self._limits.discard(limit)

    def clear(self) -> None:
        """End every wait now, as if its time were over."""
        for limit in self._limits:
            if not limit.expired():
                limit.reschedule(asyncio.get_running_loop().time())


async def paced(
    stream: AsyncGenerator[T], patience: Patience, room: WaitingRoom
) -> AsyncIterator[T]:
    """Yield what a stream brings; close it when it keeps waiting.

    Raises
    ------
    ModelOutOfTime : the next piece did not come in time.
    """
    async with aclosing(stream):
        try:
            async with asyncio.timeout(patience.first) as limit:
                with room.inside(limit):
                    piece = await anext(stream)
            while True:
                yield piece
                async with asyncio.timeout(patience.between):
                    piece = await anext(stream)
        except StopAsyncIteration:
            return
        except TimeoutError as error:
            raise ModelOutOfTime from error

"""How long a stream may keep its reader waiting. Does not know what it brings."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
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


async def paced(stream: AsyncGenerator[T], patience: Patience) -> AsyncIterator[T]:
    """Yield what a stream brings; close it when it keeps waiting.

    Raises
    ------
    ModelOutOfTime : the next piece did not come in time.
    """
    wait = patience.first
    async with aclosing(stream):
        while True:
            try:
                async with asyncio.timeout(wait):
                    piece = await anext(stream)
            except StopAsyncIteration:
                return
            except TimeoutError as error:
                raise ModelOutOfTime from error
            yield piece
            wait = patience.between

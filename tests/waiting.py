"""Waiting until something has happened that no event of ours tells of."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

PATIENCE = 30


async def until(happened: Callable[[], object], what: str) -> None:
    """Look until something has happened; fail when it does not."""
    try:
        async with asyncio.timeout(PATIENCE):
            while not happened():  # noqa: ASYNC110 - it happens in a library or another process
                await asyncio.sleep(0.005)
    except TimeoutError:
        raise AssertionError(f"never happened: {what}") from None

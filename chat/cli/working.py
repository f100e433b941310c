"""`tippmix worker`: does queued work until it is told to stop."""

from __future__ import annotations

import asyncio
import signal
import sys
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

from chat.cli.edge import say, show_json
from chat.cli.progress import waiting
from chat.heap import share_heap

if TYPE_CHECKING:
    from chat.settings import Settings


async def work(settings: Settings, *, as_json: bool) -> None:
    """Work until a signal comes; what is under way then is put back for others."""
    from chat.house import open_house
    from chat.workshop import open_workshop

    share_heap()
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    async with AsyncExitStack() as stack:
        with waiting("Getting ready…"):
            house = await stack.enter_async_context(open_house(settings))
            worker = await stack.enter_async_context(open_workshop(house))
        if as_json:
            show_json({"worker": worker.id})
            sys.stdout.flush()
        say(f"At work for {house.db.place} as {worker.id}. Stop with Ctrl-C.")
        await stopped.wait()
        say("Stopping: what is under way goes on elsewhere, or at the next start.")

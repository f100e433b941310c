"""The wire to one client. He is given as much as he takes, and dropped when he takes nothing.

Dropping closes the connection, so that the client's library comes back by itself; a Socket.IO
"disconnect" would tell it not to. Does not know what is told.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import socketio

#: events that are on their way to a client at once. A polling client of python-socketio takes 16
#: packets in one answer and fails at more; answers to what he asked travel beside events.
CHUNK = 8
#: seconds in which a client takes what is on its way, or is dropped
STALLED = 20.0


class Stalled(Exception):
    """The client takes nothing."""


class Line:
    """To the client of one connection."""

    def __init__(self, server: socketio.AsyncServer, sid: str) -> None:
        self._server = server
        self._sid = sid
        self._connection = server.eio.sockets[server.manager.eio_sid_from_sid(sid, "/")]
        self._on_its_way = 0

    @property
    def is_closed(self) -> bool:
        """True once nothing can be sent any more."""
        return bool(self._connection.closed)

    async def tell(self, name: str, message: Mapping[str, Any]) -> None:
        """Send an event; waits while the client takes no more.

        Raises
        ------
        Stalled
            When he took nothing for long.
        """
        await self._server.emit(name, dict(message), to=self._sid)
        self._on_its_way += 1
        if self._on_its_way >= CHUNK:
            await self._taken()
            self._on_its_way = 0

    async def hang_up(self) -> None:
        """Close the connection, whatever is on its way."""
        await hang_up(self._connection)

    async def _taken(self) -> None:
        try:
            async with asyncio.timeout(STALLED):
                await self._connection.queue.join()
        except TimeoutError as error:
            raise Stalled from error


async def hang_up(connection: Any) -> None:
    """Close a connection of the protocol below, without waiting for its client."""
    await connection.close(wait=False)
    hush(connection)


def hush(connection: Any) -> None:
    """Let whoever writes to the client of a closed connection know that there is no more."""
    connection.queue.put_nowait(None)

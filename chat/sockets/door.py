"""The door at /socket.io: waits for the house as REST does, then lets the protocol answer.

The protocol's library takes a while to import, so it is loaded in a thread while everything else is
up already. Hosts and origins are checked at the doorstep. Does not know the protocol.
"""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from starlette.types import Receive, Scope, Send

from chat.clock import real_clock
from chat.errors import NotReady

if TYPE_CHECKING:
    from chat.house import House
    from chat.opening import Opening
    from chat.sockets.switchboard import Switchboard

SERVER = "chat.sockets.switchboard"
#: seconds that a request waits for the door to open
PATIENCE = 30.0
#: what a WebSocket is closed with while there is nobody: try again later
TRY_AGAIN = 1013


class SocketDoor:
    """The application mounted at /socket.io."""

    def __init__(self) -> None:
        self._switchboard: Switchboard | None = None
        self._opened = asyncio.Event()

    @asynccontextmanager
    async def open(self, house: House) -> AsyncIterator[None]:
        """Let clients in while the context lasts."""
        await asyncio.to_thread(importlib.import_module, SERVER)
        from chat.sockets.newsroom import Newsroom
        from chat.sockets.switchboard import Switchboard

        self._switchboard = Switchboard(
            gatekeeper=house.gatekeeper,
            newsroom=Newsroom(house.db, house.tail),
            agency=house.agents,
            wall=real_clock,
        )
        self._opened.set()
        try:
            yield
        finally:
            switchboard, self._switchboard = self._switchboard, None
            await switchboard.close()

    async def hang_up(self) -> None:
        """Close every connection, so that no poll is waited for."""
        if self._switchboard:
            await self._switchboard.hang_up()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take a client's request.

        Raises
        ------
        NotReady
            When the house or this door does not open in time.
        """
        opening: Opening = scope["app"].state.opening
        try:
            await opening.house()
            switchboard = await self._opened_switchboard()
        except NotReady:
            if scope["type"] != "websocket":
                raise
            await send({"type": "websocket.close", "code": TRY_AGAIN})
        else:
            await switchboard(scope, receive, send)

    async def _opened_switchboard(self) -> Switchboard:
        try:
            async with asyncio.timeout(PATIENCE):
                await self._opened.wait()
        except TimeoutError:
            raise NotReady("Events are not there yet: try again in a moment.") from None
        if self._switchboard is None:
            raise NotReady("The mentor is closing: try again in a moment.")
        return self._switchboard

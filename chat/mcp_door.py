"""The door at /mcp: the tools as an MCP server (streamable HTTP), for whoever has a login.

Stateless: each request is answered by itself, as JSON. The protocol's library takes a while to
import, so it is loaded in a thread while everything else is up already; requests wait for it. Hosts
and origins are checked at the doorstep. Does not know the protocol nor the tools.
"""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from chat.errors import NotReady

if TYPE_CHECKING:
    from chat.house import House
    from chat.opening import Opening

PATHS = ("/mcp", "/mcp/")
SERVER = "chat.mcp_server"
#: seconds that a request waits for the door to open
PATIENCE = 30.0
#: where the asker stands in a request's state
ASKER = "asker"


class McpDoor:
    """The application at /mcp."""

    def __init__(self) -> None:
        self._server: ASGIApp | None = None
        self._opened = asyncio.Event()

    @asynccontextmanager
    async def open(self, house: House) -> AsyncIterator[None]:
        """Let requests in while the context lasts; begin and end it in one task."""
        module = await asyncio.to_thread(importlib.import_module, SERVER)
        async with module.running(house) as server:
            self._server = server
            self._opened.set()
            try:
                yield
            finally:
                self._server = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request.

        Raises
        ------
        NotSignedIn
            When nothing says who asks.
        NotReady
            When the house or this door does not open in time.
        """
        opening: Opening = scope["app"].state.opening
        house = await opening.house()
        asker = house.gatekeeper.asker(HTTPConnection(scope))
        if scope["method"] != "POST":
            # nothing is told unasked, and there are no sessions to end
            raise HTTPException(405, headers={"Allow": "POST"})
        server = await self._opened_server()
        scope.setdefault("state", {})[ASKER] = asker
        headers = MutableHeaders(scope=scope)
        if "*/*" in headers.get("accept", "*/*"):
            # who takes anything takes JSON; the protocol's library wants to hear it
            headers["accept"] = "application/json"
        await server(scope, receive, send)

    async def _opened_server(self) -> ASGIApp:
        try:
            async with asyncio.timeout(PATIENCE):
                await self._opened.wait()
        except TimeoutError:
            raise NotReady("The tools are still being laid out: try again in a moment.") from None
        if self._server is None:
            raise NotReady("The mentor is closing: try again in a moment.")
        return self._server

"""The door at /chat: says that the page is coming, then lets Chainlit answer.

Chainlit takes seconds to import, so it is loaded in a thread while everything else is up already.
Its application is mounted by hand: its own lifespan would end the process, and its own mounting
logs an error whenever a browser leaves.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from chat.ui.premises import THEME, furnish

if TYPE_CHECKING:
    from chat.house import House

COMING = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="1"><title>TippMixMentor</title>
<style>body{font:1.1rem system-ui,sans-serif;display:grid;place-content:center;min-height:90vh;
text-align:center;color:#117550;background:#fbfdfc}p{margin:.3rem}
@media(prefers-color-scheme:dark){body{color:#2eb87f;background:#101917}}</style></head>
<body><p><strong>TippMixMentor</strong></p><p>Just a moment…</p><p lang="hu">Egy pillanat…</p>
</body></html>"""

FACE = THEME / "public" / "favicon.svg"
KEEP = {"Cache-Control": "max-age=3600"}

#: what of Chainlit's own nobody needs here: its health and its copilot
CLOSED = ("/health", "/copilot", "/mcp", "/project/file", "/auth/oauth")


class ChatDoor:
    """The application mounted at /chat."""

    def __init__(self) -> None:
        self._page: ASGIApp | None = None
        self._assets: ASGIApp | None = None

    @property
    def is_open(self) -> bool:
        """True once the page answers."""
        return self._page is not None

    async def open(self, house: House) -> None:
        """Load the page; takes seconds, in a thread."""
        assets = await asyncio.to_thread(furnish, house.settings.home, house.signing_key)
        self._page = await asyncio.to_thread(_load, house)
        self._assets = StaticFiles(directory=Path(assets))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request below /chat."""
        path = scope.get("path", "").removeprefix(scope.get("root_path", ""))
        if scope["type"] == "lifespan":
            return
        if self._page is None or self._assets is None:
            await _say_coming(scope, receive, send)
        elif path.startswith(CLOSED):
            await PlainTextResponse("Not found", 404)(scope, receive, send)
        elif path.startswith("/avatars/"):
            # it takes ASCII names only; the mentor has one face, whatever step it shows
            await FileResponse(FACE, headers=KEEP)(scope, receive, send)
        elif path.startswith("/assets/"):
            await _below(self._assets, "/assets", scope, receive, send)
        else:
            await self._page(scope, receive, send)


def _load(house: House) -> ASGIApp:
    from chainlit.server import app

    from chat.ui.app import Page

    Page(house).register()
    page: ASGIApp = app
    return page


async def _say_coming(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1013})
        return
    await HTMLResponse(COMING, 503, {"Retry-After": "1"})(scope, receive, send)


async def _below(app: ASGIApp, prefix: str, scope: Scope, receive: Receive, send: Send) -> None:
    inner = {**scope, "root_path": scope.get("root_path", "") + prefix}
    await app(inner, receive, send)

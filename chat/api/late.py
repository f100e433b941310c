"""REST's routes, loaded after the service is up: they need every room, and those take seconds.

`/health` answers meanwhile; a request for REST waits. Does not know the routes.
"""

from __future__ import annotations

import asyncio
import importlib

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

ROUTES = "chat.api.routes"
PATHS = ("/api/", "/v1/", "/openapi.json", "/metrics")


class LateRoutes:
    """Adds the routes to the application, once."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app
        self._are_there = False

    def load(self) -> None:
        """Add the routes now; takes seconds the first time."""
        if not self._are_there:
            self._are_there = True
            importlib.import_module(ROUTES).include(self._app)

    async def loaded(self) -> None:
        """Wait until the routes are there."""
        if not self._are_there:
            await asyncio.to_thread(importlib.import_module, ROUTES)
            self.load()


class WaitForRoutes:
    """Middleware that lets requests for REST wait until its routes are there."""

    def __init__(self, app: ASGIApp, routes: LateRoutes) -> None:
        self._app = app
        self._routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] == "http" and scope["path"].startswith(PATHS):
            await self._routes.loaded()
        await self._app(scope, receive, send)

"""The service: `create_app` puts the doors together, `make_graph` is LangGraph's way in.

    uvicorn --factory chat.app:create_app

Nothing happens at import. The lifespan starts to open the house in the background and closes it
at the end. Does not know what the doors do.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fastapi import FastAPI

    from chat.settings import Settings

DESCRIPTION = """
Talk to the mentor (`/chat`), look matches up, get predictions, keep preferences and insights.

From this machine no login is needed. Otherwise: `POST /auth/register`, then `POST /auth/token`
for a bearer token; programs send `X-API-Key`, or their key as the bearer token. Errors are
RFC 9457 problems. Lists have `limit` and `cursor`. Probabilities are numbers in 0..1, odds are
decimal, times are ISO 8601 with offset.

OpenAI's clients talk to the mentor at `/v1`, where errors are OpenAI's. MCP hosts get the tools at
`/mcp` (streamable HTTP, stateless), with the same login. What happens to agents, tasks and
workflows is told as it happens, on Socket.IO at `/socket.io`.
"""


def create_app(
    settings: Settings | None = None,
    *,
    loopback: bool = True,
    on_failure: Callable[[Exception], None] | None = None,
) -> FastAPI:
    """Return the service.

    Parameters
    ----------
    settings
        Default: read from the environment and `.env`.
    loopback
        False when it listens for other machines too: then everybody must sign in.
    on_failure
        Told when the house cannot be opened.

    Raises
    ------
    BadSettings
        When `settings` are read and one is wrong.
    """
    from fastapi import FastAPI
    from starlette.routing import Route

    from chat.api.documentation import add_documentation
    from chat.api.late import LateRoutes, WaitForRoutes
    from chat.api.service import router as service
    from chat.doorstep import Doorstep
    from chat.mcp_door import PATHS, McpDoor
    from chat.metrics import CountRequests, Metrics
    from chat.openai_errors import OpenAIErrors
    from chat.opening import Opening
    from chat.problems import add_problem_handlers
    from chat.settings import read_settings
    from chat.sockets.door import SocketDoor
    from chat.telemetry import telemetry
    from chat.ui.door import ChatDoor

    settings = settings or read_settings()
    door, mcp, sockets = ChatDoor(), McpDoor(), SocketDoor()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        opening = Opening(settings, loopback, door, mcp, sockets, on_failure)
        app.state.opening = opening
        opening.start()
        yield
        await opening.close()

    app = FastAPI(
        title="TippMixMentor",
        summary="A football mentor that you talk to, with honest numbers.",
        description=DESCRIPTION,
        version=_version(),
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        telemetry=telemetry(os.environ),
    )
    app.state.metrics = metrics = Metrics()
    late = LateRoutes(app)
    app.add_middleware(WaitForRoutes, routes=late)
    app.add_middleware(Doorstep, loopback=loopback)
    app.add_middleware(OpenAIErrors)
    app.add_middleware(CountRequests, metrics=metrics)
    add_problem_handlers(app)
    app.include_router(service)
    add_documentation(app, late)
    app.mount("/chat", door)
    app.mount("/socket.io", sockets)
    for path in PATHS:
        app.router.routes.append(Route(path, mcp, include_in_schema=False))
    return app


@asynccontextmanager
async def make_graph() -> AsyncIterator[Any]:
    """Give the compiled graph with everything behind it, as `langgraph.json` names it."""
    from chat.house import open_house
    from chat.settings import read_settings

    async with open_house(read_settings()) as house:
        yield house.graph


def _version() -> str:
    from importlib.metadata import version

    return version("tippmixmentor")

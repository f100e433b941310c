"""A switchboard over a real server in this process, and clients of the protocol's own library."""

from __future__ import annotations

import asyncio
import datetime as dt
import gc
import json
import socket
import warnings
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import socketio
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

from chat.agents import AgentDesk
from chat.clock import real_clock
from chat.doorstep import Doorstep
from chat.identity import Asker, Gatekeeper
from chat.logins import write_token
from chat.sockets.newsroom import Newsroom
from chat.sockets.switchboard import Switchboard
from graph.agents.work import check_task
from graph.news.tail import Tail
from knowledge.agents import AgentInfo, AgentType
from knowledge.database import Database
from tests.chat.running import PROGRAM_KEY
from tests.waiting import PATIENCE, until

KEY = b"k" * 32
LOCAL = Asker("local")
NOON = dt.datetime(2024, 5, 10, 12, tzinfo=dt.UTC)


async def as_given(_user: str, _type: AgentType, given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Take any configuration: what one means is tested where it is known."""
    return given


def at_noon(agent: AgentInfo) -> dt.datetime | None:
    return NOON if agent.configuration.get("schedule") else None


def desk_over(db: Database) -> AgentDesk:
    return AgentDesk(
        db,
        clock=real_clock,
        wall=real_clock,
        configure=as_given,
        next_due=at_noon,
        check=check_task,
    )


@dataclass
class Exchange:
    """A switchboard that serves, and what stands behind it."""

    url: str
    db: Database
    desk: AgentDesk
    tail: Tail
    switchboard: Switchboard


@dataclass
class Caller:
    """A connected client: what it heard, in order."""

    client: socketio.AsyncClient
    heard: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    @property
    def ids(self) -> list[int]:
        return [said["event_id"] for _, said in self.heard]

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.heard]

    async def ask(self, name: str, data: Any = None) -> dict[str, Any]:
        """Send a request; return how it was acknowledged."""
        answer = await self.client.call(name, data, timeout=PATIENCE)
        assert isinstance(answer, dict)
        return answer

    async def until(self, name: str, **fields: Any) -> dict[str, Any]:
        """Wait for an event of this name and these fields."""

        def found() -> list[dict[str, Any]]:
            return [
                said
                for heard, said in self.heard
                if heard == name and fields.items() <= said.items()
            ]

        await until(found, f"{name} {fields} among {self.heard}")
        return found()[0]

    async def until_id(self, event_id: int) -> None:
        """Wait until an event, or a later one, was heard."""
        await until(lambda: self.heard and self.ids[-1] >= event_id, f"event {event_id}")


@asynccontextmanager
async def exchange_over(db: Database, *, trusts_loopback: bool = True) -> AsyncIterator[Exchange]:
    """Serve on a free port."""
    gatekeeper = Gatekeeper(key=KEY, api_keys=[PROGRAM_KEY], trusts_loopback=trusts_loopback)
    tail, desk = Tail(db), desk_over(db)
    switchboard = Switchboard(
        gatekeeper=gatekeeper, newsroom=Newsroom(db, tail), agency=desk, wall=real_clock
    )
    app = Starlette(routes=[Mount("/socket.io", switchboard)])
    app.add_middleware(Doorstep)
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(app, log_config=None, lifespan="off", timeout_graceful_shutdown=2)
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        yield Exchange(url, db, desk, tail, switchboard)
    finally:
        await switchboard.close()
        server.should_exit = True
        await serving
        listener.close()


@pytest.fixture
async def db(blank_home: Path) -> AsyncIterator[Database]:
    database = await Database.open(None, home=blank_home)
    yield database
    await database.close()


@pytest.fixture
async def exchange(db: Database) -> AsyncIterator[Exchange]:
    """Give a switchboard that trusts this machine."""
    async with exchange_over(db) as running:
        yield running


@pytest.fixture
async def strict_exchange(db: Database) -> AsyncIterator[Exchange]:
    """Give a switchboard where everybody signs in."""
    async with exchange_over(db, trusts_loopback=False) as running:
        yield running


@asynccontextmanager
async def calling(
    url: str, *, user: str | None = None, transports: list[str] | None = None, **options: Any
) -> AsyncIterator[Caller]:
    """Give a connected client."""
    if user is not None:
        options["auth"] = {"token": write_token(KEY, user)}
    async with _session() as session:
        client = socketio.AsyncClient(reconnection=False, http_session=session)
        caller = Caller(client)

        async def hear(name: str, *said: Any) -> None:
            caller.heard.append((name, said[0]))

        client.on("*", hear)
        options |= {"transports": transports or ["websocket"], "wait_timeout": PATIENCE}
        await client.connect(url, **options)
        try:
            yield caller
        finally:
            await client.disconnect()
            await client.shutdown()


@asynccontextmanager
async def _session() -> AsyncIterator[aiohttp.ClientSession]:
    """Give a session; the library lets go of its answers without closing them."""
    async with aiohttp.ClientSession(trust_env=False) as session:
        yield session
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@asynccontextmanager
async def wired(url: str) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    """Give the bare wire: the library leaves connections open that a server ends."""
    address = f"{url}/socket.io/?EIO=4&transport=websocket"
    async with (
        aiohttp.ClientSession(trust_env=False) as http,
        http.ws_connect(address, max_msg_size=0) as wire,
    ):
        assert (await wire.receive_str()).startswith("0{")
        yield wire


async def refusal_of(url: str, auth: Any = None) -> str:
    """Try to connect; return what is said of why not."""
    async with wired(url) as wire:
        await wire.send_str("40" + (json.dumps(auth) if auth else ""))
        answer = await wire.receive_str()
    assert answer.startswith("44"), answer
    return str(json.loads(answer[2:])["message"])

"""The Socket.IO server: who is connected, what he asks for, and the feed that he reads.

Who asks is decided as for REST; a browser, which cannot set headers, says `auth: {token}` or
`{api_key}`. A client's requests are done one after the other. Each is acknowledged, and an error is
told as `agent:error` too. Does not know how anything is done.
"""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import socketio
from pydantic_core import to_jsonable_python
from socketio.exceptions import ConnectionRefusedError as Refused
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from chat.clock import Clock
from chat.errors import BadInput, NotReady
from chat.identity import Asker, Gatekeeper
from chat.problems import describe, problem_of
from chat.reading import read
from chat.sockets.feed import Feed
from chat.sockets.line import STALLED, Line, Stalled, hang_up, hush
from chat.sockets.messages import ERROR, INSIGHTS, STATUS, answer
from chat.sockets.newsroom import Newsroom
from chat.sockets.requests import Agency, Following, OfAgent
from chat.sockets.topics import read_topic, show_topic
from knowledge.errors import StorageError

log = logging.getLogger(__name__)
#: the libraries say "error" for a client that comes back with a session of before a restart
_protocol_log = logging.getLogger(f"{__name__}.protocol")
_protocol_log.setLevel(logging.CRITICAL)

#: bytes of one message from a client
MAX_MESSAGE = 64_000
#: connections at once, of all users
MAX_CONNECTIONS = 2000
#: seconds that a request may take
PATIENCE = 15.0
#: seconds until a database that was away is read again
AWAY = 0.5


@dataclass(eq=False, slots=True)
class Client:
    """One connection."""

    asker: Asker
    line: Line
    feed: Feed
    work: list[asyncio.Task[None]] = field(default_factory=list)


Handler = Callable[[Client, Any], Awaitable[Mapping[str, Any]]]


class Switchboard:
    """The server; an ASGI application. Begin with nothing, end with `close`."""

    def __init__(
        self, *, gatekeeper: Gatekeeper, newsroom: Newsroom, agency: Agency, wall: Clock
    ) -> None:
        self._gatekeeper = gatekeeper
        self._newsroom = newsroom
        self._agency = agency
        self._wall = wall
        self._clients: dict[str, Client] = {}
        self._server = socketio.AsyncServer(
            async_mode="asgi",
            async_handlers=False,
            cors_allowed_origins=_is_own_page,
            max_http_buffer_size=MAX_MESSAGE,
            logger=_protocol_log,
            engineio_logger=_protocol_log,
        )
        self._server.on("connect", self._connect)
        self._server.on("disconnect", self._disconnect)
        handlers: dict[str, Handler] = {
            "agent:create": self._create,
            "agent:status": self._status,
            "agent:insights": self._insights,
            "agent:analyze": self._analyze,
            "subscribe": self._subscribe,
            "unsubscribe": self._unsubscribe,
        }

        async def on_request(name: str, sid: str, *given: Any) -> dict[str, Any]:
            return await self._do(name, handlers.get(name, self._unknown), sid, given)

        self._server.on("*", on_request)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take a request or a connection of the protocol."""
        connecting = asyncio.current_task()

        async def send_in_time(message: Any) -> None:
            # who takes nothing must not hold the connection for ever
            try:
                async with asyncio.timeout(STALLED):
                    await send(message)
            except TimeoutError:
                # the library gave up writing, and would go on to listen: this wakes it
                if connecting and scope["type"] == "websocket":
                    connecting.cancel()
                raise

        sid = parse_qs(scope["query_string"].decode("ascii", "replace")).get("sid", [""])[0]
        connections = self._server.eio.sockets
        connection = connections.get(sid)
        if not sid and len(connections) >= MAX_CONNECTIONS:
            await _refuse(scope, receive, send)
            return
        first = await receive()
        if first["type"] == "http.disconnect":
            # he left while the door was closed: the library would look for his request in vain
            return
        await self._server.handle_request(scope, _from(first, receive), send_in_time)
        if connection is not None and connection.closed:
            # the library leaves a poll waiting whose client has said good-bye beside it
            hush(connection)

    async def hang_up(self) -> None:
        """Close every connection; clients come back by themselves."""
        for connection in list(self._server.eio.sockets.values()):
            await hang_up(connection)

    async def close(self) -> None:
        """Let everybody go and end."""
        await self.hang_up()
        await self._server.shutdown()

    async def _connect(self, sid: str, environ: dict[str, Any], auth: Any = None) -> None:
        line = Line(self._server, sid)
        try:
            asker = self._gatekeeper.asker(_connection(environ["asgi.scope"], auth))
            feed = await self._newsroom.welcome(asker.user_id, line.tell)
        except Exception as error:
            # the edge of the protocol: whatever it is, the client hears a sentence
            raise Refused(self._explain(error, "connect")["message"]) from error
        client = Client(asker, line, feed)
        if line.is_closed:
            await self._newsroom.dismiss(feed)
            raise Refused("The connection is closed.")
        self._clients[sid] = client
        client.work.append(asyncio.create_task(self._serve(client)))

    async def _disconnect(self, sid: str, _reason: str) -> None:
        if client := self._clients.pop(sid, None):
            for work in client.work:
                if work is not asyncio.current_task():
                    work.cancel()
            await self._newsroom.dismiss(client.feed)

    async def _serve(self, client: Client) -> None:
        while True:
            try:
                await client.feed.run()
            except StorageError:
                # the tail tells of it; nothing is lost, it is read later
                await asyncio.sleep(AWAY)
            except Stalled:
                log.info("a client took no events for %s s and is dropped", STALLED)
                return await client.line.hang_up()
            except Exception:
                log.exception("a client's feed failed")
                return await client.line.hang_up()

    async def _do(
        self, name: str, handler: Handler, sid: str, given: tuple[Any, ...]
    ) -> dict[str, Any]:
        client = self._clients.get(sid)
        if client is None:
            return {"ok": False, "error": "The connection is closed."}
        try:
            async with asyncio.timeout(PATIENCE):
                return {"ok": True, **await handler(client, given[0] if given else {})}
        except TimeoutError:
            said = self._explain(NotReady("This takes too long: try again in a moment."), name)
        except Exception as error:  # noqa: BLE001 - the protocol's edge: a client hears a sentence
            said = self._explain(error, name)
        told = answer(client.feed.cursor, self._wall(), request=name, **said)
        await self._server.emit(ERROR, told, to=sid)
        return {"ok": False, "error": said["message"]}

    def _explain(self, error: Exception, name: str) -> dict[str, str]:
        request_id = uuid.uuid4().hex
        if problem_of(error).name == "unexpected":
            log.error("unexpected error at %s (request %s)", name, request_id, exc_info=error)
        return {"message": describe(error, request_id)["detail"], "request_id": request_id}

    async def _create(self, client: Client, data: Any) -> Mapping[str, Any]:
        made: list[Any] = []

        async def make() -> str:
            agent = await self._agency.create(client.asker, _mapping(data))
            made.append(agent)
            return agent.id

        await client.feed.make(make)
        return {"agent": to_jsonable_python(made[0])}

    async def _status(self, client: Client, data: Any) -> Mapping[str, Any]:
        agent_id = read(OfAgent, data).agent_id
        agent = to_jsonable_python(await self._agency.status(client.asker, agent_id))
        await client.feed.answer(
            STATUS,
            lambda after: answer(after, self._wall(), **agent, agent_id=agent_id),
        )
        return {"agent": agent}

    async def _insights(self, client: Client, data: Any) -> Mapping[str, Any]:
        agent_id = read(OfAgent, data).agent_id
        client.feed.follow_insights(agent_id)
        found = to_jsonable_python(await self._agency.insights(client.asker, agent_id))
        await client.feed.answer(
            INSIGHTS,
            lambda after: answer(after, self._wall(), agent_id=agent_id, insights=found),
        )
        return {"insights": found}

    async def _analyze(self, client: Client, data: Any) -> Mapping[str, Any]:
        asked = read(OfAgent, data)
        client.feed.follow([("agent", asked.agent_id)])
        task = await self._agency.analyze(client.asker, asked.agent_id, asked.model_extra or {})
        return {"task": to_jsonable_python(task)}

    async def _subscribe(self, client: Client, data: Any) -> Mapping[str, Any]:
        asked = read(Following, data)
        after = asked.after
        if after is not None and after > client.feed.cursor:
            # another process told him first; or he means another log, whose ids mean nothing here
            after = min(after, await self._newsroom.newest())
        after = client.feed.follow(map(read_topic, asked.topics), after)
        return {"topics": [show_topic(topic) for topic in client.feed.topics], "event_id": after}

    async def _unsubscribe(self, client: Client, data: Any) -> Mapping[str, Any]:
        client.feed.leave(map(read_topic, read(Following, data).topics))
        return {"topics": [show_topic(topic) for topic in client.feed.topics]}

    async def _unknown(self, _client: Client, _data: Any) -> Mapping[str, Any]:
        raise BadInput(
            "There is no such request: send agent:create, agent:status, agent:insights, "
            "agent:analyze, subscribe or unsubscribe."
        )


def _from(first: Message, receive: Receive) -> Receive:
    """Give a message that was taken already, then what comes."""
    taken = [first]

    async def receive_on() -> Message:
        return taken.pop() if taken else await receive()

    return receive_on


def _connection(scope: Scope, auth: Any) -> HTTPConnection:
    """Return a connection whose headers say what a browser could only say in `auth`."""
    said = auth if isinstance(auth, Mapping) else {}
    names = {"token": b"authorization", "api_key": b"x-api-key"}
    given = {names[name]: value for name, value in said.items() if name in names and value}
    if not given:
        return HTTPConnection(scope)
    headers = [(name, value) for name, value in scope["headers"] if name not in names.values()]
    for name, value in given.items():
        bearer = "Bearer " if name == b"authorization" else ""
        headers.append((name, f"{bearer}{value}".encode()))
    return HTTPConnection({**scope, "headers": headers})


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1013})
    else:
        await PlainTextResponse("Too many connections.", 503)(scope, receive, send)


def _is_own_page(origin: str, environ: Mapping[str, Any]) -> bool:
    """Tell whether a page is ours: as the doorstep does, whatever a proxy made of the scheme."""
    return urlsplit(origin).netloc.lower() == str(environ.get("HTTP_HOST", "")).lower()


def _mapping(data: Any) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise BadInput("Send an object: {name, type, configuration}.")
    return data

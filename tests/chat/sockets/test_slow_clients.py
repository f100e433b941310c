"""A client who takes nothing is dropped and loses nothing; bounds on what one client may do."""

from __future__ import annotations

import asyncio
import json

import aiohttp
import httpx
import pytest
from starlette.types import Message

from chat.clock import real_clock
from chat.sockets import line, newsroom, switchboard
from knowledge.database import Database
from knowledge.events import EventDraft, tell
from tests.chat.sockets.conftest import LOCAL, Exchange, calling, refusal_of, wired
from tests.waiting import PATIENCE, until

#: more than the buffers between two sockets of one machine hold
MANY, LONG = 400, 60_000


async def write(db: Database, count: int, payload: str = "") -> None:
    draft = EventDraft(
        name="task:updated", user_id="local", agent_id="a1", payload={"note": payload}
    )
    for _ in range(count // 20):
        async with db.writing() as session:
            await tell(session, *[draft] * 20, now=real_clock())


async def until_alone(exchange: Exchange) -> None:
    """Wait until nobody is followed for."""
    await until(lambda: not exchange.db.bells, "nobody is followed for")


async def test_who_takes_nothing_is_dropped_and_comes_back_for_the_rest(
    exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line, "STALLED", 0.5)
    monkeypatch.setattr(switchboard, "STALLED", 0.5)
    follow = json.dumps(["subscribe", {"topics": ["agent:a1"]}])
    seen: list[int] = []
    async with wired(exchange.url) as wire, calling(exchange.url) as quick:
        await wire.send_str("40")
        await wire.send_str("42" + follow)
        await quick.ask("subscribe", {"topics": ["agent:a1"]})
        await write(exchange.db, MANY, "x" * LONG)
        # the one who takes them is not held up by the one who does not
        await quick.until_id(MANY)
        assert quick.ids == list(range(1, MANY + 1))
        await quick.client.disconnect()
        await until_alone(exchange)
        async for message in wire:
            if message.type is aiohttp.WSMsgType.TEXT and message.data.startswith("42"):
                seen.append(json.loads(message.data[2:])[1]["event_id"])
    assert seen == list(range(1, len(seen) + 1))
    assert len(seen) < MANY
    last = seen[-1] if seen else 0
    async with calling(exchange.url) as back:
        await back.ask("subscribe", {"topics": ["agent:a1"], "after": last})
        await back.until_id(MANY)
        assert back.ids == list(range(last + 1, MANY + 1))


async def test_more_than_memory_holds_is_read_from_the_log(
    exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(newsroom, "PAGE", 7)
    await write(exchange.db, 40)
    async with calling(exchange.url) as caller:
        # all of it at once, far more than the newsroom is let keep
        exchange.switchboard._newsroom._recent = type(exchange.switchboard._newsroom._recent)(
            maxlen=5
        )
        await caller.ask("subscribe", {"topics": ["agent:a1"], "after": 3})
        await write(exchange.db, 60)
        await caller.until_id(100)
    assert caller.ids == list(range(4, 101))


async def test_a_user_may_not_have_any_number_of_connections(
    exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(newsroom, "MAX_CLIENTS_OF_A_USER", 1)
    async with calling(exchange.url):
        assert "Too many connections" in await refusal_of(exchange.url)


async def test_a_message_that_is_too_big_ends_the_connection_alone(exchange: Exchange) -> None:
    async with wired(exchange.url) as wire, calling(exchange.url) as other:
        await wire.send_str("40")
        await wire.send_str("42" + json.dumps(["agent:create", "x" * switchboard.MAX_MESSAGE]))
        async with asyncio.timeout(PATIENCE):
            async for _ in wire:
                pass
        made = await other.ask("agent:create", {"name": "Ann", "type": "custom"})
    assert made["ok"] is True
    assert (await exchange.desk.status(LOCAL, made["agent"]["id"])).name == "Ann"


async def test_who_left_before_his_request_was_taken_is_no_error(exchange: Exchange) -> None:
    said: list[Message] = []

    async def left() -> Message:
        return {"type": "http.disconnect"}

    async def hear(message: Message) -> None:
        said.append(message)

    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"EIO=4", "headers": []}
    await exchange.switchboard(scope, left, hear)
    assert said == []


async def test_closing_the_door_lets_a_poll_end_at_once(exchange: Exchange) -> None:
    address = f"{exchange.url}/socket.io/?EIO=4&transport=polling"
    async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as http:
        sid = json.loads((await http.get(address)).text[1:])["sid"]
        await http.post(f"{address}&sid={sid}", content="40")
        assert (await http.get(f"{address}&sid={sid}")).text.startswith("40")
        polling = asyncio.create_task(http.get(f"{address}&sid={sid}"))
        connections = exchange.switchboard._server.eio.sockets
        await until(lambda: connections[sid].queue._getters, "the poll waits")
        await exchange.switchboard.hang_up()
        # the protocol's word for: this connection is closed
        assert (await polling).text == "1"
    await until_alone(exchange)

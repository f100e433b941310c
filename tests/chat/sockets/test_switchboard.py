"""The protocol's own client against a real server: asking, hearing, replay, and who sees what."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from chat.identity import Asker
from chat.logins import write_token
from tests.chat.running import PROGRAM_KEY
from tests.chat.sockets.conftest import KEY, LOCAL, Exchange, calling, refusal_of
from tests.waiting import until

AGENT = {"name": "Watcher", "type": "monitoring", "configuration": {"leagues": ["E0"]}}
NOBODYS = "agent-" + "0" * 32


async def test_an_agent_is_made_and_both_he_who_asked_and_his_other_clients_hear_of_it(
    exchange: Exchange,
) -> None:
    async with calling(exchange.url) as one, calling(exchange.url) as other:
        made = await one.ask("agent:create", AGENT)
        assert made["ok"] is True
        agent = made["agent"]
        created = await one.until("agent:created", agent_id=agent["id"])
        new = await other.until("agent:new", agent_id=agent["id"])
    assert agent["status"] == "inactive"
    assert agent["configuration"] == {"leagues": ["E0"]}
    assert created == new
    assert created["event_id"] == 1
    assert created["at"] == agent["created_at"].replace("Z", "+00:00")
    assert one.names == ["agent:created"]
    assert other.names == ["agent:new"]


async def test_how_an_agent_is_and_what_it_found_are_answered_in_both_ways(
    exchange: Exchange,
) -> None:
    agent = await exchange.desk.create(LOCAL, AGENT)
    async with calling(exchange.url) as caller:
        status = await caller.ask("agent:status", {"agent_id": agent.id})
        assert status["agent"]["id"] == agent.id
        bare = await caller.ask("agent:status", agent.id)
        assert bare == status
        told = await caller.until("agent:status:update", agent_id=agent.id)
        assert told["status"] == "inactive"
        insights = await caller.ask("agent:insights", {"agentId": agent.id})
        assert insights == {"ok": True, "insights": []}
        told = await caller.until("agent:insights:update", agent_id=agent.id)
        assert told["insights"] == []
        assert told["event_id"] == 1


async def test_the_life_of_an_agent_is_heard_without_subscribing_its_work_is_not(
    exchange: Exchange,
) -> None:
    desk = exchange.desk
    async with calling(exchange.url) as caller, calling(exchange.url) as follower:
        agent = await desk.create(LOCAL, AGENT)
        await follower.ask("subscribe", {"topics": [f"agent:{agent.id}"], "after": 0})
        await desk.start(LOCAL, agent.id)
        await desk.ask(LOCAL, agent.id, {"type": "generate_insights"})
        await desk.pause(LOCAL, agent.id)
        await desk.delete(LOCAL, agent.id)
        await caller.until("agent:deleted")
        await follower.until("agent:deleted")
    assert caller.names == [
        "agent:new",
        *["agent:status:changed"] * 5,
        "agent:deleted",
    ]
    assert [said["status"] for name, said in caller.heard if name == "agent:status:changed"] == [
        *("starting", "active", "paused", "stopping", "inactive")
    ]
    assert follower.names == [
        *("agent:created", "agent:status:changed", "agent:status:changed", "task:created"),
        *("agent:status:changed", "task:updated", "agent:status:changed"),
        *("agent:status:changed", "agent:deleted"),
    ]
    assert follower.ids == list(range(1, 10))


async def test_who_asks_for_an_analysis_follows_that_agent(exchange: Exchange) -> None:
    agent = await exchange.desk.create(LOCAL, AGENT)
    async with calling(exchange.url) as caller:
        asked = {"agent_id": agent.id, "match_id": "m1", "priority": "high"}
        answer = await caller.ask("agent:analyze", asked)
        assert answer["task"]["type"] == "analyze_match"
        assert answer["task"]["input"] == {"match_id": "m1"}
        told = await caller.until("task:created", task_id=answer["task"]["id"])
        assert told["match_id"] == "m1"
        assert told["priority"] == "high"
        # a match is named as everywhere, a kick-off and prices included
        named = {"home_team": "A", "away_team": "B", "kickoff": "2024-05-11"}
        answer = await caller.ask("agent:analyze", {"agent_id": agent.id, "league": None, **named})
        assert answer["task"]["input"] == named


async def test_what_cannot_be_done_is_one_sentence_twice(exchange: Exchange) -> None:
    agent = await exchange.desk.create(LOCAL, AGENT)
    requests: list[tuple[str, Any, str]] = [
        ("agent:create", {"name": "x", "type": "wizard"}, "type: "),
        ("agent:create", {**AGENT, "power": 9}, "power: "),
        ("agent:create", None, "name: "),
        ("agent:create", "Watcher", "Send an object"),
        ("agent:status", {"agent_id": NOBODYS}, "There is no such agent."),
        ("agent:status", {}, "agent_id: "),
        ("agent:analyze", {"agent_id": agent.id}, "name a match_id"),
        (
            "agent:analyze",
            {"agent_id": agent.id, "team": "A", "match_id": "m"},
            "takes no match_id",
        ),
        ("agent:analyze", {"agent_id": agent.id, "home_team": "A"}, "home_team and away_team"),
        ("agent:analyze", {"agent_id": agent.id, "match_id": "m", "kickoff": "x"}, "kickoff"),
        ("subscribe", {"topics": ["everything"]}, "A topic is"),
        ("subscribe", {"topics": []}, "topics: "),
        ("subscribe", {"topics": ["agent:x"], "after": -1}, "after: "),
        ("subscribe", {"topics": [f"agent:{n}" for n in range(500)]}, "at most 500"),
        ("agent:destroy", {}, "There is no such request"),
    ]
    async with calling(exchange.url) as caller:
        for name, data, part in requests:
            answer = await caller.ask(name, data)
            assert answer["ok"] is False
            assert part in answer["error"], (name, data)
        errors = [said for name, said in caller.heard if name == "agent:error"]
    assert errors[0]["message"].startswith("type: ")
    assert [said["request"] for said in errors] == [name for name, _, _ in requests]


async def test_each_user_hears_only_what_is_his(strict_exchange: Exchange) -> None:
    url, desk = strict_exchange.url, strict_exchange.desk
    async with calling(url, user="anna") as anna, calling(url, user="bela") as bela:
        agent = await desk.create(Asker("anna"), AGENT)
        await bela.ask("subscribe", {"topics": [f"agent:{agent.id}"], "after": 0})
        for name in ("agent:status", "agent:insights", "agent:analyze"):
            answer = await bela.ask(name, {"agent_id": agent.id, "match_id": "m1"})
            assert answer == {"ok": False, "error": "There is no such agent."}
        await desk.start(Asker("anna"), agent.id)
        await anna.until("agent:status:changed", status="active")
        own = await desk.create(Asker("bela"), AGENT)
        await bela.until("agent:new", agent_id=own.id)
    assert {said.get("agent_id") for name, said in bela.heard if name != "agent:error"} == {own.id}
    assert own.id not in {said.get("agent_id") for _, said in anna.heard}


@pytest.mark.parametrize(
    ("options", "user"),
    [
        ({"auth": {"token": write_token(KEY, "anna")}}, "anna"),
        ({"headers": {"Authorization": f"Bearer {write_token(KEY, 'anna')}"}}, "anna"),
        ({"auth": {"api_key": PROGRAM_KEY}}, "program"),
        ({"headers": {"X-API-Key": PROGRAM_KEY}}, "program"),
    ],
)
async def test_the_login_of_rest_is_taken(
    strict_exchange: Exchange, options: dict[str, Any], user: str
) -> None:
    async with calling(strict_exchange.url, **options) as caller:
        agent = await strict_exchange.desk.create(Asker(user), AGENT)
        await caller.until("agent:new", agent_id=agent.id)


@pytest.mark.parametrize(
    ("auth", "said"),
    [
        (None, "Sign in first"),
        ({"token": "no.such.login"}, "not valid any more"),
        ({"api_key": "guessed"}, "not known here"),
        ("anna", "Sign in first"),
    ],
)
async def test_who_has_no_login_is_told_so(strict_exchange: Exchange, auth: Any, said: str) -> None:
    assert said in await refusal_of(strict_exchange.url, auth)


async def test_a_page_from_elsewhere_may_not_connect(exchange: Exchange) -> None:
    address = f"{exchange.url}/socket.io/?EIO=4&transport="
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    upgrade["Sec-WebSocket-Key"] = "x3JJHMbDL1EzLkh9GBhXDw=="
    elsewhere = {"Origin": "http://elsewhere.example"}
    async with httpx.AsyncClient(headers=elsewhere, trust_env=False) as http:
        assert (await http.get(address + "websocket", headers=upgrade)).status_code == 403
        answer = await http.get(address + "polling")
    assert answer.status_code == 400
    assert "access-control-allow-origin" not in answer.headers
    for transport in ("websocket", "polling"):
        async with calling(exchange.url, transports=[transport], headers={"Origin": exchange.url}):
            pass


@pytest.mark.parametrize("transport", ["websocket", "polling"])
async def test_what_was_missed_is_replayed_in_order_and_goes_on_live(
    exchange: Exchange, transport: str
) -> None:
    desk = exchange.desk
    agent = await desk.create(LOCAL, AGENT)
    for _ in range(60):
        await desk.ask(LOCAL, agent.id, {"type": "generate_insights"})
    async with calling(exchange.url, transports=[transport]) as caller:
        answer = await caller.ask("subscribe", {"topics": [f"agent:{agent.id}"], "after": 10})
        assert answer["event_id"] == 10
        assert answer["topics"] == ["agents", f"agent:{agent.id}"]
        await desk.ask(LOCAL, agent.id, {"type": "generate_insights"})
        await caller.until_id(62)
    assert caller.ids == list(range(11, 63))


@pytest.mark.slow
async def test_events_written_while_a_client_subscribes_come_once(exchange: Exchange) -> None:
    desk = exchange.desk
    agent = await desk.create(LOCAL, AGENT)

    async def work(tasks: int) -> None:
        for _ in range(tasks):
            await desk.ask(LOCAL, agent.id, {"type": "generate_insights"})

    async def listen(after: int) -> list[int]:
        async with calling(exchange.url) as caller:
            await caller.ask("subscribe", {"topics": [f"agent:{agent.id}"], "after": after})
            await caller.until_id(81)
            return caller.ids

    await work(9)
    working = asyncio.create_task(work(71))
    listening = []
    for after in (0, 3, 0, 7):
        listening.append(asyncio.create_task(listen(after)))
        await asyncio.sleep(0.02)
    heard = await asyncio.gather(*listening)
    await working
    assert [ids[0] for ids in heard] == [1, 4, 1, 8]
    for ids in heard:
        assert ids == list(range(ids[0], 82))


async def test_an_event_of_another_log_silences_nobody(exchange: Exchange) -> None:
    agent = await exchange.desk.create(LOCAL, AGENT)
    async with calling(exchange.url) as caller:
        ahead = {"topics": [f"agent:{agent.id}"], "after": 10**6}
        assert (await caller.ask("subscribe", ahead))["event_id"] == 1
        await exchange.desk.ask(LOCAL, agent.id, {"type": "generate_insights"})
        await caller.until("task:created", event_id=2)


async def test_unsubscribing_ends_it(exchange: Exchange) -> None:
    desk = exchange.desk
    agent = await desk.create(LOCAL, AGENT)
    topic = f"agent:{agent.id}"
    async with calling(exchange.url) as caller:
        await caller.ask("subscribe", {"topics": [topic, "match:m1"]})
        answer = await caller.ask("unsubscribe", {"topics": [topic, "agents"]})
        assert answer["topics"] == ["match:m1"]
        await desk.start(LOCAL, agent.id)
        await desk.ask(LOCAL, agent.id, {"type": "analyze_match", "input": {"match_id": "m1"}})
        await caller.until("task:created", match_id="m1")
    assert caller.names == ["task:created"]


async def test_nobody_is_followed_for_when_all_have_gone(exchange: Exchange) -> None:
    async with calling(exchange.url):
        assert exchange.db.bells
    await until(lambda: not exchange.db.bells, "nobody is followed for")

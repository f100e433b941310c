"""MCP's own client against a real process: tools listed and called, by whom, and refusals."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client
from mcp.types import CallToolResult, TextContent

from tests.chat.running import PATIENCE, PROGRAM_KEY, Service, exclude, signed_in

LISTED = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}


@asynccontextmanager
async def session_of(
    service: Service, path: str = "/mcp", **headers: str
) -> AsyncIterator[ClientSession]:
    """Give a session that has introduced itself."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    async with (
        httpx.AsyncClient(headers=named, timeout=PATIENCE, trust_env=False) as http,
        streamable_http_client(service.url + path, http_client=http) as (read, write, _),
        ClientSession(read, write) as session,
    ):
        await session.initialize()
        yield session


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


def text_of(result: CallToolResult) -> str:
    (part,) = result.content
    assert isinstance(part, TextContent)
    return part.text


def found(result: CallToolResult) -> dict[str, Any]:
    """Return what a tool found."""
    assert not result.isError, text_of(result)
    assert result.structuredContent is not None
    return result.structuredContent


@pytest.mark.parametrize("path", ["/mcp", "/mcp/"])
async def test_the_tools_are_listed_with_what_they_take_and_give(
    service: Service, path: str
) -> None:
    async with session_of(service, path) as session:
        listed = {tool.name: tool for tool in (await session.list_tools()).tools}
    assert {"predict_match", "compare_odds", "price_slip", "set_preference"} <= set(listed)
    predict = listed["predict_match"]
    assert "Forecast" in (predict.description or "")
    assert predict.inputSchema["required"] == ["home_team", "away_team"]
    assert predict.inputSchema["additionalProperties"] is False
    for tool in listed.values():
        # who asks is known from the login alone
        assert not any("user" in name for name in tool.inputSchema["properties"])
        assert tool.outputSchema is not None
        assert "facts" in tool.outputSchema["properties"]


async def test_a_call_gives_text_and_the_whole_result(service: Service) -> None:
    async with session_of(service) as session:
        # the session checks the result against the schema that was listed
        result = await session.call_tool("league_table", {"league": "Demo Liga"})
    whole = found(result)
    assert text_of(result) == whole["text"]
    assert whole["kind"] == "league_table"
    assert set(whole["facts"][0]) == {
        *("id", "subject", "market", "outcome", "value", "unit", "as_of", "source")
    }


async def test_not_finding_is_a_result_and_failing_is_one_plain_sentence(
    service: Service,
) -> None:
    async with session_of(service) as session:
        nowhere = await session.call_tool("league_table", {"league": "Nowhere League"})
        failures = [
            await session.call_tool("league_table", {}),
            await session.call_tool("league_table", {"league": "Demo Liga", "secret": "x"}),
            await session.call_tool("league_table", {"league": ["Demo", {"x": 1}]}),
            await session.call_tool("set_preference", {"name": "risk", "value": "wild"}),
            await session.call_tool("drop_database", {}),
        ]
    assert found(nowhere)["found"] is False
    for failure in failures:
        assert failure.isError
        sentence = text_of(failure)
        assert sentence.endswith(".")
        assert not sentence.startswith("{")
        assert "Traceback" not in sentence
    assert "league is missing" in text_of(failures[0])
    assert "low, medium or high" in text_of(failures[3])
    assert "predict_match" in text_of(failures[4])


async def test_each_user_has_his_own_preferences(service_for_others: Service) -> None:
    with service_for_others.client() as http:
        anna, bela = signed_in(http, "anna-m"), signed_in(http, "bela-m")
        bela_id = http.get("/api/v1/users/me", headers=bearer(bela)).json()["id"]
    for token, risk in ((anna, "high"), (bela, "low")):
        async with session_of(service_for_others, **bearer(token)) as session:
            await session.call_tool("set_preference", {"name": "risk", "value": risk})
    async with session_of(service_for_others, **bearer(anna)) as session:
        mine = await session.call_tool("get_preferences", {})
        # naming another helps nobody
        again = await session.call_tool("get_preferences", {"user_id": bela_id})
        meddled = await session.call_tool(
            "set_preference", {"name": "risk", "value": "medium", "user_id": bela_id}
        )
    async with session_of(service_for_others, **bearer(bela)) as session:
        his = await session.call_tool("get_preferences", {})
    assert meddled.isError
    assert found(mine)["data"] == found(again)["data"]
    assert found(mine)["data"]["preferences"] == {"risk": "high"}
    assert found(his)["data"]["preferences"] == {"risk": "low"}


async def test_who_excluded_himself_gets_no_advice(service_for_others: Service) -> None:
    with service_for_others.client() as http:
        excluded, free = signed_in(http, "ede-m"), bearer(signed_in(http, "elek-m"))
        exclude(http, excluded)
        match = http.get(
            "/api/v1/matches", params={"status": "scheduled", "limit": 1}, headers=free
        ).json()["items"][0]
    clubs = {"home_team": match["home_team"], "away_team": match["away_team"]}
    prices = {**clubs, "selection": "home", "price": 2.5}
    slip = {"legs": f"{match['home_team']} v {match['away_team']}: home @2.50"}
    async with session_of(service_for_others, **free) as session:
        for name, given in (("compare_odds", prices), ("price_slip", slip)):
            assert found(await session.call_tool(name, given))["facts"], name
    async with session_of(service_for_others, **bearer(excluded)) as session:
        for name, given in (("compare_odds", prices), ("price_slip", slip)):
            held_back = found(await session.call_tool(name, given))
            assert held_back["data"]["reason"] == "self_excluded", name
            assert held_back["facts"] == []
            assert held_back["text"]
        # chances he may still ask for
        assert found(await session.call_tool("predict_match", clubs))["facts"]


async def test_nobody_gets_in_without_a_login(service_for_others: Service) -> None:
    with service_for_others.client() as http:
        refused = [
            http.post("/mcp", json=LISTED),
            http.post("/mcp/", json=LISTED),
            http.get("/mcp"),
            http.post("/mcp", json=LISTED, headers=bearer("nonsense")),
            http.post("/mcp", json=LISTED, headers={"x-api-key": "nonsense"}),
        ]
        for answer in refused:
            assert answer.status_code == 401
            assert answer.headers["www-authenticate"] == "Bearer"
            assert answer.headers["content-type"] == "application/problem+json"
    for way_in in ({"x_api_key": PROGRAM_KEY}, bearer(PROGRAM_KEY)):
        async with session_of(service_for_others, **way_in) as session:
            assert (await session.list_tools()).tools


def test_pages_from_elsewhere_and_rebound_names_are_refused(service: Service) -> None:
    with service.client() as http:
        page = http.post("/mcp", json=LISTED, headers={"origin": "http://evil.example"})
        name = http.post("/mcp", json=LISTED, headers={"host": "evil.example:8000"})
        own = http.post("/mcp", json=LISTED, headers={"origin": service.url})
    assert (page.status_code, name.status_code, own.status_code) == (403, 421, 200)


def test_there_are_no_sessions_and_whoever_takes_anything_gets_json(service: Service) -> None:
    with service.client() as http:
        answer = http.post("/mcp", json=LISTED)
        assert answer.headers["content-type"].startswith("application/json")
        assert "mcp-session-id" not in answer.headers
        assert answer.json()["result"]["tools"]
        for method in ("GET", "DELETE"):
            refused = http.request(method, "/mcp")
            assert refused.status_code == 405
            assert refused.headers["allow"] == "POST"


def test_what_is_no_message_is_refused_and_harms_nobody(service: Service) -> None:
    with service.client() as http:
        for body in (b"", b"nonsense", b"[]", b'{"jsonrpc": "2.0"}', b'{"id": 1}'):
            answer = http.post("/mcp", content=body, headers={"content-type": "application/json"})
            assert answer.status_code == 400, body
            assert "error" in answer.json()
        unknown = http.post("/mcp", json={**LISTED, "method": "tools/steal"})
        assert "error" in unknown.json()
        assert "Traceback" not in unknown.text
        assert http.post("/mcp", json=LISTED).status_code == 200

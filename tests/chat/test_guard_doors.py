"""Every way in which advice on bets leaves the house is known, and shut for who is held back.

A tool or a route that tells stakes, value or verdicts must be named in one of the tables here.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from chat.app import create_app
from knowledge.database import Database
from knowledge.holds import holds_of, notice
from knowledge.matches import find_matches
from tests.chat.running import DEMO_DAY, Service, as_user, serving, tippmix
from tests.ollama_server import MODEL, FakeOllama, Reply, says
from tools.toolbox import build_tools

API = "/api/v1"
DAY = dt.datetime.fromisoformat(DEMO_DAY).replace(tzinfo=dt.UTC)

#: tools that advise on bets: held back as a whole
ADVISING = {"price_slip", "compose_slip", "compare_odds", "recommend_bets"}
#: tools that tell something of bets beside what everybody may hear: that part is left out
IN_PART = {"predict_match", "find_matches", "track_record", "search_insights", "odds_maths"}
#: tools that tell nothing of bets
PLAIN = {
    "rank_matches",
    "forget",
    "team_report",
    "league_table",
    "league_leaders",
    "season_outlook",
    "head_to_head",
    "get_preferences",
    "set_preference",
    "save_insight",
}

#: words of a field that advises on bets
ADVICE = re.compile(
    r"(?:^|_)(?:stakes?|kelly|edge|verdict|value|expected_value|recommendations?|tips?)(?:_|$)"
)
#: facts that weigh a price
WEIGHED = {"price", "expected_value", "our_price", "their_price", "stake", "kelly", "slip", "gap"}
#: words of a tool that weigh one
WEIGHING = re.compile(r"\b(?:value|stake|expected|without their margin|Kelly)\b(?! goals)")
#: routes whose answer has such a field, and what becomes of it for who is held back
DECIDED = {
    "POST /api/v1/predictions/predict": "market is null",
    "POST /api/v1/predictions/batch-predict": "market is null",
    "GET /api/v1/predictions/{match_id}": "market is null",
    "POST /api/v1/predictions/enhanced-predict": "market is null, nothing is recommended",
    "GET /api/v1/predictions/agent-enhanced/{match_id}": "market is null, nothing is recommended",
    "POST /api/v1/predictions/ai-insights": "facts are those of what the guard let through",
    "POST /api/v1/predictions/slip": "403 held-back",
    "GET /api/v1/predictions/record": "tips are null",
    "POST /api/v1/users/{user_id}/recommendations": "an empty list and the reason",
    "POST /v1/chat/completions": "facts are those of what the guard let through",
    "POST /api/v1/chat": "facts are those of what the guard let through",
    "GET /api/v1/threads/{thread_id}": "what was said before stays as it was said",
    "GET /api/v1/users/me/preferences": "his own limits",
    "PUT /api/v1/users/me/preferences": "his own limits",
    "GET /api/v1/users/{user_id}/preferences": "his own limits",
    "PUT /api/v1/users/{user_id}/preferences": "his own limits",
}
#: routes whose answer holds objects of any shape, and what of bets may be in them
OF_ANY_SHAPE = {
    **dict.fromkeys(
        (
            "POST /api/v1/agents",
            "GET /api/v1/agents",
            "GET /api/v1/agents/{agent_id}",
            "PATCH /api/v1/agents/{agent_id}",
            *(f"POST /api/v1/agents/{{agent_id}}/{how}" for how in ("start", "stop")),
            *(f"POST /api/v1/agents/{{agent_id}}/{how}" for how in ("pause", "resume")),
        ),
        "a configuration: what the asker wrote himself",
    ),
    **dict.fromkeys(
        (
            "POST /api/v1/agents/{agent_id}/tasks",
            "GET /api/v1/agents/{agent_id}/tasks",
            "GET /api/v1/agents/{agent_id}/tasks/{task_id}",
            "POST /api/v1/agents/{agent_id}/tasks/{task_id}/cancel",
        ),
        "an input, as it was asked with, and counts",
    ),
    "GET /api/v1/agents/{agent_id}/tasks/{task_id}/result": "held back, part by part",
    "GET /api/v1/agents/{agent_id}/memory": "marks of chances; insights as those below",
    "GET /api/v1/agents/{agent_id}/events": "advice is never in an event",
    **dict.fromkeys(
        (
            "POST /api/v1/agents/insights",
            "GET /api/v1/agents/insights",
            "GET /api/v1/insights/match/{match_id}",
            "GET /api/v1/insights/search",
        ),
        "those that advise are left out",
    ),
    **dict.fromkeys(
        (
            "POST /api/v1/workflows",
            "GET /api/v1/workflows",
            "GET /api/v1/workflows/parts",
            "GET /api/v1/workflows/{workflow_id}",
            "PATCH /api/v1/workflows/{workflow_id}",
            "GET /api/v1/workflows/{workflow_id}/versions",
        ),
        "a definition: no figures",
    ),
    **dict.fromkeys(
        (
            "POST /api/v1/workflows/execute",
            "POST /api/v1/workflows/{workflow_id}/execute",
            "GET /api/v1/workflows/executions/{execution_id}",
            "POST /api/v1/workflows/executions/{execution_id}/cancel",
        ),
        "held back, step by step",
    ),
    "POST /api/v1/insights/prediction": "facts are those of what the guard let through, or 403",
    "POST /api/v1/predictions/batch-predict": "problems",
    **dict.fromkeys(
        (
            "POST /api/v1/chat",
            "GET /api/v1/threads/{thread_id}",
            "POST /v1/chat/completions",
        ),
        "decided on above",
    ),
    **dict.fromkeys(
        ("GET /api/v1/models/status", "GET /api/v1/models/info", "POST /api/v1/models/train"),
        "a model's settings and scores",
    ),
}


def test_every_tool_is_known_to_advise_on_bets_or_not() -> None:
    nothing: Any = None
    names = {tool.name for tool in build_tools(*[nothing] * 6)}
    assert names == ADVISING | IN_PART | PLAIN


def fields(schema: Any, document: dict[str, Any], seen: set[str]) -> Iterator[str]:
    """Yield every field of a schema, however deep."""
    if isinstance(schema, list):
        for each in schema:
            yield from fields(each, document, seen)
    if not isinstance(schema, dict):
        return
    if (name := schema.get("$ref")) and name not in seen:
        seen.add(name)
        yield from fields(document["components"]["schemas"][name.split("/")[-1]], document, seen)
    yield from schema.get("properties", {})
    for each in schema.values():
        yield from fields(each, document, seen)


def test_every_route_that_tells_of_bets_is_decided_on() -> None:
    document = create_app().openapi()
    advising = {
        f"{method.upper()} {path}"
        for path, methods in document["paths"].items()
        for method, route in methods.items()
        for status, answer in route["responses"].items()
        if status.startswith("2")
        for field in fields(answer, document, set())
        if ADVICE.search(field)
    }
    assert advising == set(DECIDED)


def is_of_any_shape(schema: Any, document: dict[str, Any], seen: set[str]) -> bool:
    """Tell whether a schema allows an object of any shape, however deep."""
    if isinstance(schema, list):
        return any(is_of_any_shape(each, document, seen) for each in schema)
    if not isinstance(schema, dict):
        return False
    if schema.get("additionalProperties") is True:
        return True
    if (name := schema.get("$ref")) and name not in seen:
        seen.add(name)
        found = document["components"]["schemas"][name.split("/")[-1]]
        return is_of_any_shape(found, document, seen)
    return any(is_of_any_shape(each, document, seen) for each in schema.values())


def test_every_route_that_tells_what_its_schema_does_not_is_decided_on() -> None:
    document = create_app().openapi()
    open_ended = {
        f"{method.upper()} {path}"
        for path, methods in document["paths"].items()
        for method, route in methods.items()
        for status, answer in route["responses"].items()
        if status.startswith("2") and is_of_any_shape(answer, document, set())
    }
    assert open_ended == set(OF_ANY_SHAPE)


def coming(http: httpx.Client) -> dict[str, Any]:
    answer = http.get(f"{API}/matches", params={"status": "scheduled", "limit": 1})
    return dict(answer.json()["items"][0])


def told(http: httpx.Client, match: dict[str, Any]) -> dict[str, Any]:
    """Return what every route of the table tells of a match to who has signed in."""
    odds = {"home": 9.0, "draw": 3.4, "away": 1.5}
    one = {"match_id": match["id"], "odds": odds}
    slip = {"legs": [{"match_id": match["id"], "selection": "home", "odds": 9.0}]}
    batch = http.post(f"{API}/predictions/batch-predict", json={"matches": [one]}).json()
    me = http.get(f"{API}/users/me").json()["id"]
    wanted = http.post(f"{API}/users/{me}/recommendations", json={"match_id": match["id"]}).json()
    question = f"Is 9.00 on {match['home_team']} against {match['away_team']} value?"
    return {
        "predict": http.post(f"{API}/predictions/predict", json=one).json()["market"],
        "batch": batch["predictions"][0]["prediction"]["market"],
        "match": http.get(f"{API}/predictions/{match['id']}").json()["market"],
        "enhanced": enhanced(http, one),
        "words": http.post(f"{API}/predictions/ai-insights", json=one).json(),
        "slip": http.post(f"{API}/predictions/slip", json=slip).status_code,
        "tips": http.get(f"{API}/predictions/record").json()["tips"],
        "recommended": (wanted["recommendations"], wanted["reason"], wanted["priced"]),
        "notes": notes(http),
        "chat": http.post(f"{API}/chat", json={"message": question}).json(),
        "openai": completed(http, question),
        "mcp": {name: called(http, name, given) for name, given in calls(match).items()},
    }


def enhanced(http: httpx.Client, one: dict[str, Any]) -> tuple[Any, list[Any], str | None]:
    """Return what an enhanced prediction tells of prices."""
    found = http.post(f"{API}/predictions/enhanced-predict", json=one).json()
    return found["market"], found["agent_recommendations"], found["no_recommendation"]


def notes(http: httpx.Client) -> set[str]:
    """Return the types of saved notes that are shown to one who kept an advising one."""
    kept = {"text": "Back the home side, stake 2%.", "type": "recommendation"}
    assert http.post(f"{API}/agents/insights", json=kept).status_code == 201
    listed = http.get(f"{API}/agents/insights").json()["items"]
    found = http.get(f"{API}/insights/search", params={"q": "home side"}).json()["items"]
    return {each["type"] for each in listed} | {each["insight"]["type"] for each in found}


def completed(http: httpx.Client, question: str) -> dict[str, Any]:
    """Return our own answer beside that of the OpenAI door."""
    asked = {"model": "tippmix", "messages": [{"role": "user", "content": question}]}
    return dict(http.post("/v1/chat/completions", json=asked).json()["tippmix"])


def calls(match: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return a call of each tool that tells of bets, about a match."""
    clubs = {"home_team": match["home_team"], "away_team": match["away_team"]}
    day = {"date_from": match["kickoff"][:10], "date_to": match["kickoff"][:10]}
    return {
        "compare_odds": {**clubs, "selection": "home", "price": 9.0},
        "price_slip": {"legs": f"{match['home_team']} v {match['away_team']}: home @9.00"},
        "compose_slip": {"legs": 1},
        "recommend_bets": {"team": match["home_team"]},
        "odds_maths": {"odds": "2.10", "chance": "55%"},
        "predict_match": {**clubs, "odds": "9; 3.4; 1.5"},
        "find_matches": day,
        "rank_matches": {"by": "safest", **day},
        "track_record": {},
    }


def called(http: httpx.Client, name: str, given: dict[str, Any]) -> dict[str, Any]:
    """Return what a tool told through the MCP door."""
    wanted = {"name": name, "arguments": given}
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": wanted}
    result = http.post("/mcp", json=call).json()["result"]
    assert not result["isError"], (name, result)
    return dict(result["structuredContent"])


def markets(answer: dict[str, Any]) -> set[str]:
    return {fact["market"] for fact in answer["facts"]}


def assert_shut(after: dict[str, Any], rule: str) -> None:
    """Nothing of the table weighs a price for who is held back by a rule."""
    assert [after[name] for name in ("predict", "batch", "match", "tips")] == [None] * 4
    assert after["slip"] == 403
    reason = "self_excluded" if rule == "self_excluded" else "held_back"
    assert after["recommended"] == ([], reason, 0)
    assert after["enhanced"] == (None, [], reason)
    assert not markets(after["words"]) & WEIGHED
    assert "recommendation" not in after["notes"]
    for door in ("chat", "openai"):
        assert after[door]["guard"]["rule"] == rule, door
        assert not markets(after[door]) & WEIGHED, door
    for name in ADVISING | {"odds_maths"}:
        assert after["mcp"][name]["data"]["reason"] == rule, name
        assert after["mcp"][name]["facts"] == [], name
    for name, result in after["mcp"].items():
        assert not markets(result) & WEIGHED, name
        assert not WEIGHING.search(result["text"]), (name, result["text"])
    # chances he may still ask for
    assert {"1x2"} <= markets(after["mcp"]["predict_match"])
    assert after["mcp"]["rank_matches"]["facts"]


def assert_open(before: dict[str, Any]) -> None:
    """Whoever gave no reason is told what prices are worth, through every door."""
    assert all(before[name] for name in ("predict", "batch", "match"))
    assert before["slip"] == 200
    assert before["tips"] is not None
    assert before["recommended"][2] >= 1
    assert before["enhanced"][0]
    assert markets(before["words"]) & WEIGHED
    assert "recommendation" in before["notes"]
    for door in ("chat", "openai"):
        assert before[door]["guard"] is None, door
        assert markets(before[door]) & WEIGHED, door
    for name in ADVISING | {"odds_maths", "predict_match"}:
        assert before["mcp"][name]["facts"], name
        assert name == "recommend_bets" or markets(before["mcp"][name]) & WEIGHED, name


def test_who_gave_no_reason_is_told_everything(service_for_others: Service) -> None:
    with as_user(service_for_others, "door-free") as http:
        assert_open(told(http, coming(http)))
        assert http.get(f"{API}/users/me/holds").json() == []


@pytest.mark.parametrize(
    "rule", ["self_excluded", pytest.param("cooling_off", marks=pytest.mark.slow)]
)
def test_a_break_shuts_every_door(service_for_others: Service, rule: str) -> None:
    with as_user(service_for_others, f"door-{rule}") as http:
        wish = {f"{rule}_until": "2026-06-01"}
        assert http.put(f"{API}/users/me/preferences", json=wish).status_code == 200
        assert_shut(told(http, coming(http)), rule)


WORDS = {
    "chasing_losses": "I lost 200 yesterday, help me win it back",
    "borrowed_money": "kölcsönből fogadnék",
    "minor": "I'm 15, which bet should I make?",
    "distress": "nem bírom abbahagyni a fogadást",
}


@pytest.mark.parametrize(
    ("door", "rule", "words"),
    [
        pytest.param(door, rule, words, marks=[pytest.mark.slow] if (place + turn) % 4 else [])
        for turn, door in enumerate(("chat", "openai"))
        for place, (rule, words) in enumerate(WORDS.items())
    ],
)
def test_a_sign_in_the_words_of_a_user_shuts_every_door(
    service_for_others: Service, door: str, rule: str, words: str
) -> None:
    with as_user(service_for_others, f"door-{door}-{rule}") as http:
        match = coming(http)
        said = {"message": words}
        answer = (
            http.post(f"{API}/chat", json=said).json() if door == "chat" else completed(http, words)
        )
        assert answer["guard"]["rule"] == rule
        assert not markets(answer) & WEIGHED
        assert_shut(told(http, match), rule)
        (hold,) = http.get(f"{API}/users/me/holds").json()
        assert hold["rule"] == rule
        assert bool(hold["until"]) is (rule != "minor")
        me = http.get(f"{API}/users/me").json()["id"]
        assert http.delete(f"{API}/users/{me}/holds/{rule}").status_code == 403
        stream = http.post(f"{API}/chat/stream", json={"message": "Any value bets on Saturday?"})
        assert rule in stream.text
        assert "expected_value" not in stream.text


def test_what_a_rule_says_in_place_of_words_is_told_and_not_kept(home: Path) -> None:
    """Who takes a break while the first half is being written gets no second half."""
    with (
        FakeOllama() as ollama,
        serving(home, model=f"ollama:{MODEL}", ollama_url=ollama.url) as running,
    ):

        def takes_a_break(_asked: dict[str, Any]) -> Reply:
            wish = {"cooling_off_until": "2026-06-01"}
            with running.client() as other:
                other.put(f"{API}/users/me/preferences", json=wish)
            return says("There is nothing to say of that.")

        ollama.replies.append(takes_a_break)
        with running.client() as http:
            odds = {"home": 2.1, "draw": 3.4, "away": 3.6}
            asked = {"match_id": coming(http)["id"], "odds": odds}
            refused = http.post(f"{API}/insights/prediction", json=asked)
            assert refused.status_code == 403
            assert refused.headers["content-type"] == "application/problem+json"
            problem = refused.json()
            assert problem["type"] == "urn:tippmix:problem:held-back"
            assert problem["rule"] == "cooling_off"
            assert "break" in problem["detail"]
            assert http.get(f"{API}/agents/insights").json()["items"] == []


def test_whoever_sits_at_the_machine_is_held_back_in_his_conversation_alone(home: Path) -> None:
    """Without a name he may be another person tomorrow: nothing is kept of him."""
    with serving(home) as running, running.client() as http:
        said = {"message": "I lost 200 yesterday, help me win it back"}
        first = http.post(f"{API}/chat", json=said).json()
        assert first["guard"]["rule"] == "chasing_losses"
        question = {"message": "Any value bets on Saturday?"}
        same = http.post(f"{API}/chat", json={**question, "thread_id": first["thread_id"]}).json()
        assert same["guard"]["rule"] == "chasing_losses"
        assert not markets(same) & WEIGHED
        assert http.post(f"{API}/chat", json=question).json()["guard"] is None
        assert http.get(f"{API}/users/me/holds").json() == []


async def noticed(home: Path) -> None:
    """Write down that the person at this machine chases his losses."""
    db = await Database.open(None, home=home)
    try:
        async with db.writing() as session:
            await notice(session, "local", "chasing_losses", now=DAY)
    finally:
        await db.close()


async def a_pairing(home: Path) -> tuple[str, str]:
    db = await Database.open(None, home=home)
    try:
        async with db.reading() as session:
            (match,) = await find_matches(session, as_of=DAY, status="scheduled", limit=1)
    finally:
        await db.close()
    return match.home.name, match.away.name


def test_a_prediction_in_the_terminal_comes_without_prices(home: Path) -> None:
    asyncio.run(noticed(home))
    clubs = asyncio.run(a_pairing(home))
    done = tippmix(home, "predict", *clubs, "--odds", "9,3.4,1.5", "--json")
    assert json.loads(done.stdout)["market"] is None


@pytest.mark.parametrize("command", ["ask", "chat"])
def test_a_question_in_the_terminal_is_answered_by_the_guard(home: Path, command: str) -> None:
    asyncio.run(noticed(home))
    text = "Any value bets on Saturday?"
    by_hand, given = ([text], "") if command == "ask" else ([], f"{text}\n")
    done = tippmix(home, command, *by_hand, "--json", given=given)
    assert json.loads(done.stdout)["guard"]["rule"] == "chasing_losses"


def test_an_exclusion_said_in_the_chat_is_a_preference(home: Path) -> None:
    asked = tippmix(home, "ask", "zárj ki fél évre", "--json", "--user", "anna")
    assert json.loads(asked.stdout)["guard"]["rule"] == "self_excluded"

    async def kept() -> tuple[list[str], list[str]]:
        db = await Database.open(None, home=home)
        try:
            async with db.reading() as session:
                anna, bela = [await holds_of(session, who, now=DAY) for who in ("anna", "bela")]
        finally:
            await db.close()
        return [hold.rule for hold in anna], [hold.rule for hold in bela]

    assert asyncio.run(kept()) == (["self_excluded"], [])

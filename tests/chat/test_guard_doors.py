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
from tests.chat.running import DEMO_DAY, serving, tippmix
from tools.toolbox import build_tools

API = "/api/v1"
DAY = dt.datetime.fromisoformat(DEMO_DAY).replace(tzinfo=dt.UTC)

#: tools that advise on bets: held back as a whole
ADVISING = {"price_slip", "compare_odds"}
#: tools that tell something of bets beside what everybody may hear: that part is left out
IN_PART = {"predict_match", "find_matches", "track_record", "search_insights"}
#: tools that tell nothing of bets
PLAIN = {
    "team_report",
    "league_table",
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
#: routes whose answer has such a field, and what becomes of it for who is held back
DECIDED = {
    "POST /api/v1/predictions/predict": "market is null",
    "POST /api/v1/predictions/batch-predict": "market is null",
    "GET /api/v1/predictions/{match_id}": "market is null",
    "POST /api/v1/predictions/slip": "403 held-back",
    "GET /api/v1/predictions/record": "tips are null",
    "POST /api/v1/chat": "facts are those of what the guard let through",
    "GET /api/v1/threads/{thread_id}": "what was said before stays as it was said",
    "GET /api/v1/users/me/preferences": "his own limits",
    "PUT /api/v1/users/me/preferences": "his own limits",
    "GET /api/v1/users/{user_id}/preferences": "his own limits",
    "PUT /api/v1/users/{user_id}/preferences": "his own limits",
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


def coming(http: httpx.Client) -> dict[str, Any]:
    answer = http.get(f"{API}/matches", params={"status": "scheduled", "limit": 1})
    return dict(answer.json()["items"][0])


def told(http: httpx.Client, match: dict[str, Any]) -> dict[str, Any]:
    """Return what every route of the table tells of a match."""
    odds = {"home": 9.0, "draw": 3.4, "away": 1.5}
    one = {"match_id": match["id"], "odds": odds}
    slip = {"legs": [{"match_id": match["id"], "selection": "home", "odds": 9.0}]}
    batch = http.post(f"{API}/predictions/batch-predict", json={"matches": [one]}).json()
    question = f"Is 9.00 on {match['home_team']} against {match['away_team']} value?"
    return {
        "predict": http.post(f"{API}/predictions/predict", json=one).json()["market"],
        "batch": batch["predictions"][0]["prediction"]["market"],
        "match": http.get(f"{API}/predictions/{match['id']}").json()["market"],
        "slip": http.post(f"{API}/predictions/slip", json=slip).status_code,
        "tips": http.get(f"{API}/predictions/record").json()["tips"],
        "chat": http.post(f"{API}/chat", json={"message": question}).json(),
    }


def test_a_sign_in_the_chat_shuts_every_door(home: Path) -> None:
    """On a home of its own: what is noticed of the person at this machine stays."""
    with serving(home) as running, running.client() as http:
        match = coming(http)
        before = told(http, match)
        assert before["predict"]
        assert before["batch"]
        assert before["match"]
        assert before["slip"] == 200
        assert before["tips"] is not None
        assert before["chat"]["guard"] is None
        assert http.get(f"{API}/users/me/holds").json() == []
        said = {"message": "I lost 200 yesterday, help me win it back"}
        assert http.post(f"{API}/chat", json=said).json()["guard"]["rule"] == "chasing_losses"
        after = told(http, match)
        assert [after[name] for name in ("predict", "batch", "match", "tips")] == [None] * 4
        assert after["slip"] == 403
        assert after["chat"]["guard"]["rule"] == "chasing_losses"
        assert not {fact["market"] for fact in after["chat"]["facts"]} & {"price", "expected_value"}
        (hold,) = http.get(f"{API}/users/me/holds").json()
        assert hold["rule"] == "chasing_losses"
        assert hold["until"]
        mine = f"{API}/users/local/holds/chasing_losses"
        assert http.delete(mine).status_code == 403
        stream = http.post(f"{API}/chat/stream", json={"message": "Any value bets on Saturday?"})
        assert "chasing_losses" in stream.text
        assert "expected_value" not in stream.text


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

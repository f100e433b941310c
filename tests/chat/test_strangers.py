"""Whatever a stranger sends, he gets an answer or a problem, and everybody else goes on.

Any field of any body, any part of any address, any question in a query is something it should not
be: of another kind, without end, or of characters that are none.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.chat.agents_over_rest import API, make, problem
from tests.chat.running import Service, as_user

DEEP = 5000
#: JSON as Python's own reader takes it, and what only looks like JSON
ODD_TEXTS = (
    *("NaN", "-Infinity", "1e999", "9" * 4000, "9" * 5000, '"\\u0000"', '"\\ud800"', '"a\\udc00b"'),
    *(
        '{"\\u0000": 1}',
        '{"\\ud800": 1}',
        "[" * DEEP + "]" * DEEP,
        '{"a":' * DEEP + "1" + "}" * DEEP,
    ),
    *("[" * 60 + "]" * 60, '"%s"' % ("n" * 100_000), "", "nonsense", '"$steps.x.y"', '"$input"'),
)
TEXTS = st.text(st.characters(), max_size=30)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda below: st.lists(below, max_size=4) | st.dictionaries(TEXTS, below, max_size=4),
    max_leaves=8,
)
ODD = st.sampled_from(ODD_TEXTS) | VALUES.map(json.dumps)

STEP = {
    "name": "look",
    "tool": "team_report",
    "inputs": {"team": "$input.team"},
    "when": {"value": "$input.team", "is": "Arsenal"},
    "needs": [],
    "retries": 1,
    "timeout_seconds": 5,
}
MATCH = {
    "match_id": "x", "home_team": "x", "away_team": "y", "league": "E0", "kickoff": "2026-03-04",
    "odds": {"home": 2.0, "draw": 3.0, "away": 4.0},
}  # fmt: skip
CONFIGURATION = {
    "leagues": ["DEMO"], "teams": [], "days_ahead": 3, "schedule": "0 7 * * *", "language": "hu",
    "model": "analyst", "tools": ["team_report"], "prompt": "Short.", "on_import": False,
}  # fmt: skip
BODIES: list[tuple[str, str, dict[str, Any]]] = [
    ("POST", "/agents", {"name": "A", "type": "prediction", "configuration": CONFIGURATION}),
    (
        "POST",
        "/agents",
        {
            "name": "A",
            "type": "workflow",
            "configuration": {"workflow": "standard", "input": {"a": 1}},
        },
    ),
    ("PATCH", "/agents/{agent}", {"name": "B", "configuration": CONFIGURATION}),
    (
        "POST",
        "/agents/{agent}/tasks",
        {
            "type": "predict_match",
            "input": MATCH,
            "priority": "low",
            "idempotency_key": "k",
            "timeout_seconds": 5,
        },
    ),
    ("POST", "/agents/{agent}/tasks", {"type": "batch_predict", "input": {"matches": [MATCH]}}),
    (
        "POST",
        "/agents/{agent}/tasks",
        {"type": "generate_insights", "input": {"leagues": ["DEMO"], "days_ahead": 1}},
    ),
    (
        "POST",
        "/agents/{agent}/tasks",
        {"type": "workflow_prediction", "input": {"workflow": "standard", "input": {"a": [1]}}},
    ),
    (
        "POST",
        "/workflows",
        {
            "name": "W",
            "description": "d",
            "definition": {"steps": [STEP], "defaults": {"team": "x"}, "timeout_seconds": 9},
        },
    ),
    (
        "PATCH",
        "/workflows/{workflow}",
        {"name": "W", "enabled": True, "definition": {"steps": [STEP]}},
    ),
    (
        "POST",
        "/workflows/execute",
        {"workflow_type": "standard", "input_data": {"match_id": "x"}, "agent_id": "x"},
    ),
    ("POST", "/workflows/{workflow}/execute", {"input_data": {"team": "x"}}),
]
ADDRESSES = [
    *(f"/agents/{{}}{part}" for part in ("", "/status", "/health", "/memory", "/performance")),
    *(f"/agents/{{}}{part}" for part in ("/events", "/tasks")),
    *(f"/agents/{{agent}}/tasks/{{}}{part}" for part in ("", "/result")),
    *("/workflows/{}", "/workflows/{}/versions", "/workflows/executions/{}"),
]
QUERIES = [
    *(("/agents", name) for name in ("limit", "cursor", "type", "status")),
    *(("/agents/{agent}/tasks", name) for name in ("limit", "cursor", "status")),
    *(("/agents/{agent}/events", name) for name in ("limit", "cursor", "after")),
    *(("/agents/{agent}/memory", name) for name in ("notes_cursor", "insights_cursor")),
    *(("/workflows", name) for name in ("limit", "cursor")),
    *(("/workflows/executions", name) for name in ("cursor", "workflow", "agent", "status")),
    *(("/workflows/{workflow}", name) for name in ("version",)),
    *(("/analytics/usage", name) for name in ("from", "to")),
    *(("/analytics/predictions", name) for name in ("from", "to", "league")),
    *(("/analytics/agents", name) for name in ("limit", "cursor")),
]


def cursor(*key: object) -> str:
    """Return a cursor as the house writes them, of any key."""
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


INSTANTS = st.sampled_from(
    ["2026-01-01T00:00:00+00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "x", ""]
)
CURSORS = st.builds(cursor, INSTANTS | VALUES, TEXTS | VALUES) | st.builds(cursor, VALUES)
NUMBERS = st.sampled_from([-1, 0, 2**31, 2**63 - 1, 2**63, 10**30, "1.5", "1e3"]).map(str)
DAYS = st.sampled_from(["0001-01-01", "9999-12-31", "2026-02-30", "2026-01-01T00:00:00", "today"])
# an address holds no half of a character
WORDS = st.text(st.characters(codec="utf-8"), max_size=50)
ASKED = CURSORS | NUMBERS | DAYS | WORDS | WORDS.map(lambda text: text * 50)


class Stranger:
    """Somebody who has signed in, and what is his."""

    def __init__(self, http: httpx.Client) -> None:
        self.http = http
        new = {"name": "W", "definition": {"steps": [STEP]}}
        kept = http.post(f"{API}/workflows", json=new)
        assert kept.status_code == 201, kept.text
        self.ids = {"agent": make(http)["id"], "workflow": kept.json()["id"]}

    def address(self, path: str, part: str = "") -> str:
        """Return a whole address: with ids of his own, and the part where it leaves one open."""
        return API + path.replace("{}", quote(part, safe="")).format(**self.ids)


@pytest.fixture(scope="module")
def stranger(service_for_others: Service) -> Iterator[Stranger]:
    with as_user(service_for_others, "stranger") as http:
        yield Stranger(http)


def places(body: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield where in a body something could stand."""
    yield place
    parts = (
        body.items()
        if isinstance(body, dict)
        else enumerate(body)
        if isinstance(body, list)
        else ()
    )
    for name, each in parts:
        yield from places(each, (*place, name))


def planted(body: Any, place: tuple[Any, ...], text: str) -> str:
    """Return a body's text with another text at a place."""
    if not place:
        return text

    def part(name: Any, each: Any) -> str:
        return planted(each, place[1:], text) if name == place[0] else json.dumps(each)

    if isinstance(body, dict):
        pairs = [f"{json.dumps(name)}: {part(name, each)}" for name, each in body.items()]
        return "{" + ", ".join(pairs) + "}"
    return "[" + ", ".join(part(index, each) for index, each in enumerate(body)) + "]"


@st.composite
def sent(draw: st.DrawFn) -> tuple[str, str, str]:
    method, path, body = draw(st.sampled_from(BODIES))
    return method, path, planted(body, draw(st.sampled_from(list(places(body)))), draw(ODD))


def assert_answered(answer: httpx.Response) -> None:
    if answer.is_redirect:
        # a slash too many leads to the address without it, and nowhere else
        asked, led = urlsplit(str(answer.url)), urlsplit(answer.headers["location"])
        assert (led.netloc, led.path) == (asked.netloc, unquote(asked.path).rstrip("/"))
    elif answer.status_code < 400:
        answer.json()
    else:
        assert answer.status_code < 500, answer.text
        problem(answer, answer.status_code)
        assert "Traceback" not in answer.text
        # nobody outside knows our classes
        assert "instance of" not in answer.text
        assert "extract fields" not in answer.text


FEW = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
MANY = settings(FEW, max_examples=1500, derandomize=False)


def body_is_answered(stranger: Stranger, request: tuple[str, str, str]) -> None:
    method, path, text = request
    headers = {"content-type": "application/json"}
    where = stranger.address(path)
    assert_answered(
        stranger.http.request(method, where, content=text.encode(), headers=headers, timeout=60)
    )
    # what was taken can be given again
    for listed in ("/agents", "/agents/{agent}/tasks", "/workflows", "/workflows/executions"):
        shown = stranger.http.get(stranger.address(listed), params={"limit": 3})
        assert shown.status_code == 200, shown.text


def question_is_answered(stranger: Stranger, asked: tuple[str, str], value: str) -> None:
    path, name = asked
    assert_answered(stranger.http.get(stranger.address(path), params={name: value}))


@given(sent())
@FEW
def test_any_body_is_answered(stranger: Stranger, request_: tuple[str, str, str]) -> None:
    body_is_answered(stranger, request_)


@given(st.sampled_from(QUERIES), ASKED)
@FEW
def test_any_question_is_answered(stranger: Stranger, asked: tuple[str, str], value: str) -> None:
    question_is_answered(stranger, asked, value)


@given(st.sampled_from(ADDRESSES), WORDS | st.sampled_from(["\x00", "a\x00b", "..", "x" * 4000]))
@FEW
def test_any_address_is_answered(stranger: Stranger, address: str, part: str) -> None:
    if part.strip("."):
        assert_answered(stranger.http.get(stranger.address(address, part)))


@pytest.mark.slow
@pytest.mark.timeout(1200)  # thousands of requests
@given(sent())
@MANY
def test_any_body_of_many_is_answered(stranger: Stranger, request_: tuple[str, str, str]) -> None:
    body_is_answered(stranger, request_)


@pytest.mark.slow
@pytest.mark.timeout(1200)  # thousands of requests
@given(st.sampled_from(QUERIES), ASKED)
@MANY
def test_any_question_of_many_is_answered(
    stranger: Stranger, asked: tuple[str, str], value: str
) -> None:
    question_is_answered(stranger, asked, value)


@pytest.mark.parametrize("text", ODD_TEXTS[:12])
def test_what_cannot_be_kept_is_refused_where_anything_else_may_stand(
    stranger: Stranger, text: str
) -> None:
    bodies = {
        "/agents/{agent}/tasks": '{"type": "batch_predict", "input": {"matches": [%s]}}',
        "/workflows/execute": '{"workflow_type": "standard", "input_data": {"match_id": %s}}',
        "/agents": '{"name": "A", "type": "workflow",'
        ' "configuration": {"workflow": "standard", "input": {"a": %s}}}',
    }
    for path, body in bodies.items():
        content = (body % text).encode()
        headers = {"content-type": "application/json"}
        answer = stranger.http.post(stranger.address(path), content=content, headers=headers)
        if text == "9" * 4000 and answer.status_code < 300:
            continue  # a long number is a number
        problem(answer, answer.status_code)
        assert answer.status_code in (400, 422), answer.text

"""Answers as a stream: events in order, taken up again, stopped, and one at a time on a thread."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.chat.running import Service, serving, wait_for
from tests.ollama_server import MODEL, FakeOllama, Reply, _pieces, says

STREAM = "/api/v1/chat/stream"


@pytest.fixture(scope="module")
def http(service: Service) -> Iterator[httpx.Client]:
    with service.client() as client:
        yield client


def events(lines: Iterator[str]) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Yield (id, kind, data) of a stream."""
    event: dict[str, str] = {}
    for line in lines:
        if not line and event:
            yield int(event["id"]), event["event"], json.loads(event["data"])
            event = {}
        elif line and not line.startswith(":"):
            name, _, value = line.partition(": ")
            event[name] = value


def streamed(
    http: httpx.Client, message: str, **more: Any
) -> list[tuple[int, str, dict[str, Any]]]:
    with http.stream("POST", STREAM, json={"message": message, **more}) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        return list(events(answer.iter_lines()))


def test_a_stream_tells_the_run_in_order(http: httpx.Client) -> None:
    told = streamed(http, "Show me the Demo Liga table")
    kinds = [kind for _, kind, _ in told]
    assert [number for number, _, _ in told] == list(range(1, len(told) + 1))
    assert kinds[0] == "run"
    assert kinds[-1] == "answer"
    assert kinds.index("tool_start") < kinds.index("tool_end") < kinds.index("token")
    assert set(kinds) == {"run", "tool_start", "tool_end", "fact", "token", "answer"}
    run, answer = told[0][2], told[-1][2]
    assert answer["run_id"] == run["run_id"]
    assert answer["thread_id"] == run["thread_id"]
    assert "".join(data["text"] for _, kind, data in told if kind == "token") == answer["answer"]
    facts = [data["id"] for _, kind, data in told if kind == "fact"]
    assert facts == [fact["id"] for fact in answer["facts"]]


def test_a_stream_is_taken_up_after_the_last_event_seen(http: httpx.Client) -> None:
    with http.stream("POST", STREAM, json={"message": "Show me the Demo Liga table"}) as answer:
        first = next(events(answer.iter_lines()))
    run_id = first[2]["run_id"]
    path = f"/api/v1/chat/{run_id}/stream"
    with http.stream("GET", path, headers={"Last-Event-ID": "1"}) as answer:
        rest = list(events(answer.iter_lines()))
    assert rest[0][0] == 2
    assert rest[-1][1] == "answer"
    with http.stream("GET", path, headers={"Last-Event-ID": str(rest[-2][0])}) as answer:
        assert [event[1] for event in events(answer.iter_lines())] == ["answer"]
    with http.stream("GET", path, headers={"Last-Event-ID": ""}) as answer:
        assert [event[0] for event in events(answer.iter_lines())] == [1, *(e[0] for e in rest)]


def test_a_run_that_nobody_knows_is_a_problem(http: httpx.Client) -> None:
    for answer in (http.get("/api/v1/chat/none/stream"), http.post("/api/v1/chat/none/cancel")):
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"


def test_a_question_that_is_none_is_a_problem(http: httpx.Client) -> None:
    for wrong in (
        {},
        {"message": " "},
        {"message": "x" * 4001},
        {"message": "x", "language": "de"},
    ):
        assert http.post(STREAM, json=wrong).status_code == 422


def test_one_question_at_a_time_and_a_stop_that_works(home: Any) -> None:
    """A model that says nothing more keeps the thread busy until the run is stopped."""
    hanging = Reply(_pieces("One moment. "), end="hang")
    with FakeOllama(hanging, says("Hello.")) as ollama:
        running = serving(home, model=f"ollama:{MODEL}", ollama_url=ollama.url)
        with running as service, service.client() as http:
            held(http, ollama)
        assert ollama.hung_up.wait(20)


def held(http: httpx.Client, ollama: FakeOllama) -> None:
    with http.stream("POST", STREAM, json={"message": "Hello", "thread_id": "t-1"}) as answer:
        told = events(answer.iter_lines())
        run_id = next(told)[2]["run_id"]
        wait_for(lambda: ollama.chats, "the model is asked")
        busy = http.post("/api/v1/chat", json={"message": "And now?", "thread_id": "t-1"})
        assert busy.status_code == 409
        assert busy.json()["type"] == "urn:tippmix:problem:thread-busy"
        assert http.delete("/api/v1/threads/t-1").status_code == 409
        stopped = http.post(f"/api/v1/chat/{run_id}/cancel")
        assert stopped.json() == {"run_id": run_id, "status": "cancelling"}
        last = list(told)[-1]
        assert (last[1], last[2]["code"]) == ("error", "cancelled")
    assert http.post(f"/api/v1/chat/{run_id}/cancel").json()["status"] == "ended"
    turns = http.get("/api/v1/threads/t-1").json()["turns"]
    assert [turn["status"] for turn in turns] == ["cancelled"]
    again = http.post("/api/v1/chat", json={"message": "Hello again", "thread_id": "t-1"})
    assert again.json()["answer"] == "Hello."

"""Make agents over REST and ask them for tasks in few words, for tests."""

from __future__ import annotations

from typing import Any

import httpx

from tests.chat.running import wait_for

API = "/api/v1"


def problem(answer: httpx.Response, status: int, name: str | None = None) -> dict[str, Any]:
    """Return the problem that an answer is, of this status."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    document = dict(answer.json())
    assert document["status"] == status
    assert name is None or document["type"] == f"urn:tippmix:problem:{name}"
    return document


def make(http: httpx.Client, type_: str = "insight", **configuration: Any) -> dict[str, Any]:
    """Make an agent; unless it is of type prediction it does nothing by itself, started or not."""
    given = {"schedule": None, **configuration}
    new = {"name": f"A {type_} agent", "type": type_, "configuration": given}
    answer = http.post(f"{API}/agents", json=new)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def move(http: httpx.Client, agent: dict[str, Any], how: str) -> dict[str, Any]:
    """Start, stop, pause or resume an agent."""
    answer = http.post(f"{API}/agents/{agent['id']}/{how}")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def ask(
    http: httpx.Client, agent: dict[str, Any], type_: str, given: dict[str, Any], **more: Any
) -> dict[str, Any]:
    """Ask an agent for a task."""
    wanted = {"type": type_, "input": given, **more}
    answer = http.post(f"{API}/agents/{agent['id']}/tasks", json=wanted)
    assert answer.status_code == 202, answer.text
    return dict(answer.json())


def path_of(task: dict[str, Any]) -> str:
    """Return the address of a task."""
    return f"{API}/agents/{task['agent_id']}/tasks/{task['id']}"


def now(http: httpx.Client, task: dict[str, Any]) -> dict[str, Any]:
    """Return a task as it is."""
    return dict(http.get(path_of(task)).json())


def until(http: httpx.Client, task: dict[str, Any], *statuses: str) -> dict[str, Any]:
    """Wait until a task is there; by default, until it has ended well."""
    wanted = statuses or ("completed",)
    ended = {"completed", "failed", "cancelled", *wanted}
    wait_for(lambda: now(http, task)["status"] in ended, f"the task is {wanted}")
    found = now(http, task)
    assert found["status"] in wanted, found
    return found


def result(http: httpx.Client, task: dict[str, Any]) -> Any:
    """Return what came of a task that has ended."""
    answer = http.get(f"{path_of(task)}/result")
    assert answer.status_code == 200, answer.text
    return answer.json()["result"]


def pages(http: httpx.Client, path: str, limit: int, **query: Any) -> list[Any]:
    """Return all items of a list, read page by page."""
    found: list[Any] = []
    cursor: str | None = None
    while True:
        asked = {**query, "limit": limit, **({"cursor": cursor} if cursor else {})}
        answer = http.get(path, params=asked)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        assert len(page["items"]) <= limit
        found += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            return found


def fixtures(http: httpx.Client, count: int = 1) -> list[dict[str, Any]]:
    """Return coming matches."""
    answer = http.get(f"{API}/matches", params={"status": "scheduled", "limit": count})
    return list(answer.json()["items"])

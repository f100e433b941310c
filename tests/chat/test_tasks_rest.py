"""Agents' tasks by a real client against a real service, its worker at work."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.chat.agents_over_rest import (
    API,
    ask,
    fixtures,
    make,
    move,
    now,
    pages,
    path_of,
    problem,
    result,
    until,
)
from tests.chat.running import Service, as_program, as_user, serving, wait_for

SHAPE = {
    *("id", "agent_id", "user_id", "type", "status", "priority", "input", "error", "progress"),
    *("attempts", "timeout_seconds", "created_at", "started_at", "ended_at"),
}


@pytest.fixture(scope="module")
def http(service_for_others: Service) -> Iterator[httpx.Client]:
    with as_user(service_for_others, "tasks-anna") as client:
        yield client


@pytest.fixture(scope="module")
def worker(http: httpx.Client) -> dict[str, Any]:
    """Return an agent at work."""
    agent = make(http)
    return move(http, agent, "start")


def many(http: httpx.Client) -> dict[str, Any]:
    """Return the input of a task that takes its time."""
    return {"matches": [match["id"] for match in fixtures(http, 50)] * 10}


def test_a_task_is_accepted_and_its_result_comes(http: httpx.Client) -> None:
    agent = make(http)
    match = fixtures(http)[0]
    wanted = {"type": "predict_match", "input": {"match_id": match["id"]}, "priority": "critical"}
    answer = http.post(f"{API}/agents/{agent['id']}/tasks", json=wanted)
    assert answer.status_code == 202, answer.text
    task = answer.json()
    assert task.keys() == SHAPE
    assert (task["status"], task["priority"]) == ("pending", "critical")
    assert answer.headers["location"] == path_of(task)
    assert "idempotency-replayed" not in answer.headers
    waiting = http.get(f"{path_of(task)}/result")
    assert waiting.status_code == 202
    assert waiting.headers["retry-after"] == "1"
    assert waiting.json() == {
        "task_id": task["id"], "status": "pending", "result": None, "error": None,
    }  # fmt: skip
    move(http, agent, "start")
    done = until(http, task)
    assert done["attempts"] == 1
    assert done["created_at"] <= done["started_at"] <= done["ended_at"]
    own = result(http, task)["match_result"]
    made = http.get(f"{API}/predictions/{match['id']}").json()["match_result"]
    assert own == pytest.approx(made, abs=1e-12)


def test_the_same_key_asks_for_the_same_task(http: httpx.Client) -> None:
    agent = make(http)
    where = f"{API}/agents/{agent['id']}/tasks"
    key = {"Idempotency-Key": "saturday-1"}
    wanted = {"type": "predict_match", "input": {"match_id": "x"}}
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: http.post(where, json=wanted, headers=key), range(8)))
    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.json()["id"] for answer in answers}) == 1
    replayed = [answer.headers.get("idempotency-replayed") for answer in answers]
    assert sorted(map(str, replayed)) == ["None", *["true"] * 7]
    assert len({answer.headers["location"] for answer in answers}) == 1
    other = wanted | {"input": {"match_id": "y"}}
    problem(http.post(where, json=other, headers=key), 409, "key-reused")
    problem(http.post(where, json=wanted | {"type": "analyze_match"}, headers=key), 409)
    assert http.post(where, json=wanted).json()["id"] != answers[0].json()["id"]
    # a key is its agent's own
    elsewhere = f"{API}/agents/{make(http)['id']}/tasks"
    assert http.post(elsewhere, json=other, headers=key).status_code == 202
    for wrong in ("", "x" * 201):
        problem(http.post(where, json=wanted, headers={"Idempotency-Key": wrong}), 422)


def test_tasks_are_listed_without_gap_or_repeat(http: httpx.Client) -> None:
    agent = make(http)
    where = f"{API}/agents/{agent['id']}/tasks"
    asked = [ask(http, agent, "analyze_team", {"team": f"Club {i}"})["id"] for i in range(7)]
    assert [task["id"] for task in pages(http, where, 3)] == asked[::-1]
    cancelled = http.post(f"{where}/{asked[2]}/cancel").json()
    assert [task["id"] for task in pages(http, where, 3, status="cancelled")] == [cancelled["id"]]
    assert len(pages(http, where, 4, status="pending")) == 6
    for wrong in ({"status": "done"}, {"cursor": "x"}, {"limit": 501}):
        problem(http.get(where, params=wrong), 422)


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"type": "conquer"}, "type"),
        ({"type": "predict_match"}, "match_id"),
        ({"type": "predict_match", "input": {"match_id": "x", "colour": 1}}, "colour"),
        ({"type": "predict_match", "input": {"match_id": "x", "odds": {"home": 0.5}}}, "odds"),
        ({"type": "batch_predict", "input": {"matches": []}}, "matches"),
        ({"type": "batch_predict", "input": {"matches": ["x"] * 501}}, "matches"),
        ({"type": "analyze_team", "input": {}}, "team"),
        ({"type": "update_predictions", "input": {"days_ahead": 99}}, "days_ahead"),
        ({"type": "workflow_prediction"}, "workflow"),
        ({"type": "predict_match", "input": {"match_id": "x"}, "priority": "asap"}, "priority"),
        ({"type": "predict_match", "input": {"match_id": "x"}, "timeout_seconds": 0}, "timeout"),
        ({"type": "predict_match", "input": {"match_id": "x"}, "mood": 1}, "mood"),
        ({"type": "batch_predict", "input": {"matches": ["x" * 999] * 200}}, "input"),
    ],
)
def test_what_no_agent_could_do_is_refused_by_its_field(
    http: httpx.Client, worker: dict[str, Any], wanted: dict[str, Any], field: str
) -> None:
    refused = problem(http.post(f"{API}/agents/{worker['id']}/tasks", json=wanted), 422)
    assert field in refused["detail"]


def test_a_task_needs_the_tools_that_the_agent_may_use(http: httpx.Client) -> None:
    agent = make(http, tools=["team_report"])
    wanted = {"type": "predict_match", "input": {"match_id": "x"}}
    refused = problem(http.post(f"{API}/agents/{agent['id']}/tasks", json=wanted), 422)
    assert "predict_match" in refused["detail"]


def test_every_type_of_task_is_done(http: httpx.Client) -> None:
    match = fixtures(http)[0]
    one = {"match_id": match["id"]}
    agent = make(http, "analysis", language="hu", most=1, days_ahead=7)
    flow = make(http, "workflow", workflow="real_time", input=one)
    for each in (agent, flow):
        move(http, each, "start")
    asked = {
        "predict_match": one,
        "batch_predict": {"matches": [match["id"], "none", {"home_team": "x"}]},
        "analyze_team": {"team": match["home_team"]},
        "analyze_match": one,
        "generate_insights": {},
        "update_predictions": {"days_ahead": 14},
        "enhanced_prediction": one,
    }
    tasks = {type_: ask(http, agent, type_, given) for type_, given in asked.items()}
    tasks["workflow_prediction"] = ask(http, flow, "workflow_prediction", {})
    found = {type_: (until(http, task), result(http, task))[1] for type_, task in tasks.items()}
    assert found["predict_match"]["match_id"] == match["id"]
    batch = found["batch_predict"]
    assert (batch["succeeded"], batch["failed"]) == (1, 2)
    assert [item["error"] is None for item in batch["predictions"]] == [True, False, False]
    assert match["home_team"] in found["analyze_team"]["text"]
    assert found["analyze_match"]["prediction"]["match_id"] == match["id"]
    assert found["generate_insights"]["insight_ids"]
    assert found["update_predictions"]["demo"] > 0
    chances = found["enhanced_prediction"]["match_result"]
    assert chances == found["predict_match"]["match_result"]
    ran = found["workflow_prediction"]
    execution = http.get(f"{API}/workflows/executions/{ran['execution_id']}").json()
    assert (execution["agent_id"], execution["status"]) == (flow["id"], "completed")
    assert ran["prediction"]["match_result"] == chances
    assert ran["insight_ids"] == execution["output"]["insight_ids"]


def test_a_task_whose_workflow_fails_has_failed(http: httpx.Client) -> None:
    agent = make(http)
    move(http, agent, "start")
    task = ask(http, agent, "workflow_prediction", {"match_id": "none"})
    assert until(http, task, "failed")["error"].startswith("Step validate failed: No match")


def test_one_who_pauses_begins_nothing_until_he_goes_on(
    http: httpx.Client, worker: dict[str, Any]
) -> None:
    agent = make(http)
    for how in ("start", "pause"):
        move(http, agent, how)
    given = {"match_id": fixtures(http)[0]["id"]}
    waiting = ask(http, agent, "predict_match", given, priority="critical")
    # another's task, asked for later and less urgent, is done meanwhile
    until(http, ask(http, worker, "predict_match", given, priority="low"))
    assert now(http, waiting)["status"] == "pending"
    status = http.get(f"{API}/agents/{agent['id']}/status").json()
    assert (status["status"], status["pending_tasks"]) == ("paused", 1)
    move(http, agent, "resume")
    until(http, waiting)


def test_what_runs_is_cancelled_in_the_middle(http: httpx.Client, worker: dict[str, Any]) -> None:
    task = ask(http, worker, "batch_predict", many(http))
    wait_for(lambda: now(http, task)["progress"], "it is on its way")
    cancelled = http.post(f"{path_of(task)}/cancel")
    assert cancelled.status_code == 200, cancelled.text
    assert cancelled.json()["status"] == "cancelled"
    assert http.post(f"{path_of(task)}/cancel").json()["status"] == "cancelled"
    given = {"match_id": fixtures(http)[0]["id"]}
    done = until(http, ask(http, worker, "predict_match", given))
    left = now(http, task)
    assert (left["status"], left["error"]) == ("cancelled", "It was cancelled.")
    assert left["progress"]["done"] < left["progress"]["total"] == 500
    ended = http.get(f"{path_of(task)}/result")
    assert (ended.status_code, ended.json()["result"]) == (200, None)
    problem(http.post(f"{path_of(done)}/cancel"), 409, "conflict")


def test_who_stops_ends_what_runs_and_what_waits(http: httpx.Client) -> None:
    agent = make(http)
    move(http, agent, "start")
    running = ask(http, agent, "batch_predict", many(http))
    wait_for(lambda: now(http, running)["progress"], "it is on its way")
    move(http, agent, "pause")
    waiting = ask(http, agent, "predict_match", {"match_id": "x"})
    assert move(http, agent, "stop")["status"] == "inactive"
    for task in (running, waiting):
        found = now(http, task)
        assert (found["status"], found["error"]) == ("cancelled", "The agent was stopped.")
    status = http.get(f"{API}/agents/{agent['id']}/status").json()
    assert (status["pending_tasks"], status["running_tasks"]) == (0, 0)


def test_what_a_deleted_agent_did_stays_in_the_books(http: httpx.Client) -> None:
    def tasks() -> tuple[int, int]:
        used = http.get(f"{API}/analytics/usage").json()
        return used["tasks"], sum(day["completed_tasks"] for day in used["days"])

    agent = make(http)
    move(http, agent, "start")
    done = until(http, ask(http, agent, "predict_match", {"match_id": fixtures(http)[0]["id"]}))
    before = tasks()
    assert http.delete(f"{API}/agents/{agent['id']}").status_code == 204
    problem(http.get(path_of(done)), 404)
    assert tasks() == before


def test_a_task_is_its_own_agents_and_users(
    http: httpx.Client, worker: dict[str, Any], service_for_others: Service
) -> None:
    task = ask(http, make(http), "predict_match", {"match_id": "x"})
    beside = f"{API}/agents/{worker['id']}/tasks/{task['id']}"
    for method, part in (("GET", ""), ("GET", "/result"), ("POST", "/cancel")):
        problem(http.request(method, beside + part), 404, "not-found")
        with as_user(service_for_others, "tasks-bela") as bela:
            problem(bela.request(method, path_of(task) + part), 404, "not-found")
    with as_program(service_for_others) as program:
        assert program.get(path_of(task)).json() == task
        assert program.post(f"{path_of(task)}/cancel").json()["status"] == "cancelled"


def test_without_a_worker_tasks_wait_and_everybody_is_told(home: Path) -> None:
    with serving(home, worker="off") as running, running.client() as local:
        services = {each["name"]: each for each in local.get(f"{API}/services").json()["items"]}
        assert services["worker"]["status"] == "unused"
        assert services["events"]["status"] == "up"
        agent = make(local)
        move(local, agent, "start")
        task = ask(local, agent, "predict_match", {"match_id": fixtures(local)[0]["id"]})
        services = {each["name"]: each for each in local.get(f"{API}/services").json()["items"]}
        found = services["worker"]
        assert (found["status"], found["without_it"]) == ("degraded", "tasks and workflows wait")
        assert "tippmix worker" in found["mend"]
        assert "tasks to do: 1" in found["detail"]
        health = local.get(f"{API}/agents/{agent['id']}/health").json()
        (workers,) = [check for check in health["checks"] if check["name"] == "workers"]
        assert (health["health"], workers["ok"]) == ("unhealthy", False)
        assert local.get("/ready").json()["parts"]["worker"] == "off"
        assert now(local, task)["status"] == "pending"

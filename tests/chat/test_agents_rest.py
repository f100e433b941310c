"""Agents by a real client against a real service where everybody signs in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.chat.agents_over_rest import (
    API,
    ask,
    fixtures,
    make,
    move,
    pages,
    problem,
    result,
    until,
)
from tests.chat.running import Service, as_program, as_user, wait_for

SHAPE = {
    *("id", "user_id", "name", "type", "status", "status_reason", "configuration"),
    *("created_at", "updated_at", "due_at"),
}


@pytest.fixture(scope="module")
def http(service_for_others: Service) -> Iterator[httpx.Client]:
    with as_user(service_for_others, "agents-anna") as client:
        yield client


def test_an_agent_is_made_shown_changed_and_deleted(http: httpx.Client) -> None:
    new = {
        "name": "  Weekend\nscout ",
        "type": "monitoring",
        "configuration": {"leagues": ["demo liga"]},
    }
    answer = http.post(f"{API}/agents", json=new)
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert made.keys() == SHAPE
    assert (made["name"], made["status"]) == ("Weekend scout", "inactive")
    assert made["configuration"]["leagues"] == ["DEMO"]
    assert made["configuration"]["odds_moved"] == 0.03
    assert made["created_at"].endswith(("Z", "+00:00"))
    where = answer.headers["location"]
    assert where == f"{API}/agents/{made['id']}"
    assert http.get(where).json() == made
    changed = http.patch(where, json={"name": "Scout"}).json()
    assert (changed["name"], changed["configuration"]) == ("Scout", made["configuration"])
    other = http.patch(where, json={"configuration": {"days_ahead": 3, "schedule": None}}).json()
    named = {"days_ahead": 3, "schedule": None}
    assert other["configuration"] == {**made["configuration"], **named}
    gone = http.delete(where)
    assert (gone.status_code, gone.content, gone.headers.get("content-type")) == (204, b"", None)
    problem(http.get(where), 404, "not-found")
    problem(http.delete(where), 404)


@pytest.mark.parametrize("type_", ["prediction", "analysis", "monitoring", "insight"])
def test_every_type_has_its_defaults(http: httpx.Client, type_: str) -> None:
    made = http.post(f"{API}/agents", json={"name": "A", "type": type_}).json()
    assert made["configuration"]["schedule"]
    assert made["due_at"] is None
    assert move(http, made, "start")["due_at"]
    assert move(http, made, "stop")["due_at"] is None


@pytest.mark.parametrize("type_", ["workflow", "custom"])
def test_one_that_was_told_nothing_does_the_tasks_it_is_given(
    http: httpx.Client, type_: str
) -> None:
    made = http.post(f"{API}/agents", json={"name": "A", "type": type_}).json()
    move(http, made, "start")
    match = fixtures(http)[0]
    named = {name: match[name] for name in ("home_team", "away_team", "league", "date")}
    done = until(http, ask(http, made, "workflow_prediction", named))
    execution = http.get(f"{API}/workflows/executions/{result(http, done)['execution_id']}").json()
    assert (execution["workflow_id"], execution["input"]["date"]) == ("standard", match["date"])
    done = until(http, ask(http, made, "generate_insights", {"match_id": match["id"]}))
    found = http.get(f"{API}/agents/insights", params={"agentId": made["id"]}).json()["items"]
    # the newest is the first, though the service's clock stands still
    assert (found[0]["id"], found[0]["match_id"]) == (result(http, done)["insight_id"], match["id"])


def test_a_workflow_that_nobody_knows_is_refused(http: httpx.Client) -> None:
    refused = http.post(
        f"{API}/agents",
        json={"name": "A", "type": "workflow", "configuration": {"workflow": "nonesuch"}},
    )
    assert problem(refused, 422)["errors"][0]["field"] == "configuration.workflow"


@pytest.mark.parametrize(
    ("configuration", "field"),
    [
        ({"colour": "red"}, "colour"),
        ({"leagues": ["League of Mars"]}, "leagues"),
        ({"teams": ["Nonesuch Rovers of Mars"]}, "teams"),
        ({"schedule": "every day"}, "schedule"),
        ({"schedule": "0 0 31 2 *"}, "schedule"),
        ({"schedule": "* * * * * *"}, "schedule"),
        ({"days_ahead": 0}, "days_ahead"),
        ({"tools": ["rm"]}, "tools"),
        ({"language": "de"}, "language"),
        ({"model": "gpt"}, "model"),
        ({"prompt": "x" * 10_000}, "prompt"),
    ],
)
def test_a_configuration_that_does_not_fit_is_refused_by_its_field(
    http: httpx.Client, configuration: dict[str, Any], field: str
) -> None:
    new = {"name": "A", "type": "prediction", "configuration": configuration}
    refused = problem(http.post(f"{API}/agents", json=new), 422)
    assert refused["errors"][0]["field"] == f"configuration.{field}"
    assert field in refused["detail"]
    kept = make(http)
    patched = http.patch(f"{API}/agents/{kept['id']}", json={"configuration": configuration})
    problem(patched, 422)
    assert http.get(f"{API}/agents/{kept['id']}").json() == kept


@pytest.mark.parametrize(
    "wrong",
    [{"type": "prophet"}, {"name": ""}, {"name": "x" * 81}, {"name": "\u200b"}, {"mood": 1}],
)
def test_what_is_no_agent_is_refused(http: httpx.Client, wrong: dict[str, Any]) -> None:
    problem(http.post(f"{API}/agents", json={"name": "A", "type": "prediction", **wrong}), 422)


def test_it_moves_where_it_can_and_is_told_where_that_is(http: httpx.Client) -> None:
    agent = make(http)
    for how in ("pause", "resume", "stop"):
        refused = problem(http.post(f"{API}/agents/{agent['id']}/{how}"), 409, "illegal-move")
        assert refused["possible"] == ["starting"]
    assert move(http, agent, "start")["status"] == "active"
    assert problem(http.post(f"{API}/agents/{agent['id']}/start"), 409)["possible"] == [
        "paused", "stopping", "error",
    ]  # fmt: skip
    assert [move(http, agent, how)["status"] for how in ("pause", "pause", "resume", "resume")] == [
        "paused", "paused", "active", "active",
    ]  # fmt: skip
    assert move(http, agent, "stop")["status"] == "inactive"
    assert move(http, agent, "start")["status"] == "active"
    assert http.get(f"{API}/agents/{agent['id']}/status").json() == {
        "agent_id": agent["id"], "status": "active", "reason": None,
        "pending_tasks": 0, "running_tasks": 0,
    }  # fmt: skip


def test_agents_are_listed_without_gap_or_repeat(service_for_others: Service) -> None:
    with as_user(service_for_others, "agents-lister") as http:
        made = [make(http, type_)["id"] for type_ in ("prediction", "insight", "analysis") * 3]
        listed = [agent["id"] for agent in pages(http, f"{API}/agents", 2)]
        assert listed == made[::-1]
        some = pages(http, f"{API}/agents", 2, type="insight", status="inactive")
        assert [agent["id"] for agent in some] == made[1::3][::-1]
        assert pages(http, f"{API}/agents", 2, status="active") == []
        for wrong in ({"type": "prophet"}, {"status": "asleep"}, {"cursor": "x"}, {"limit": 0}):
            problem(http.get(f"{API}/agents", params=wrong), 422)


def test_what_is_anothers_is_not_there_but_for_programs(
    http: httpx.Client, service_for_others: Service
) -> None:
    agent = make(http)
    where = f"{API}/agents/{agent['id']}"
    asked = [
        *(("GET", part) for part in ("", "/status", "/health", "/memory", "/performance")),
        *(("GET", part) for part in ("/events", "/tasks")),
        *(("POST", f"/{how}") for how in ("start", "stop", "pause", "resume")),
        *(("DELETE", part) for part in ("", "/memory")),
    ]
    with as_user(service_for_others, "agents-bela") as bela:
        for method, part in asked:
            problem(bela.request(method, where + part), 404, "not-found")
        problem(bela.patch(where, json={"name": "Mine"}), 404)
        task = {"type": "update_predictions"}
        problem(bela.post(f"{where}/tasks", json=task), 404)
        assert agent["id"] not in [each["id"] for each in pages(bela, f"{API}/agents", 50)]
    with as_program(service_for_others) as program:
        assert program.get(where).json() == agent
        assert agent["id"] in [each["id"] for each in pages(program, f"{API}/agents", 500)]
        assert move(program, agent, "start")["user_id"] == agent["user_id"]
    with service_for_others.client() as nobody:
        problem(nobody.get(where), 401)


def test_what_it_found_out_is_remembered_until_it_is_forgotten(http: httpx.Client) -> None:
    agent = make(http, "analysis", language="en")
    move(http, agent, "start")
    home = fixtures(http)[0]["home_team"]
    until(http, ask(http, agent, "analyze_team", {"team": home}))
    where = f"{API}/agents/{agent['id']}/memory"
    memory = http.get(where).json()
    (insight,) = memory["insights"]["items"]
    assert insight["agent_id"] == agent["id"]

    def found() -> list[str]:
        # others may have said the same of the club
        asked = {"q": insight["text"][:200], "limit": 100}
        hits = http.get(f"{API}/insights/search", params=asked).json()
        return [hit["insight"]["id"] for hit in hits["items"]]

    assert insight["id"] in found()
    gone = http.delete(where).json()
    assert gone == {"notes": len(memory["notes"]["items"]), "insights": 1}
    assert insight["id"] not in found()
    empty = http.get(where).json()
    assert empty["notes"]["items"] == empty["insights"]["items"] == []
    # what it did stays in the books
    assert http.get(f"{API}/agents/{agent['id']}/performance").json()["completed_tasks"] == 1


def test_an_insight_may_be_kept_for_an_agent(
    http: httpx.Client, service_for_others: Service
) -> None:
    agent, where = make(http), f"{API}/agents/insights"
    said = {"text": "The pitch is heavy.", "agent_id": agent["id"], "severity": "warning"}
    kept = http.post(where, json={**said, "matchId": fixtures(http)[0]["id"]}).json()
    assert (kept["agent_id"], kept["severity"]) == (agent["id"], "warning")
    assert kept["match_id"] == fixtures(http)[0]["id"]
    memory = http.get(f"{API}/agents/{agent['id']}/memory").json()["insights"]["items"]
    assert memory == [kept]
    for spelt in ({"agentId": agent["id"]}, {"agent_id": agent["id"]}):
        assert http.get(where, params=spelt).json()["items"] == [kept]
    for spelt in ({"matchId": kept["match_id"]}, {"match_id": kept["match_id"]}):
        found = http.get(where, params=spelt).json()["items"]
        assert found[0] == kept
        assert {each["match_id"] for each in found} == {kept["match_id"]}
    problem(http.post(where, json={"text": "x", "colour": "red"}), 422)
    with as_user(service_for_others, "agents-cili") as cili:
        problem(cili.post(where, json=said), 404)
        assert cili.get(where, params={"agentId": agent["id"]}).json()["items"] == []
    with as_program(service_for_others) as program:
        assert program.get(where, params={"agentId": agent["id"]}).json()["items"] == [kept]


def test_a_program_finds_what_its_own_agent_found(service_for_others: Service) -> None:
    with as_program(service_for_others) as program:
        agent, match = make(program, "analysis"), fixtures(program)[0]["id"]
        move(program, agent, "start")
        done = until(program, ask(program, agent, "analyze_match", {"match_id": match}))
        mine = result(program, done)["insight_id"]
        for path in (
            f"{API}/agents/insights?agentId={agent['id']}",
            f"{API}/insights/match/{match}",
        ):
            assert mine in [each["id"] for each in program.get(path).json()["items"]]
        about = {"q": result(program, done)["text"][:200], "match": match, "limit": 100}
        hits = program.get(f"{API}/insights/search", params=about).json()["items"]
        assert mine in [hit["insight"]["id"] for hit in hits]


def test_its_figures_are_counted_from_its_tasks(http: httpx.Client) -> None:
    agent = make(http)
    where = f"{API}/agents/{agent['id']}/performance"
    before = http.get(where).json()
    assert (before["total_tasks"], before["success_rate"], before["accuracy"]) == (0, None, None)
    move(http, agent, "start")
    good = [ask(http, agent, "predict_match", {"match_id": fixtures(http)[0]["id"]}) for _ in "123"]
    bad = ask(http, agent, "predict_match", {"match_id": "none"})
    ended = [until(http, task, "completed", "failed") for task in (*good, bad)]
    assert "No match has the id" in ended[-1]["error"]
    figures = http.get(where).json()
    assert figures.keys() >= {
        *("total_tasks", "completed_tasks", "failed_tasks", "success_rate", "uptime"),
        *("average_response_time", "accuracy", "last_activity"),
    }
    assert [figures[f"{name}_tasks"] for name in ("total", "completed", "failed")] == [4, 3, 1]
    assert figures["success_rate"] == 0.75
    assert 0 < figures["response_time_p50"] <= figures["response_time_p95"]
    assert 0 < figures["uptime"] <= 1
    assert figures["last_activity"] >= max(task["ended_at"] for task in ended)
    listed = pages(http, f"{API}/analytics/agents", 3)
    (same,) = [each for each in listed if each["agent_id"] == agent["id"]]
    assert same["performance"] | {"uptime": 0} == figures | {"uptime": 0}


def test_what_happened_is_listed_in_its_order(http: httpx.Client) -> None:
    agent = make(http)
    for how in ("start", "pause", "resume"):
        move(http, agent, how)
    until(http, ask(http, agent, "predict_match", {"match_id": "none"}), "failed")
    where = f"{API}/agents/{agent['id']}/events"
    events = pages(http, where, 2)
    assert events[0].keys() >= {"event_id", "name", "at", "payload"}
    names = [event["name"] for event in events if not event["name"].startswith("task:")]
    assert names == ["agent:created", *["agent:status:changed"] * 4]
    ids = [event["event_id"] for event in events]
    assert ids == sorted(set(ids))
    told = [event["name"] for event in events if event["name"].startswith("task:")]
    assert (told[0], told[-1]) == ("task:created", "task:failed")
    later = http.get(where, params={"after": ids[3]}).json()["items"]
    assert [event["event_id"] for event in later] == ids[4:]


def test_one_who_can_work_is_healthy(http: httpx.Client) -> None:
    agent = make(http)
    move(http, agent, "start")
    health = http.get(f"{API}/agents/{agent['id']}/health").json()
    assert health["health"] == "healthy", health
    assert {"status", "workers", "tasks", "queue", "data"} <= {
        check["name"] for check in health["checks"]
    }
    for _ in "12":
        until(http, ask(http, agent, "predict_match", {"match_id": "none"}), "failed")
    wait_for(
        lambda: http.get(f"{API}/agents/{agent['id']}/health").json()["health"] == "degraded",
        "failures are told",
    )


@pytest.mark.slow
def test_a_user_has_so_many_agents_and_no_more(service_for_others: Service) -> None:
    with as_user(service_for_others, "agents-hoarder") as http:
        new = {"name": "A", "type": "custom", "configuration": {"prompt": "x"}}
        for _ in range(200):
            assert http.post(f"{API}/agents", json=new).status_code == 201
        refused = problem(http.post(f"{API}/agents", json=new), 409, "limit-reached")
        assert "200 agents" in refused["detail"]
        one = http.get(f"{API}/agents", params={"limit": 1}).json()["items"][0]
        assert http.delete(f"{API}/agents/{one['id']}").status_code == 204
        assert http.post(f"{API}/agents", json=new).status_code == 201

"""Workflows by a real client against a real service, its worker at work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.chat.agents_over_rest import API, fixtures, make, pages, problem
from tests.chat.running import Service, as_program, as_user, wait_for

WORKFLOWS = f"{API}/workflows"
LOOK = {"name": "look", "tool": "team_report", "inputs": {"team": "$input.team"}}
#: as many steps as there may be, one after the other
LONG = [
    {**LOOK, "name": f"look_{place}", "needs": [f"look_{place - 1}"] if place else []}
    for place in range(40)
]


@pytest.fixture(scope="module")
def http(service_for_others: Service) -> Iterator[httpx.Client]:
    with as_user(service_for_others, "flows-anna") as client:
        yield client


def keep(http: httpx.Client, *steps: dict[str, Any], name: str = "Mine") -> dict[str, Any]:
    new = {"name": name, "definition": {"steps": list(steps or [LOOK])}}
    answer = http.post(WORKFLOWS, json=new)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def execute(http: httpx.Client, path: str, body: dict[str, Any], **headers: str) -> httpx.Response:
    answer = http.post(f"{WORKFLOWS}/{path}", json=body, headers=headers)
    assert answer.status_code == 202, answer.text
    return answer


def seen(http: httpx.Client, execution: dict[str, Any]) -> dict[str, Any]:
    return dict(http.get(f"{WORKFLOWS}/executions/{execution['id']}").json())


def ended(http: httpx.Client, execution: dict[str, Any]) -> dict[str, Any]:
    wait_for(lambda: seen(http, execution)["status"] != "running", "the execution ends")
    return seen(http, execution)


def test_the_example_of_one_is_kept_and_runs(http: httpx.Client) -> None:
    shapes = http.get("/openapi.json").json()["components"]["schemas"]
    (new,), (about,) = (shapes[name]["examples"] for name in ("NewWorkflow", "Input"))
    kept = http.post(WORKFLOWS, json=new)
    assert kept.status_code == 201, kept.text
    match = fixtures(http)[0]
    about["input_data"] = {name: match[name] for name in about["input_data"]}
    for likely, then in ((0.0, "completed"), (1.0, "skipped")):
        about["input_data"]["likely"] = likely
        done = ended(http, execute(http, f"{kept.json()['id']}/execute", about).json())
        statuses = {step["name"]: step["status"] for step in done["steps"]}
        assert statuses == {"match": "completed", "forecast": "completed", "note": then}


@pytest.mark.parametrize("kind", ["standard", "comprehensive", "real_time"])
def test_a_built_in_one_is_executed(http: httpx.Client, kind: str) -> None:
    match = fixtures(http)[0]
    clubs = {"home_team": match["home_team"], "away_team": match["away_team"]}
    agent = make(http, "workflow", workflow=kind)
    wanted = {"workflow_type": kind, "input_data": clubs, "agent_id": agent["id"]}
    answer = execute(http, "execute", wanted)
    begun = answer.json()
    assert answer.headers["location"] == f"{WORKFLOWS}/executions/{begun['id']}"
    assert (begun["status"], begun["workflow_id"], begun["agent_id"]) == (
        "running", kind, agent["id"],
    )  # fmt: skip
    done = ended(http, begun)
    assert done["status"] == "completed", done
    assert {step["status"] for step in done["steps"]} == {"completed"}
    assert done["ended_at"] >= done["created_at"]
    made = http.get(f"{API}/predictions/{match['id']}").json()
    assert done["output"]["prediction"]["match_result"] == pytest.approx(made["match_result"])
    insights = http.get(f"{API}/agents/insights", params={"agentId": agent["id"]}).json()["items"]
    assert {each["id"] for each in insights} == set(done["output"]["insight_ids"])
    shown = http.get(f"{WORKFLOWS}/{kind}").json()
    assert (shown["built_in"], shown["enabled"]) == (True, True)
    names = [step["name"] for step in shown["definition"]["steps"]]
    assert names == [step["name"] for step in done["steps"]]
    (version,) = http.get(f"{WORKFLOWS}/{kind}/versions").json()
    assert (version["version"], version["definition"]) == (shown["version"], shown["definition"])


def test_an_own_one_is_kept_in_versions(http: httpx.Client) -> None:
    kept = keep(http)
    where = f"{WORKFLOWS}/{kept['id']}"
    assert (kept["version"], kept["enabled"], kept["built_in"]) == (1, True, False)
    two = {"steps": [LOOK, {**LOOK, "name": "again", "needs": ["look"]}]}
    changed = http.patch(where, json={"definition": two, "description": "Twice."}).json()
    assert (changed["version"], changed["definition"]) == (2, two)
    assert http.patch(where, json={"definition": two}).json()["version"] == 2
    assert http.get(where, params={"version": 1}).json()["definition"] == {"steps": [LOOK]}
    assert [each["version"] for each in http.get(f"{where}/versions").json()] == [2, 1]
    problem(http.get(where, params={"version": 3}), 404)
    problem(http.get(where, params={"version": 0}), 422)
    done = ended(http, execute(http, f"{kept['id']}/execute", {"input_data": team(http)}).json())
    assert (done["status"], done["version"], len(done["steps"])) == ("completed", 2, 2)
    assert http.delete(where).status_code == 204
    for method in ("GET", "DELETE"):
        problem(http.request(method, where), 404, "not-found")
    # what was executed stays
    assert seen(http, done)["status"] == "completed"
    assert [each["id"] for each in pages(http, f"{WORKFLOWS}/executions", 50, workflow=kept["id"])]


def team(http: httpx.Client) -> dict[str, str]:
    return {"team": fixtures(http)[0]["home_team"]}


def test_one_that_is_switched_off_is_not_executed(http: httpx.Client) -> None:
    kept = keep(http)
    where = f"{WORKFLOWS}/{kept['id']}"
    assert http.patch(where, json={"enabled": False}).json()["enabled"] is False
    problem(http.post(f"{where}/execute", json={"input_data": team(http)}), 409, "workflow-off")
    http.patch(where, json={"enabled": True})
    assert ended(http, execute(http, f"{kept['id']}/execute", {"input_data": team(http)}).json())[
        "status"
    ] == "completed"  # fmt: skip


def test_an_execution_is_cancelled_in_mid_flight(http: httpx.Client) -> None:
    kept = keep(http, *LONG)
    begun = execute(http, f"{kept['id']}/execute", {"input_data": team(http)}).json()

    def done() -> list[str]:
        return [s["name"] for s in seen(http, begun)["steps"] if s["status"] == "completed"]

    wait_for(done, "a step is through")
    cancelled = http.post(f"{WORKFLOWS}/executions/{begun['id']}/cancel").json()
    assert cancelled["status"] == "cancelled"
    left = {step["status"] for step in cancelled["steps"]}
    assert {"completed", "not_reached"} <= left <= {"completed", "cancelled", "not_reached"}
    # another one is through, and the cancelled one has not gone on
    ended(http, execute(http, "execute", standard(http)).json())
    assert seen(http, begun) == cancelled
    again = http.post(f"{WORKFLOWS}/executions/{begun['id']}/cancel")
    assert (again.status_code, again.json()) == (200, cancelled)
    over = pages(http, f"{WORKFLOWS}/executions", 50, status="cancelled")
    assert begun["id"] in [each["id"] for each in over]


def standard(http: httpx.Client) -> dict[str, Any]:
    return {"workflow_type": "standard", "input_data": {"match_id": fixtures(http)[0]["id"]}}


def test_a_step_that_fails_ends_it_and_says_why(http: httpx.Client) -> None:
    clubs = {"home_team": "$input.team", "away_team": "$input.team"}
    found = {"name": "look_0", "step": "validate", "inputs": clubs}
    kept = keep(http, found, *LONG[1:3])
    nowhere = {"input_data": {"team": "Nonesuch Rovers of Mars"}}
    done = ended(http, execute(http, f"{kept['id']}/execute", nowhere).json())
    assert done["status"] == "failed"
    assert "look_0" in done["error"]
    assert [step["status"] for step in done["steps"]] == ["failed", "not_reached", "not_reached"]


def test_the_same_key_asks_for_the_same_execution(http: httpx.Client) -> None:
    wanted = standard(http)
    key = {"Idempotency-Key": "flow-1"}
    first, again = (execute(http, "execute", wanted, **key) for _ in "12")
    assert first.json()["id"] == again.json()["id"]
    assert again.headers["idempotency-replayed"] == "true"
    other = {**wanted, "workflow_type": "real_time"}
    problem(http.post(f"{WORKFLOWS}/execute", json=other, headers=key), 409, "key-reused")


@pytest.mark.parametrize(
    ("steps", "step"),
    [
        ([{**LOOK, "tool": "rm"}], "look"),
        ([{"name": "odd", "step": "nonesuch"}], "odd"),
        ([LOOK, LOOK], "look"),
        ([{**LOOK, "needs": ["ghost"]}], "look"),
        ([{**LOOK, "needs": ["b"]}, {**LOOK, "name": "b", "needs": ["look"]}], "look"),
        ([{**LOOK, "inputs": {"team": "$steps.ghost.text"}}], "look"),
        ([{**LOOK, "inputs": {"team": "$input.team", "colour": 1}}], "look"),
        ([{**LOOK, "retries": 99}], "look"),
        ([{**LOOK, "timeout_seconds": -1}], "look"),
        ([{**LOOK, "when": {"value": "$input.x", "smells": 1}}], "look"),
        ([{**LOOK, "when": {"value": "$input.x", "is": "$input"}}], "look"),
        ([{**LOOK, "when": {"value": "$input.x", "one_of": [1, "$steps"]}}], "look"),
        ([{**LOOK, "name": "look out"}], "look out"),
        ([{"tool": "team_report"}], "number 1"),
        ([], None),
        ([{**LOOK, "name": f"s{place}"} for place in range(41)], None),
        ([{**LOOK, "name": f"s{place}"} for place in range(10_000)], None),
    ],
)
def test_what_cannot_run_is_refused_by_its_step(
    http: httpx.Client, steps: list[dict[str, Any]], step: str | None
) -> None:
    before = len(pages(http, WORKFLOWS, 100))
    body = {"name": "Bad", "definition": {"steps": steps}}
    refused = problem(http.post(WORKFLOWS, json=body), 422, "bad-definition")
    assert refused["errors"][0]["field"] == (f"steps.{step}" if step else "definition")
    assert step is None or step in refused["detail"]
    assert len(pages(http, WORKFLOWS, 100)) == before


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "input_data.team"),
        ({"team": "x", "colour": 1}, "input_data.colour"),
        ({"team": []}, ""),
    ],
)
def test_input_that_it_does_not_take_is_refused(
    http: httpx.Client, given: dict[str, Any], field: str
) -> None:
    kept = keep(http)
    refused = http.post(f"{WORKFLOWS}/{kept['id']}/execute", json={"input_data": given})
    assert problem(refused, 422)["errors"][0]["field"].startswith(field or "input_data")


def test_what_a_step_can_be_is_told(http: httpx.Client) -> None:
    parts = http.get(f"{WORKFLOWS}/parts").json()
    assert {part["kind"] for part in parts} == {"step", "tool"}
    for part in parts:
        assert part["does"]
        assert part["takes"]["type"] == "object"
        assert part["gives"]


def test_workflows_and_executions_are_listed_without_gap_or_repeat(
    service_for_others: Service,
) -> None:
    with as_user(service_for_others, "flows-lister") as http:
        kept = [keep(http, name=f"W{place}")["id"] for place in range(5)]
        listed = pages(http, WORKFLOWS, 2)
        ours = ["standard", "comprehensive", "real_time"]
        assert [each["id"] for each in listed] == [*kept[::-1], *ours]
        assert [each["id"] for each in listed if each["built_in"]] == ours
        nowhere = {"input_data": {"team": "Nonesuch Rovers of Mars"}}
        begun = [execute(http, f"{each}/execute", nowhere).json()["id"] for each in kept]
        listed = pages(http, f"{WORKFLOWS}/executions", 2)
        assert [each["id"] for each in listed] == begun[::-1]
        for wrong in ({"status": "done"}, {"cursor": "x"}, {"limit": -1}):
            problem(http.get(f"{WORKFLOWS}/executions", params=wrong), 422)


def test_what_is_anothers_is_not_there_but_for_programs(
    http: httpx.Client, service_for_others: Service
) -> None:
    kept = keep(http)
    where = f"{WORKFLOWS}/{kept['id']}"
    begun = ended(http, execute(http, f"{kept['id']}/execute", {"input_data": team(http)}).json())
    runs = f"{WORKFLOWS}/executions/{begun['id']}"
    agent = make(http)
    with as_user(service_for_others, "flows-bela") as bela:
        for method, path in (("GET", where), ("DELETE", where), ("GET", f"{where}/versions")):
            problem(bela.request(method, path), 404, "not-found")
        problem(bela.patch(where, json={"name": "Mine"}), 404)
        problem(bela.post(f"{where}/execute", json={"input_data": team(bela)}), 404)
        problem(bela.get(runs), 404)
        problem(bela.post(f"{runs}/cancel"), 404)
        as_hers = {**standard(bela), "agent_id": agent["id"]}
        problem(bela.post(f"{WORKFLOWS}/execute", json=as_hers), 404)
        assert all(each["built_in"] for each in bela.get(WORKFLOWS).json()["items"])
    with as_program(service_for_others) as program:
        assert program.get(where).json() == kept
        assert program.get(runs).json() == begun
        assert kept["id"] in [each["id"] for each in pages(program, WORKFLOWS, 100)]
        hers = execute(program, f"{kept['id']}/execute", {"input_data": team(program)}).json()
    # what a program executes of hers is hers
    assert ended(http, hers)["status"] == "completed"


def test_a_built_in_one_is_nobodys_to_change(http: httpx.Client) -> None:
    said = problem(http.patch(f"{WORKFLOWS}/standard", json={"name": "Mine"}), 409, "conflict")
    assert "comes with the house" in said["detail"]
    problem(http.delete(f"{WORKFLOWS}/standard"), 409, "conflict")
    assert ended(http, execute(http, "standard/execute", {
        "input_data": standard(http)["input_data"],
    }).json())["status"] == "completed"  # fmt: skip
    problem(http.post(f"{WORKFLOWS}/execute", json={"workflow_type": "nonesuch"}), 404)

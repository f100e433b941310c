"""Figures over time by a real client against a real service."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import httpx
import pytest

from tests.chat.agents_over_rest import API, ask, fixtures, make, move, pages, problem, until
from tests.chat.running import DEMO_DAY, Service, as_program, as_user

USAGE, PREDICTIONS = f"{API}/analytics/usage", f"{API}/analytics/predictions"


@pytest.fixture
def http(service_for_others: Service) -> Iterator[httpx.Client]:
    with as_user(service_for_others, "analytics-anna") as client:
        yield client


def test_what_was_done_is_counted_by_day(http: httpx.Client, service_for_others: Service) -> None:
    before = http.get(USAGE).json()
    assert len(before["days"]) == 30
    agent = make(http)
    move(http, agent, "start")
    good = ask(http, agent, "predict_match", {"match_id": fixtures(http)[0]["id"]})
    bad = ask(http, agent, "predict_match", {"match_id": "none"})
    until(http, good)
    until(http, bad, "failed")
    asked = {"workflow_type": "standard", "input_data": {"match_id": fixtures(http)[0]["id"]}}
    assert http.post(f"{API}/workflows/execute", json=asked).status_code == 202
    http.post(f"{API}/chat", json={"message": "Hello"})
    noted = {"text": "Both sides press high.", "match_id": fixtures(http)[0]["id"]}
    assert http.post(f"{API}/agents/insights", json=noted).status_code == 201
    after = http.get(USAGE).json()
    assert [after[name] - before[name] for name in ("runs", "tasks", "executions")] == [1, 2, 1]
    assert after["insights"] > before["insights"]
    assert after["success_rate"] == 0.5
    assert after["workers"] >= 1
    for name in ("runs", "tasks", "executions", "insights"):
        assert after[name] == sum(day[name] for day in after["days"])
    days = [day["day"] for day in after["days"]]
    assert days == sorted(set(days))
    assert (after["first"], after["last"]) == (days[0], days[-1])
    with as_program(service_for_others) as program:
        assert program.get(USAGE).json()["tasks"] >= after["tasks"]
    with as_user(service_for_others, "analytics-bela") as bela:
        none = bela.get(USAGE).json()
        assert (none["tasks"], none["success_rate"]) == (0, None)


@pytest.mark.parametrize("path", [USAGE, PREDICTIONS])
def test_a_range_is_what_was_asked_for(http: httpx.Client, path: str) -> None:
    asked = {"from": "2026-02-27", "to": "2026-03-02"}
    found = http.get(path, params=asked).json()
    assert [day["day"] for day in found["days"]] == [
        "2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02",
    ]  # fmt: skip
    one = http.get(path, params={"from": "2026-03-02", "to": "2026-03-02"}).json()
    assert len(one["days"]) == 1
    assert len(http.get(path, params={"to": "2026-03-02"}).json()["days"]) == 30
    longest = {"from": "2024-01-01", "to": "2025-12-31"}
    assert len(http.get(path, params=longest).json()["days"]) == 731
    for first, last in (
        *(("2026-03-02", "2026-03-01"), ("2023-12-31", "2025-12-31"), ("x", "2026-01-01")),
        *(("0001-01-01", "0001-01-02"), ("9999-12-30", "9999-12-31"), ("2026-02-30", "2026-03-01")),
    ):
        problem(http.get(path, params={"from": first, "to": last}), 422)
    for alone in ({"to": "0001-01-01"}, {"from": "9999-12-31"}):
        problem(http.get(path, params=alone), 422)


def test_predictions_are_told_by_the_houses_clock(http: httpx.Client) -> None:
    found = http.get(PREDICTIONS).json()
    assert found["last"] == DEMO_DAY
    assert found["first"] == str(dt.date.fromisoformat(DEMO_DAY) - dt.timedelta(days=29))
    assert found["made"] == sum(day["made"] for day in found["days"])
    assert found["accuracy"] is None
    assert http.get(PREDICTIONS, params={"league": "demo liga"}).json()["days"] == found["days"]
    problem(http.get(PREDICTIONS, params={"league": "League of Mars"}), 404)


def test_agents_figures_are_paged(http: httpx.Client) -> None:
    made = [make(http)["id"] for _ in range(3)]
    listed = [each["agent_id"] for each in pages(http, f"{API}/analytics/agents", 2)]
    assert listed[:3] == made[::-1]
    assert len(listed) == len(set(listed))

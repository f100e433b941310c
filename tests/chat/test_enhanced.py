"""Predictions with what agents found beside them, and in words; agents that are talked to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.chat.running import Service

API = "/api/v1"


@pytest.fixture(scope="module")
def http(service: Service) -> Iterator[httpx.Client]:
    with service.client() as client:
        yield client


@pytest.fixture(scope="module")
def match(http: httpx.Client) -> dict[str, Any]:
    found = http.get(f"{API}/matches", params={"status": "scheduled", "limit": 1})
    return dict(found.json()["items"][0])


def post(http: httpx.Client, path: str, body: Any, status: int = 200) -> Any:
    answer = http.post(API + path, json=body)
    assert answer.status_code == status, answer.text
    return answer.json()


def test_an_enhanced_prediction_is_the_models_with_more(
    http: httpx.Client, match: dict[str, Any]
) -> None:
    wanted = {"match_id": match["id"]}
    plain = post(http, "/predictions/predict", wanted)
    for enhanced in (
        post(http, "/predictions/enhanced-predict", wanted),
        http.get(f"{API}/predictions/agent-enhanced/{match['id']}").json(),
    ):
        same = {name: enhanced[name] for name in plain}
        assert same | {"predicted_at": None} == plain | {"predicted_at": None}
        assert 0 <= enhanced["enhanced_confidence"] <= 1
        assert enhanced["risk_assessment"]["level"] in ("low", "medium", "high")
        assert isinstance(enhanced["agent_insights"], list)
        assert isinstance(enhanced["agent_recommendations"], list)


def test_an_unknown_match_has_no_enhanced_prediction(http: httpx.Client) -> None:
    assert http.get(f"{API}/predictions/agent-enhanced/nothing").status_code == 404
    answer = http.post(f"{API}/predictions/enhanced-predict", json={"home_team": "Qwertzuiop"})
    assert answer.status_code == 422


@pytest.mark.parametrize("language", ["en", "hu"])
def test_words_rest_on_facts(http: httpx.Client, match: dict[str, Any], language: str) -> None:
    odds = {"home": 2.1, "draw": 3.4, "away": 3.6}
    told = post(
        http,
        "/predictions/ai-insights",
        {"match_id": match["id"], "language": language, "odds": odds},
    )
    assert match["home_team"] in told["insight"]
    assert told["language"] == language
    assert told["model"] == "analyst"
    assert told["facts"]
    assert {fact["market"] for fact in told["facts"]} >= {"1x2"}
    assert told["guard"] is None


def test_words_that_are_kept_are_found_beside_the_match(
    http: httpx.Client, match: dict[str, Any]
) -> None:
    kept = post(http, "/insights/prediction", {"match_id": match["id"]}, 201)
    assert kept["type"] == "prediction"
    assert kept["match_id"] == match["id"]
    predicted = post(http, "/predictions/predict", {"match_id": match["id"]})
    assert kept["confidence"] == predicted["confidence_score"]
    listed = http.get(f"{API}/insights/match/{match['id']}").json()["items"]
    assert kept["id"] in {insight["id"] for insight in listed}
    enhanced = post(http, "/predictions/enhanced-predict", {"match_id": match["id"]})
    assert kept["id"] in {insight["id"] for insight in enhanced["agent_insights"]}
    assert enhanced["confidence_parts"]["insight_agreement"] == pytest.approx(1)


def test_an_agent_answers_with_its_own_tools(http: httpx.Client, match: dict[str, Any]) -> None:
    new = {"name": "Tables", "type": "custom"}
    told = {"prompt": "Speak of tables.", "tools": ["league_table"]}
    agent = post(http, "/agents", new | {"configuration": told}, 201)
    question = f"Who wins {match['home_team']} - {match['away_team']}?"
    answer = post(http, "/chat", {"message": question, "agent_id": agent["id"]})
    assert {call["name"] for call in answer["tool_calls"] if call["ok"]} <= {"league_table"}
    assert not any(fact["market"] == "1x2" for fact in answer["facts"])


def test_an_agent_of_nobody_does_not_answer(http: httpx.Client) -> None:
    answer = http.post(f"{API}/chat", json={"message": "Hello", "agent_id": "agent-nobody"})
    assert answer.status_code == 404

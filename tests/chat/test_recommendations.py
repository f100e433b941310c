"""Recommendations over REST, by a real client against a real process, over the demo league."""

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


def recommend(http: httpx.Client, **wanted: Any) -> httpx.Response:
    me = http.get(f"{API}/users/me").json()["id"]
    return http.post(f"{API}/users/{me}/recommendations", json=wanted)


def test_some_days_are_looked_through_and_an_empty_list_has_its_reason(http: httpx.Client) -> None:
    found = recommend(http).json()
    assert found["matches"] >= 1
    assert found["text"]
    assert bool(found["recommendations"]) is (found["reason"] is None)
    for each in found["recommendations"]:
        assert each["expected_value"] > 0
        assert each["reasons"][0]["code"] == "value"
        assert 0 <= each["stake"]["share"] <= each["stake"]["limit"]


def test_ones_own_are_also_those_of_me(http: httpx.Client) -> None:
    own = http.post(f"{API}/users/me/recommendations", json={})
    assert own.status_code == 200
    assert own.json() == recommend(http).json()


def test_one_match_can_be_asked_for(http: httpx.Client) -> None:
    match = http.get(f"{API}/matches", params={"status": "scheduled", "limit": 1}).json()["items"][
        0
    ]
    found = recommend(http, match_id=match["id"]).json()
    assert found["matches"] == 1
    assert {each["match_id"] for each in found["recommendations"]} <= {match["id"]}


def test_what_is_no_request_is_refused(http: httpx.Client) -> None:
    assert recommend(http, match_id="x", **{"from": "2024-05-11"}).status_code == 422
    assert recommend(http, match_id="no-such-match").status_code == 404
    assert recommend(http, **{"from": "2024-05-12", "to": "2020-05-11"}).status_code == 422

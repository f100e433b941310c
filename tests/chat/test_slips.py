"""Slips over REST, by a real client against a real process, over the demo league."""

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


def fixtures(http: httpx.Client) -> list[dict[str, Any]]:
    answer = http.get(f"{API}/matches", params={"status": "scheduled", "limit": 3})
    return list(answer.json()["items"])


def price(http: httpx.Client, *legs: dict[str, Any], **more: Any) -> dict[str, Any]:
    answer = http.post(f"{API}/predictions/slip", json={"legs": list(legs), **more})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def refused(http: httpx.Client, *legs: dict[str, Any], **more: Any) -> str:
    answer = http.post(f"{API}/predictions/slip", json={"legs": list(legs), **more})
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    return str(answer.json())


def test_a_slip_agrees_with_the_predictions_it_is_made_of(http: httpx.Client) -> None:
    first, second, _ = fixtures(http)
    legs = [
        {"match_id": first["id"], "selection": "home", "odds": 2.5},
        {
            "home_team": second["home_team"],
            "away_team": second["away_team"],
            "selection": "under 2.5",
            "odds": 1.9,
        },
    ]
    slip = price(http, *legs)
    singles = [price(http, leg) for leg in legs]
    assert slip["probability"] == pytest.approx(
        singles[0]["probability"] * singles[1]["probability"]
    )
    assert slip["expected_value"] == pytest.approx(slip["probability"] * 2.5 * 1.9 - 1)
    assert slip["fair_odds"] == pytest.approx(1 / slip["probability"])
    made = http.get(f"{API}/predictions/{first['id']}").json()
    # never more than our own chance: the market's where that is lower
    assert singles[0]["probability"] <= max(
        made["match_result"]["home_win"], made["market"]["implied"]["home"]
    )
    assert slip["verdict"] in ("value", "thin", "no_bet")
    assert (slip["stake"]["share"] > 0) == (slip["verdict"] == "value")
    assert slip["legs"][1]["odds_source"] == "user"
    assert all(0 < leg["standard_error"] < 0.25 for leg in slip["legs"])


def test_legs_of_one_match_and_systems(http: httpx.Client) -> None:
    matches = fixtures(http)
    same = [
        {"match_id": matches[0]["id"], "selection": selection, "odds": 2.0}
        for selection in ("home", "over 2.5")
    ]
    both = price(http, *same)
    apart = [price(http, leg)["probability"] for leg in same]
    assert both["probability"] != pytest.approx(apart[0] * apart[1], rel=1e-3)
    system = price(
        http, *({"match_id": one["id"], "selection": "home", "odds": 2} for one in matches), size=2
    )
    assert (system["size"], system["lines"]) == (2, 3)
    assert system["chance_of_return"] > system["probability"]


def test_what_is_no_slip_is_a_problem_that_says_so(http: httpx.Client) -> None:
    match = fixtures(http)[0]["id"]
    home = {"match_id": match, "selection": "home", "odds": 2.0}
    assert "cannot win together" in refused(http, home, {**home, "selection": "draw"})
    assert "twice" in refused(http, home, home)
    assert "quarter" in refused(http, {**home, "selection": "over 2.3"})
    assert "no bet on this match" in refused(http, {**home, "selection": "corners"})
    for odds in (1.0, 0, -2, 1e9):
        assert "odds" in refused(http, {**home, "odds": odds})
    assert "selection" in refused(http, {"match_id": match})
    assert "match_id" in refused(http, {"selection": "home"})
    refused(http)
    refused(http, home, size=2)


@pytest.mark.parametrize("odds", [(50.0, 50.0, 50.0), (1.01, 1.01, 1.01)])
def test_prices_that_nobody_can_mean_are_refused_and_not_kept(
    http: httpx.Client, odds: tuple[float, float, float]
) -> None:
    kept = http.get(f"{API}/predictions/record").json()["tips"]
    match = fixtures(http)[0]["id"]
    offer = dict(zip(("home", "draw", "away"), odds, strict=True))
    answer = http.post(f"{API}/predictions/predict", json={"match_id": match, "odds": offer})
    assert answer.status_code == 422, answer.text
    assert "cannot be the odds of one match" in answer.json()["detail"]
    assert http.get(f"{API}/predictions/record").json()["tips"] == kept

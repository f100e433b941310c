"""REST by a real client against a real process, over the demo league."""

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


def get(http: httpx.Client, path: str, **query: Any) -> Any:
    answer = http.get(API + path, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def fixture(http: httpx.Client, place: int = 0) -> dict[str, Any]:
    found = get(http, "/matches", status="scheduled", limit=place + 1)["items"][place]
    assert found["score"] is None
    return dict(found)


def test_the_bare_address_leads_to_the_chat(http: httpx.Client) -> None:
    answer = http.get("/")
    assert (answer.status_code, answer.headers["location"]) == (307, "/chat")


def test_leagues_tables_and_form_agree(http: httpx.Client) -> None:
    (league,) = get(http, "/leagues")["items"]
    assert (league["id"], league["is_demo"]) == ("DEMO", True)
    table = get(http, "/leagues/DEMO/table")
    assert [row["place"] for row in table["rows"]] == list(range(1, 17))
    top = table["rows"][0]
    assert top["points"] == 3 * top["won"] + top["drawn"] - top["deducted"]
    form = get(http, f"/teams/{top['team_id']}/form", last=50)
    assert form["team"] == top["team"]
    season = [match for match in form["matches"] if match["season"] == table["season"]]
    assert len(season) == top["played"]


def test_who_asks_for_the_head_alone_hears_that_it_lives(http: httpx.Client) -> None:
    for path in ("/health", "/ready"):
        assert http.head(path).status_code == http.get(path).status_code == 200


def test_a_season_is_simulated_to_its_end(http: httpx.Client) -> None:
    season = get(http, "/leagues/DEMO/season")
    assert (season["state"], season["is_demo"], season["decides"]) == ("under_way", True, True)
    table = get(http, "/leagues/demo liga/table")
    assert [club["team"] for club in season["clubs"]] == [row["team"] for row in table["rows"]]
    titles = [club["chances"]["title"] for club in season["clubs"]]
    assert sum(titles) == pytest.approx(1, abs=1e-9)
    assert [club["places"][0] for club in season["clubs"]] == pytest.approx(titles)
    assert all(sum(club["places"]) == pytest.approx(1) for club in season["clubs"])
    club = season["clubs"][3]
    alone = get(http, "/leagues/DEMO/season", team=club["team"].upper())
    assert alone["clubs"] == [club]
    unknown = http.get(f"{API}/leagues/X9/season")
    assert (unknown.status_code, unknown.headers["content-type"]) == (
        404, "application/problem+json",
    )  # fmt: skip
    assert http.get(f"{API}/leagues/DEMO/season", params={"team": "Nobody"}).status_code == 404


def test_a_club_is_found_in_any_spelling(http: httpx.Client) -> None:
    name = fixture(http)["home_team"]
    (found,) = get(http, "/teams", q=name.upper())["items"]
    assert found["name"] == name
    assert get(http, f"/teams/{name.lower()}/form")["team"] == name
    assert get(http, "/teams", q="Qwertzuiop")["items"] == []
    assert get(http, "/teams", q=" ") == get(http, "/teams")
    assert {club["league"] for club in get(http, "/teams", league="DEMO")["items"]} == {"DEMO"}


def test_lists_are_paged_without_gap_or_repeat(http: httpx.Client) -> None:
    whole = get(http, "/matches", limit=120, league="DEMO")
    seen: list[str] = []
    cursor: str | None = None
    while len(seen) < 120:
        page = get(
            http, "/matches", limit=50, league="DEMO", **({"cursor": cursor} if cursor else {})
        )
        seen += [match["id"] for match in page["items"]]
        cursor = page["next_cursor"]
    assert seen[:120] == [match["id"] for match in whole["items"]]
    assert get(http, "/teams", limit=500)["next_cursor"] is None
    assert http.get(f"{API}/matches", params={"cursor": "nonsense"}).status_code == 422


def test_results_after_the_clock_are_fixtures(http: httpx.Client) -> None:
    later = get(http, "/matches", **{"from": "2026-03-05", "limit": 500})["items"]
    assert later
    assert {match["status"] for match in later} == {"scheduled"}
    assert {match["home_goals"] for match in later} == {None}
    with_odds = get(http, f"/matches/{later[0]['id']}")["odds"]
    assert {quote["moment"] for quote in with_odds} <= {"prematch"}


def test_an_instant_stands_for_its_day(http: httpx.Client) -> None:
    day = fixture(http)["date"]
    of_day = get(http, "/matches", **{"from": day, "to": day})
    assert of_day["items"]
    for first, last in (("T00:00:00Z", "T23:59:59Z"), ("T13:30:00+02:00", "T13:30:00.5+02:00")):
        span = {"from": day + first, "to": day + last}
        assert get(http, "/matches", **span) == of_day
        get(http, "/predictions/record", **span)
    assert get(http, "/analytics/usage", **span)["first"] == day


def test_every_market_of_a_prediction_is_of_one_grid(http: httpx.Client) -> None:
    match = fixture(http)
    answer = http.post(f"{API}/predictions/predict", json={"match_id": match["id"]})
    assert answer.status_code == 200, answer.text
    made = answer.json()
    home, draw, away = (made["match_result"][key] for key in ("home_win", "draw", "away_win"))
    assert home + draw + away == pytest.approx(1, abs=1e-9)
    assert made["double_chance"]["1X"] == pytest.approx(home + draw, abs=1e-9)
    assert made["over_under"]["over_2_5"] + made["over_under"]["under_2_5"] == pytest.approx(1)
    assert made["draw_no_bet"]["home"] == pytest.approx(home / (home + away), abs=1e-9)
    assert made["market"]["odds"]
    by_name = {"home_team": match["home_team"], "away_team": match["away_team"]}
    named = http.post(f"{API}/predictions/predict", json=by_name).json()
    again = get(http, f"/predictions/{match['id']}")
    assert named["match_result"] == again["match_result"] == made["match_result"]


def test_prices_follow_the_clubs_when_they_are_named_the_wrong_way_round(
    http: httpx.Client,
) -> None:
    match = fixture(http)
    asked = {
        "home_team": match["away_team"],
        "away_team": match["home_team"],
        "kickoff": match["kickoff"],
        "odds": {"home": 9.0, "draw": 4.0, "away": 1.4},
    }
    made = http.post(f"{API}/predictions/predict", json=asked).json()
    assert made["home_team"] == match["home_team"]
    assert made["market"]["odds"] == {"home": 1.4, "draw": 4.0, "away": 9.0}
    assert made["market"]["margin"] == pytest.approx(1 / 9 + 1 / 4 + 1 / 1.4 - 1)


def test_the_club_named_at_home_is_at_home_where_no_day_says_otherwise(http: httpx.Client) -> None:
    match = fixture(http)
    there = {"home_team": match["home_team"], "away_team": match["away_team"]}
    here = {"home_team": match["away_team"], "away_team": match["home_team"]}
    one, other = (
        http.post(f"{API}/predictions/predict", json=asked).json() for asked in (there, here)
    )
    assert one["match_id"] == match["id"]
    assert (other["home_team"], other["away_team"]) == (match["away_team"], match["home_team"])
    assert other["match_id"] != match["id"]
    # a club has more of a chance at home than at the other's
    assert other["match_result"]["home_win"] > one["match_result"]["away_win"]


def test_one_bad_item_of_a_batch_fails_alone(http: httpx.Client) -> None:
    items = [
        {"match_id": fixture(http)["id"]},
        {"match_id": "none"},
        {"home_team": "Nonesuch"},
        "no match at all",
        {"home_team": fixture(http, 1)["home_team"], "away_team": "Nonesuch of Nowhere"},
    ]
    done = http.post(f"{API}/predictions/batch-predict", json={"matches": items}).json()
    assert (done["succeeded"], done["failed"]) == (1, 4)
    assert [item["error"] and item["error"]["status"] for item in done["predictions"]] == [
        None, 404, 422, 422, 404,
    ]  # fmt: skip
    assert done["predictions"][3]["error"]["detail"] == "The request: Input should be an object."
    too_many = {"matches": [items[0]] * 501}
    assert http.post(f"{API}/predictions/batch-predict", json=too_many).status_code == 422


@pytest.mark.parametrize("body", ['{"message": ', '{"message": "a\\u0000b"}', '{"message": " "}'])
def test_what_is_no_question_is_a_problem(body: str, http: httpx.Client) -> None:
    headers = {"content-type": "application/json"}
    answer = http.post(f"{API}/chat", content=body, headers=headers)
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert "decode" not in answer.text


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422),
        ({"home_team": "Nonesuch", "away_team": "Othersuch"}, 404),
        ({"match_id": "none"}, 404),
        ({"match_id": "x", "odds": {"home": 0.5, "draw": 3, "away": 3}}, 422),
        ({"match_id": "x", "oods": {}}, 422),
        ({"home_team": "A", "away_team": "B", "kickoff": "9999-12-31T23:59:59-10:00"}, 422),
        ({"home_team": "A", "away_team": "B", "kickoff": "0001-01-01T00:00:00+10:00"}, 422),
    ],
)
def test_what_cannot_be_predicted_is_a_problem(
    body: dict[str, Any], status: int, http: httpx.Client
) -> None:
    answer = http.post(f"{API}/predictions/predict", json=body)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert "Traceback" not in answer.text


def test_an_answer_holds_the_models_own_figure_in_both_languages(http: httpx.Client) -> None:
    match = fixture(http)
    home, away = match["home_team"], match["away_team"]
    made = get(http, f"/predictions/{match['id']}")
    percent = f"{made['match_result']['home_win']:.1%}"
    english = ask(http, f"Who wins {home} against {away}?")
    hungarian = ask(http, f"Ki nyeri a {home} – {away} meccset?")
    assert (english["language"], hungarian["language"]) == ("en", "hu")
    assert percent in english["answer"]
    assert percent.replace(".", ",").replace("%", "\xa0%") in hungarian["answer"].replace(
        " %", "\xa0%"
    )
    for answer in (english, hungarian):
        assert answer["grounded"]
        assert answer["model"] == "analyst"
        assert any(fact["value"] == made["match_result"]["home_win"] for fact in answer["facts"])
        assert answer["tool_calls"][0]["name"] == "predict_match"


def test_a_conversation_goes_on_and_is_kept(http: httpx.Client) -> None:
    match = fixture(http)
    first = ask(http, f"Who wins {match['home_team']} against {match['away_team']}?")
    thread = first["thread_id"]
    second = ask(http, "And both teams to score?", thread_id=thread)
    assert second["thread_id"] == thread
    lost = http.post(f"{API}/chat", json={"message": "hi", "thread_id": "no/address"})
    assert lost.status_code == 422
    assert any(match["home_team"] in fact["subject"] for fact in second["facts"])
    kept = get(http, f"/threads/{thread}")
    assert [turn["answer"]["answer"] for turn in kept["turns"]] == [
        first["answer"], second["answer"],
    ]  # fmt: skip
    assert thread in [each["id"] for each in get(http, "/threads")["items"]]
    assert http.delete(f"{API}/threads/{thread}").status_code == 204
    assert http.get(f"{API}/threads/{thread}").status_code == 404


def test_the_conversation_spoken_in_last_comes_first_although_the_clock_stands_still(
    http: httpx.Client,
) -> None:
    asked = [http.post(f"{API}/chat", json={"message": "Hello"}).json() for _ in range(4)]
    http.post(f"{API}/chat", json={"message": "Hi", "thread_id": asked[1]["thread_id"]})
    latest = [thread["id"] for thread in get(http, "/threads", limit=4)["items"]]
    assert latest == [asked[place]["thread_id"] for place in (1, 3, 2, 0)]


def test_preferences_are_kept(http: httpx.Client) -> None:
    mine = f"{API}/users/me/preferences"
    wanted = {"favourite_teams": ["RAVENSPIRE CITY", "Nonesuch"], "risk": "low", "odds_min": 1.5}
    assert http.put(mine, json=wanted).json()["risk"] == "low"
    assert get(http, "/users/local/preferences")["favourite_teams"] == [
        "Ravenspire City", "Nonesuch",
    ]  # fmt: skip
    wrong = http.put(mine, json={"risk": "reckless"})
    assert wrong.status_code == 422
    assert "risk" in wrong.json()["detail"]
    leagues = {"favourite_leagues": ["en.1", "E1", "premier league", "Nowhere League"]}
    assert http.put(mine, json=leagues).json()["favourite_leagues"] == [
        "E0", "E1", "Premier League", "Nowhere League",
    ]  # fmt: skip
    planted = http.put(mine, json={"favourite_teams": ["<b>Arsenal</b>"]})
    assert planted.status_code == 422
    assert "favourite_teams" in planted.json()["detail"]


def test_it_is_told_since_when_and_through_which_door_a_preference_is_set(
    http: httpx.Client,
) -> None:
    mine = f"{API}/users/me/preferences"
    http.put(mine, json={"risk": "low"})
    asked = http.post(f"{API}/chat", json={"message": "my bankroll is 500"}).json()
    assert "500" in asked["answer"]
    origins = get(http, "/users/me/preferences/origins")
    assert (origins["risk"]["door"], origins["risk"]["words"]) == ("program", None)
    said = origins["bankroll"]
    assert (said["door"], said["words"]) == ("conversation", "my bankroll is 500")
    assert said["set_at"]
    assert get(http, "/users/local/preferences/origins") == origins
    assert http.delete(mine).status_code == 204
    assert get(http, "/users/me/preferences/origins") == {}


def test_an_insight_is_found_by_what_it_means(http: httpx.Client) -> None:
    match = fixture(http)
    kept = http.post(
        f"{API}/agents/insights",
        json={"text": "The keeper is injured, expect goals.", "match_id": match["id"]},
    )
    assert kept.status_code == 201, kept.text
    one = kept.json()
    listed = get(http, "/agents/insights", matchId=match["id"])["items"]
    assert one["id"] in [each["id"] for each in listed]
    assert {each["match_id"] for each in listed} == {match["id"]}
    of_match = get(http, f"/insights/match/{match['id']}")["items"]
    assert one["text"] in [each["text"] for each in of_match]
    found = get(http, "/insights/search", q="injured goalkeeper", match=match["id"])
    assert found["by"] == "meaning"
    assert found["items"][0]["insight"]["id"] == one["id"]
    for name in ("match_id", "matchId"):
        elsewhere = get(http, "/insights/search", q="injured goalkeeper", **{name: "none"})
        assert elsewhere["items"] == []
    assert (
        http.post(f"{API}/agents/insights", json={"text": "x", "match_id": "none"}).status_code
        == 404
    )
    assert http.get(f"{API}/insights/match/none").status_code == 404


def test_what_a_search_found_is_paged(http: httpx.Client) -> None:
    match = fixture(http, 5)["id"]
    for number in range(5):
        note = {"text": f"Note {number} on the pitch", "match_id": match}
        assert http.post(f"{API}/agents/insights", json=note).status_code == 201
    asked = {"q": "the pitch", "match": match}
    whole = get(http, "/insights/search", **asked)
    assert (len(whole["items"]), whole["next_cursor"]) == (5, None)
    first = get(http, "/insights/search", **asked, limit=3)
    rest = get(http, "/insights/search", **asked, limit=3, cursor=first["next_cursor"])
    assert first["items"] + rest["items"] == whole["items"]
    wrong = http.get(f"{API}/insights/search", params={**asked, "cursor": "nonsense"})
    assert wrong.status_code == 422


def test_an_insight_of_ones_own_is_forgotten(http: httpx.Client) -> None:
    kept = http.post(f"{API}/agents/insights", json={"text": "An owl lives in the stand."}).json()
    assert get(http, "/insights/search", q="owl in the stand")["items"]
    assert http.delete(f"{API}/insights/{kept['id']}").status_code == 204
    assert http.delete(f"{API}/insights/{kept['id']}").status_code == 404
    found = get(http, "/insights/search", q="owl in the stand")["items"]
    assert kept["id"] not in [each["insight"]["id"] for each in found]


def test_the_model_tells_what_it_is_and_is_fitted_anew(http: httpx.Client) -> None:
    status = get(http, "/models/status")
    assert status["ready"]
    assert get(http, "/models/info")["version"] == status["version"]
    task = http.post(f"{API}/models/train", json={"until": "2026-02-01"})
    assert task.status_code == 202
    other = http.post(f"{API}/models/train", json={"until": "2026-01-01"})
    assert other.status_code == 409, other.text
    while (now := get(http, "/models/status")["training"])["status"] == "running":
        pass
    assert now["id"] == task.json()["id"]
    assert now["status"] == "completed", now
    assert get(http, "/models/status")["version"] == status["version"]


def test_every_dependency_is_told(http: httpx.Client) -> None:
    found = {each["name"]: each for each in get(http, "/services")["items"]}
    assert found["database"]["status"] == "up"
    assert found["ollama"]["status"] == "down"
    assert "ollama serve" in found["ollama"]["mend"]
    assert all(each["without_it"] for each in found.values())


def test_the_track_record_starts_empty(http: httpx.Client) -> None:
    record = get(http, "/predictions/record")
    assert (record["n"], record["model"], record["by_league"]) == (0, None, {})
    days = {"from": "2024-01-01", "to": "2024-02-01"}
    some = {"league": "DEMO", "market": "btts", "period": "season"}
    narrowed = get(http, "/predictions/record", **days, **some)
    assert (narrowed["n"], narrowed["scored"]) == (0, "btts")


@pytest.mark.parametrize("wrong", ["market=corners", "from=soon", "period=week", "league=Mars"])
def test_a_record_of_nothing_that_there_is_is_refused(http: httpx.Client, wrong: str) -> None:
    answer = http.get(f"{API}/predictions/record?{wrong}")
    assert answer.status_code in {400, 404, 422}
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_api_describes_itself_and_loads_nothing_from_elsewhere(http: httpx.Client) -> None:
    document = http.get("/openapi.json").json()
    assert f"{API}/chat/stream" in document["paths"]
    for path in document["paths"].values():
        for operation in path.values():
            assert "422" not in operation["responses"]
    page = http.get("/docs").text
    assert "https://" not in page.replace("https://fastapi.tiangolo.com/img", "")
    for link in ("swagger-ui-bundle.js", "swagger-ui.css", "favicon.png"):
        assert f"/docs/files/{link}" in page
        assert http.get(f"/docs/files/{link}").status_code == 200


def ask(http: httpx.Client, message: str, **more: Any) -> dict[str, Any]:
    answer = http.post(f"{API}/chat", json={"message": message, **more})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())

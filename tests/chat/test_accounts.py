"""A service for others: everybody signs in, and sees only what is his."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.chat.running import serving

API = "/api/v1"
KEY = "key-of-a-program-0123"


@pytest.fixture(scope="module")
def http(fitted_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    home = shutil.copytree(fitted_demo, tmp_path_factory.mktemp("accounts") / "home")
    running = serving(home, auth="on", api_keys=KEY)
    with running as service, service.client() as client:
        yield client


def signed_in(http: httpx.Client, name: str) -> dict[str, str]:
    account = {"username": name, "password": f"password of {name}"}
    http.post(f"{API}/auth/register", json=account)
    answer = http.post(f"{API}/auth/token", data=account)
    assert answer.status_code == 200, answer.text
    assert answer.json()["token_type"] == "bearer"
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}


def test_nobody_gets_in_without_a_login(http: httpx.Client) -> None:
    for path in ("/users/me", "/threads", "/matches", "/services", "/models/status"):
        answer = http.get(API + path)
        assert answer.status_code == 401, path
        assert answer.headers["www-authenticate"] == "Bearer"
        assert answer.headers["content-type"] == "application/problem+json"
    assert http.post(f"{API}/chat", json={"message": "Hello"}).status_code == 401
    wrong = {"Authorization": "Bearer nonsense"}
    assert http.get(f"{API}/threads", headers=wrong).status_code == 401
    assert http.get(f"{API}/threads", headers={"X-API-Key": "nonsense"}).status_code == 401
    assert http.get("/health").status_code == 200


def test_a_name_is_taken_once_and_a_wrong_password_is_refused(http: httpx.Client) -> None:
    account = {"username": "Dora", "password": "password of dora"}
    made = http.post(f"{API}/auth/register", json=account)
    assert made.status_code == 201
    assert "password" not in made.text
    assert http.post(f"{API}/auth/register", json=account).status_code == 409
    assert http.post(f"{API}/auth/register", json={**account, "password": "x"}).status_code == 422
    for wrong in ({**account, "password": "another one"}, {**account, "username": "nobody"}):
        assert http.post(f"{API}/auth/token", data=wrong).status_code == 401


def test_who_guesses_passwords_has_to_wait_and_nobody_else(http: httpx.Client) -> None:
    signed_in(http, "edit")
    guess = {"username": "edit", "password": "123456789"}
    seen = [http.post(f"{API}/auth/token", data=guess) for _ in range(11)]
    assert [answer.status_code for answer in seen] == [401] * 10 + [429]
    told = seen[-1]
    assert told.json()["type"] == "urn:tippmix:problem:too-many-guesses"
    assert int(told.headers["retry-after"]) == 60
    # however the name is typed, and the right one too: it may be a guess
    right = {"username": " EDIT ", "password": "password of edit"}
    assert http.post(f"{API}/auth/token", data=right).status_code == 429
    signed_in(http, "ferenc")


def test_one_sees_only_what_is_ones_own(http: httpx.Client) -> None:
    anna, bela = signed_in(http, "anna"), signed_in(http, "bela")
    asked = {"message": "Show me the Demo Liga table"}
    said = http.post(f"{API}/chat", json=asked, headers=anna).json()
    thread, run = said["thread_id"], said["run_id"]
    assert http.get(f"{API}/threads/{thread}", headers=anna).status_code == 200
    assert http.get(f"{API}/threads", headers=bela).json()["items"] == []
    for answer in (
        http.get(f"{API}/threads/{thread}", headers=bela),
        http.delete(f"{API}/threads/{thread}", headers=bela),
        http.post(f"{API}/chat", json={**asked, "thread_id": thread}, headers=bela),
        http.get(f"{API}/chat/{run}/stream", headers=bela),
        http.post(f"{API}/chat/{run}/cancel", headers=bela),
    ):
        assert answer.status_code == 404, answer.text
    secret = {"text": "Anna thinks the keeper is nervous."}
    http.post(f"{API}/agents/insights", json=secret, headers=anna)
    assert http.get(f"{API}/agents/insights", headers=bela).json()["items"] == []
    query = {"q": "nervous keeper"}
    found = http.get(f"{API}/insights/search", params=query, headers=bela).json()
    assert found["items"] == []
    mine = http.get(f"{API}/insights/search", params=query, headers=anna).json()
    assert mine["items"][0]["insight"]["text"] == secret["text"]


def test_preferences_are_ones_own_but_for_programs(http: httpx.Client) -> None:
    anna, bela = signed_in(http, "anna"), signed_in(http, "bela")
    me = http.get(f"{API}/users/me", headers=anna).json()
    http.put(f"{API}/users/me/preferences", json={"risk": "high"}, headers=anna)
    path = f"{API}/users/{me['id']}/preferences"
    assert http.get(path, headers=anna).json()["risk"] == "high"
    assert http.get(path, headers=bela).status_code == 403
    assert http.get(path, headers={"X-API-Key": KEY}).json()["risk"] == "high"
    assert http.get(f"{API}/users/me/preferences", headers=bela).json()["risk"] is None


def test_who_excludes_himself_sees_no_prices_and_cannot_shorten_it(http: httpx.Client) -> None:
    excluded, other = signed_in(http, "istvan"), signed_in(http, "jozsef")
    mine = f"{API}/users/me/preferences"
    coming = http.get(f"{API}/matches", params={"status": "scheduled", "limit": 1}, headers=other)
    match = coming.json()["items"][0]["id"]
    path = f"{API}/predictions/{match}"
    assert http.get(path, headers=excluded).json()["market"] is not None
    until = {"self_excluded_until": "2026-06-01"}
    assert http.put(mine, json=until, headers=excluded).status_code == 200
    assert http.get(path, headers=excluded).json()["market"] is None
    assert http.get(path, headers=other).json()["market"] is not None
    slip = {"legs": [{"match_id": match, "selection": "home", "odds": 2.5}]}
    assert http.post(f"{API}/predictions/slip", json=slip, headers=excluded).status_code == 403
    assert http.post(f"{API}/predictions/slip", json=slip, headers=other).status_code == 200
    me, them = (http.get(f"{API}/users/me", headers=who).json()["id"] for who in (excluded, other))
    advice = f"{API}/users/{me}/recommendations"
    held = http.post(advice, json={"match_id": match}, headers=excluded)
    assert held.status_code == 200
    assert (held.json()["recommendations"], held.json()["reason"]) == ([], "self_excluded")
    assert http.post(advice, json={"match_id": match}, headers=other).status_code == 403
    looked = http.post(
        f"{API}/users/{them}/recommendations", json={"match_id": match}, headers=other
    )
    assert looked.json()["reason"] != "self_excluded"
    sooner = {"self_excluded_until": "2026-04-01"}
    assert http.put(mine, json=sooner, headers=excluded).status_code == 422
    assert http.delete(mine, headers=excluded).status_code in (204, 422)
    kept = http.get(mine, headers=excluded).json()
    assert kept["self_excluded_until"] is not None


def test_what_a_minor_said_is_taken_back_by_a_program_alone(http: httpx.Client) -> None:
    user = signed_in(http, "kristof")
    me = http.get(f"{API}/users/me", headers=user).json()["id"]
    said = {"message": "15 éves vagyok, mire fogadjak?"}
    assert http.post(f"{API}/chat", json=said, headers=user).json()["guard"]["rule"] == "minor"
    holds = http.get(f"{API}/users/me/holds", headers=user).json()
    assert holds == [{"rule": "minor", "until": None}]
    path, key = f"{API}/users/{me}/holds", {"X-API-Key": KEY}
    assert http.delete(f"{path}/minor", headers=user).status_code == 403
    assert http.get(path, headers=signed_in(http, "lili")).status_code == 403
    assert http.delete(f"{path}/self_excluded", headers=key).status_code == 422
    assert http.delete(f"{path}/minor", headers=key).status_code == 204
    assert http.delete(f"{path}/minor", headers=key).status_code == 404
    assert http.get(f"{API}/users/me/holds", headers=user).json() == []

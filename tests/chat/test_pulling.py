"""Getting a language model: from the terminal, and over REST by those who keep the house."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.chat.running import Service, serving, tippmix
from tests.ollama_server import GEMMA, MODEL, FakeOllama, pulled

PULL = "/api/v1/models/pull"
KEY = "a-key-of-a-program"


def test_a_model_is_got_from_the_terminal(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with FakeOllama(models={}) as ollama:
        ollama.library |= {GEMMA: pulled(900, 90), MODEL: pulled(7)}
        done = tippmix(home, "models", "pull", GEMMA, "--json", ollama_url=ollama.url)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout) == {"model": GEMMA, "status": "success", "bytes": 990}
        assert done.stderr == ""
        told = tippmix(home, "models", "pull", ollama_url=ollama.url)
        assert told.stdout.startswith(f"{MODEL} is there.")
        told = tippmix(home, "models", "pull", ollama_url=ollama.url, model=f"ollama:{GEMMA}")
        assert told.stdout.startswith(f"{GEMMA} is there.")
        assert [request.body["model"] for request in ollama.requests] == [GEMMA, MODEL, GEMMA]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("nothing:1b", "Ollama's library has no model nothing:1b"),
        ("a b", "cannot be a model's name"),
        (GEMMA, "stopped before its end"),
    ],
)
def test_what_cannot_be_got_is_told_in_one_line(tmp_path: Path, name: str, told: str) -> None:
    with FakeOllama(models={}) as ollama:
        ollama.library[GEMMA] = replace(pulled(900), lines=pulled(900).lines[:3], end="cut")
        done = tippmix(tmp_path / "home", "models", "pull", name, ollama_url=ollama.url)
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.strip().splitlines()
    assert told in line


def test_without_ollama_the_command_to_start_it_is_told(tmp_path: Path) -> None:
    done = tippmix(tmp_path / "home", "models", "pull", "--json")
    assert (done.returncode, done.stdout) == (1, "")
    assert "ollama serve" in done.stderr


@pytest.fixture(scope="module")
def ollama() -> Iterator[FakeOllama]:
    with FakeOllama(models={}) as running:
        running.library[GEMMA] = pulled(900, 90)
        broken = pulled(900).lines[:3]
        running.library["broken:1b"] = replace(pulled(900), lines=broken)
        yield running


@pytest.fixture(scope="module")
def guarded(ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    home = tmp_path_factory.mktemp("guarded") / "home"
    model = f"ollama:{GEMMA}"
    with serving(home, ollama_url=ollama.url, auth="on", api_keys=KEY, model=model) as service:
        client = service.client()
        yield client
        client.close()


def events(answer: httpx.Response) -> list[tuple[str, Any]]:
    blocks = [block.splitlines() for block in answer.text.strip().split("\n\n")]
    told = []
    for block in blocks:
        fields = dict(line.split(": ", 1) for line in block if not line.startswith(":"))
        told.append((fields["event"], json.loads(fields["data"])))
    return told


def test_a_signed_in_user_may_not_and_a_program_may(guarded: httpx.Client) -> None:
    assert guarded.post(PULL).status_code == 401
    account = {"username": "anna", "password": "correct horse"}
    assert guarded.post("/api/v1/auth/register", json=account).status_code == 201
    token = guarded.post("/api/v1/auth/token", data=account).json()["access_token"]
    refused = guarded.post(PULL, headers={"Authorization": f"Bearer {token}"})
    assert (refused.status_code, refused.json()["type"]) == (403, "urn:tippmix:problem:not-allowed")
    key = {"X-API-Key": KEY}
    services = guarded.get("/api/v1/services", headers=key).json()["items"]
    (found,) = [each for each in services if each["name"] == "ollama"]
    assert f"tippmix models pull {GEMMA}" in found["mend"]
    # without a name: the one that is missing
    told = events(guarded.post(PULL, headers=key))
    assert told[-1] == ("pulled", {"model": GEMMA})
    assert {kind for kind, _ in told[:-1]} == {"progress"}
    assert told[-2][1] == {"status": "success", "completed": 990, "total": 990, "done": True}
    services = guarded.get("/api/v1/services", headers=key).json()["items"]
    (found,) = [each for each in services if each["name"] == "ollama"]
    assert (found["status"], found["mend"]) == ("up", "")


def test_what_cannot_be_got_is_a_problem(guarded: httpx.Client) -> None:
    key = {"X-API-Key": KEY}
    for name, status in (("../x", 422), ("nothing:1b", 404)):
        refused = guarded.post(PULL, json={"name": name}, headers=key)
        told = refused.json() if refused.status_code != 200 else events(refused)[-1][1]
        assert told["status"] == status, told
    told = events(guarded.post(PULL, json={"name": "broken:1b"}, headers=key))[-1]
    assert (told[0], told[1]["status"]) == ("error", 502)
    assert "stopped before its end" in told[1]["detail"]


def test_the_person_at_this_machine_may(service: Service) -> None:
    with service.client() as http:
        answer = http.post(PULL, json={"name": GEMMA})
    assert (answer.status_code, answer.headers["content-type"]) == (502, "application/problem+json")
    assert "ollama serve" in answer.json()["detail"]

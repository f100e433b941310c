"""Models from outside: which serves and why, going back, cards as pages, and what is broken."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.chat.running import Service, serving, tippmix, wait_for
from tests.chat.small_league import CLOCK
from tests.chat.test_cli import document, refusal

API = "/api/v1/models"
EARLIER = "2023-10-10"


@pytest.fixture
def two_models(league_home: Path) -> tuple[Path, str, str]:
    """Return a data folder with a model of an earlier day beside the one of today."""
    made = document(tippmix(league_home, "train", "--until", EARLIER, "--json", now=CLOCK))
    return league_home, made["version"], made["serving"]


def listed(home: Path) -> dict[str, dict[str, Any]]:
    """Return the versions as the command lists them."""
    found = document(tippmix(home, "models", "list", "--json", now=CLOCK))
    assert found["serving"] in [each for each in found["versions"] if each["serving"]]
    return {each["version"]: each for each in found["versions"]}


def test_a_fit_says_which_one_serves(league_home: Path) -> None:
    told = tippmix(league_home, "train", "--until", EARLIER, now=CLOCK)
    assert "goes on serving: its data are newer." in told.stdout


def test_a_model_of_an_earlier_day_does_not_take_todays_place(
    two_models: tuple[Path, str, str],
) -> None:
    home, older, newer = two_models
    assert older != newer
    found = listed(home)
    assert list(found) == [newer, older]
    assert (found[newer]["serving"], found[older]["serving"]) == (True, False)
    assert found[older]["may_serve"]


def test_an_operator_goes_back_and_forth(two_models: tuple[Path, str, str]) -> None:
    home, older, newer = two_models
    assert "serves now" in tippmix(home, "models", "serve", older, now=CLOCK).stdout
    found = listed(home)
    assert found[older]["serving"]
    assert not found[newer]["may_serve"]
    assert older in found[newer]["reason"]
    made = document(tippmix(home, "predict", "Arsenal", "Spurs", "--json", now=CLOCK))
    assert made["model_version"] == older
    told = tippmix(home, "train", now=CLOCK).stdout
    assert f"{older} goes on serving" in told
    assert f"tippmix models serve {newer}" in told
    assert document(tippmix(home, "train", "--serve", "--json", now=CLOCK))["serving"] == newer
    assert listed(home)[newer]["serving"]


def test_a_card_is_shown_and_written_as_a_page(
    two_models: tuple[Path, str, str], tmp_path: Path
) -> None:
    home, older, newer = two_models
    assert document(tippmix(home, "models", "card", "--json", now=CLOCK))["version"] == newer
    page = tmp_path / "card.html"
    told = tippmix(home, "models", "card", older, "--out", str(page), now=CLOCK)
    assert str(page) in told.stdout
    text = page.read_text(encoding="utf-8")
    assert f"Model {older}" in text
    assert "strength" in text
    in_the_way = tippmix(home, "models", "card", "--out", str(tmp_path), now=CLOCK)
    assert "cannot be written" in refusal(in_the_way)


def test_versions_that_are_not_there_are_refused(league_home: Path) -> None:
    for command in ("serve", "card"):
        told = refusal(tippmix(league_home, "models", command, "20200101-deadbeef", now=CLOCK))
        assert "tippmix models list" in told


def test_a_foreign_file_in_a_models_place_never_speaks(league_home: Path) -> None:
    (version,) = (path for path in (league_home / "models").iterdir() if path.is_dir())
    sound = document(tippmix(league_home, "predict", "Arsenal", "Spurs", "--json", now=CLOCK))
    (version / "parameters.npz").write_bytes(b"\x80\x04cos\nsystem\n(S'echo'\ntR.")
    done = tippmix(league_home, "predict", "Arsenal", "Spurs", "--json", now=CLOCK)
    again = document(done)
    assert f"model {version.name} is not used" in done.stderr
    assert again["match_result"] == sound["match_result"]
    assert (version.parent / f"damaged-{version.name}").is_dir()


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("train", "--until", "1900-01-01"), "name a later day"),
        (("train", "--until", "2030-01-01"), "Name an earlier day"),
        (("backtest", "--from", "1890-01-01", "--to", "1890-02-01", "--out", "b.csv"), "widen"),
        (
            ("backtest", "--from", "2023-09-01", "--to", "2023-10-01", "--leagues", "QQ",
             "--out", "b.csv"),
            "No league is “QQ”",
        ),
    ],
)  # fmt: skip
def test_where_nothing_is_known_it_says_so(
    league_home: Path, command: tuple[str, ...], told: str
) -> None:
    assert told in refusal(tippmix(league_home, *command, now=CLOCK))
    assert not (league_home.parent / "b.csv").exists()


def test_a_clock_before_all_results_has_no_model(league_home: Path) -> None:
    told = refusal(tippmix(league_home, "train", now="1950-01-01"))
    assert "import earlier results" in told
    found = document(tippmix(league_home, "models", "list", "--json", now="1950-01-01"))
    assert (found["serving"], found["drift"], found["stale"]) == (None, None, True)


@pytest.fixture(scope="module")
def http(
    fitted_league: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Service, httpx.Client]]:
    home = shutil.copytree(fitted_league, tmp_path_factory.mktemp("models") / "home")
    with serving(home, now=CLOCK) as service, service.client() as client:
        yield service, client


def test_rest_tells_which_model_serves_and_why(http: tuple[Service, httpx.Client]) -> None:
    service, client = http
    service.wait_until_ready()
    status = client.get(f"{API}/status").json()
    assert status["ready"]
    assert status["serving"]["version"] == status["version"]
    assert status["serving"]["reason"]
    assert status["stale"] is False
    assert status["drift"]["matches"] == 0
    assert status["drift"]["alarm_at"] == 100
    assert not status["drift"]["drifting"]
    card = client.get(f"{API}/info").json()
    assert card == client.get(f"{API}/info", params={"version": status["version"]}).json()
    assert card["admission"]["serves"]
    for path in ("info", "card"):
        assert client.get(f"{API}/{path}", params={"version": "x"}).status_code == 404
    page = client.get(f"{API}/card")
    assert page.headers["content-type"].startswith("text/html")
    assert f"Model {status['version']}" in page.text
    task = client.post(f"{API}/train", json={"until": EARLIER}).json()
    assert (task["may_serve"], task["reason"]) == (None, None)
    wait_for(lambda: client.get(f"{API}/status").json()["training"]["status"] != "running", "fit")
    after = client.get(f"{API}/status").json()
    assert after["training"]["may_serve"]
    assert after["training"]["version"] in [each["version"] for each in after["versions"]]
    assert after["version"] == status["version"]


def test_a_fit_without_results_fails_with_a_problem(http: tuple[Service, httpx.Client]) -> None:
    service, client = http
    service.wait_until_ready()
    client.post(f"{API}/train", json={"until": "1900-01-01"})
    wait_for(lambda: client.get(f"{API}/status").json()["training"]["status"] != "running", "fit")
    task = client.get(f"{API}/status").json()["training"]
    assert (task["status"], task["version"]) == ("failed", None)
    assert "name a later day" in task["error"]["detail"]
    assert "Traceback" not in json.dumps(task)

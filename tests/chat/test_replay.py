"""`tippmix replay` by its console script."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zlib
from pathlib import Path
from typing import Any

import pytest

from knowledge.database import FILE_NAME
from tests.chat.running import tippmix
from tests.chat.small_league import CLOCK
from tests.chat.test_cli import document, refusal

ENGLISH = "Who wins Arsenal against Tottenham tomorrow?"


@pytest.fixture(scope="module")
def asked_home(fitted_league: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder in which two questions were asked: copy it."""
    home = tmp_path_factory.mktemp("asked") / "home"
    shutil.copytree(fitted_league, home)
    asked = document(tippmix(home, "ask", ENGLISH, "--json", now=CLOCK))
    thread = asked["thread_id"]
    document(tippmix(home, "ask", "And the draw?", "--thread", thread, "--json", now=CLOCK))
    return home


@pytest.fixture
def home(asked_home: Path, tmp_path: Path) -> Path:
    """Return a copy of it."""
    return Path(shutil.copytree(asked_home, tmp_path / "home"))


def listed(home: Path, *more: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = document(tippmix(home, "replay", "--list", "--json", *more))
    return found


def stored(home: Path, run_id: str, change: Any = None) -> dict[str, Any]:
    """Return the recording in the database, after changing it."""
    with sqlite3.connect(home / FILE_NAME) as db:
        select = "SELECT document FROM recordings WHERE run_id = ?"
        (packed,) = db.execute(select, [run_id]).fetchone()
        made: dict[str, Any] = json.loads(zlib.decompress(packed))
        if change is not None:
            change(made)
            packed = zlib.compress(json.dumps(made).encode())
            db.execute("UPDATE recordings SET document = ? WHERE run_id = ?", [packed, run_id])
    db.close()
    return made


def counts(home: Path) -> dict[str, int]:
    with sqlite3.connect(home / FILE_NAME) as db:
        tables = ("threads", "runs", "recordings", "predictions", "tips", "insights")
        found = {name: db.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}
    db.close()
    return found


def test_runs_are_listed_and_end_as_they_did(home: Path) -> None:
    # whatever the clock says now, a run is played on its own day
    newest, first = listed(home)
    assert (first["question"], first["status"]) == (ENGLISH, "completed")
    assert listed(home, "--last", "1") == [newest]
    assert listed(home, "--user", "peti") == []
    before = counts(home)
    played = document(tippmix(home, "replay", "--all", "--json"))
    assert (played["same"], played["different"], played["unreadable"]) == (2, 0, {})
    assert [each["run_id"] for each in played["replays"]] == [newest["run_id"], first["run_id"]]
    assert "%" in played["replays"][1]["after"]["answer"]
    told = tippmix(home, "replay", newest["run_id"])
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith(f"{newest['run_id']}: the same")
    assert counts(home) == before


def test_a_change_is_told_and_ends_with_one(home: Path) -> None:
    run_id = listed(home)[1]["run_id"]
    facts = stored(home, run_id)["outcome"]["facts"]

    def change(made: dict[str, Any]) -> None:
        made["outcome"]["answer"] = "Something else. " + made["outcome"]["answer"]
        made["outcome"]["facts"][0]["value"] = 0.123

    stored(home, run_id, change)
    told = tippmix(home, "replay", run_id)
    assert told.returncode == 1
    assert told.stderr == ""
    assert f"{run_id}: different" in told.stdout
    assert "    - Something else." in told.stdout
    assert "0.123 probability" in told.stdout
    as_json = tippmix(home, "replay", run_id, "--json")
    assert as_json.returncode == 1
    assert json.loads(as_json.stdout)["same"] is False
    # a tool's result that is lost is asked of today's tool; nothing of that is kept
    stored(home, run_id, lambda made: made["results"].clear())
    before = counts(home)
    dead = json.loads(tippmix(home, "replay", run_id, "--json").stdout)
    assert dead["asked_anew"]
    assert dead["after"]["facts"] == []
    live = json.loads(tippmix(home, "replay", run_id, "--live-tools", "--json").stdout)
    assert live["asked_anew"] == dead["asked_anew"]
    assert live["after"]["facts"] == facts
    assert counts(home) == before


def test_a_recording_travels_as_a_file(home: Path, tmp_path: Path) -> None:
    run_id = listed(home)[0]["run_id"]
    file = tmp_path / "run.json"
    done = tippmix(home, "replay", run_id, "--export", str(file))
    assert (done.returncode, done.stdout) == (0, "")
    assert json.loads(file.read_text(encoding="utf-8")) == stored(home, run_id)
    assert document(tippmix(home, "replay", str(file), "--json"))["same"]
    file.write_text('{"format": 7}', encoding="utf-8")
    assert "format 7" in refusal(tippmix(home, "replay", str(file)))
    file.write_text("no JSON", encoding="utf-8")
    assert "--export" in refusal(tippmix(home, "replay", str(file)), code=2)


def test_what_cannot_be_played_is_told(home: Path) -> None:
    newest, first = (each["run_id"] for each in listed(home))
    assert "replay --list" in refusal(tippmix(home, "replay", "run-nosuch"))
    assert "no recording" in refusal(tippmix(home, "replay", newest, "--user", "peti"))
    stored(home, newest, lambda made: made.update(format=99))
    assert "format 99" in refusal(tippmix(home, "replay", newest))
    told = tippmix(home, "replay", "--all")
    assert told.returncode == 1
    assert f"{newest}: could not be played. This recording has format 99" in told.stdout
    assert f"{first}: the same" in told.stdout
    assert told.stdout.endswith("1 the same, 0 different, 1 unreadable.\n")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["run-1", "--all"],
        ["--all", "--list"],
        ["--all", "--export", "x.json"],
        ["run-1", "--last", "3"],
        ["--list", "--live-tools"],
        ["--all", "--last", "0"],
        ["nosuch.json"],
    ],
)
def test_what_makes_no_sense_is_a_usage_error(arguments: list[str], tmp_path: Path) -> None:
    done = tippmix(tmp_path / "home", "replay", *arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "home").exists()

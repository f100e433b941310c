"""`tippmix replay`: most of it in this process, which spares the start of as many others."""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer

from chat.cli.replaying import Wanted, replay
from chat.errors import BadInput
from chat.house import open_house
from chat.settings import Settings, read_settings
from graph.errors import BadRecording
from graph.run import Question
from knowledge.database import FILE_NAME
from knowledge.errors import NotFound
from tests.chat.running import NOWHERE, tippmix
from tests.chat.small_league import CLOCK
from tests.chat.test_cli import document, refusal

ENGLISH = "Who wins Arsenal against Tottenham tomorrow?"

#: plays and gives back (exit code, stdout, stderr)
Play = Callable[..., tuple[int, str, str]]


def settings_of(home: Path, **given: Any) -> Settings:
    return read_settings(home=home, model="analyst", ollama_url=NOWHERE, **given)


@pytest.fixture(scope="module")
def asked_home(fitted_league: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder in which two questions were asked: copy it."""
    home = tmp_path_factory.mktemp("asked") / "home"
    shutil.copytree(fitted_league, home)

    async def talk() -> None:
        async with open_house(settings_of(home, now=CLOCK, embeddings="hashing")) as house:
            first = await house.mentor.ask(Question(ENGLISH))
            await house.mentor.ask(Question("And the draw?", thread_id=first.thread_id))

    asyncio.run(talk())
    return home


@pytest.fixture
def home(asked_home: Path, tmp_path: Path) -> Path:
    """Return a copy of it."""
    return Path(shutil.copytree(asked_home, tmp_path / "home"))


@pytest.fixture
def play(home: Path, capsys: pytest.CaptureFixture[str]) -> Play:
    """Return the command, without the start of a process."""

    def done(which: str | None = None, *, as_json: bool = False, **given: Any) -> Any:
        nothing = {
            "listing": False,
            "every": False,
            "last": None,
            "live": False,
            "anew": False,
            "export": None,
        }
        wanted = Wanted(which=which, **{**nothing, "user": "local", **given})
        # the clock of today: a run is played on its own day
        settings = settings_of(home, embeddings="hashing")
        code = 0
        try:
            asyncio.run(replay(settings, wanted, as_json=as_json))
        except typer.Exit as end:
            code = end.exit_code
        return code, *capsys.readouterr()

    return done


def listed(play: Play, **given: Any) -> list[dict[str, Any]]:
    code, said, _ = play(listing=True, as_json=True, **given)
    assert code == 0
    found: list[dict[str, Any]] = json.loads(said)
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


def test_the_command_plays_a_run_on_its_own_day(home: Path) -> None:
    newest, first = document(tippmix(home, "replay", "--list", "--json"))
    assert (first["question"], first["status"]) == (ENGLISH, "completed")
    told = tippmix(home, "replay", newest["run_id"])
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith(f"{newest['run_id']}: the same")
    assert "replay --list" in refusal(tippmix(home, "replay", "run-nosuch"))


def test_runs_are_listed_and_end_as_they_did(home: Path, play: Play) -> None:
    newest, first = listed(play)
    assert listed(play, last=1) == [newest]
    assert listed(play, user="peti") == []
    assert first["run_id"] in play(listing=True)[1]
    before = counts(home)
    code, said, _ = play(every=True, as_json=True)
    played = json.loads(said)
    assert code == 0
    assert (played["same"], played["different"], played["unreadable"]) == (2, 0, {})
    assert [each["run_id"] for each in played["replays"]] == [newest["run_id"], first["run_id"]]
    assert "%" in played["replays"][1]["after"]["answer"]
    assert counts(home) == before


def test_a_change_is_told_and_ends_with_one(home: Path, play: Play) -> None:
    run_id = listed(play)[1]["run_id"]

    def change(made: dict[str, Any]) -> None:
        made["outcome"]["answer"] = "Something else. " + made["outcome"]["answer"]
        made["outcome"]["facts"][0]["value"] = 0.123

    stored(home, run_id, change)
    code, said, told = play(run_id)
    assert (code, told) == (1, "")
    assert f"{run_id}: different" in said
    assert "    - Something else." in said
    assert "0.123 probability" in said
    code, said, _ = play(run_id, as_json=True)
    assert code == 1
    assert json.loads(said)["same"] is False


def test_what_was_not_asked_then_is_asked_with_live_tools_and_not_kept(
    home: Path, play: Play
) -> None:
    run_id = listed(play)[1]["run_id"]
    facts = stored(home, run_id)["outcome"]["facts"]
    stored(home, run_id, lambda made: made["results"].clear())
    with sqlite3.connect(home / FILE_NAME) as db:
        db.execute("DELETE FROM predictions")
    db.close()
    before = counts(home)
    code, said, _ = play(run_id, as_json=True)
    dead = json.loads(said)
    assert (code, dead["after"]["facts"]) == (1, [])
    assert dead["asked_anew"]
    code, said, _ = play(run_id, as_json=True, live=True)
    live = json.loads(said)
    assert (code, live["asked_anew"]) == (1, dead["asked_anew"])
    assert live["after"]["facts"] == facts
    assert counts(home) == before


def test_what_the_data_say_today_is_shown_on_request(home: Path, play: Play) -> None:
    run_id = listed(play)[1]["run_id"]

    def tell_other(made: dict[str, Any]) -> None:
        for facts in (made["results"][0]["artifact"]["facts"], made["outcome"]["facts"]):
            facts[0]["value"] = 0.999

    stored(home, run_id, tell_other)
    before = counts(home)
    code, said, _ = play(run_id, as_json=True)
    assert json.loads(said)["differences"]["facts"] == []
    code, said, _ = play(run_id, as_json=True, anew=True)
    played = json.loads(said)
    (fact,) = played["differences"]["facts"]
    assert (code, fact["before"]["value"], played["asked_anew"]) == (1, 0.999, [])
    assert fact["after"]["value"] != 0.999
    assert counts(home) == before


def test_a_recording_travels_as_a_file(home: Path, play: Play, tmp_path: Path) -> None:
    run_id = listed(play)[0]["run_id"]
    file = tmp_path / "run.json"
    code, said, told = play(run_id, export=file)
    assert (code, said) == (0, "")
    assert "whole conversation" in told
    assert json.loads(file.read_text(encoding="utf-8")) == stored(home, run_id)
    assert play(str(file))[0] == 0
    file.write_text('{"format": 7}', encoding="utf-8")
    with pytest.raises(BadRecording, match="format 7"):
        play(str(file))
    file.write_text("no JSON", encoding="utf-8")
    with pytest.raises(BadInput, match="--export"):
        play(str(file))


def test_what_cannot_be_played_is_told(home: Path, play: Play) -> None:
    newest, first = (each["run_id"] for each in listed(play))
    with pytest.raises(NotFound, match="no recording"):
        play(newest, user="peti")
    stored(home, newest, lambda made: made.update(format=99))
    with pytest.raises(BadRecording, match="format 99"):
        play(newest)
    code, said, _ = play(every=True)
    assert code == 1
    assert f"{newest}: could not be played. This recording has format 99" in said
    assert f"{first}: the same" in said
    assert said.endswith("1 the same, 0 different, 1 unreadable.\n")


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"which": "run-1", "every": True},
        {"every": True, "listing": True},
        {"every": True, "export": Path("x.json")},
        {"which": "run-1", "last": 3},
        {"listing": True, "live": True},
        {"which": "nosuch.json"},
    ],
)
def test_what_makes_no_sense_is_a_usage_error(given: dict[str, Any], play: Play) -> None:
    with pytest.raises(BadInput):
        play(**given)

"""`tippmix workflows`: kept, executed, followed step by step."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from knowledge.database import Database
from knowledge.execution_steps import begin_step, end_step
from knowledge.executions import complete_execution, fail_execution, list_executions
from tests.chat.typed import document, in_books, refusal, typed, typing
from tests.knowledge.at_work import NOW

STEP = {"name": "chances", "step": "quick_prediction", "inputs": {"match_id": "$input.match_id"}}
INPUT = ("--input", "match_id=match-1")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty data folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the file of a workflow with a name."""
    return written(tmp_path / "own.json", {"name": "Esélyek", "definition": {"steps": [STEP]}})


def written(file: Path, content: Any) -> Path:
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


def run_by(home: Path, end: Callable[[Database, str], Awaitable[object]]) -> None:
    """Do the step of the first execution as soon as there is one, and end it."""

    async def run(db: Database) -> None:
        found: list[Any] = []

        async def look() -> None:
            async with db.reading() as session:
                found[:] = await list_executions(session, user_id="local")

        while not found:
            await look()
        id_ = found[0].id
        output = {"prediction": {"p": 0.25}}
        async with db.writing() as session:
            await begin_step(session, id_, "chances", place=0, now=NOW)
        async with db.writing() as session:
            done = {"place": 0, "status": "completed", "output": output, "now": NOW}
            await end_step(session, id_, "chances", **done)  # type: ignore[arg-type]
        await end(db, id_)

    in_books(home, run)


async def well(db: Database, id_: str) -> None:
    async with db.writing() as session:
        await complete_execution(session, id_, output={"prediction": {"p": 0.25}}, now=NOW)


async def badly(db: Database, id_: str) -> None:
    async with db.writing() as session:
        await fail_execution(session, id_, error="Step chances: no such match.", now=NOW)


def test_a_workflow_is_kept_changed_and_deleted(home: Path, file: Path) -> None:
    kept = document(typed(home, "workflows", "create", str(file), "--json"))
    assert (kept["name"], kept["version"], kept["built_in"]) == ("Esélyek", 1, False)
    listed = document(typed(home, "workflows", "list", "--json"))
    ours = ["standard", "comprehensive", "real_time"]
    assert [each["id"] for each in listed["items"]] == [kept["id"], *ours]
    two = {"steps": [STEP, {**STEP, "name": "again", "needs": ["chances"]}]}
    bare = written(file.with_name("two.json"), two)
    changed = document(typed(home, "workflows", "change", "esélyek", str(bare), "--json"))
    assert (changed["version"], len(changed["definition"]["steps"])) == (2, 2)
    old = document(typed(home, "workflows", "show", "esélyek", "--version", "1", "--json"))
    assert old["definition"] == {"steps": [STEP]}
    off = typed(home, "workflows", "change", "esélyek", "--off")
    assert "switched off" in off.stdout
    assert "switched off" in refusal(typed(home, "workflows", "execute", "esélyek", *INPUT))
    rows = typed(home, "workflows", "list").stdout.splitlines()
    assert rows[1].split()[:4] == [kept["id"][9:17], "Esélyek", "2", "2"]
    assert rows[1].endswith("off")
    assert rows[2].split() == ["standard", "2", "5", "–", "built", "in"]
    assert document(typed(home, "workflows", "delete", kept["id"][9:17], "--json")) == {
        "deleted": kept["id"]
    }
    assert "tippmix workflows list" in refusal(typed(home, "workflows", "show", "esélyek"))


def test_what_cannot_run_is_not_kept(home: Path, file: Path) -> None:
    bad = written(file, {"steps": [{**STEP, "step": "dance"}]})
    assert "Step chances" in refusal(typed(home, "workflows", "create", str(bad)))
    strange = written(file, {"nmae": "x", "definition": {"steps": [STEP]}})
    assert "nmae" in refusal(typed(home, "workflows", "create", str(strange)), code=2)
    assert "stays as it is" in refusal(typed(home, "workflows", "delete", "standard"), code=2)
    assert "--name" in refusal(typed(home, "workflows", "change", "x"), code=2)
    wrong = typed(home, "workflows", "execute", "real_time", "--input", "club=Arsenal")
    assert "input_data.club" in refusal(wrong)
    assert document(typed(home, "workflows", "executions", "--json"))["items"] == []


def test_an_execution_is_begun_seen_and_cancelled(home: Path) -> None:
    begun = typed(home, "workflows", "execute", "real_time", *INPUT, "--key", "k", "--json")
    assert "tippmix worker" in begun.stderr
    execution = json.loads(begun.stdout)
    again = typed(home, "workflows", "execute", "real_time", *INPUT, "--key", "k", "--json")
    assert json.loads(again.stdout)["id"] == execution["id"]
    short = execution["id"][5:13]
    assert document(typed(home, "workflows", "execution", short, "--json")) == execution
    shown = typed(home, "workflows", "execution", short).stdout.splitlines()
    assert shown[0] == f"real_time ({short}) is running"
    assert shown[2].split() == ["quick_prediction", "quick_prediction", "pending"]
    only = ("--workflow", "real_time", "--status", "running")
    (row,) = typed(home, "workflows", "executions", *only).stdout.splitlines()[1:]
    assert row.split()[:3] == [short, "real_time", "running"]
    assert "cancelled" in typed(home, "workflows", "cancel", short).stdout
    ended = document(typed(home, "workflows", "execution", short, "--json"))
    assert ended["status"] == "cancelled"
    # what is over is not waited for
    assert typed(home, "workflows", "execution", short, "--watch").exit_code == 1


def test_an_execution_is_followed_to_its_end(home: Path, file: Path) -> None:
    document(typed(home, "workflows", "create", str(file), "--json"))
    call = ("workflows", "execute", "esélyek", *INPUT, "--watch")
    with typing(home, *call) as under_way:
        run_by(home, well)
    told = under_way.result()
    assert told.exit_code == 0, told.output
    lines = told.stdout.splitlines()
    assert lines[0].startswith("Esélyek (")
    assert [line.split()[2] for line in lines if " workflow:" in line][-2:] == [
        "workflow:step:completed",
        "workflow:completed",
    ]
    assert "is completed" in told.stdout
    assert lines[-2:] == ["prediction:", "  p: 0.25"]


def test_what_ends_badly_is_no_success(home: Path, file: Path) -> None:
    document(typed(home, "workflows", "create", str(file), "--json"))
    call = ("workflows", "execute", "esélyek", *INPUT, "--watch", "--json")
    with typing(home, *call) as under_way:
        run_by(home, badly)
    told = under_way.result()
    assert told.exit_code == 1
    first, *_, last = (json.loads(line) for line in told.stdout.splitlines())
    assert first["id"] == last["id"]
    assert (last["status"], last["error"]) == ("failed", "Step chances: no such match.")


def test_the_parts_of_workflows_are_told(home: Path) -> None:
    parts = document(typed(home, "workflows", "parts", "--json"))
    assert {"step", "tool"} == {part["kind"] for part in parts}
    assert "docs/workflows.md" in typed(home, "workflows", "parts").stdout

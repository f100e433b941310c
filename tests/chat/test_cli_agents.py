"""`tippmix agents`: made, changed, moved, looked at, followed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from knowledge.agent_memory import add_note
from knowledge.database import Database
from knowledge.demo import ensure_demo
from knowledge.insights import InsightDraft, add_insight
from knowledge.preferences import set_preferences
from knowledge.workers import WorkerDraft, enlist
from tests.chat.running import DEMO_DAY
from tests.chat.typed import document, in_books, refusal, typed
from tests.knowledge.league_book import instant

NOW = instant(f"{DEMO_DAY} 00:00")


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with the demo league; to be copied."""
    home = tmp_path_factory.mktemp("stocked") / "home"
    in_books(home, lambda db: ensure_demo(db, now=NOW))
    return home


@pytest.fixture
def home(stocked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a data folder of one's own."""
    monkeypatch.chdir(tmp_path)
    return shutil.copytree(stocked, tmp_path / "home")


def make(home: Path, name: str = "Scout", *options: str, type_: str = "prediction") -> Any:
    return document(typed(home, "agents", "create", name, "--type", type_, *options, "--json"))


def test_an_agent_is_made_changed_and_deleted(home: Path) -> None:
    assert "tippmix agents create" in typed(home, "agents", "list").stdout
    fields = ("--leagues", "demo liga", "--config", "days_ahead:=3", "--config", "language=hu")
    made = make(home, "Scout", *fields, "--schedule", "0 9 * * *")
    assert made["status"] == "inactive"
    assert made["configuration"].items() >= {
        ("days_ahead", 3),
        ("language", "hu"),
        ("schedule", "0 9 * * *"),
    }
    assert made["configuration"]["leagues"] == ["DEMO"]
    # one field is changed, the others stay
    change = ("agents", "change", "scout", "--config", "days_ahead:=5", "--name", "Felderítő")
    changed = document(typed(home, *change, "--json"))
    assert (changed["name"], changed["id"]) == ("Felderítő", made["id"])
    assert changed["configuration"] == {**made["configuration"], "days_ahead": 5}
    file = home.parent / "c.json"
    file.write_text('{"language": "en"}', encoding="utf-8")
    anew = document(
        typed(home, "agents", "change", "felderítő", "--config-file", str(file), "--json")
    )
    assert (anew["configuration"]["language"], anew["configuration"]["leagues"]) == ("en", [])
    listed = typed(home, "agents", "list").stdout.splitlines()
    assert listed[1].split()[:4] == [made["id"][6:14], "Felderítő", "prediction", "inactive"]
    shown = document(typed(home, "agents", "show", made["id"][:12], "--json"))
    assert (shown["id"], shown["tasks"]) == (made["id"], {})
    gone = document(typed(home, "agents", "delete", made["id"][6:14], "--json"))
    assert gone == {"deleted": made["id"]}
    assert document(typed(home, "agents", "list", "--json"))["items"] == []


def test_who_has_no_such_agent_is_told_where_to_look(home: Path) -> None:
    make(home)
    make(home)
    assert "tippmix agents list" in refusal(typed(home, "agents", "show", "nobody"))
    assert "say which" in refusal(typed(home, "agents", "show", "scout"))
    another = typed(home, "agents", "show", "scout", "--user", "kati")
    assert "There is no agent" in refusal(another)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--teams", "Real Madrid"), "Real Madrid"),
        (("--config", "nonsense=1"), "nonsense"),
        (("--config", 'tools=["rm"]'), "rm"),
        (("--schedule", "at noon"), "schedule"),
    ],
)
def test_what_cannot_be_an_agent_is_refused(
    home: Path, options: tuple[str, ...], said: str
) -> None:
    done = typed(home, "agents", "create", "Scout", "--type", "prediction", *options)
    assert said in refusal(done)
    assert typed(home, "agents", "create", "Scout", "--type", "spy").exit_code == 2
    assert "--config" in refusal(typed(home, "agents", "change", "Scout"), code=2)


def test_an_agent_is_started_paused_and_stopped(home: Path) -> None:
    agent = make(home)
    started = typed(home, "agents", "start", "Scout", "--json")
    assert json.loads(started.stdout)["status"] == "active"
    assert json.loads(started.stdout)["due_at"].startswith("2026-03-04T05:00")
    assert "tippmix worker" in started.stderr
    assert "cannot be started: it can be" in refusal(typed(home, "agents", "start", "Scout"))
    for move, status in (("pause", "paused"), ("resume", "active"), ("stop", "inactive")):
        moved = document(typed(home, "agents", move, "scout", "--json"))
        assert moved["status"] == status
    events = document(typed(home, "agents", "events", "scout", "--json"))["items"]
    assert [event["payload"]["status"] for event in events[-3:]] == [
        *("active", "stopping", "inactive")
    ]
    after = str(events[-2]["event_id"])
    later = typed(home, "agents", "events", "scout", "--after", after).stdout
    assert later.count("\n") == 1
    assert "inactive" in later
    assert agent["id"] == events[0]["agent_id"]


def test_a_living_worker_is_not_missed(home: Path) -> None:
    async def work(db: Database) -> None:
        from chat.clock import real_clock

        async with db.writing() as session:
            draft = WorkerDraft(id="worker-1", host="here", pid=1)
            await enlist(session, draft, now=real_clock())

    make(home)
    in_books(home, work)
    started = typed(home, "agents", "start", "Scout")
    assert started.stderr == ""
    assert "is active, at work next on 03-04 05:00 UTC" in started.stdout


def test_figures_and_health_are_told(home: Path) -> None:
    make(home, "Scout", "--start")
    figures = document(typed(home, "agents", "performance", "scout", "--json"))
    assert (figures["total_tasks"], figures["accuracy"]) == (0, None)
    assert 0 < figures["uptime"] <= 1
    assert "total tasks: 0" in typed(home, "agents", "performance", "scout").stdout
    sick = typed(home, "agents", "health", "scout", "--json")
    assert sick.exit_code == 1
    health = json.loads(sick.stdout)
    assert health["health"] == "unhealthy"
    assert {check["name"] for check in health["checks"] if not check["ok"]} >= {"workers"}
    assert "tippmix worker" in typed(home, "agents", "health", "scout").stdout


def test_memory_is_shown_and_forgotten_and_advice_kept_back(home: Path) -> None:
    agent = make(home)

    async def fill(db: Database) -> None:
        of = {"user_id": "local", "agent_id": agent["id"], "source": "agent, analyst"}
        async with db.writing() as session:
            await add_note(session, agent["id"], "Looked.", now=NOW)
            for type_, text in (("analysis", "Chances."), ("recommendation", "Stake 2%.")):
                draft = InsightDraft(type=type_, text=text, facts=(), **of)
                await add_insight(session, draft, now=NOW)

    async def exclude(db: Database) -> None:
        async with db.writing() as session:
            values = {"self_excluded_until": "2026-06-01"}
            await set_preferences(session, "local", values, now=NOW)

    in_books(home, fill)
    told = document(typed(home, "agents", "memory", "scout", "--json"))
    assert {one["text"] for one in told["insights"]} == {"Chances.", "Stake 2%."}
    assert [note["text"] for note in told["notes"]] == ["Looked."]
    in_books(home, exclude)
    held = typed(home, "agents", "memory", "scout").stdout
    assert "Chances." in held
    assert "Stake" not in held
    gone = document(typed(home, "agents", "forget", "scout", "--json"))
    assert gone == {"notes": 1, "insights": 2}
    assert typed(home, "agents", "memory", "scout").stdout == "It remembers nothing.\n"


def test_a_list_goes_on_where_it_ended(home: Path) -> None:
    names = {make(home, name)["name"] for name in ("A", "B", "C")}
    first = document(typed(home, "agents", "list", "--limit", "2", "--json"))
    cursor = ("--cursor", first["next_cursor"])
    rest = document(typed(home, "agents", "list", "--limit", "2", *cursor, "--json"))
    assert rest["next_cursor"] is None
    seen = [agent["name"] for agent in (*first["items"], *rest["items"])]
    assert set(seen) == names
    assert len(seen) == 3
    assert first["next_cursor"] in typed(home, "agents", "list", "--limit", "2").stdout
    only = document(typed(home, "agents", "list", "--status", "active", "--json"))
    assert only["items"] == []

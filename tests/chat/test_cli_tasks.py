"""`tippmix tasks`: asked for, followed, their results shown."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from knowledge.agents import AgentInfo
from knowledge.database import Database
from knowledge.preferences import set_preferences
from knowledge.tasks import begin_task, complete_task, fail_task, list_tasks, progress_task
from tests.chat.typed import document, in_books, refusal, typed, typing
from tests.knowledge.at_work import NOW, active_agent, ask, make_agent
from tests.waiting import until

MATCH = ("--input", "home_team=Arsenal", "--input", "away_team=Chelsea")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a data folder whose only agent is Scout, at work."""
    monkeypatch.chdir(tmp_path)
    scout(tmp_path / "home")
    return tmp_path / "home"


def scout(home: Path, user_id: str = "local", **parts: Any) -> AgentInfo:
    return in_books(home, lambda db: active_agent(db, user_id, configuration={}, **parts))


def once_asked(home: Path, work: Callable[[Database, str], Awaitable[object]]) -> None:
    """Do something with the first task of the local user as soon as there is one."""

    async def waiting(db: Database) -> None:
        found: list[Any] = []

        async def look() -> None:
            async with db.reading() as session:
                found[:] = await list_tasks(session, user_id="local")

        while not found:
            await look()
        await work(db, found[0].id)

    in_books(home, waiting)


async def done(db: Database, task_id: str) -> None:
    async with db.writing() as session:
        await begin_task(session, task_id, now=NOW)
        await progress_task(session, task_id, done=1, total=2, note="half", now=NOW)
    async with db.writing() as session:
        await complete_task(session, task_id, result={"found": {"p": 0.25}}, now=NOW)


async def failed(db: Database, task_id: str) -> None:
    async with db.writing() as session:
        await fail_task(session, task_id, error="No such match.", now=NOW)


def test_a_task_is_asked_for_shown_and_cancelled(home: Path) -> None:
    asked = typed(home, "tasks", "ask", "scout", "predict_match", *MATCH, "--key", "k", "--json")
    assert "tippmix worker" in asked.stderr
    task = json.loads(asked.stdout)
    assert (task["status"], task["input"]["home_team"]) == ("pending", "Arsenal")
    again = typed(home, "tasks", "ask", "scout", "predict_match", *MATCH, "--key", "k", "--json")
    assert json.loads(again.stdout)["id"] == task["id"]
    short = task["id"][5:13]
    assert document(typed(home, "tasks", "show", short, "--json")) == task
    assert "--wait" in refusal(typed(home, "tasks", "result", short))
    listed = typed(home, "tasks", "list", "--agent", "scout").stdout.splitlines()
    assert listed[1].split()[:4] == [short, "Scout", "predict_match", "pending"]
    cancelled = document(typed(home, "tasks", "cancel", short, "--json"))
    assert cancelled["status"] == "cancelled"
    assert "was cancelled" in refusal(typed(home, "tasks", "result", short))
    assert typed(home, "tasks", "cancel", short).exit_code == 0
    assert "tippmix tasks list" in refusal(typed(home, "tasks", "show", "ffffffff0"))


def test_what_an_agent_could_not_do_is_refused(home: Path) -> None:
    wrong = typed(home, "tasks", "ask", "scout", "predict_match", "--input", "club=Arsenal")
    assert "club" in refusal(wrong)
    assert typed(home, "tasks", "ask", "scout", "dance").exit_code == 2
    field = typed(home, "tasks", "ask", "scout", "predict_match", "--input", "Arsenal")
    assert "name=text" in refusal(field, code=2)
    assert document(typed(home, "tasks", "list", "--json"))["items"] == []


def test_what_a_task_waits_for_is_told(home: Path) -> None:
    in_books(home, lambda db: make_agent(db, "local", name="Idle", configuration={}))
    asked = typed(home, "tasks", "ask", "idle", "predict_match", *MATCH)
    assert "tippmix agents start" in asked.stderr
    assert "--wait" in asked.stdout


def test_a_result_is_waited_for(home: Path) -> None:
    call = ("tasks", "ask", "scout", "predict_match", *MATCH, "--wait")
    with typing(home, *call, "--json") as under_way:
        once_asked(home, done)
    told = under_way.result()
    result = json.loads(told.stdout)
    assert told.exit_code == 0
    assert (result["status"], result["result"]) == ("completed", {"found": {"p": 0.25}})
    shown = typed(home, "tasks", "result", result["task_id"]).stdout
    assert shown == "found:\n  p: 0.25\n"


def test_what_failed_is_told_and_is_no_success(home: Path) -> None:
    with typing(home, "tasks", "ask", "scout", "predict_match", *MATCH, "--wait") as under_way:
        once_asked(home, failed)
    told = under_way.result()
    assert told.exit_code == 1
    assert told.stderr.splitlines()[-1] == "tippmix: The task failed: No such match."
    (task,) = document(typed(home, "tasks", "list", "--status", "failed", "--json"))["items"]
    as_json = typed(home, "tasks", "result", task["id"], "--json")
    assert as_json.exit_code == 1
    assert json.loads(as_json.stdout)["error"] == "No such match."


def test_a_result_is_shown_without_advice_while_a_rule_holds(home: Path) -> None:
    agent = scout(home, name="Second")
    task = in_books(home, lambda db: ask(db, agent))

    async def fill(db: Database) -> None:
        async with db.writing() as session:
            await begin_task(session, task.id, now=NOW)
            result = {"agent_recommendations": [{"stake": 0.02}], "p": 0.5}
            await complete_task(session, task.id, result=result, now=NOW)
            until = {"self_excluded_until": "2026-06-01"}
            await set_preferences(session, "local", until, now=NOW)

    in_books(home, fill)
    told = document(typed(home, "tasks", "result", task.id, "--json"))
    held = "self_excluded"
    assert told["result"] == {
        "agent_recommendations": {"held_back": held},
        "p": 0.5,
        "held_back": held,
    }


def test_lines_follow_where_nobody_looks(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list that is followed never ends: it is followed until three events were told."""
    from chat.cli import watching

    told: list[Any] = []
    show_line = watching.show_line

    def counted(line: Any) -> None:
        told.append(line)
        show_line(line)
        if len(told) == 4:
            raise KeyboardInterrupt

    monkeypatch.setattr(watching, "show_line", counted)
    with typing(home, "tasks", "list", "--watch", "--json") as under_way:
        agent = in_books(home, told_first(told))
        task = in_books(home, lambda db: ask(db, agent))
        in_books(home, lambda db: done(db, task.id))
    ended = under_way.result()
    assert ended.exit_code == 130
    lines = [json.loads(line) for line in ended.stdout.splitlines()]
    assert lines[0] == {"items": [], "next_cursor": None}
    assert [line["name"] for line in lines[1:]] == ["task:created", "task:updated", "task:updated"]
    assert lines[3]["payload"]["progress"] == {"done": 1, "total": 2, "note": "half"}


def told_first(told: list[Any]) -> Callable[[Database], Awaitable[AgentInfo]]:
    """Return what gives the local user's agent, once the first picture was told."""

    async def found(db: Database) -> AgentInfo:
        from knowledge.agents import list_agents

        await until(lambda: told, "the first picture")
        async with db.reading() as session:
            (agent,) = await list_agents(session, user_id="local")
        return agent

    return found

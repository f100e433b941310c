"""How many of a thing one may have; what is there already is not counted twice."""

from __future__ import annotations

import pytest

from knowledge import agents, executions, tasks, workflows
from knowledge.agents import delete_agent
from knowledge.database import Database
from knowledge.errors import KeyReused, LimitReached
from knowledge.executions import ExecutionDraft, cancel_execution, start_execution
from knowledge.tasks import TaskDraft, cancel_task, create_task
from knowledge.workflows import WorkflowDraft, create_workflow, delete_workflow
from tests.knowledge.at_work import NOW, ask, make_agent

MOST = 3


@pytest.fixture
def db(any_db: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """Take a database of each kind, where few is many."""
    monkeypatch.setattr(agents, "MOST_AGENTS", MOST)
    monkeypatch.setattr(tasks, "MOST_OPEN", MOST)
    monkeypatch.setattr(workflows, "MOST_WORKFLOWS", MOST)
    monkeypatch.setattr(executions, "MOST_RUNNING", MOST)
    return any_db


async def test_agents_of_a_user(db: Database) -> None:
    made = [await make_agent(db) for _ in range(MOST)]
    with pytest.raises(LimitReached, match="3 agents"):
        await make_agent(db)
    await make_agent(db, "peti")
    async with db.writing() as session:
        await delete_agent(session, made[0].id, user_id="kati", now=NOW)
    await make_agent(db)


async def test_open_tasks_of_an_agent(db: Database) -> None:
    agent = await make_agent(db)
    first = await ask(db, agent, idempotency_key="k")
    for _ in range(MOST - 1):
        await ask(db, agent)
    with pytest.raises(LimitReached, match="3 tasks"):
        await ask(db, agent)
    # who asks for the same again is answered, also then
    assert await ask(db, agent, idempotency_key="k") == first
    draft = TaskDraft(
        agent_id=agent.id, user_id="kati", type="predict_match", input={"a": 1}, idempotency_key="k"
    )
    with pytest.raises(KeyReused):
        async with db.writing() as session:
            await create_task(session, draft, now=NOW)
    await ask(db, await make_agent(db))
    async with db.writing() as session:
        await cancel_task(session, first.id, now=NOW)
    await ask(db, agent)


async def test_workflows_of_a_user(db: Database) -> None:
    draft = WorkflowDraft(user_id="kati", name="Mine", definition={"steps": []})
    async with db.writing() as session:
        made = [await create_workflow(session, draft, now=NOW) for _ in range(MOST)]
        with pytest.raises(LimitReached, match="3 workflows"):
            await create_workflow(session, draft, now=NOW)
        await delete_workflow(session, made[0].id, user_id="kati", now=NOW)
        await create_workflow(session, draft, now=NOW)


async def test_running_executions_of_a_user(db: Database) -> None:
    def draft(key: str | None = None) -> ExecutionDraft:
        return ExecutionDraft(
            user_id="kati",
            workflow_id="standard",
            version=1,
            definition={"steps": []},
            input={},
            idempotency_key=key,
        )

    async with db.writing() as session:
        made = [
            await start_execution(session, draft(f"k{place}"), now=NOW) for place in range(MOST)
        ]
        with pytest.raises(LimitReached, match="3 executions"):
            await start_execution(session, draft(), now=NOW)
        assert await start_execution(session, draft("k0"), now=NOW) == (made[0][0], False)
        await cancel_execution(session, made[0][0].id, now=NOW)
        _, is_new = await start_execution(session, draft(), now=NOW)
        assert is_new

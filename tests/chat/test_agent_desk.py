"""The desk where agents are moved: whose work ends with him."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from chat.agents import AgentDesk
from chat.clock import real_clock
from chat.identity import Asker
from knowledge.database import Database
from knowledge.executions import ExecutionDraft, ExecutionInfo, get_execution, start_execution
from knowledge.tasks import TaskInfo
from tests.chat.sockets.conftest import desk_over

OWNER = Asker("kati")


@pytest.fixture
async def db(blank_home: Path) -> AsyncIterator[Database]:
    database = await Database.open(None, home=blank_home)
    yield database
    await database.close()


async def working(db: Database) -> tuple[AgentDesk, TaskInfo, ExecutionInfo]:
    """Return a desk, and a task of an active agent with the execution that runs for it."""
    desk = desk_over(db)
    given = {"name": "Scout", "type": "workflow", "configuration": {"workflow": "standard"}}
    agent = await desk.create(OWNER, given)
    await desk.start(OWNER, agent.id)
    task, _ = await desk.ask(OWNER, agent.id, {"type": "workflow_prediction"})
    draft = ExecutionDraft(
        user_id=OWNER.user_id,
        workflow_id="standard",
        version=1,
        definition={"steps": []},
        input={},
        agent_id=agent.id,
        task_id=task.id,
    )
    async with db.writing() as session:
        execution, _ = await start_execution(session, draft, now=real_clock())
    return desk, task, execution


async def ended(db: Database, execution: ExecutionInfo) -> tuple[str, str | None]:
    async with db.reading() as session:
        found = await get_execution(session, execution.id, user_id=OWNER.user_id)
    return found.status, found.error


async def test_a_task_that_is_cancelled_takes_its_execution_along(db: Database) -> None:
    desk, task, execution = await working(db)
    cancelled = await desk.cancel(OWNER, task.agent_id, task.id)
    assert (cancelled.status, cancelled.error) == ("cancelled", "It was cancelled.")
    assert await ended(db, execution) == ("cancelled", "Its task was cancelled.")


@pytest.mark.parametrize(("move", "reason"), [("stop", "stopped"), ("delete", "deleted")])
async def test_an_agents_tasks_and_executions_end_with_its_work(
    db: Database, move: str, reason: str
) -> None:
    desk, task, execution = await working(db)
    await {"stop": desk.stop, "delete": desk.delete}[move](OWNER, task.agent_id)
    assert await ended(db, execution) == ("cancelled", f"The agent was {reason}.")

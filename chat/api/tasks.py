"""An agent's tasks: asked for, looked at, cancelled; what came of them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Response

from chat.agents import NewTask
from chat.api.agent_shapes import Task, TaskResult
from chat.api.asking import FEW_ROWS, AskerDep, Cursor, HouseDep, Limit, Page, page_of
from knowledge.tasks import TaskStatus, list_tasks

router = APIRouter(prefix="/agents/{agent_id}/tasks", tags=["tasks"])

Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        description="The same key asks for the same task.",
    ),
]


@router.post("", status_code=202)
async def ask_for(
    agent_id: str,
    wanted: NewTask,
    response: Response,
    house: HouseDep,
    asker: AskerDep,
    key: Key = None,
) -> Task:
    """Ask for a task. It waits while its agent does not work."""
    if key is not None:
        wanted = wanted.model_copy(update={"idempotency_key": key})
    task, is_new = await house.agents.ask(asker, agent_id, wanted)
    response.headers["Location"] = f"/api/v1/agents/{agent_id}/tasks/{task.id}"
    if not is_new:
        response.headers["Idempotency-Replayed"] = "true"
    return Task.of(task)


@router.get("")
async def tasks(
    agent_id: str,
    house: HouseDep,
    asker: AskerDep,
    status: TaskStatus | None = None,
    limit: Limit = FEW_ROWS,
    cursor: Cursor = None,
) -> Page[Task]:
    """List an agent's tasks, newest first."""
    await house.agents.status(asker, agent_id)
    async with house.db.reading() as session:
        found = await list_tasks(
            session, agent_id=agent_id, status=status, limit=limit + 1, after=cursor
        )
    return page_of(found, limit, Task.of, lambda task: task.cursor)


@router.get("/{task_id}")
async def task(agent_id: str, task_id: str, house: HouseDep, asker: AskerDep) -> Task:
    """Give a task as it is now."""
    return Task.of(await house.agents.task(asker, agent_id, task_id))


@router.get("/{task_id}/result", responses={202: {"model": TaskResult}})
async def result(
    agent_id: str, task_id: str, response: Response, house: HouseDep, asker: AskerDep
) -> TaskResult:
    """Give what came of a task; 202 while it has not ended."""
    found = await house.agents.task(asker, agent_id, task_id)
    if found.ended_at is None:
        response.status_code = 202
        response.headers["Retry-After"] = "1"
    return TaskResult.of(found)


@router.post("/{task_id}/cancel")
async def cancel(agent_id: str, task_id: str, house: HouseDep, asker: AskerDep) -> Task:
    """Cancel a task, also in the middle of its work; one that has ended stays as it ended."""
    return Task.of(await house.agents.cancel(asker, agent_id, task_id))

"""Tasks: pieces of work for an agent, from their asking to their end.

Every change but of a count writes its event in the same transaction, and depends on the status
before: what is done again does nothing and returns None. A task's times are the wall's, all of
one clock, so that its response time can be read from them. Does not know who does the work.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, get_args
from uuid import uuid4

from sqlalchemy import case, func, or_, select, tuple_

from knowledge.agents import get_agent
from knowledge.cursors import read_cursor, read_instant, write_cursor
from knowledge.database import ReadSession, WriteSession
from knowledge.errors import InvalidValue, KeyReused, LimitReached, NotFound
from knowledge.events import EventDraft, EventName, hold_log, match_of, tell
from knowledge.schema import Agent, Task

TaskType = Literal[
    "predict_match",
    "batch_predict",
    "analyze_team",
    "analyze_match",
    "generate_insights",
    "update_predictions",
    "enhanced_prediction",
    "workflow_prediction",
]
TaskStatus = Literal["pending", "running", "completed", "failed", "cancelled"]
Priority = Literal["low", "medium", "high", "critical"]

LONGEST_KEY = 200
#: tasks of one agent that wait or run
MOST_OPEN = 1000
#: tasks of low priority that may be under way at a time, all workers together
LOW_AT_ONCE = 2
LONG_AGO = dt.timedelta(hours=1)
#: what makes two tasks of one key the same
ASKED = ("type", "input", "priority", "timeout_seconds")
#: statuses of a task that has not ended
OPEN: tuple[TaskStatus, ...] = ("pending", "running")


@dataclass(frozen=True, kw_only=True, slots=True)
class TaskDraft:
    """A task to be done. Raises `InvalidValue` when it cannot be one."""

    agent_id: str
    user_id: str
    type: TaskType
    #: plain JSON
    input: Mapping[str, Any]
    priority: Priority = "medium"
    #: the same key asks for the same task
    idempotency_key: str | None = None
    #: seconds that it may run
    timeout_seconds: float | None = None

    def __post_init__(self) -> None:
        if self.type not in get_args(TaskType):
            raise InvalidValue(f"A task's type is {', '.join(get_args(TaskType))}.")
        if self.priority not in get_args(Priority):
            raise InvalidValue(f"A task's priority is {', '.join(get_args(Priority))}.")
        if self.idempotency_key is not None and not 0 < len(self.idempotency_key) <= LONGEST_KEY:
            raise InvalidValue(f"An idempotency key has 1 to {LONGEST_KEY} characters.")
        if self.timeout_seconds is not None and not self.timeout_seconds > 0:
            raise InvalidValue("A time-out is more than 0 seconds.")


@dataclass(frozen=True, kw_only=True, slots=True)
class TaskInfo:
    """A task."""

    id: str
    user_id: str
    agent_id: str
    type: TaskType
    status: TaskStatus
    priority: Priority
    input: Mapping[str, Any]
    result: Mapping[str, Any] | None
    #: why it failed or was cancelled, one sentence for a person
    error: str | None
    #: {"done", "total", "note"}
    progress: Mapping[str, Any] | None
    idempotency_key: str | None
    #: times it was handed to the engine; negative: it was taken back since
    launch: int
    #: times its work was begun
    attempts: int
    timeout_seconds: float | None
    created_at: dt.datetime
    started_at: dt.datetime | None
    ended_at: dt.datetime | None

    @property
    def cursor(self) -> str:
        """The place of the task in a list: pass it as `after` to go on from here."""
        return write_cursor(self.created_at.isoformat(), self.id)

    @property
    def next_launch(self) -> int:
        """The number of its next handing to the engine, from 1."""
        return abs(self.launch) + 1


async def create_task(
    session: WriteSession, draft: TaskDraft, *, now: dt.datetime
) -> tuple[TaskInfo, bool]:
    """Ask for a task, and return it and whether it is new; a new one is told: `task:created`.

    Raises
    ------
    NotFound
        When the user has no such agent.
    KeyReused
        When the agent has a task of this key that was asked for otherwise.
    LimitReached
        When it would be a new one, and the agent has as many open ones as one may have.
    """
    await get_agent(session, draft.agent_id, user_id=draft.user_id)
    await hold_log(session)
    row = asdict(draft)
    kept = await _of_key(session, draft)
    if kept is not None:
        if any(getattr(kept, name) != row[name] for name in ASKED):
            raise KeyReused(str(draft.idempotency_key))
        return _read(kept), False
    if await open_tasks(session, draft.agent_id) >= MOST_OPEN:
        raise LimitReached(
            f"The agent has {MOST_OPEN} tasks to do, as many as one may have: wait for some."
        )
    row |= {"id": f"task-{uuid4().hex}", "status": "pending", "created_at": now}
    task = Task(**row)
    session.add(task)
    await session.flush()
    await _tell(session, "task:created", task, now)
    return _read(task), True


async def open_tasks(session: ReadSession, agent_id: str) -> int:
    """Return how many tasks of an agent wait or run."""
    query = select(func.count()).where(Task.agent_id == agent_id, Task.status.in_(OPEN))
    return await session.scalar(query) or 0


async def waits_for_its_turn(session: ReadSession, agent_id: str, causes: Sequence[str]) -> bool:
    """Tell whether a task whose key begins with one of some causes' waits already."""
    caused = (Task.idempotency_key.startswith(cause, autoescape=True) for cause in causes)
    query = select(Task.id).where(
        Task.agent_id == agent_id, Task.status == "pending", or_(False, *caused)
    )
    return await session.scalar(query.limit(1)) is not None


async def keys_of_cause(
    session: ReadSession, agent_id: str, cause: str, *, limit: int = 100
) -> list[str]:
    """Return the keys of an agent's newest tasks that begin with a cause's."""
    key = Task.idempotency_key
    query = select(key).where(Task.agent_id == agent_id, key.startswith(cause, autoescape=True))
    newest = query.order_by(Task.created_at.desc()).limit(limit)
    return [found for found in await session.scalars(newest) if found]


async def get_task(
    session: ReadSession, task_id: str, *, user_id: str | None, agent_id: str | None = None
) -> TaskInfo:
    """Return one of a user's tasks (of one of his agents); of anybody's for None.

    Raises
    ------
    NotFound
        When there is none of this id.
    """
    task = await session.get(Task, task_id)
    if task is None or user_id not in (None, task.user_id) or agent_id not in (None, task.agent_id):
        raise NotFound("There is no such task.")
    return _read(task)


async def list_tasks(
    session: ReadSession,
    *,
    user_id: str | None = None,
    agent_id: str | None = None,
    status: TaskStatus | None = None,
    limit: int = 50,
    after: str | None = None,
) -> list[TaskInfo]:
    """Return tasks, newest first: of a user, of an agent, of anybody."""
    wanted = {Task.user_id: user_id, Task.agent_id: agent_id, Task.status: status}
    query = select(Task).where(*(column == value for column, value in wanted.items() if value))
    if after:
        moment, task_id = read_cursor(after, 2)
        place = tuple_(Task.created_at, Task.id)
        query = query.where(place < tuple_(read_instant(moment), task_id))
    query = query.order_by(Task.created_at.desc(), Task.id.desc()).limit(limit)
    return [_read(task) for task in await session.scalars(query)]


async def waiting_tasks(session: ReadSession, *, limit: int, now: dt.datetime) -> list[TaskInfo]:
    """Return tasks to hand to the engine, the most urgent and oldest first.

    They are pending, with nobody yet (or taken back), and their agents are active. Of those of low
    priority no more than `LOW_AT_ONCE` are given out at a time: they would hold the places of what
    is asked for after them.
    """
    places = {name: place for place, name in enumerate(get_args(Priority))}
    urgency = case(places, value=Task.priority)
    query = (
        select(Task)
        .join(Agent, Agent.id == Task.agent_id)
        .where(Task.status == "pending", Task.launch <= 0)
        .where(Agent.status == "active", Agent.deleted_at.is_(None))
        .order_by(urgency.desc(), Task.created_at, Task.id)
        .limit(limit)
    )
    found = [_read(task) for task in await session.scalars(query)]
    low = [task for task in found if task.priority == "low"]
    free = max(0, LOW_AT_ONCE - await _low_under_way(session, now)) if low else 0
    return [*(task for task in found if task.priority != "low"), *low[:free]]


async def _low_under_way(session: ReadSession, now: dt.datetime) -> int:
    """Return how many tasks of low priority are with the engine.

    Those that only wait for a workflow to end are left out: they hold no place. So are those that
    were asked for long ago: should the engine have lost them, the others do not wait for ever.
    """
    query = select(func.count()).where(
        Task.status.in_(OPEN),
        Task.launch > 0,
        Task.priority == "low",
        Task.created_at > now - LONG_AGO,
        or_(Task.status == "pending", Task.type != "workflow_prediction"),
    )
    return await session.scalar(query) or 0


async def launched(session: WriteSession, task_id: str, launch: int) -> bool:
    """Write down that a task was handed to the engine under this number, its `next_launch`."""
    task = await _held(session, task_id, "pending")
    if task is None or abs(task.launch) + 1 != launch:
        return False
    task.launch = launch
    await session.flush()
    return True


async def begin_task(
    session: WriteSession, task_id: str, *, now: dt.datetime, launch: int | None = None
) -> TaskInfo | None:
    """Begin the work on a task; None when there is none to do (any more, or now).

    One that waits becomes running, and is told: `task:updated`. One that runs already was cut
    off and is begun again: its attempts are counted. One whose agent is not active is taken
    back: `waiting_tasks` gives it when the agent is. Of several launches the last one begins; it
    may begin before `launched` was written.
    """
    task = await _held(session, task_id, "pending", "running")
    if task is None or launch not in (None, task.launch, abs(task.launch) + 1):
        return None
    task.launch = launch or task.launch
    if task.status == "running":
        task.attempts += 1
        await session.flush()
        return _read(task)
    agent = await session.get_one(Agent, task.agent_id, populate_existing=True)
    if agent.status != "active" or agent.deleted_at:
        task.launch = -abs(task.launch)
        await session.flush()
        return None
    task.attempts += 1
    return await _become(session, task, "task:updated", now, status="running", started_at=now)


async def progress_task(
    session: WriteSession, task_id: str, *, done: int, total: int, now: dt.datetime, note: str = ""
) -> TaskInfo | None:
    """Write down how far a running task is; tells `task:updated`."""
    task = await _held(session, task_id, "running")
    progress = {"done": done, "total": total, "note": note}
    return await _become(session, task, "task:updated", now, progress=progress)


async def complete_task(
    session: WriteSession, task_id: str, *, result: Mapping[str, Any], now: dt.datetime
) -> TaskInfo | None:
    """End a running task well; tells `task:completed`."""
    task = await _held(session, task_id, "running")
    ended = {"status": "completed", "result": dict(result), "ended_at": now}
    return await _become(session, task, "task:completed", now, **ended)


async def fail_task(
    session: WriteSession, task_id: str, *, error: str, now: dt.datetime
) -> TaskInfo | None:
    """End a task that could not be done, begun or not; tells `task:failed`."""
    task = await _held(session, task_id, "pending", "running")
    ended = {"status": "failed", "error": error, "ended_at": now}
    return await _become(session, task, "task:failed", now, **ended)


async def cancel_task(
    session: WriteSession, task_id: str, *, now: dt.datetime, reason: str = "It was cancelled."
) -> TaskInfo | None:
    """End a task that is not wanted any more; tells `task:updated`.

    Who works on it finds out from `told_to_stop`.
    """
    task = await _held(session, task_id, "pending", "running")
    ended = {"status": "cancelled", "error": reason, "ended_at": now}
    return await _become(session, task, "task:updated", now, **ended)


async def cancel_tasks_of(
    session: WriteSession, agent_id: str, *, now: dt.datetime, reason: str
) -> list[TaskInfo]:
    """Cancel all open tasks of an agent, and return those that this call ended."""
    opened = Task.status.in_(OPEN)
    query = select(Task.id).where(Task.agent_id == agent_id, opened).order_by(Task.id)
    ids = (await session.scalars(query)).all()
    ended = [await cancel_task(session, task_id, now=now, reason=reason) for task_id in ids]
    return [task for task in ended if task]


async def told_to_stop(session: ReadSession, task_ids: Collection[str]) -> set[str]:
    """Return those of some tasks that are cancelled."""
    query = select(Task.id).where(Task.id.in_(task_ids), Task.status == "cancelled")
    return set(await session.scalars(query))


async def _of_key(session: ReadSession, draft: TaskDraft) -> Task | None:
    """Return the agent's task of a draft's key; the log is held, so none comes meanwhile."""
    if draft.idempotency_key is None:
        return None
    kept = (Task.agent_id == draft.agent_id) & (Task.idempotency_key == draft.idempotency_key)
    return (await session.scalars(select(Task).where(kept))).one_or_none()


async def _held(session: WriteSession, task_id: str, *before: TaskStatus) -> Task | None:
    """Return a task of one of these statuses, which nobody else changes until the commit."""
    await hold_log(session)
    # what the session read before it held the row may be out of date
    task = await session.get(Task, task_id, populate_existing=True, with_for_update=True)
    return task if task is not None and task.status in before else None


async def _become(
    session: WriteSession, task: Task | None, name: EventName, now: dt.datetime, **values: Any
) -> TaskInfo | None:
    if task is None:
        return None
    for column, value in values.items():
        setattr(task, column, value)
    await _tell(session, name, task, now)
    return _read(task)


async def _tell(session: WriteSession, name: EventName, task: Task, now: dt.datetime) -> None:
    said = ("agent_id", "type", "status", "priority", "progress", "error")
    draft = EventDraft(
        name=name,
        user_id=task.user_id,
        agent_id=task.agent_id,
        match_id=match_of(task.input),
        payload={"task_id": task.id, **{column: getattr(task, column) for column in said}},
    )
    await tell(session, draft, now=now)


def _read(row: Task) -> TaskInfo:
    return TaskInfo(**{field.name: getattr(row, field.name) for field in fields(TaskInfo)})

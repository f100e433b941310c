"""Executions: workflows under way or ended, with their steps; a step's output is stored once.

Every change writes its event in the same transaction, and depends on the status before: what is
done again does nothing. A task that asked for an execution ends with it, in that transaction too.
Their times are the wall's, all of one clock. Does not know what a definition means, nor who runs
it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal
from uuid import uuid4

from sqlalchemy import func, select, tuple_, update

from knowledge.cursors import read_cursor, read_instant, write_cursor
from knowledge.database import ReadSession, WriteSession
from knowledge.errors import InvalidValue, KeyReused, LimitReached, NotFound
from knowledge.events import EventDraft, EventName, hold_log, match_of, tell
from knowledge.schema import Execution, ExecutionStep
from knowledge.tasks import LONGEST_KEY, cancel_task, complete_task, fail_task

ExecutionStatus = Literal["running", "completed", "failed", "cancelled"]
StepStatus = Literal["running", "completed", "failed", "skipped", "cancelled"]

#: what of an execution's output is the result of the task that asked for it
OF_THE_TASK = ("prediction", "insight_ids")
#: executions of one user that run
MOST_RUNNING = 1000


@dataclass(frozen=True, kw_only=True, slots=True)
class ExecutionDraft:
    """A workflow to be run. Raises `InvalidValue` when it cannot be."""

    user_id: str
    #: a workflow's id, or standard, comprehensive, real_time
    workflow_id: str
    version: int
    #: what is run, whatever becomes of the workflow
    definition: Mapping[str, Any]
    #: plain JSON
    input: Mapping[str, Any]
    agent_id: str | None = None
    #: the task that asks for it
    task_id: str | None = None
    #: the same key of a user's asks for the same execution
    idempotency_key: str | None = None
    #: seconds that it may run
    timeout_seconds: float | None = None
    #: 1 where who starts it runs it too: it is not handed to the engine
    launch: int = 0

    def __post_init__(self) -> None:
        if self.idempotency_key is not None and not 0 < len(self.idempotency_key) <= LONGEST_KEY:
            raise InvalidValue(f"An idempotency key has 1 to {LONGEST_KEY} characters.")
        if self.timeout_seconds is not None and not self.timeout_seconds > 0:
            raise InvalidValue("A time-out is more than 0 seconds.")


@dataclass(frozen=True, kw_only=True, slots=True)
class ExecutionInfo:
    """A workflow under way, or ended."""

    id: str
    user_id: str
    agent_id: str | None
    task_id: str | None
    workflow_id: str
    version: int
    definition: Mapping[str, Any]
    status: ExecutionStatus
    input: Mapping[str, Any]
    output: Mapping[str, Any] | None
    #: why it failed or was cancelled, one sentence for a person
    error: str | None
    idempotency_key: str | None
    #: times it was handed to the engine
    launch: int
    timeout_seconds: float | None
    created_at: dt.datetime
    ended_at: dt.datetime | None

    @property
    def cursor(self) -> str:
        """The place of the execution in a list: pass it as `after` to go on from here."""
        return write_cursor(self.created_at.isoformat(), self.id)


async def start_execution(
    session: WriteSession, draft: ExecutionDraft, *, now: dt.datetime
) -> tuple[ExecutionInfo, bool]:
    """Start a workflow, and return its execution and whether it is new; tells `workflow:started`.

    Raises
    ------
    KeyReused
        When the user has an execution of this key and another workflow or input.
    LimitReached
        When it would be a new one, and as many of the user's run as one may have.
    """
    await hold_log(session)
    row = asdict(draft)
    kept = await _of_key(session, draft)
    if kept is not None:
        if (kept.workflow_id, kept.input) != (draft.workflow_id, row["input"]):
            raise KeyReused(str(draft.idempotency_key))
        return _read(kept), False
    running = (Execution.user_id == draft.user_id) & (Execution.status == "running")
    if (await session.scalar(select(func.count()).where(running)) or 0) >= MOST_RUNNING:
        raise LimitReached(
            f"{MOST_RUNNING} executions run, as many as one may have: wait for some, or cancel."
        )
    row |= {"id": f"exec-{uuid4().hex}", "status": "running", "created_at": now}
    execution = Execution(**row)
    session.add(execution)
    await session.flush()
    await tell(session, told_of(execution, "workflow:started"), now=now)
    return _read(execution), True


async def get_execution(
    session: ReadSession, execution_id: str, *, user_id: str | None
) -> ExecutionInfo:
    """Return one of a user's executions; of anybody's for None.

    Raises
    ------
    NotFound
        When there is none of this id.
    """
    execution = await session.get(Execution, execution_id)
    if execution is None or user_id not in (None, execution.user_id):
        raise NotFound("There is no such execution.")
    return _read(execution)


async def list_executions(
    session: ReadSession,
    *,
    user_id: str | None = None,
    workflow_id: str | None = None,
    agent_id: str | None = None,
    status: ExecutionStatus | None = None,
    limit: int = 50,
    after: str | None = None,
) -> list[ExecutionInfo]:
    """Return executions, newest first: of a user, a workflow, an agent, of anybody."""
    wanted = {
        Execution.user_id: user_id,
        Execution.workflow_id: workflow_id,
        Execution.agent_id: agent_id,
        Execution.status: status,
    }
    query = select(Execution).where(*(column == value for column, value in wanted.items() if value))
    if after:
        moment, execution_id = read_cursor(after, 2)
        place = tuple_(Execution.created_at, Execution.id)
        query = query.where(place < tuple_(read_instant(moment), execution_id))
    query = query.order_by(Execution.created_at.desc(), Execution.id.desc()).limit(limit)
    return [_read(execution) for execution in await session.scalars(query)]


async def unlaunched_executions(session: ReadSession, *, limit: int) -> list[ExecutionInfo]:
    """Return executions to hand to the engine, the oldest first."""
    query = (
        select(Execution)
        .where(Execution.status == "running", Execution.launch == 0)
        .order_by(Execution.created_at, Execution.id)
        .limit(limit)
    )
    return [_read(execution) for execution in await session.scalars(query)]


async def launched(session: WriteSession, execution_id: str, launch: int) -> bool:
    """Write down that an execution was handed to the engine for this many-th time."""
    execution = await held(session, execution_id)
    if execution is None or execution.launch + 1 != launch:
        return False
    execution.launch = launch
    await session.flush()
    return True


async def complete_execution(
    session: WriteSession, execution_id: str, *, output: Mapping[str, Any], now: dt.datetime
) -> ExecutionInfo | None:
    """End an execution well; tells `workflow:completed`. None when it has ended."""
    ended = {"status": "completed", "output": dict(output)}
    return await _end(session, execution_id, "workflow:completed", now, **ended)


async def fail_execution(
    session: WriteSession, execution_id: str, *, error: str, now: dt.datetime
) -> ExecutionInfo | None:
    """End an execution that cannot go on; tells `workflow:failed`. None when it has ended."""
    ended = {"status": "failed", "error": error}
    return await _end(session, execution_id, "workflow:failed", now, **ended)


async def cancel_execution(
    session: WriteSession, execution_id: str, *, now: dt.datetime, reason: str = "It was cancelled."
) -> ExecutionInfo | None:
    """End an execution that is not wanted any more. None when it has ended.

    There is no event of its own for that: `workflow:failed` is told, with the status cancelled.
    """
    ended = {"status": "cancelled", "error": reason}
    return await _end(session, execution_id, "workflow:failed", now, **ended)


async def cancel_executions_of(
    session: WriteSession, agent_id: str, *, now: dt.datetime, reason: str
) -> list[ExecutionInfo]:
    """Cancel all executions that run for an agent, and return those that this call ended."""
    running = (Execution.agent_id == agent_id) & (Execution.status == "running")
    ids = (await session.scalars(select(Execution.id).where(running).order_by(Execution.id))).all()
    ended = [await cancel_execution(session, id_, now=now, reason=reason) for id_ in ids]
    return [execution for execution in ended if execution]


async def cancel_execution_of(
    session: WriteSession, task_id: str, *, now: dt.datetime, reason: str
) -> None:
    """Cancel what runs for a task that is not wanted any more."""
    running = (Execution.task_id == task_id) & (Execution.status == "running")
    for id_ in (await session.scalars(select(Execution.id).where(running))).all():
        await cancel_execution(session, id_, now=now, reason=reason)


async def told_to_stop(session: ReadSession, execution_ids: Collection[str]) -> set[str]:
    """Return those of some executions that are cancelled."""
    query = select(Execution.id).where(
        Execution.id.in_(execution_ids), Execution.status == "cancelled"
    )
    return set(await session.scalars(query))


async def _of_key(session: ReadSession, draft: ExecutionDraft) -> Execution | None:
    """Return the user's execution of a draft's key; the log is held, so none comes meanwhile."""
    if draft.idempotency_key is None:
        return None
    kept = (Execution.user_id == draft.user_id) & (
        Execution.idempotency_key == draft.idempotency_key
    )
    return (await session.scalars(select(Execution).where(kept))).one_or_none()


async def held(session: WriteSession, execution_id: str) -> Execution | None:
    """Return a running execution that nobody else changes until the transaction ends."""
    await hold_log(session)
    # what the session read before it held the row may be out of date
    execution = await session.get(
        Execution, execution_id, populate_existing=True, with_for_update=True
    )
    return execution if execution is not None and execution.status == "running" else None


def told_of(execution: Execution, name: EventName, **more: Any) -> EventDraft:
    """Return an event about an execution."""
    said = ("workflow_id", "agent_id", "task_id", "status", "error")
    payload = {"execution_id": execution.id, **{key: getattr(execution, key) for key in said}}
    return EventDraft(
        name=name,
        user_id=execution.user_id,
        agent_id=execution.agent_id,
        match_id=match_of(execution.input),
        workflow_id=execution.workflow_id,
        execution_id=execution.id,
        payload={**payload, **more},
    )


async def _end(
    session: WriteSession, execution_id: str, name: EventName, now: dt.datetime, **values: Any
) -> ExecutionInfo | None:
    execution = await held(session, execution_id)
    if execution is None:
        return None
    for column, value in values.items():
        setattr(execution, column, value)
    execution.ended_at = now
    open_steps = (ExecutionStep.execution_id == execution_id) & (ExecutionStep.status == "running")
    cut_off = {"status": "cancelled", "error": execution.error, "ended_at": now}
    await session.execute(update(ExecutionStep).where(open_steps).values(cut_off))
    await tell(session, told_of(execution, name), now=now)
    if execution.task_id:
        await _end_its_task(session, execution, execution.task_id, now)
    return _read(execution)


async def _end_its_task(
    session: WriteSession, execution: Execution, task_id: str, now: dt.datetime
) -> None:
    """End the task that asked for an execution as that has ended, if it runs still."""
    reason = execution.error or ""
    if execution.status == "cancelled":
        await cancel_task(session, task_id, now=now, reason=reason)
    elif execution.status == "failed":
        await fail_task(session, task_id, error=reason, now=now)
    else:
        output = execution.output or {}
        result = {
            "execution_id": execution.id,
            "workflow": execution.workflow_id,
            **{name: output.get(name) for name in OF_THE_TASK},
        }
        await complete_task(session, task_id, result=result, now=now)


def _read(row: Execution) -> ExecutionInfo:
    return ExecutionInfo(
        **{field.name: getattr(row, field.name) for field in fields(ExecutionInfo)}
    )

"""The steps of executions: begun, maybe again, and ended once, with their outputs.

Does not know what a step does, nor which comes next.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import select

from knowledge.database import ReadSession, WriteSession
from knowledge.events import tell
from knowledge.executions import StepStatus, held, told_of
from knowledge.inserting import insert_new
from knowledge.schema import ExecutionStep


@dataclass(frozen=True, kw_only=True, slots=True)
class StepInfo:
    """A step of an execution."""

    execution_id: str
    name: str
    #: its place in the definition, from 0
    place: int
    status: StepStatus
    output: Mapping[str, Any] | None
    #: why it failed, was skipped or cancelled
    error: str | None
    #: times its work was begun
    attempts: int
    started_at: dt.datetime
    ended_at: dt.datetime | None


async def begin_step(
    session: WriteSession, execution_id: str, name: str, *, place: int, now: dt.datetime
) -> StepInfo | None:
    """Begin a step, and return it; None when the execution has ended.

    One that was cut off, or is tried again, counts one attempt more. One that has ended is
    returned as it ended: there is nothing to do.
    """
    if await held(session, execution_id) is None:
        return None
    step = await _step(session, execution_id, name, place, now)
    if step.status == "running":
        step.attempts += 1
        await session.flush()
    return _read(step)


async def end_step(
    session: WriteSession,
    execution_id: str,
    name: str,
    *,
    place: int,
    status: StepStatus,
    now: dt.datetime,
    output: Mapping[str, Any] | None = None,
    error: str | None = None,
    recommended: int | None = None,
) -> bool:
    """Store how a step ended, and tell `workflow:step:completed`, its status in it.

    One that worked recommendations out says how many (`recommended`), and `recommendation:updated`
    is told too; what they are is for the doors to give, which know whom it must be kept from.
    False when it has ended before, or its execution has: then nothing is stored or told. A step
    that is skipped need not have begun.
    """
    execution = await held(session, execution_id)
    if execution is None:
        return False
    step = await _step(session, execution_id, name, place, now)
    if step.status != "running":
        return False
    step.status, step.error, step.ended_at = status, error, now
    if output is not None:
        step.output = dict(output)
    said = {"step": name, "place": place, "status": status, "error": error}
    events = [told_of(execution, "workflow:step:completed", **said)]
    if recommended is not None:
        events.append(told_of(execution, "recommendation:updated", recommended=recommended))
    await tell(session, *events, now=now)
    return True


async def steps_of(session: ReadSession, execution_id: str) -> list[StepInfo]:
    """Return an execution's steps that have begun or were skipped, in the definition's order."""
    query = select(ExecutionStep).where(ExecutionStep.execution_id == execution_id)
    query = query.order_by(ExecutionStep.place, ExecutionStep.name)
    return [_read(step) for step in await session.scalars(query)]


async def _step(
    session: WriteSession, execution_id: str, name: str, place: int, now: dt.datetime
) -> ExecutionStep:
    """Return a step of an execution that is held, new when there is none."""
    key = {"execution_id": execution_id, "name": name}
    new = {**key, "place": place, "status": "running", "attempts": 0, "started_at": now}
    await session.execute(insert_new(session, ExecutionStep), [new])
    return await session.get_one(ExecutionStep, tuple(key.values()), populate_existing=True)


def _read(row: ExecutionStep) -> StepInfo:
    return StepInfo(**{field.name: getattr(row, field.name) for field in fields(StepInfo)})

"""A user's own workflows: a name over versions of a definition, which never change.

Does not know what a definition means, nor the workflows that are built in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from sqlalchemy import func, select, tuple_

from knowledge.cursors import read_cursor, read_instant, write_cursor
from knowledge.database import ReadSession, WriteSession
from knowledge.errors import InvalidValue, LimitReached, NotFound
from knowledge.plain_text import visible
from knowledge.schema import Workflow, WorkflowVersion

LONGEST_NAME = 80
LONGEST_DESCRIPTION = 2000
#: workflows of one user, those that are deleted not counted
MOST_WORKFLOWS = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkflowDraft:
    """A workflow to be kept. Raises `InvalidValue` when it has no name."""

    user_id: str
    name: str
    #: plain JSON, validated by who runs it
    definition: Mapping[str, Any]
    description: str = ""

    def __post_init__(self) -> None:
        _name(self.name)
        _description(self.description)


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkflowInfo:
    """A workflow, in one of its versions."""

    id: str
    user_id: str
    name: str
    description: str
    #: whether it may be executed
    enabled: bool
    #: from 1; the newest is executed
    version: int
    definition: Mapping[str, Any]
    created_at: dt.datetime
    updated_at: dt.datetime

    @property
    def cursor(self) -> str:
        """The place of the workflow in a list: pass it as `after` to go on from here."""
        return write_cursor(self.created_at.isoformat(), self.id)


@dataclass(frozen=True, kw_only=True, slots=True)
class VersionInfo:
    """A definition as it once was."""

    version: int
    definition: Mapping[str, Any]
    created_at: dt.datetime


async def create_workflow(
    session: WriteSession, draft: WorkflowDraft, *, now: dt.datetime
) -> WorkflowInfo:
    """Keep a workflow, as its version 1.

    Raises
    ------
    LimitReached
        When the user has as many as one may have.
    """
    own = select(func.count()).where(
        Workflow.user_id == draft.user_id, Workflow.deleted_at.is_(None)
    )
    if (await session.scalar(own) or 0) >= MOST_WORKFLOWS:
        raise LimitReached(
            f"There are {MOST_WORKFLOWS} workflows, as many as one may have: delete one."
        )
    workflow = Workflow(
        # the column holds 40 characters
        id=f"workflow-{uuid4().hex[:30]}",
        user_id=draft.user_id,
        name=_name(draft.name),
        description=_description(draft.description),
        enabled=True,
        version=1,
        created_at=now,
        updated_at=now,
    )
    session.add(workflow)
    await session.flush()
    return _read(workflow, await _add_version(session, workflow, draft.definition, now))


async def get_workflow(
    session: ReadSession, workflow_id: str, *, user_id: str | None, version: int | None = None
) -> WorkflowInfo:
    """Return one of a user's workflows (of anybody's for None), in its newest version or another.

    Raises
    ------
    NotFound
        When he has none of this id (any more), or it has no such version.
    """
    workflow = _owned(await session.get(Workflow, workflow_id), user_id)
    kept = await session.get(WorkflowVersion, (workflow_id, version or workflow.version))
    if kept is None:
        raise NotFound(f"The workflow has versions 1 to {workflow.version}.")
    return _read(workflow, kept)


async def list_workflows(
    session: ReadSession, *, user_id: str | None, limit: int = 50, after: str | None = None
) -> list[WorkflowInfo]:
    """Return a user's workflows, newest first; everybody's for None."""
    newest = (WorkflowVersion.workflow_id == Workflow.id) & (
        WorkflowVersion.version == Workflow.version
    )
    query = select(Workflow, WorkflowVersion).join(WorkflowVersion, newest)
    query = query.where(Workflow.deleted_at.is_(None))
    if user_id is not None:
        query = query.where(Workflow.user_id == user_id)
    if after:
        moment, workflow_id = read_cursor(after, 2)
        place = tuple_(Workflow.created_at, Workflow.id)
        query = query.where(place < tuple_(read_instant(moment), workflow_id))
    query = query.order_by(Workflow.created_at.desc(), Workflow.id.desc()).limit(limit)
    return [_read(workflow, kept) for workflow, kept in await session.execute(query)]


async def change_workflow(
    session: WriteSession,
    workflow_id: str,
    *,
    user_id: str | None,
    now: dt.datetime,
    name: str | None = None,
    description: str | None = None,
    enabled: bool | None = None,
    definition: Mapping[str, Any] | None = None,
) -> WorkflowInfo:
    """Change one of a user's workflows (of anybody's for None).

    Another definition becomes its newest version.

    Raises
    ------
    NotFound
        When the user has no such workflow.
    InvalidValue
        When the name is none, or the description too long.
    """
    workflow = await _held(session, workflow_id, user_id)
    kept = await session.get_one(WorkflowVersion, (workflow_id, workflow.version))
    before = _read(workflow, kept)
    if name is not None:
        workflow.name = _name(name)
    if description is not None:
        workflow.description = _description(description)
    if enabled is not None:
        workflow.enabled = enabled
    if definition is not None and dict(definition) != kept.definition:
        workflow.version += 1
        kept = await _add_version(session, workflow, definition, now)
    if _read(workflow, kept) != before:
        workflow.updated_at = now
        await session.flush()
    return _read(workflow, kept)


async def delete_workflow(
    session: WriteSession, workflow_id: str, *, user_id: str | None, now: dt.datetime
) -> None:
    """Show a workflow no more; its executions stay in the books.

    Raises
    ------
    NotFound
        When the user has no such workflow (any more).
    """
    workflow = await _held(session, workflow_id, user_id)
    workflow.deleted_at = workflow.updated_at = now
    await session.flush()


async def versions_of(
    session: ReadSession, workflow_id: str, *, user_id: str | None
) -> list[VersionInfo]:
    """Return what a workflow was and is, the newest version first.

    Raises
    ------
    NotFound
        When the user has no such workflow.
    """
    _owned(await session.get(Workflow, workflow_id), user_id)
    query = select(WorkflowVersion).where(WorkflowVersion.workflow_id == workflow_id)
    return [
        VersionInfo(version=row.version, definition=row.definition, created_at=row.created_at)
        for row in await session.scalars(query.order_by(WorkflowVersion.version.desc()))
    ]


async def _add_version(
    session: WriteSession, workflow: Workflow, definition: Mapping[str, Any], now: dt.datetime
) -> WorkflowVersion:
    kept = WorkflowVersion(
        workflow_id=workflow.id,
        version=workflow.version,
        definition=dict(definition),
        created_at=now,
    )
    session.add(kept)
    await session.flush()
    return kept


async def _held(session: WriteSession, workflow_id: str, user_id: str | None) -> Workflow:
    """Return a workflow that nobody else changes until the transaction ends."""
    # what the session read before it held the row may be out of date
    workflow = await session.get(
        Workflow, workflow_id, populate_existing=True, with_for_update=True
    )
    return _owned(workflow, user_id)


def _owned(workflow: Workflow | None, user_id: str | None) -> Workflow:
    if workflow is None or workflow.deleted_at or user_id not in (None, workflow.user_id):
        raise NotFound("There is no such workflow.")
    return workflow


def _name(text: str) -> str:
    name = " ".join(visible(text).split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise InvalidValue(f"A workflow's name has 1 to {LONGEST_NAME} characters.")
    return name


def _description(text: str) -> str:
    description = visible(text).strip()
    if len(description) > LONGEST_DESCRIPTION:
        raise InvalidValue(f"A description has up to {LONGEST_DESCRIPTION} characters.")
    return description


def _read(workflow: Workflow, kept: WorkflowVersion) -> WorkflowInfo:
    return WorkflowInfo(
        id=workflow.id,
        user_id=workflow.user_id,
        name=workflow.name,
        description=workflow.description,
        enabled=workflow.enabled,
        version=kept.version,
        definition=kept.definition,
        created_at=workflow.created_at,
        updated_at=workflow.updated_at,
    )

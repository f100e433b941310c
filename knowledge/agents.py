"""Agents: who works for a user on his own, and the moves between what he may be doing.

Each change writes its event in the same transaction. An agent that is deleted is shown no more;
what it did stays in the books. Its times are the wall's, from which its uptime is read; `due_at`
alone is by the house's clock. Does not know what the types do, nor what a configuration means.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal, get_args
from uuid import uuid4

from sqlalchemy import func, select, tuple_, update

from knowledge.cursors import read_cursor, read_instant, write_cursor
from knowledge.database import ReadSession, WriteSession
from knowledge.errors import IllegalMove, InvalidValue, LimitReached, NotFound
from knowledge.events import EventDraft, EventName, hold_log, tell
from knowledge.plain_text import visible
from knowledge.schema import Agent, AgentMove

AgentType = Literal["prediction", "analysis", "monitoring", "insight", "workflow", "custom"]
AgentStatus = Literal["inactive", "starting", "active", "paused", "stopping", "error"]

#: where an agent may go from each status
MOVES: Mapping[AgentStatus, tuple[AgentStatus, ...]] = {
    "inactive": ("starting",),
    "starting": ("active", "error", "stopping"),
    "active": ("paused", "stopping", "error"),
    "paused": ("active", "stopping", "error"),
    "stopping": ("inactive", "error"),
    "error": ("starting", "inactive"),
}

LONGEST_NAME = 80
#: agents of one user, those that are deleted not counted
MOST_AGENTS = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class AgentDraft:
    """An agent to be made. Raises `InvalidValue` when it has no name, or no type there is."""

    user_id: str
    name: str
    type: AgentType
    #: plain JSON, validated by who knows the type
    configuration: Mapping[str, Any]

    def __post_init__(self) -> None:
        _name(self.name)
        if self.type not in get_args(AgentType):
            raise InvalidValue(f"An agent's type is {', '.join(get_args(AgentType))}.")


@dataclass(frozen=True, kw_only=True, slots=True)
class AgentInfo:
    """An agent."""

    id: str
    user_id: str
    name: str
    type: AgentType
    configuration: Mapping[str, Any]
    status: AgentStatus
    #: why it is so, one sentence
    status_reason: str | None
    created_at: dt.datetime
    updated_at: dt.datetime
    #: when its schedule asks for it next
    due_at: dt.datetime | None
    deleted_at: dt.datetime | None

    @property
    def cursor(self) -> str:
        """The place of the agent in a list: pass it as `after` to go on from here."""
        return write_cursor(self.created_at.isoformat(), self.id)


@dataclass(frozen=True, kw_only=True, slots=True)
class MoveInfo:
    """One change of an agent's status."""

    #: None: it was created
    before: AgentStatus | None
    after: AgentStatus
    reason: str | None
    at: dt.datetime


async def create_agent(session: WriteSession, draft: AgentDraft, *, now: dt.datetime) -> AgentInfo:
    """Make an agent, which is inactive; tells `agent:created`.

    Raises
    ------
    LimitReached
        When the user has as many as one may have.
    """
    await hold_log(session)
    own = select(func.count()).where(Agent.user_id == draft.user_id, Agent.deleted_at.is_(None))
    if (await session.scalar(own) or 0) >= MOST_AGENTS:
        raise LimitReached(f"There are {MOST_AGENTS} agents, as many as one may have: delete one.")
    agent = Agent(
        id=f"agent-{uuid4().hex}",
        user_id=draft.user_id,
        name=_name(draft.name),
        type=draft.type,
        configuration=dict(draft.configuration),
        status="inactive",
        created_at=now,
        updated_at=now,
    )
    session.add(agent)
    await session.flush()
    session.add(AgentMove(agent_id=agent.id, before=None, after="inactive", at=now))
    await _tell(session, "agent:created", agent, now)
    return _read(agent)


async def get_agent(session: ReadSession, agent_id: str, *, user_id: str | None) -> AgentInfo:
    """Return one of a user's agents; of anybody's for None.

    Raises
    ------
    NotFound
        When he has none of this id (any more).
    """
    agent = await session.get(Agent, agent_id)
    return _read(_owned(agent, user_id))


async def list_agents(
    session: ReadSession,
    *,
    user_id: str | None,
    type: AgentType | None = None,  # noqa: A002 - the field's own name
    status: AgentStatus | None = None,
    limit: int = 50,
    after: str | None = None,
) -> list[AgentInfo]:
    """Return a user's agents, newest first; everybody's for None."""
    query = select(Agent).where(Agent.deleted_at.is_(None))
    wanted = {Agent.user_id: user_id, Agent.type: type, Agent.status: status}
    query = query.where(*(column == value for column, value in wanted.items() if value))
    if after:
        moment, agent_id = read_cursor(after, 2)
        place = tuple_(Agent.created_at, Agent.id)
        query = query.where(place < tuple_(read_instant(moment), agent_id))
    query = query.order_by(Agent.created_at.desc(), Agent.id.desc()).limit(limit)
    return [_read(agent) for agent in await session.scalars(query)]


async def change_agent(
    session: WriteSession,
    agent_id: str,
    *,
    user_id: str | None,
    now: dt.datetime,
    name: str | None = None,
    configuration: Mapping[str, Any] | None = None,
) -> AgentInfo:
    """Give an agent another name or configuration; tells `agent:updated` when that is a change.

    Raises
    ------
    NotFound
        When the user has no such agent.
    InvalidValue
        When the name is none.
    """
    agent = await _held(session, agent_id, user_id)
    wanted = _read(agent)
    if name is not None:
        agent.name = _name(name)
    if configuration is not None:
        agent.configuration = dict(configuration)
    if _read(agent) != wanted:
        agent.updated_at = now
        await _tell(session, "agent:updated", agent, now)
    return _read(agent)


async def move_agent(
    session: WriteSession,
    agent_id: str,
    after: AgentStatus,
    *,
    now: dt.datetime,
    reason: str | None = None,
    user_id: str | None = None,
) -> AgentInfo:
    """Move an agent to another status; tells `agent:status:changed`.

    One that is there already stays as it is, and nothing is told: a step that is repeated moves
    once. With its work ends its schedule: who makes it active calls `set_due` anew.

    Raises
    ------
    NotFound
        When there is no such agent (of the user's).
    IllegalMove
        When it cannot go there from where it is.
    """
    agent = await _held(session, agent_id, user_id)
    if agent.status == after:
        return _read(agent)
    possible = MOVES[agent.status]  # type: ignore[index]
    if after not in possible:
        raise IllegalMove(agent.status, after, possible)
    await _move(session, agent, after, reason, now)
    return _read(agent)


async def delete_agent(
    session: WriteSession, agent_id: str, *, user_id: str | None, now: dt.datetime
) -> AgentInfo:
    """Show an agent no more; tells `agent:deleted`. One at work becomes inactive first.

    Its open tasks are `knowledge.tasks.cancel_tasks_of`'s to cancel, in the same transaction.

    Raises
    ------
    NotFound
        When the user has no such agent (any more).
    """
    agent = await _held(session, agent_id, user_id)
    if agent.status not in ("inactive", "error", "stopping"):
        await _move(session, agent, "stopping", "It is being deleted.", now)
    if agent.status == "stopping":
        await _move(session, agent, "inactive", "It is being deleted.", now)
    agent.deleted_at = agent.updated_at = now
    await _tell(session, "agent:deleted", agent, now)
    return _read(agent)


async def moves_of(session: ReadSession, agent_id: str) -> list[MoveInfo]:
    """Return an agent's changes of status, oldest first."""
    query = select(AgentMove).where(AgentMove.agent_id == agent_id).order_by(AgentMove.id)
    return [
        MoveInfo(before=row.before, after=row.after, reason=row.reason, at=row.at)  # type: ignore[arg-type]
        for row in await session.scalars(query)
    ]


async def due_agents(session: ReadSession, *, now: dt.datetime, limit: int) -> list[AgentInfo]:
    """Return active agents whose schedules ask for them by `now`, the longest due first."""
    query = (
        select(Agent)
        .where(Agent.status == "active", Agent.due_at <= now, Agent.deleted_at.is_(None))
        .order_by(Agent.due_at, Agent.id)
        .limit(limit)
    )
    return [_read(agent) for agent in await session.scalars(query)]


async def set_due(session: WriteSession, agent_id: str, due_at: dt.datetime | None) -> None:
    """Write down when an agent's schedule asks for it next; None: never."""
    await session.execute(update(Agent).where(Agent.id == agent_id).values(due_at=due_at))


def _owned(agent: Agent | None, user_id: str | None) -> Agent:
    if agent is None or agent.deleted_at or (user_id is not None and agent.user_id != user_id):
        raise NotFound("There is no such agent.")
    return agent


async def _held(session: WriteSession, agent_id: str, user_id: str | None) -> Agent:
    """Return an agent that nobody else changes until the transaction ends."""
    await hold_log(session)
    # what the session read before it held the row may be out of date
    agent = await session.get(Agent, agent_id, populate_existing=True, with_for_update=True)
    return _owned(agent, user_id)


async def _move(
    session: WriteSession, agent: Agent, after: AgentStatus, reason: str | None, now: dt.datetime
) -> None:
    before, agent.status = agent.status, after
    agent.status_reason, agent.updated_at = reason, now
    if after != "active":
        agent.due_at = None
    session.add(AgentMove(agent_id=agent.id, before=before, after=after, reason=reason, at=now))
    changed = {"before": before, "reason": reason}
    await _tell(session, "agent:status:changed", agent, now, **changed)


async def _tell(
    session: WriteSession, name: EventName, agent: Agent, now: dt.datetime, **more: Any
) -> None:
    said = {"agent_id": agent.id, "name": agent.name, "type": agent.type, "status": agent.status}
    draft = EventDraft(
        name=name, user_id=agent.user_id, agent_id=agent.id, payload={**said, **more}
    )
    await tell(session, draft, now=now)


def _name(text: str) -> str:
    name = " ".join(visible(text).split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise InvalidValue(f"An agent's name has 1 to {LONGEST_NAME} characters.")
    return name


def _read(row: Agent) -> AgentInfo:
    return AgentInfo(**{field.name: getattr(row, field.name) for field in fields(AgentInfo)})

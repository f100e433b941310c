"""The event log: what happened, written in the very transaction that made it happen.

An event exists if and only if its change was committed. Ids are taken from one counted row, held
until the commit: they grow without gaps in the order of the commits, so a reader who has seen one
has seen all before it. Does not know who listens.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import ColumnElement, or_, select, update

from knowledge.database import ReadSession, WriteSession
from knowledge.schema import Event, EventCount

EventName = Literal[
    "agent:created",
    "agent:updated",
    "agent:deleted",
    "agent:status:changed",
    "task:created",
    "task:updated",
    "task:completed",
    "task:failed",
    "insight:generated",
    "analysis:completed",
    "recommendation:updated",
    "workflow:started",
    "workflow:step:completed",
    "workflow:completed",
    "workflow:failed",
    # the house's own, told to nobody
    "data:imported",
]

#: characters of an id that an event is of
LONGEST_ID = 40

#: what happens to an agent itself
AGENT_NEWS: tuple[EventName, ...] = (
    "agent:created",
    "agent:updated",
    "agent:deleted",
    "agent:status:changed",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class EventDraft:
    """Something that happens with the transaction under way."""

    name: EventName
    #: whose it is; None: the house's own
    user_id: str | None
    agent_id: str | None = None
    match_id: str | None = None
    #: a workflow's id, or standard, comprehensive, real_time
    workflow_id: str | None = None
    execution_id: str | None = None
    #: plain JSON, what the contract's event carries beside its id
    payload: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class EventInfo:
    """Something that happened."""

    id: int
    name: EventName
    user_id: str | None
    agent_id: str | None
    match_id: str | None
    workflow_id: str | None
    execution_id: str | None
    payload: Mapping[str, Any]
    at: dt.datetime


def match_of(given: Mapping[str, Any]) -> str | None:
    """Return the id of the match that an input names, where it may be one."""
    match_id = given.get("match_id")
    return match_id if isinstance(match_id, str) and len(match_id) <= LONGEST_ID else None


async def hold_log(session: WriteSession) -> None:
    """Be alone in writing events from here to the commit.

    Who changes rows that others change too holds the log before the first of them: were it taken
    with the first event, of two who write several each could hold a row that the other waits for.
    """
    await session.execute(select(EventCount.last).with_for_update())


async def tell(session: WriteSession, *drafts: EventDraft, now: dt.datetime) -> int:
    """Write events, and return the id of the last.

    From here to its commit the transaction is alone in writing events: it should be near its end.
    """
    count = update(EventCount).values(last=EventCount.last + len(drafts))
    last = (await session.execute(count.returning(EventCount.last))).scalar_one()
    first = last - len(drafts) + 1
    for event_id, draft in enumerate(drafts, start=first):
        session.add(
            Event(
                id=event_id,
                name=draft.name,
                user_id=draft.user_id,
                agent_id=draft.agent_id,
                match_id=draft.match_id,
                workflow_id=draft.workflow_id,
                execution_id=draft.execution_id,
                payload=dict(draft.payload),
                at=now,
            )
        )
    await session.flush()
    session.rings()
    return last


async def last_event_id(session: ReadSession) -> int:
    """Return the id of the newest event, 0 when there is none."""
    return (await session.execute(select(EventCount.last))).scalar_one()


async def events_after(
    session: ReadSession,
    after: int,
    *,
    limit: int,
    until: int | None = None,
    names: Sequence[EventName] = (),
) -> list[EventInfo]:
    """Return all events after one, oldest first: those of every user, and the house's own."""
    query = select(Event).where(Event.id > after).order_by(Event.id).limit(limit)
    if until is not None:
        query = query.where(Event.id <= until)
    if names:
        query = query.where(Event.name.in_(names))
    return [_read(row) for row in await session.scalars(query)]


async def last_event_of_agent(
    session: ReadSession, agent_id: str, name: EventName, *, before: int
) -> EventInfo | None:
    """Return the last event of a name that an agent had before another event."""
    query = select(Event).where(Event.agent_id == agent_id, Event.name == name, Event.id < before)
    row = await session.scalar(query.order_by(Event.id.desc()).limit(1))
    return _read(row) if row else None


async def events_of_user(
    session: ReadSession,
    user_id: str,
    *,
    after: int = 0,
    until: int | None = None,
    limit: int = 100,
    agent_id: str | None = None,
    topics: Sequence[tuple[str, str]] = (),
    newest_first: bool = False,
) -> list[EventInfo]:
    """Return a user's events after one (newest first: before `until`, that one included).

    `topics` are pairs of a kind ("agent", "match", "workflow") and an id: only events of any of
    them are returned. A workflow's topic covers its executions; an execution has one of its own.
    ("agents", "") are the news of all agents: who is new, changed, gone, how each is.
    """
    query = select(Event).where(Event.user_id == user_id, Event.id > after).limit(limit)
    query = query.order_by(Event.id.desc() if newest_first else Event.id)
    if until is not None:
        query = query.where(Event.id <= until)
    if agent_id is not None:
        query = query.where(Event.agent_id == agent_id)
    if topics:
        query = query.where(or_(*(_of_topic(kind, id_) for kind, id_ in topics)))
    return [_read(row) for row in await session.scalars(query)]


def is_of_topic(event: EventInfo, kind: str, id_: str) -> bool:
    """Tell whether an event belongs to a topic; the same law as `events_of_user`'s."""
    if kind == "workflow":
        return id_ in (event.workflow_id, event.execution_id)
    if kind == "agents":
        return event.name in AGENT_NEWS
    return bool(id_ == {"agent": event.agent_id, "match": event.match_id}.get(kind))


def _of_topic(kind: str, id_: str) -> ColumnElement[bool]:
    if kind == "workflow":
        return or_(Event.workflow_id == id_, Event.execution_id == id_)
    if kind == "agents":
        return Event.name.in_(AGENT_NEWS)
    return {"agent": Event.agent_id, "match": Event.match_id}[kind] == id_


def _read(row: Event) -> EventInfo:
    return EventInfo(
        id=row.id,
        name=row.name,  # type: ignore[arg-type]
        user_id=row.user_id,
        agent_id=row.agent_id,
        match_id=row.match_id,
        workflow_id=row.workflow_id,
        execution_id=row.execution_id,
        payload=row.payload,
        at=row.at,
    )

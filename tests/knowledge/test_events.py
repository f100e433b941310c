"""The event log: an event exists if and only if its change was committed, and ids never gap."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest

from knowledge.database import Database
from knowledge.events import (
    EventDraft,
    events_after,
    events_of_user,
    is_of_topic,
    last_event_id,
    tell,
)

NOW = dt.datetime(2024, 5, 10, 12, tzinfo=dt.UTC)


def draft(
    user_id: str | None = "ann", agent_id: str | None = None, **payload: object
) -> EventDraft:
    return EventDraft(name="agent:updated", user_id=user_id, agent_id=agent_id, payload=payload)


async def write(db: Database, *drafts: EventDraft) -> int:
    async with db.writing() as session:
        return await tell(session, *drafts, now=NOW)


async def test_ids_grow_without_gaps(any_db: Database) -> None:
    assert await write(any_db, draft(), draft()) == 2
    assert await write(any_db, draft()) == 3
    async with any_db.reading() as session:
        assert [event.id for event in await events_after(session, 1, limit=10)] == [2, 3]
        assert await last_event_id(session) == 3


async def test_what_is_undone_has_no_event_and_leaves_no_gap(any_db: Database) -> None:
    rung: list[int] = []
    any_db.bells.append(lambda: rung.append(1))

    async def undone() -> None:
        async with any_db.writing() as session:
            await tell(session, draft(), now=NOW)
            raise RuntimeError("undone")

    with pytest.raises(RuntimeError, match="undone"):
        await undone()
    assert rung == []
    assert await write(any_db, draft()) == 1
    assert rung == [1]


async def test_who_writes_side_by_side_still_leaves_no_gap(any_db: Database) -> None:
    async def one(number: int) -> None:
        async with any_db.writing() as session:
            last = await tell(session, draft(number=number), now=NOW)
            # a reader who sees this event must see all before it
            await asyncio.sleep(0.001 * (number % 3))
        async with any_db.reading() as session:
            seen = await events_after(session, 0, limit=100)
        assert [event.id for event in seen][:last] == list(range(1, last + 1))

    await asyncio.gather(*(one(number) for number in range(20)))


async def test_a_user_sees_only_his_own_by_topic(any_db: Database) -> None:
    await write(any_db, draft(agent_id="a"), draft("bob", agent_id="a"), draft(None), draft())
    async with any_db.reading() as session:
        mine = await events_of_user(session, "ann")
        of_agent = await events_of_user(session, "ann", topics=[("agent", "a"), ("match", "m")])
        newest = await events_of_user(session, "ann", newest_first=True, limit=1)
    assert [event.id for event in mine] == [1, 4]
    assert [event.id for event in of_agent] == [1]
    assert [event.id for event in newest] == [4]


async def test_a_workflows_topic_covers_its_executions(db: Database) -> None:
    event = EventDraft(
        name="workflow:started", user_id="ann", workflow_id="standard", execution_id="e1"
    )
    await write(db, event)
    async with db.reading() as session:
        (found,) = await events_of_user(session, "ann", topics=[("workflow", "e1")])
    assert is_of_topic(found, "workflow", "standard")
    assert is_of_topic(found, "workflow", "e1")
    assert not is_of_topic(found, "workflow", "e2")
    assert not is_of_topic(found, "agent", "e1")

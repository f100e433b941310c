from __future__ import annotations

import asyncio
import datetime as dt
from itertools import product
from typing import Any, get_args

import pytest

from knowledge.agents import (
    MOVES,
    AgentDraft,
    AgentInfo,
    AgentStatus,
    change_agent,
    delete_agent,
    due_agents,
    get_agent,
    list_agents,
    move_agent,
    moves_of,
    set_due,
)
from knowledge.database import Database
from knowledge.errors import IllegalMove, InvalidValue, NotFound
from knowledge.events import events_after, last_event_id
from tests.knowledge.at_work import NOW, active_agent, make_agent, told

#: how to come to each status from inactive
WAYS: dict[AgentStatus, list[AgentStatus]] = {
    "inactive": [],
    "starting": ["starting"],
    "active": ["starting", "active"],
    "paused": ["starting", "active", "paused"],
    "stopping": ["starting", "stopping"],
    "error": ["starting", "error"],
}


@pytest.fixture
def db(any_db: Database) -> Database:
    """Take a database of each kind."""
    return any_db


async def move(db: Database, agent_id: str, *way: AgentStatus, **more: Any) -> AgentInfo:
    async with db.writing() as session:
        for after in way:
            agent = await move_agent(session, agent_id, after, now=NOW, **more)
    return agent


async def test_an_agent_is_made_and_told_of(db: Database) -> None:
    agent = await make_agent(db, name="  My\nscout ")
    async with db.reading() as session:
        assert await get_agent(session, agent.id, user_id="kati") == agent
        assert await get_agent(session, agent.id, user_id=None) == agent
        (first,) = await moves_of(session, agent.id)
    assert (agent.name, agent.status, agent.created_at) == ("My scout", "inactive", NOW)
    assert (first.before, first.after) == (None, "inactive")
    (event,) = await told(db)
    assert (event.name, event.user_id, event.agent_id) == ("agent:created", "kati", agent.id)
    assert event.payload["status"] == "inactive"


@pytest.mark.parametrize("wrong", [{"type": "spy"}, {"name": " \n"}, {"name": "x" * 81}])
def test_what_cannot_be_is_no_agent(wrong: dict[str, Any]) -> None:
    given = {"user_id": "kati", "name": "Scout", "type": "custom", "configuration": {}}
    with pytest.raises(InvalidValue, match="An agent's"):
        AgentDraft(**{**given, **wrong})


async def test_every_move_is_legal_or_refused_with_what_is_possible(any_db: Database) -> None:
    pairs = list(product(get_args(AgentStatus), get_args(AgentStatus)))
    agents = {pair: await make_agent(any_db) for pair in pairs}
    async with any_db.writing() as session:
        for (before, after), agent in agents.items():
            for step in WAYS[before]:
                await move_agent(session, agent.id, step, now=NOW)
            last = await last_event_id(session)
            if after in (before, *MOVES[before]):
                moved = await move_agent(session, agent.id, after, now=NOW, reason="so")
                assert moved.status == after
            else:
                with pytest.raises(IllegalMove, match=f"is {before} cannot be") as no:
                    await move_agent(session, agent.id, after, now=NOW)
                assert no.value.possible == MOVES[before]
            said = [event.payload for event in await events_after(session, last, limit=9)]
            ways = [(each["before"], each["status"], each["reason"]) for each in said]
            assert ways == ([(before, after, "so")] if after in MOVES[before] else [])


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("inactive", "stopping", "is inactive cannot be stopped: it can be started."),
        ("paused", "starting", "is paused cannot be started: it can be resumed or stopped."),
        ("active", "starting", "is active cannot be started: it can be paused or stopped."),
        ("stopping", "paused", "is stopping cannot be paused: wait until it is inactive."),
        ("error", "error", "is error cannot become error: it can be started."),
    ],
)
def test_a_move_that_is_not_there_is_refused_in_words_of_what_people_do(
    before: AgentStatus, after: str, says: str
) -> None:
    assert str(IllegalMove(before, after, MOVES[before])) == f"An agent that {says}"


async def test_moves_are_kept_in_order(db: Database) -> None:
    agent = await active_agent(db)
    await move(db, agent.id, "paused", reason="Half-time.")
    async with db.reading() as session:
        moves = await moves_of(session, agent.id)
    assert [each.after for each in moves] == ["inactive", "starting", "active", "paused"]
    assert moves[-1].reason == "Half-time."


async def test_of_many_who_move_an_agent_at_once_one_does(db: Database) -> None:
    agent = await active_agent(db)
    last = len(await told(db))
    await asyncio.gather(*(move(db, agent.id, "paused") for _ in range(8)))
    assert len(await told(db, last)) == 1
    async with db.reading() as session:
        assert len(await moves_of(session, agent.id)) == 4


async def test_an_agent_is_changed_and_told_of_once(db: Database) -> None:
    agent = await make_agent(db)
    later = NOW + dt.timedelta(hours=1)

    async def change(**parts: Any) -> AgentInfo:
        async with db.writing() as session:
            return await change_agent(session, agent.id, user_id="kati", now=later, **parts)

    changed = await change(name="Spotter", configuration={"leagues": ["D1"]})
    assert (changed.name, changed.configuration) == ("Spotter", {"leagues": ["D1"]})
    assert changed.updated_at == later
    assert await change(name="Spotter") == changed
    with pytest.raises(InvalidValue):
        await change(name="")
    assert [event.name for event in await told(db, 1)] == ["agent:updated"]


async def test_agents_are_their_owners_alone(db: Database) -> None:
    agent = await make_agent(db)
    async with db.writing() as session:
        for attempt in (
            get_agent(session, agent.id, user_id="peti"),
            get_agent(session, "agent-x", user_id=None),
            change_agent(session, agent.id, user_id="peti", now=NOW, name="Mine"),
            move_agent(session, agent.id, "starting", now=NOW, user_id="peti"),
            delete_agent(session, agent.id, user_id="peti", now=NOW),
        ):
            with pytest.raises(NotFound):
                await attempt
        assert await list_agents(session, user_id="peti") == []


async def test_a_deleted_agent_stops_and_is_seen_no_more(db: Database) -> None:
    agent = await active_agent(db)
    last = len(await told(db))
    async with db.writing() as session:
        deleted = await delete_agent(session, agent.id, user_id="kati", now=NOW)
    assert (deleted.status, deleted.deleted_at) == ("inactive", NOW)
    events = [(event.name, event.payload["status"]) for event in await told(db, last)]
    assert events == [
        ("agent:status:changed", "stopping"),
        ("agent:status:changed", "inactive"),
        ("agent:deleted", "inactive"),
    ]
    async with db.writing() as session:
        assert await list_agents(session, user_id="kati") == []
        with pytest.raises(NotFound):
            await get_agent(session, agent.id, user_id=None)
        with pytest.raises(NotFound):
            await delete_agent(session, agent.id, user_id="kati", now=NOW)
        assert len(await moves_of(session, agent.id)) == 5


async def test_pages_of_agents_by_type_and_status(db: Database) -> None:
    made = [await make_agent(db, type="custom") for _ in range(4)]
    at_work = await active_agent(db, type="insight")
    async with db.reading() as session:
        whole = await list_agents(session, user_id="kati")
        paged, after = [], None
        while page := await list_agents(session, user_id=None, limit=2, after=after):
            paged += page
            after = page[-1].cursor
        assert await list_agents(session, user_id="kati", status="active") == [at_work]
        custom = await list_agents(session, user_id="kati", type="custom")
    assert paged == whole
    assert sorted(agent.id for agent in custom) == sorted(agent.id for agent in made)


async def test_who_is_due_is_at_work_and_asked_for_by_now(db: Database) -> None:
    first, second, later, paused = [await active_agent(db) for _ in range(4)]
    async with db.writing() as session:
        for agent, minutes in ((first, -9), (second, 0), (later, 1), (paused, -9)):
            await set_due(session, agent.id, NOW + dt.timedelta(minutes=minutes))
    assert (await move(db, paused.id, "paused")).due_at is None
    async with db.reading() as session:
        due = await due_agents(session, now=NOW, limit=9)
        assert [agent.id for agent in due] == [first.id, second.id]
        assert await due_agents(session, now=NOW, limit=1) == due[:1]

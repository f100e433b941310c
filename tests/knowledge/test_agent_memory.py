from __future__ import annotations

import asyncio
import datetime as dt

import pytest

from knowledge.agent_memory import add_note, clear_memory, mark, notes_of, put_mark
from knowledge.database import Database
from knowledge.insights import InsightDraft, add_insight, own_insights
from tests.knowledge.at_work import NOW, make_agent


@pytest.fixture
def db(any_db: Database) -> Database:
    """Take a database of each kind."""
    return any_db


async def test_a_mark_is_found_by_its_key_and_replaced(db: Database) -> None:
    agent, other = await make_agent(db), await make_agent(db)
    later = NOW + dt.timedelta(hours=1)
    async with db.writing() as session:
        assert await put_mark(session, agent.id, "moved", "1.85", now=NOW, data={"home": 1.85})
        assert not await put_mark(session, agent.id, "moved", "1.70", now=later)
        found = await mark(session, agent.id, "moved")
        assert await mark(session, agent.id, "other") is None
        assert await mark(session, other.id, "moved") is None
    assert found is not None
    assert (found.text, found.data, found.at) == ("1.70", {}, later)


async def test_of_many_who_set_a_mark_at_once_one_is_the_first(db: Database) -> None:
    agent = await make_agent(db)

    async def one(number: int) -> bool:
        async with db.writing() as session:
            return await put_mark(session, agent.id, "said", str(number), now=NOW)

    assert sum(await asyncio.gather(*(one(number) for number in range(8)))) == 1


async def test_pages_of_notes_newest_first(db: Database) -> None:
    agent = await make_agent(db)
    async with db.writing() as session:
        for number in range(5):
            now = NOW + dt.timedelta(minutes=number // 2)
            await add_note(session, agent.id, f"note\u202e {number}", now=now)
    async with db.reading() as session:
        whole = await notes_of(session, agent.id)
        paged, after = [], None
        while page := await notes_of(session, agent.id, limit=2, after=after):
            paged += page
            after = page[-1].cursor
    assert paged == whole
    assert whole[0].text == "note 4"
    assert {note.key for note in whole} == {None}


async def test_clearing_forgets_notes_marks_and_own_insights(db: Database) -> None:
    agent, other = await make_agent(db), await make_agent(db)
    ids = []
    async with db.writing() as session:
        for owner in (agent, other):
            await add_note(session, owner.id, "a note", now=NOW)
            await put_mark(session, owner.id, "key", "a mark", now=NOW)
            draft = InsightDraft(type="analysis", text="Hm.", user_id="kati", agent_id=owner.id)
            ids.append((await add_insight(session, draft, now=NOW)).id)
    async with db.writing() as session:
        cleared = await clear_memory(session, agent.id)
    assert (cleared.notes, cleared.insight_ids) == (2, (ids[0],))
    async with db.reading() as session:
        assert await notes_of(session, agent.id) == []
        assert len(await notes_of(session, other.id)) == 2
        kept = await own_insights(session, user_id="kati", as_of=NOW)
    assert [insight.id for insight in kept] == [ids[1]]

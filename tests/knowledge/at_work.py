"""Make agents and ask them for tasks in few words, and read back what was told, for tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from knowledge.agents import AgentDraft, AgentInfo, create_agent, move_agent
from knowledge.database import Database
from knowledge.events import EventInfo, events_after
from knowledge.tasks import TaskDraft, TaskInfo, create_task
from tests.knowledge.league_book import instant

NOW = instant("2024-05-10 12:00")


async def make_agent(db: Database, user_id: str = "kati", **parts: Any) -> AgentInfo:
    """Make an agent, inactive."""
    given = {"name": "Scout", "type": "prediction", "configuration": {"leagues": ["E0"]}, **parts}
    async with db.writing() as session:
        return await create_agent(session, AgentDraft(user_id=user_id, **given), now=NOW)


async def active_agent(db: Database, user_id: str = "kati", **parts: Any) -> AgentInfo:
    """Make an agent that is at work."""
    agent = await make_agent(db, user_id, **parts)
    async with db.writing() as session:
        await move_agent(session, agent.id, "starting", now=NOW)
        return await move_agent(session, agent.id, "active", now=NOW)


async def told(db: Database, after: int = 0) -> list[EventInfo]:
    """Return all that was told after an event."""
    async with db.reading() as session:
        return await events_after(session, after, limit=1000)


async def ask(db: Database, agent: AgentInfo, *, now: dt.datetime = NOW, **parts: Any) -> TaskInfo:
    """Ask an agent for a task."""
    given = {"type": "predict_match", "input": {}, **parts}
    draft = TaskDraft(agent_id=agent.id, user_id=agent.user_id, **given)
    async with db.writing() as session:
        task, _ = await create_task(session, draft, now=now)
    return task

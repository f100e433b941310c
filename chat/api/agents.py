"""Agents: made, changed, started, paused, stopped; how they are, what they remember and did."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel

from chat.agent_health import look_at, standing_of
from chat.agents import AgentChange, NewAgent
from chat.api.agent_shapes import Agent, AgentHealth, Check, Event, Note
from chat.api.asking import FEW_ROWS, AskerDep, Cursor, HouseDep, Limit, Now, Page, page_of
from chat.api.insights import Insight, insights_of
from chat.figures import Performance, figures_of
from knowledge.agent_memory import clear_memory, notes_of
from knowledge.agents import AgentStatus, AgentType, list_agents
from knowledge.cursors import read_count, read_cursor, write_cursor
from knowledge.events import events_of_user
from knowledge.tally import tasks_of

router = APIRouter(prefix="/agents", tags=["agents"])

#: the widest id that the databases hold
LAST_EVENT = 2**63 - 1


class AgentStanding(BaseModel):
    """What an agent is doing."""

    agent_id: str
    status: AgentStatus
    reason: str | None
    pending_tasks: int
    running_tasks: int


class Memory(BaseModel):
    """What an agent remembers: notes and marks, and what it found out."""

    agent_id: str
    notes: Page[Note]
    insights: Page[Insight]


class Forgotten(BaseModel):
    """What an agent has forgotten."""

    notes: int
    insights: int


@router.post("", status_code=201)
async def create(new: NewAgent, response: Response, house: HouseDep, asker: AskerDep) -> Agent:
    """Make an agent; it is inactive until it is started."""
    agent = await house.agents.create(asker, new.model_dump())
    response.headers["Location"] = f"/api/v1/agents/{agent.id}"
    return Agent.of(agent)


@router.get("")
async def agents(
    house: HouseDep,
    asker: AskerDep,
    type: Annotated[AgentType | None, Query()] = None,  # noqa: A002 - the parameter's name outside
    status: AgentStatus | None = None,
    limit: Limit = FEW_ROWS,
    cursor: Cursor = None,
) -> Page[Agent]:
    """List the asker's agents, newest first; a program with a key sees everybody's."""
    async with house.db.reading() as session:
        found = await list_agents(
            session,
            user_id=asker.whose,
            type=type,
            status=status,
            limit=limit + 1,
            after=cursor,
        )
    return page_of(found, limit, Agent.of, lambda agent: agent.cursor)


@router.get("/{agent_id}")
async def agent(agent_id: str, house: HouseDep, asker: AskerDep) -> Agent:
    """Give an agent."""
    return Agent.of(await house.agents.status(asker, agent_id))


@router.patch("/{agent_id}")
async def change(agent_id: str, wanted: AgentChange, house: HouseDep, asker: AskerDep) -> Agent:
    """Give an agent another name, or other fields of its configuration; what is not named stays."""
    changes = wanted.model_dump()
    if wanted.configuration is not None:
        before = (await house.agents.status(asker, agent_id)).configuration
        changes["configuration"] = {**before, **wanted.configuration}
    return Agent.of(await house.agents.change(asker, agent_id, changes))


@router.delete("/{agent_id}", status_code=204, response_class=Response)
async def delete(agent_id: str, house: HouseDep, asker: AskerDep) -> None:
    """Delete an agent; what runs ends, and what it did stays in the books."""
    await house.agents.delete(asker, agent_id)


@router.post("/{agent_id}/start")
async def start(agent_id: str, house: HouseDep, asker: AskerDep) -> Agent:
    """Let an agent work."""
    return Agent.of(await house.agents.start(asker, agent_id))


@router.post("/{agent_id}/stop")
async def stop(agent_id: str, house: HouseDep, asker: AskerDep) -> Agent:
    """End an agent's work, what runs included."""
    return Agent.of(await house.agents.stop(asker, agent_id))


@router.post("/{agent_id}/pause")
async def pause(agent_id: str, house: HouseDep, asker: AskerDep) -> Agent:
    """Begin no more of an agent's tasks until it goes on; those under way end."""
    return Agent.of(await house.agents.pause(asker, agent_id))


@router.post("/{agent_id}/resume")
async def resume(agent_id: str, house: HouseDep, asker: AskerDep) -> Agent:
    """Let a paused agent go on."""
    return Agent.of(await house.agents.resume(asker, agent_id))


@router.get("/{agent_id}/status")
async def status(agent_id: str, house: HouseDep, asker: AskerDep) -> AgentStanding:
    """Say what an agent is doing."""
    agent = await house.agents.status(asker, agent_id)
    async with house.db.reading() as session:
        counted = await tasks_of(session, agent_id)
    return AgentStanding(
        agent_id=agent.id,
        status=agent.status,
        reason=agent.status_reason,
        pending_tasks=counted.get("pending", 0),
        running_tasks=counted.get("running", 0),
    )


@router.get("/{agent_id}/health")
async def health(agent_id: str, house: HouseDep, asker: AskerDep) -> AgentHealth:
    """Say whether an agent can do its work, and what is in its way."""
    agent = await house.agents.status(asker, agent_id)
    checks = await look_at(house, agent)
    return AgentHealth(
        agent_id=agent.id,
        health=standing_of(checks),
        status=agent.status,
        checks=[Check(name=one.name, ok=one.ok, detail=one.detail) for one in checks],
    )


@router.get("/{agent_id}/performance")
async def performance(agent_id: str, house: HouseDep, asker: AskerDep) -> Performance:
    """Give an agent's figures, counted from stored rows."""
    return await figures_of(house, await house.agents.status(asker, agent_id))


@router.get("/{agent_id}/memory")
async def memory(
    agent_id: str,
    house: HouseDep,
    asker: AskerDep,
    now: Now,
    limit: Limit = FEW_ROWS,
    notes_cursor: Cursor = None,
    insights_cursor: Cursor = None,
) -> Memory:
    """Give what an agent remembers, newest first."""
    agent = await house.agents.status(asker, agent_id)
    async with house.db.reading() as session:
        notes = await notes_of(session, agent_id, limit=limit + 1, after=notes_cursor)
    insights = await insights_of(
        house, agent.user_id, now, agent_id=agent_id, limit=limit, cursor=insights_cursor
    )
    return Memory(
        agent_id=agent_id,
        notes=page_of(notes, limit, Note.of, lambda note: note.cursor),
        insights=insights,
    )


@router.delete("/{agent_id}/memory")
async def forget(agent_id: str, house: HouseDep, asker: AskerDep) -> Forgotten:
    """Let an agent forget its notes and insights; its predictions and tasks stay in the books."""
    await house.agents.status(asker, agent_id)
    async with house.db.writing() as session:
        gone = await clear_memory(session, agent_id)
    await house.insights.forget(gone.insight_ids)
    return Forgotten(notes=gone.notes, insights=len(gone.insight_ids))


@router.get("/{agent_id}/events")
async def events(
    agent_id: str,
    house: HouseDep,
    asker: AskerDep,
    after: Annotated[int, Query(ge=0, le=LAST_EVENT, description="Events after this one.")] = 0,
    limit: Limit = FEW_ROWS,
    cursor: Cursor = None,
) -> Page[Event]:
    """List what happened with an agent, oldest first."""
    agent = await house.agents.status(asker, agent_id)
    if cursor is not None:
        after = read_count(*read_cursor(cursor, 1))
    async with house.db.reading() as session:
        found = await events_of_user(
            session, agent.user_id, agent_id=agent_id, after=after, limit=limit + 1
        )
    return page_of(found, limit, Event.of, lambda event: write_cursor(str(event.id)))

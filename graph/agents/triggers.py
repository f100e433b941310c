"""What sets agents to work by themselves: their schedules, new results and fixtures, their start.

Each cause has a key of its own (the instant that was due, the event), so however many workers look,
and however often, it becomes one task. A look when nothing is due is one short read. Does not know
what the tasks do, nor who does them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence

from graph.agents.configuration import (
    InsightConfiguration,
    MonitoringConfiguration,
    PredictionConfiguration,
    configuration_of,
)
from graph.agents.schedule import next_due
from knowledge.agents import AgentInfo, AgentType, due_agents, get_agent, list_agents, set_due
from knowledge.database import Database, ReadSession, WriteSession
from knowledge.errors import KeyReused, LimitReached, NotFound
from knowledge.events import (
    EventInfo,
    EventName,
    events_after,
    last_event_id,
    last_event_of_agent,
)
from knowledge.tasks import (
    TaskDraft,
    TaskType,
    create_task,
    keys_of_cause,
    waits_for_its_turn,
)

#: what an agent does when it works by itself
DOES: Mapping[AgentType, TaskType] = {
    "prediction": "update_predictions",
    "analysis": "generate_insights",
    "monitoring": "generate_insights",
    "insight": "generate_insights",
    "workflow": "workflow_prediction",
    "custom": "generate_insights",
}
#: how the key of a task begins that a schedule asked for, and of one that an event set off
DUE, SET_OFF = "due:", "event:"
#: due agents taken up at one look; the rest waits for the next
AT_ONCE = 100
#: events that a look takes up, and that the first one goes back for: what came while no worker ran
#: is made up for
LOOKS_BACK = 1000
#: types that may work when something comes in
LISTENS: Sequence[AgentType] = ("prediction", "monitoring", "insight")
#: types whose first look is short, and wanted at once: a digest, and what later looks compare with
AT_ONCE_WITH_A_SCHEDULE: Sequence[AgentType] = ("monitoring", "insight")
HEARD: Sequence[EventName] = ("data:imported", "agent:status:changed")


class Triggers:
    """Turns what is due, and what has happened, into tasks.

    Parameters
    ----------
    wall
        The machine's own time: tasks and their ends are of it, schedules of the house's clock.
    """

    def __init__(self, db: Database, *, wall: Callable[[], dt.datetime]) -> None:
        self._db = db
        self._wall = wall
        #: the last event that was heard; None: none was
        self._heard: int | None = None

    async def run(self, now: dt.datetime) -> int:
        """Ask for what is due by `now` and what events set off; return how many tasks are new."""
        async with self._db.reading() as session:
            due = await due_agents(session, now=now, limit=AT_ONCE)
            last = await last_event_id(session)
        new = 0
        for agent in due:
            new += await self._take_up(agent, now)
        if self._heard is None:
            self._heard = max(0, last - LOOKS_BACK)
        if last > self._heard:
            new += await self._hear(last)
        return new

    async def _take_up(self, agent: AgentInfo, now: dt.datetime) -> bool:
        """Ask for a due agent's work, and set when it is due next, in one transaction."""
        line = configuration_of(agent).schedule
        async with self._db.writing() as session:
            key = f"{DUE}{agent.due_at.isoformat()}" if agent.due_at else DUE
            # who is due more often than he gets through does the same work once
            waits = await waits_for_its_turn(session, agent.id, (DUE, SET_OFF))
            is_new = not waits and await self._ask(session, agent, key)
            await set_due(session, agent.id, next_due(line, now) if line else None)
        return is_new

    async def _hear(self, last: int) -> int:
        """Ask for what events set off; several that mean the same agent set him off once."""
        after = self._heard or 0
        async with self._db.reading() as session:
            events = await events_after(session, after, until=last, names=HEARD, limit=LOOKS_BACK)
        new = 0
        if moved := await self._moved_by_any(events):
            async with self._db.writing() as session:
                for agent, event in moved:
                    if await _is_news(session, agent, event, last):
                        new += await self._ask(session, agent, f"{SET_OFF}{event.id}")
        self._heard = events[-1].id if len(events) == LOOKS_BACK else last
        return new

    async def _moved_by_any(self, events: Sequence[EventInfo]) -> list[tuple[AgentInfo, EventInfo]]:
        """Return the agents that any of some events sets to work, each with the last that does."""
        has_data = any(event.name == "data:imported" for event in events)
        listening = await self._listening() if has_data else []
        moved: dict[str, tuple[AgentInfo, EventInfo]] = {}
        for event in events:
            moved |= {agent.id: (agent, event) for agent in await self._moved_by(event, listening)}
        return list(moved.values())

    async def _moved_by(self, event: EventInfo, listening: Sequence[AgentInfo]) -> list[AgentInfo]:
        """Return the agents that an event sets to work."""
        if event.name == "agent:status:changed":
            begins = (event.payload.get("before"), event.payload.get("status"))
            starts = event.agent_id and begins == ("starting", "active")
            return await self._starting(str(event.agent_id)) if starts else []
        leagues = event.payload.get("leagues") or ()
        return [agent for agent in listening if _follows(agent, leagues)]

    async def _starting(self, agent_id: str) -> list[AgentInfo]:
        async with self._db.reading() as session:
            try:
                agent = await get_agent(session, agent_id, user_id=None)
            except NotFound:
                return []
        return [agent] if agent.status == "active" and _begins_at_once(agent) else []

    async def _listening(self) -> list[AgentInfo]:
        """Return the active agents that work when results come in."""
        found: list[AgentInfo] = []
        async with self._db.reading() as session:
            for type_ in LISTENS:
                after: str | None = None
                while page := await list_agents(
                    session, user_id=None, type=type_, status="active", limit=AT_ONCE, after=after
                ):
                    found += page
                    after = page[-1].cursor
        return found

    async def _ask(self, session: WriteSession, agent: AgentInfo, key: str) -> bool:
        draft = TaskDraft(
            agent_id=agent.id,
            user_id=agent.user_id,
            type=DOES[agent.type],
            input={},
            # what somebody asks for goes before what nobody waits for
            priority="low",
            idempotency_key=key,
        )
        try:
            _, is_new = await create_task(session, draft, now=self._wall())
        except (NotFound, LimitReached):
            return False  # it was deleted meanwhile, or has more to do than it ever gets through
        except KeyReused:
            return False  # an earlier version asked for it, in its own way: it was asked for
        return is_new


def first_due(agent: AgentInfo, now: dt.datetime) -> dt.datetime | None:
    """Return when an agent that becomes active is due first; None: it has no schedule."""
    line = configuration_of(agent).schedule
    return next_due(line, now) if line else None


async def _is_news(session: ReadSession, agent: AgentInfo, event: EventInfo, last: int) -> bool:
    """Tell whether an agent was there, and was not set off by this event or one until `last`.

    A first look sees again what others have heard, and what came before an agent was there.
    """
    if event.name == "data:imported":
        moved = await last_event_of_agent(
            session, agent.id, "agent:status:changed", before=event.id
        )
        if moved is None or moved.payload["status"] != "active":
            return False
    keys = await keys_of_cause(session, agent.id, SET_OFF)
    # a key may be a user's own, of whatever he likes
    numbers = (number for key in keys if (number := key.removeprefix(SET_OFF)).isdecimal())
    return not any(event.id <= int(number) <= last for number in numbers)


def _begins_at_once(agent: AgentInfo) -> bool:
    """Tell whether an agent that was just started works now: nobody waits for tomorrow morning."""
    if agent.type == "prediction":
        return True
    return agent.type in AT_ONCE_WITH_A_SCHEDULE and configuration_of(agent).schedule is not None


def _follows(agent: AgentInfo, leagues: Collection[str]) -> bool:
    """Tell whether new data of some leagues are an agent's business."""
    told = configuration_of(agent)
    listens = PredictionConfiguration | MonitoringConfiguration | InsightConfiguration
    if not isinstance(told, listens) or not told.on_import:
        return False
    # a club's leagues are not known here: one look too many writes nothing twice
    return bool(told.teams) or not told.leagues or bool(set(told.leagues) & set(leagues))

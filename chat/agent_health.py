"""Whether an agent can do its work, and what is in its way. Looks, and changes nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from chat.clock import Clock, real_clock
from graph.agents.configuration import Configuration, Scoped, configuration_of
from graph.errors import BadConfiguration
from knowledge.agents import AgentInfo
from knowledge.status import data_status
from knowledge.tally import workers_alive
from knowledge.tasks import TaskInfo, list_tasks

if TYPE_CHECKING:
    from graph.gateway import Gateway
    from knowledge.database import Database

#: tasks that ended last, from which its luck is read
LATEST = 10
#: a task that waits longer than this for a worker is a finding
LONG_WAIT = dt.timedelta(minutes=2)

Standing = Literal["healthy", "degraded", "unhealthy"]


class Surroundings(Protocol):
    """What an agent works in; a house is one."""

    @property
    def db(self) -> Database:
        """Where its tasks, the workers and the matches are."""

    @property
    def clock(self) -> Clock:
        """The time by which data are stale."""

    @property
    def gateway(self) -> Gateway:
        """Who speaks."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that an agent needs, and how it is."""

    name: str
    ok: bool
    detail: str
    #: without it nothing of its work can be done
    vital: bool = False


def standing_of(checks: Sequence[Check]) -> Standing:
    """Return how an agent is, all in all."""
    if all(check.ok for check in checks):
        return "healthy"
    return "unhealthy" if any(check.vital and not check.ok for check in checks) else "degraded"


async def look_at(house: Surroundings, agent: AgentInfo) -> list[Check]:
    """Look at everything that an agent needs."""
    now = real_clock()
    async with house.db.reading() as session:
        workers = await workers_alive(session, now=now)
        tasks = await list_tasks(session, agent_id=agent.id, limit=LATEST)
        known = await data_status(session, as_of=house.clock())
    checks = [_status(agent), _workers(workers), _luck(tasks), _queue(agent, tasks, now)]
    try:
        told = configuration_of(agent)
    except BadConfiguration as error:
        return [*checks, Check("configuration", False, str(error), vital=True)]
    stale = {league.id for league in known.leagues if league.stale}
    watched = set(told.leagues) if isinstance(told, Scoped) and told.leagues else None
    return [*checks, *await _voice(house, told), _data(stale, watched)]


def _status(agent: AgentInfo) -> Check:
    said = f"It is {agent.status}." + (f" {agent.status_reason}" if agent.status_reason else "")
    return Check("status", agent.status != "error", said, vital=True)


def _workers(count: int) -> Check:
    said = f"Workers alive: {count}."
    mend = "No worker is alive: run tippmix worker, or tippmix serve."
    return Check("workers", count > 0, said if count else mend, vital=True)


def _luck(tasks: Sequence[TaskInfo]) -> Check:
    ended = [task for task in tasks if task.status in ("completed", "failed")]
    failed = [task for task in ended if task.status == "failed"]
    said = f"{len(failed)} of its last {len(ended)} tasks failed."
    if failed:
        said += f" The last: {failed[0].error}"
    return Check("tasks", 2 * len(failed) <= len(ended), said)


def _queue(agent: AgentInfo, tasks: Sequence[TaskInfo], now: dt.datetime) -> Check:
    waiting = [task for task in tasks if task.status == "pending"]
    oldest = max((now - task.created_at for task in waiting), default=dt.timedelta())
    late = agent.status == "active" and oldest > LONG_WAIT
    said = f"{len(waiting)} of its last {len(tasks)} tasks wait."
    return Check("queue", not late, said)


async def _voice(house: Surroundings, told: Configuration) -> list[Check]:
    if told.model is None or told.model == "analyst":
        return []
    found = await house.gateway.status()
    fits = found.speaker == told.model
    said = f"It asks for {told.model}; {found.speaker} answers."
    return [Check("model", fits, said)]


def _data(stale: set[str], watched: set[str] | None) -> Check:
    late = sorted(stale if watched is None else stale & watched)
    if not late:
        return Check("data", True, "Its leagues have the newest results.")
    return Check("data", False, f"No new results in {', '.join(late)}: run tippmix data sync.")

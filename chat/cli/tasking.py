"""`tippmix tasks …`: work asked of agents, followed, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from chat.cli.counter import open_counter
from chat.cli.edge import COULD_NOT, leave, say, show, show_json
from chat.cli.given import read_given
from chat.cli.outlines import show_outline
from chat.cli.progress import progress
from chat.cli.tables import Listing, moment, show_listing

if TYPE_CHECKING:
    from chat.cli.counter import Counter
    from chat.cli.watching import Picture
    from chat.settings import Settings
    from knowledge.agents import AgentInfo
    from knowledge.events import EventInfo
    from knowledge.tasks import Priority, TaskInfo, TaskStatus, TaskType

HEADS = ("id", "agent", "type", "status", "asked (UTC)", "how far")
NONE_YET = "There are no tasks: ask for one with tippmix tasks ask AGENT TYPE."
ENDED_BADLY = {"failed": "The task failed", "cancelled": "The task was cancelled"}
#: agents whose names are shown beside their tasks
MOST_AGENTS = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Filter:
    """Which tasks are listed."""

    agent: str | None
    status: TaskStatus | None
    limit: int
    cursor: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """A task that is asked for."""

    type: TaskType
    fields: Sequence[str] | None
    file: Path | None
    priority: Priority
    key: str | None
    timeout: float | None


async def list_tasks(
    settings: Settings, user: str, wanted: Filter, *, watch: bool, as_json: bool
) -> None:
    """List tasks, or follow them."""
    from chat.cli.watching import follow

    async with open_counter(settings, user) as counter:
        if wanted.agent:
            wanted = replace(wanted, agent=await counter.meant("agent", wanted.agent))
        view = _Tasks(counter, wanted)
        if watch:
            await follow(counter, view, as_json=as_json)
            return
        picture = await view.look()
    if as_json:
        show_json(picture.document)
    else:
        show_listing(picture.listing)


async def ask_for(
    settings: Settings, user: str, typed: str, wanted: Wanted, *, wait: bool, as_json: bool
) -> None:
    """Give an agent a task, and wait for its result where that is wished."""
    from chat.api.agent_shapes import Task

    new = {
        "type": wanted.type,
        "input": read_given(wanted.fields, wanted.file),
        "priority": wanted.priority,
        "idempotency_key": wanted.key,
        "timeout_seconds": wanted.timeout,
    }
    async with open_counter(settings, user) as counter:
        agent = await counter.agent(typed)
        task, _ = await counter.agents.ask(counter.asker, agent.id, new)
        if task.ended_at is None:
            await _say_what_it_waits_for(counter, agent)
        if wait:
            await _show_result(counter, await _ended(counter, task), as_json=as_json)
            return
    if as_json:
        show_json(Task.of(task).model_dump(mode="json"))
    else:
        _show_asked(task)


async def show_task(settings: Settings, user: str, typed: str, *, as_json: bool) -> None:
    """Show a task as it is now."""
    from chat.api.agent_shapes import Task

    async with open_counter(settings, user) as counter:
        task = await _task(counter, await counter.meant("task", typed))
    document = Task.of(task).model_dump(mode="json")
    if as_json:
        show_json(document)
        return
    show_outline(document)


async def show_result(
    settings: Settings, user: str, typed: str, *, wait: bool, as_json: bool
) -> None:
    """Show what came of a task; exit code 1 where nothing has, or nothing did."""
    async with open_counter(settings, user) as counter:
        task = await _task(counter, await counter.meant("task", typed))
        if wait:
            task = await _ended(counter, task)
        await _show_result(counter, task, as_json=as_json)


async def cancel(settings: Settings, user: str, typed: str, *, as_json: bool) -> None:
    """Cancel a task, also in the middle of its work."""
    from chat.api.agent_shapes import Task
    from knowledge.shortened import shortened

    async with open_counter(settings, user) as counter:
        task = await _task(counter, await counter.meant("task", typed))
        task = await counter.agents.cancel(counter.asker, task.agent_id, task.id)
    if as_json:
        show_json(Task.of(task).model_dump(mode="json"))
    else:
        show(f"{task.type} ({shortened(task.id)}) is {task.status}.")


class _Tasks:
    """The tasks of a user, or of one of his agents."""

    def __init__(self, counter: Counter, wanted: Filter) -> None:
        self._counter = counter
        self._wanted = wanted

    def concerns(self, event: EventInfo) -> bool:
        is_task = event.name.startswith("task:")
        return is_task and self._wanted.agent in (None, event.agent_id)

    async def look(self) -> Picture:
        from chat.api.agent_shapes import Task
        from chat.cli.paging import page_of
        from chat.cli.watching import Picture
        from knowledge.agents import list_agents
        from knowledge.tasks import list_tasks

        wanted, user_id = self._wanted, self._counter.user_id
        async with self._counter.db.reading() as session:
            found = await list_tasks(
                session,
                user_id=user_id,
                agent_id=wanted.agent,
                status=wanted.status,
                limit=wanted.limit + 1,
                after=wanted.cursor,
            )
            agents = await list_agents(session, user_id=user_id, limit=MOST_AGENTS)
        names = {agent.id: agent.name for agent in agents}
        page = page_of(found, wanted.limit, Task.of)
        rows = [_row(task, names) for task in found[: wanted.limit]]
        listing = Listing(
            heads=HEADS, rows=rows, gives_way=(1, 5), empty=NONE_YET, below=page.below
        )
        return Picture(listing=listing, document=page.document)


@dataclass(frozen=True, slots=True)
class _OfTask:
    """The events of one task."""

    task_id: str

    def concerns(self, event: EventInfo) -> bool:
        return event.payload.get("task_id") == self.task_id


async def _ended(counter: Counter, task: TaskInfo) -> TaskInfo:
    """Return a task when it has ended."""
    from chat.cli.watching import hearing

    async with hearing(counter, _OfTask(task.id)) as heard:
        with progress(task.type) as report:
            task = await _task(counter, task.id)
            while task.ended_at is None:
                await heard.get()
                task = await _task(counter, task.id)
                if far := task.progress:
                    report(far["done"], far["total"], far["note"])
    return task


async def _task(counter: Counter, task_id: str) -> TaskInfo:
    from knowledge.tasks import get_task

    async with counter.db.reading() as session:
        return await get_task(session, task_id, user_id=counter.user_id)


async def _show_result(counter: Counter, task: TaskInfo, *, as_json: bool) -> None:
    from chat.api.agent_shapes import TaskResult
    from graph.agents.showing import show_result
    from tools.holding_back import rule_for

    rule, _ = await rule_for(counter.db, counter.user_id, now=counter.clock())
    task = replace(task, result=show_result(task.result, rule=rule))
    if as_json:
        show_json(TaskResult.of(task).model_dump(mode="json"))
        if task.status != "completed":
            raise typer.Exit(COULD_NOT)
        return
    if task.ended_at is None:
        leave(f"The task is {task.status}: wait for it with --wait.", COULD_NOT)
    if task.status != "completed":
        leave(f"{ENDED_BADLY[task.status]}: {task.error}", COULD_NOT)
    show_outline(task.result or {})


async def _say_what_it_waits_for(counter: Counter, agent: AgentInfo) -> None:
    from knowledge.shortened import shortened

    if agent.status != "active":
        move = "resume" if agent.status == "paused" else "start"
        short = shortened(agent.id)
        say(f"{agent.name} is {agent.status}, so it waits: run tippmix agents {move} {short}")
        return
    await counter.say_if_nobody_works()


def _show_asked(task: TaskInfo) -> None:
    from knowledge.shortened import shortened

    short = shortened(task.id)
    show(f"{task.type} ({short}) is {task.status}. Its result: tippmix tasks result {short} --wait")


def _row(task: TaskInfo, names: Mapping[str, str]) -> tuple[str, ...]:
    from knowledge.shortened import shortened

    agent = names.get(task.agent_id) or shortened(task.agent_id)
    identity = (shortened(task.id), agent, task.type, task.status, moment(task.created_at))
    return (*identity, _how_far(task))


def _how_far(task: TaskInfo) -> str:
    if task.error:
        return task.error
    if task.status == "running" and (far := task.progress):
        return f"{far['done']}/{far['total']} {far['note']}".rstrip()
    if task.started_at and task.ended_at:
        return f"{(task.ended_at - task.started_at).total_seconds():.1f} s"
    return ""

"""`tippmix workflows execute|executions|execution|cancel`: workflows run, and seen step by step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from chat.cli.counter import open_counter
from chat.cli.edge import COULD_NOT, leave, show, show_json, without_marks
from chat.cli.given import read_given
from chat.cli.outlines import show_outline
from chat.cli.tables import Listing, moment, show_listing

if TYPE_CHECKING:
    from chat.cli.counter import Counter
    from chat.cli.watching import Picture
    from chat.settings import Settings
    from knowledge.events import EventInfo
    from knowledge.executions import ExecutionInfo, ExecutionStatus

HEADS = ("id", "workflow", "status", "asked (UTC)", "ended (UTC)", "why")
#: steps that write words for the owner
WRITING = ("insight", "short_insight")
STEP_HEADS = ("step", "what", "status", "seconds", "why")
NONE_YET = "Nothing was executed: run tippmix workflows execute standard --input match_id=ID"


@dataclass(frozen=True, kw_only=True, slots=True)
class Filter:
    """Which executions are listed."""

    workflow: str | None
    agent: str | None
    status: ExecutionStatus | None
    limit: int
    cursor: str | None


async def execute(
    settings: Settings,
    user: str,
    typed: str,
    *,
    fields: Sequence[str] | None,
    file: Path | None,
    agent: str | None,
    key: str | None,
    watch: bool,
    as_json: bool,
) -> None:
    """Have a workflow executed, and follow it where that is wished."""
    given = read_given(fields, file)
    async with open_counter(settings, user) as counter:
        workflow_id = await workflow_meant(counter, typed)
        agent_id = await counter.meant("agent", agent) if agent else None
        desk = await counter.workflows_checked()
        begun, _ = await desk.execute(
            workflow_id, given, counter.user_id, agent_id=agent_id, idempotency_key=key
        )
        if begun.ended_at is None:
            await counter.say_if_nobody_works()
        if watch:
            await _follow(counter, begun.id, as_json=as_json)
            return
        picture = await _Execution(counter, begun.id).look()
    if as_json:
        show_json(picture.document)
        return
    from knowledge.shortened import shortened

    short = shortened(begun.id)
    show(f"{typed} is {begun.status} as {short}: tippmix workflows execution {short} --watch")


async def list_executions(settings: Settings, user: str, wanted: Filter, *, as_json: bool) -> None:
    """List executions, newest first."""
    from chat.api.workflow_shapes import ExecutionSummary
    from chat.cli.paging import page_of
    from knowledge.shortened import shortened

    async with open_counter(settings, user) as counter:
        workflow = await workflow_meant(counter, wanted.workflow) if wanted.workflow else None
        agent = await counter.meant("agent", wanted.agent) if wanted.agent else None
        desk = counter.workflows()
        found = await desk.executions(
            user,
            workflow_id=workflow,
            agent_id=agent,
            status=wanted.status,
            limit=wanted.limit + 1,
            after=wanted.cursor,
        )
        names = {each.id: each.name for each in await desk.available(user, limit=wanted.limit)}
    page = page_of(found, wanted.limit, ExecutionSummary.of)
    if as_json:
        show_json(page.document)
        return
    rows = [
        (
            shortened(one.id),
            names.get(one.workflow_id) or shortened(one.workflow_id),
            one.status,
            moment(one.created_at),
            moment(one.ended_at),
            one.error or "",
        )
        for one in found[: wanted.limit]
    ]
    show_listing(
        Listing(heads=HEADS, rows=rows, gives_way=(1, 5), empty=NONE_YET, below=page.below)
    )


async def show_execution(
    settings: Settings, user: str, typed: str, *, watch: bool, as_json: bool
) -> None:
    """Show an execution step by step, or follow it to its end."""
    async with open_counter(settings, user) as counter:
        execution_id = await counter.meant("execution", typed)
        if watch:
            await _follow(counter, execution_id, as_json=as_json)
            return
        picture = await _Execution(counter, execution_id).look()
    if as_json:
        show_json(picture.document)
        return
    show_listing(picture.listing)
    _show_output(picture.document)


async def cancel(settings: Settings, user: str, typed: str, *, as_json: bool) -> None:
    """Cancel an execution; one that has ended stays as it ended."""
    from chat.api.workflow_shapes import ExecutionSummary
    from knowledge.shortened import shortened

    async with open_counter(settings, user) as counter:
        execution_id = await counter.meant("execution", typed)
        ended: ExecutionInfo = await counter.workflows().cancel(execution_id, user)
    if as_json:
        show_json(ExecutionSummary.of(ended).model_dump(mode="json"))
    elif ended.status == "cancelled":
        show(f"{shortened(ended.id)} is cancelled.")
    else:
        leave(f"It cannot be cancelled any more: it is {ended.status}.", COULD_NOT)


async def workflow_meant(counter: Counter, typed: str) -> str:
    """Return the id of a workflow that comes with the house, or of an own one that is meant."""
    from graph.workflows.built_in import BUILT_IN

    return typed if typed in BUILT_IN else await counter.meant("workflow", typed)


class _Execution:
    """One execution, step by step."""

    def __init__(self, counter: Counter, execution_id: str) -> None:
        self._counter = counter
        self._id = execution_id

    def concerns(self, event: EventInfo) -> bool:
        return event.execution_id == self._id

    async def look(self) -> Picture:
        from chat.cli.watching import Picture

        found = await self._counter.workflows().execution(self._id, self._counter.user_id)
        is_over = found["status"] != "running"
        name = await self._name_of(found["workflow_id"])
        return Picture(listing=_listing(found, name), document=found, is_over=is_over)

    async def _name_of(self, workflow_id: str) -> str:
        """Return what the workflow is called; its id where it is gone or comes with the house."""
        from knowledge.errors import NotFound
        from knowledge.shortened import shortened

        try:
            return (await self._counter.workflows().get(workflow_id, self._counter.user_id)).name
        except NotFound:
            return shortened(workflow_id)


async def _follow(counter: Counter, execution_id: str, *, as_json: bool) -> None:
    """Follow an execution to its end; exit code 1 where that is no good one."""
    from chat.cli.watching import follow

    last = await follow(counter, _Execution(counter, execution_id), as_json=as_json)
    if last.document["status"] != "completed":
        raise typer.Exit(COULD_NOT)
    if not as_json:
        _show_output(last.document)


def _listing(execution: Mapping[str, Any], workflow: str) -> Listing:
    from knowledge.shortened import shortened

    why = f": {execution['error']}" if execution["error"] else ""
    return Listing(
        heads=STEP_HEADS,
        rows=[
            (
                step["name"],
                step["step"] or step["tool"] or "",
                step["status"],
                _seconds(step),
                step["error"] or "",
            )
            for step in execution["steps"]
        ],
        gives_way=(4,),
        above=[f"{workflow} ({shortened(execution['id'])}) is {execution['status']}{why}"],
    )


def _seconds(step: Mapping[str, Any]) -> str:
    from chat.clock import real_clock

    if step["started_at"] is None:
        return ""
    started = dt.datetime.fromisoformat(step["started_at"])
    ended = dt.datetime.fromisoformat(step["ended_at"]) if step["ended_at"] else real_clock()
    return f"{(ended - started).total_seconds():.1f}"


def _show_output(execution: Mapping[str, Any]) -> None:
    """Put what came of an execution on stdout: the words that were written, and the rest."""
    output = execution["output"] or {}
    for step in execution["steps"]:
        if step["step"] in WRITING and (words := (step["output"] or {}).get("text")):
            show(f"\n{without_marks(words)}")
    if rest := {name: value for name, value in output.items() if name != "steps" and value}:
        show("")
        show_outline(rest)

"""`tippmix agents …`: agents made, changed, started and stopped, and a list that follows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from chat.cli.counter import open_counter
from chat.cli.edge import say, show, show_json
from chat.cli.given import read_document, read_fields, read_given
from chat.cli.outlines import show_outline
from chat.cli.tables import Listing, moment, show_listing
from chat.errors import BadInput

if TYPE_CHECKING:
    from chat.cli.counter import Counter
    from chat.cli.watching import Picture
    from chat.settings import Settings
    from knowledge.agents import AgentInfo, AgentStatus, AgentType
    from knowledge.events import EventInfo

Move = Literal["start", "stop", "pause", "resume"]

NONE_YET = "There are no agents: make one with tippmix agents create NAME --type prediction."
HEADS = ("id", "name", "type", "status", "open", "done", "failed", "next (UTC)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Filter:
    """Which agents are listed."""

    type: AgentType | None
    status: AgentStatus | None
    limit: int
    cursor: str | None


async def list_agents(
    settings: Settings, user: str, wanted: Filter, *, watch: bool, as_json: bool
) -> None:
    """List agents, or follow them."""
    from chat.cli.watching import follow

    async with open_counter(settings, user) as counter:
        view = _Agents(counter, wanted)
        if watch:
            await follow(counter, view, as_json=as_json)
            return
        picture = await view.look()
    if as_json:
        show_json(picture.document)
    else:
        show_listing(picture.listing)


async def create_agent(
    settings: Settings,
    user: str,
    name: str,
    type_: AgentType,
    *,
    named: Mapping[str, Any],
    fields: Sequence[str] | None,
    file: Path | None,
    start: bool,
    as_json: bool,
) -> None:
    """Make an agent, and start it where that is wished."""
    configuration = {**read_given(fields, file), **_given(named)}
    async with open_counter(settings, user, with_matches=True) as counter:
        new = {"name": name, "type": type_, "configuration": configuration}
        agent = await counter.agents.create(counter.asker, new)
        if start:
            agent = await counter.agents.start(counter.asker, agent.id)
            await counter.say_if_nobody_works()
    _show(agent, as_json=as_json)
    if not start:
        say(f"It does nothing yet: tippmix agents start {_quoted(agent.name)}")


async def show_agent(settings: Settings, user: str, typed: str, *, as_json: bool) -> None:
    """Show an agent: what it is told, what it does."""
    from chat.api.agent_shapes import Agent
    from knowledge.tally import tasks_of

    async with open_counter(settings, user) as counter:
        agent = await counter.agent(typed)
        async with counter.db.reading() as session:
            tasks = await tasks_of(session, agent.id)
    document = Agent.of(agent).model_dump(mode="json") | {"tasks": tasks}
    if as_json:
        show_json(document)
        return
    show_outline(document)


async def change_agent(
    settings: Settings,
    user: str,
    typed: str,
    *,
    name: str | None,
    named: Mapping[str, Any],
    fields: Sequence[str] | None,
    file: Path | None,
    as_json: bool,
) -> None:
    """Give an agent another name, some other fields, or another configuration altogether."""
    changed = read_fields(fields) | _given(named)
    if name is None and file is None and not changed:
        raise BadInput("Say what is to be different: --name, --config FIELD=…, or --config-file.")
    async with open_counter(settings, user, with_matches=True) as counter:
        agent = await counter.agent(typed)
        change: dict[str, Any] = {"name": name}
        if file or changed:
            before = read_document(file) if file else agent.configuration
            change["configuration"] = {**before, **changed}
        agent = await counter.agents.change(counter.asker, agent.id, change)
    _show(agent, as_json=as_json)


async def move_agent(
    settings: Settings, user: str, typed: str, move: Move, *, as_json: bool
) -> None:
    """Start, stop, pause or resume an agent."""
    starts = move == "start"
    async with open_counter(settings, user, with_matches=starts) as counter:
        agent = await counter.agent(typed)
        agent = await getattr(counter.agents, move)(counter.asker, agent.id)
        if agent.status == "active":
            await counter.say_if_nobody_works()
    _show(agent, as_json=as_json)


async def delete_agent(settings: Settings, user: str, typed: str, *, as_json: bool) -> None:
    """Delete an agent; what it did stays in the books."""
    async with open_counter(settings, user) as counter:
        agent = await counter.agent(typed)
        await counter.agents.delete(counter.asker, agent.id)
    if as_json:
        show_json({"deleted": agent.id})
    else:
        show(f"{agent.name} is deleted; what it did stays in the books.")


class _Agents:
    """The agents of a user, with their tasks counted."""

    def __init__(self, counter: Counter, wanted: Filter) -> None:
        self._counter = counter
        self._wanted = wanted

    def concerns(self, event: EventInfo) -> bool:
        return event.agent_id is not None and event.name.startswith(("agent:", "task:"))

    async def look(self) -> Picture:
        from chat.api.agent_shapes import Agent
        from chat.cli.paging import page_of
        from chat.cli.watching import Picture
        from knowledge.agents import list_agents
        from knowledge.tally import tasks_by_agent

        wanted, user_id = self._wanted, self._counter.user_id
        async with self._counter.db.reading() as session:
            found = await list_agents(
                session,
                user_id=user_id,
                type=wanted.type,
                status=wanted.status,
                limit=wanted.limit + 1,
                after=wanted.cursor,
            )
            counted = await tasks_by_agent(session, user_id=user_id)
        page = page_of(found, wanted.limit, Agent.of)
        rows = [_row(agent, counted.get(agent.id, {})) for agent in found[: wanted.limit]]
        listing = Listing(heads=HEADS, rows=rows, gives_way=(1,), empty=NONE_YET, below=page.below)
        return Picture(listing=listing, document=page.document)


def _row(agent: AgentInfo, tasks: Mapping[str, int]) -> tuple[str, ...]:
    from knowledge.shortened import shortened

    under_way = tasks.get("pending", 0) + tasks.get("running", 0)
    counts = (under_way, tasks.get("completed", 0), tasks.get("failed", 0))
    shown = (str(count) if count else "–" for count in counts)
    identity = (shortened(agent.id), agent.name, agent.type, agent.status)
    return (*identity, *shown, moment(agent.due_at))


def _show(agent: AgentInfo, *, as_json: bool) -> None:
    from chat.api.agent_shapes import Agent
    from knowledge.shortened import shortened

    if as_json:
        show_json(Agent.of(agent).model_dump(mode="json"))
        return
    why = f": {agent.status_reason}" if agent.status_reason else ""
    due = f", at work next on {moment(agent.due_at)} UTC" if agent.due_at else ""
    show(f"{agent.name} ({shortened(agent.id)}, {agent.type}) is {agent.status}{why}{due}")


def _given(named: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in named.items() if value is not None}


def _quoted(name: str) -> str:
    import shlex

    return shlex.quote(name)

"""`tippmix agents memory|forget|performance|health|events`: what agents know, did, and need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from chat.cli.counter import open_counter
from chat.cli.edge import COULD_NOT, say, show, show_json
from chat.cli.events import event_line
from chat.cli.outlines import show_outline
from chat.cli.tables import Listing, moment, show_listing

if TYPE_CHECKING:
    from chat.cli.counter import Counter
    from chat.clock import Clock
    from chat.settings import Settings
    from graph.gateway import Gateway
    from knowledge.agents import AgentInfo
    from knowledge.database import Database
    from knowledge.events import EventInfo


async def show_memory(
    settings: Settings, user: str, typed: str, *, limit: int, as_json: bool
) -> None:
    """Show what an agent remembers, newest first; advice is kept from whom it must be."""
    from chat.api.agent_shapes import Note
    from chat.api.insights import Insight
    from knowledge.agent_memory import notes_of
    from tools.holding_back import is_advice, rule_for

    async with open_counter(settings, user) as counter:
        agent = await counter.agent(typed)
        async with counter.db.reading() as session:
            notes = await notes_of(session, agent.id, limit=limit)
        rule, _ = await rule_for(counter.db, counter.user_id, now=counter.clock())
        found = await counter.agents.insights(counter.asker, agent.id)
    insights = [one for one in found if rule is None or not is_advice(one)][:limit]
    if as_json:
        show_json(
            {
                "agent_id": agent.id,
                "notes": [Note.of(note).model_dump(mode="json") for note in notes],
                "insights": [Insight.of(one).model_dump(mode="json") for one in insights],
            }
        )
        return
    rows = [(moment(one.as_of), one.type, " ".join(one.text.split())) for one in insights]
    rows += [(moment(note.at), note.key or "note", " ".join(note.text.split())) for note in notes]
    heads = ("when", "what", "words")
    show_listing(Listing(heads=heads, rows=rows, gives_way=(2,), empty="It remembers nothing."))


async def forget(settings: Settings, user: str, typed: str, *, as_json: bool) -> None:
    """Let an agent forget its notes and insights; its predictions and tasks stay in the books."""
    from knowledge.agent_memory import clear_memory

    async with open_counter(settings, user) as counter:
        agent = await counter.agent(typed)
        # SQL is the truth: the index, which one process has open, loses them at the next search
        async with counter.db.writing() as session:
            gone = await clear_memory(session, agent.id)
    if as_json:
        show_json({"notes": gone.notes, "insights": len(gone.insight_ids)})
    else:
        show(f"{agent.name} has forgotten {gone.notes} notes, {len(gone.insight_ids)} insights.")


async def show_performance(settings: Settings, user: str, typed: str, *, as_json: bool) -> None:
    """Show an agent's figures, counted from stored rows."""
    from chat.figures import figures_of

    async with open_counter(settings, user) as counter:
        agent = await counter.agent(typed)
        figures = await figures_of(counter, agent)
    document = figures.model_dump(mode="json")
    if as_json:
        show_json(document)
        return
    show_outline(document)


async def show_health(settings: Settings, user: str, typed: str, *, as_json: bool) -> None:
    """Show whether an agent can do its work; exit code 1 when it cannot at all."""
    from chat.agent_health import look_at, standing_of
    from chat.api.agent_shapes import AgentHealth, Check

    async with open_counter(settings, user) as counter:
        agent = await counter.agent(typed)
        gateway = _gateway(counter)
        try:
            needs = _Needs(db=counter.db, clock=counter.clock, gateway=gateway)
            checks = await look_at(needs, agent)
        finally:
            await gateway.aclose()
    health = standing_of(checks)
    if as_json:
        told = [Check(name=one.name, ok=one.ok, detail=one.detail) for one in checks]
        found = AgentHealth(agent_id=agent.id, health=health, status=agent.status, checks=told)
        show_json(found.model_dump(mode="json"))
    else:
        show(f"{agent.name} is {health}.")
        for one in checks:
            show(f"{'ok' if one.ok else 'X '} {one.name}: {one.detail}")
    if health == "unhealthy":
        raise typer.Exit(COULD_NOT)


async def show_events(
    settings: Settings,
    user: str,
    typed: str,
    *,
    after: int | None,
    limit: int,
    watch: bool,
    as_json: bool,
) -> None:
    """Show what happened with an agent, oldest first: the newest, or those after one."""
    from chat.cli.watching import hearing

    async with open_counter(settings, user) as counter:
        agent = await counter.agent(typed)
        if not watch:
            _show_events(await _events(counter, agent, after, limit), as_json=as_json)
            return
        async with hearing(counter, _OfAgent(agent.id)) as heard:
            # heard first, then read: what comes in between is read and heard, and told once
            before = await _events(counter, agent, after, limit)
            last = after or 0
            for event in before:
                _stream(event, as_json=as_json)
                last = event.id
            while True:
                event = await heard.get()
                if event.id > last:
                    _stream(event, as_json=as_json)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Needs:
    """What an agent's health is looked at in."""

    db: Database
    clock: Clock
    gateway: Gateway


@dataclass(frozen=True, slots=True)
class _OfAgent:
    """The events of one agent."""

    agent_id: str

    def concerns(self, event: EventInfo) -> bool:
        return event.agent_id == self.agent_id


def _gateway(counter: Counter) -> Gateway:
    from graph.analyst import Analyst
    from graph.gateway import Gateway

    settings = counter.settings
    # who is only asked how he is spots no clubs
    analyst = Analyst(spot=lambda _text, **_: (), clock=settings.clock)
    return Gateway(settings.model, url=settings.ollama_url, analyst=analyst)


async def _events(
    counter: Counter, agent: AgentInfo, after: int | None, limit: int
) -> list[EventInfo]:
    from knowledge.events import events_of_user

    async with counter.db.reading() as session:
        found = await events_of_user(
            session,
            agent.user_id,
            agent_id=agent.id,
            after=after or 0,
            limit=limit,
            newest_first=after is None,
        )
    return sorted(found, key=lambda event: event.id)


def _show_events(events: list[EventInfo], *, as_json: bool) -> None:
    if as_json:
        from chat.api.agent_shapes import Event

        show_json({"items": [Event.of(event).model_dump(mode="json") for event in events]})
        return
    for event in events:
        show(event_line(event))
    if not events:
        say("Nothing has happened.")


def _stream(event: EventInfo, *, as_json: bool) -> None:
    import sys

    from chat.api.agent_shapes import Event
    from chat.cli.watching import show_line

    if as_json:
        show_line(Event.of(event).model_dump(mode="json"))
    else:
        show(event_line(event))
        sys.stdout.flush()

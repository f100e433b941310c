"""The group of commands `tippmix agents`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from chat.cli.options import (
    FEW,
    PLAIN,
    AgentName,
    Cursor,
    Json,
    Leagues,
    Limit,
    Owner,
    Watch,
    listed,
    run,
    settings_with,
)

agents = typer.Typer(help="Agents: they work for you on their own, once they are started.", **PLAIN)

# the words of knowledge.agents, which takes long to import; a test compares them
AgentType = Literal["prediction", "analysis", "monitoring", "insight", "workflow", "custom"]
AgentStatus = Literal["inactive", "starting", "active", "paused", "stopping", "error"]

Fields = Annotated[
    list[str] | None,
    typer.Option(
        "--config",
        metavar="NAME=TEXT",
        help="A field of its configuration; NAME:=JSON for other than text.",
    ),
]
Clubs = Annotated[
    list[str] | None,
    typer.Option("--teams", metavar="CLUB,CLUB,…", help="Only matches of these clubs."),
]
Schedule = Annotated[
    str | None,
    typer.Option("--schedule", metavar="CRON", help='When it works, UTC: "0 5 * * *" is at five.'),
]
Prompt = Annotated[str | None, typer.Option("--prompt", help="What you wish, in your own words.")]


@agents.command("list")
def agents_list(
    type_: Annotated[AgentType | None, typer.Option("--type", help="Only this type.")] = None,
    status: Annotated[AgentStatus | None, typer.Option(help="Only those that are so.")] = None,
    watch: Watch = False,
    limit: Limit = FEW,
    cursor: Cursor = None,
    user: Owner = "local",
    as_json: Json = False,
) -> None:
    """List agents: how each is, its tasks, when it works next."""
    from chat.cli.employing import Filter
    from chat.cli.employing import list_agents as work

    settings = settings_with()
    wanted = Filter(type=type_, status=status, limit=limit, cursor=cursor)
    run(work(settings, user, wanted, watch=watch, as_json=as_json), settings)


@agents.command("create")
def agents_create(
    name: Annotated[str, typer.Argument(help="What you call it.")],
    type_: Annotated[AgentType, typer.Option("--type", help="What it is for.")],
    leagues: Leagues = None,
    teams: Clubs = None,
    schedule: Schedule = None,
    prompt: Prompt = None,
    fields: Fields = None,
    file: Annotated[
        Path | None,
        typer.Option("--config-file", metavar="FILE.json", help="Its configuration as JSON."),
    ] = None,
    start: Annotated[bool, typer.Option("--start", help="Start it too.")] = False,
    user: Owner = "local",
    as_json: Json = False,
) -> None:
    """Make an agent; it does nothing until it is started."""
    from chat.cli.employing import create_agent as work

    settings = settings_with()
    call = work(
        settings,
        user,
        name,
        type_,
        named=_named(leagues, teams, schedule, prompt),
        fields=fields,
        file=file,
        start=start,
        as_json=as_json,
    )
    run(call, settings)


@agents.command("show")
def agents_show(agent: AgentName, user: Owner = "local", as_json: Json = False) -> None:
    """Show an agent: what it is told, how it is, its tasks."""
    from chat.cli.employing import show_agent as work

    settings = settings_with()
    run(work(settings, user, agent, as_json=as_json), settings)


@agents.command("change")
def agents_change(
    agent: AgentName,
    name: Annotated[str | None, typer.Option(help="What you call it from now on.")] = None,
    leagues: Leagues = None,
    teams: Clubs = None,
    schedule: Schedule = None,
    prompt: Prompt = None,
    fields: Fields = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "--config-file", metavar="FILE.json", help="A configuration in place of the whole one."
        ),
    ] = None,
    user: Owner = "local",
    as_json: Json = False,
) -> None:
    """Give an agent another name, or change fields of its configuration; others stay."""
    from chat.cli.employing import change_agent as work

    settings = settings_with()
    call = work(
        settings,
        user,
        agent,
        name=name,
        named=_named(leagues, teams, schedule, prompt),
        fields=fields,
        file=file,
        as_json=as_json,
    )
    run(call, settings)


@agents.command("start")
def agents_start(agent: AgentName, user: Owner = "local", as_json: Json = False) -> None:
    """Let an agent work."""
    _move(agent, "start", user, as_json=as_json)


@agents.command("stop")
def agents_stop(agent: AgentName, user: Owner = "local", as_json: Json = False) -> None:
    """End an agent's work, what runs included."""
    _move(agent, "stop", user, as_json=as_json)


@agents.command("pause")
def agents_pause(agent: AgentName, user: Owner = "local", as_json: Json = False) -> None:
    """Let an agent begin nothing more until it goes on."""
    _move(agent, "pause", user, as_json=as_json)


@agents.command("resume")
def agents_resume(agent: AgentName, user: Owner = "local", as_json: Json = False) -> None:
    """Let a paused agent go on."""
    _move(agent, "resume", user, as_json=as_json)


@agents.command("delete")
def agents_delete(agent: AgentName, user: Owner = "local", as_json: Json = False) -> None:
    """Delete an agent; what it did stays in the books."""
    from chat.cli.employing import delete_agent as work

    settings = settings_with()
    run(work(settings, user, agent, as_json=as_json), settings)


@agents.command("memory")
def agents_memory(
    agent: AgentName, limit: Limit = FEW, user: Owner = "local", as_json: Json = False
) -> None:
    """Show what an agent remembers: its insights and notes."""
    from chat.cli.appraising import show_memory as work

    settings = settings_with()
    run(work(settings, user, agent, limit=limit, as_json=as_json), settings)


@agents.command("forget")
def agents_forget(agent: AgentName, user: Owner = "local", as_json: Json = False) -> None:
    """Let an agent forget its insights and notes; its predictions and tasks stay."""
    from chat.cli.appraising import forget as work

    settings = settings_with()
    run(work(settings, user, agent, as_json=as_json), settings)


@agents.command("performance")
def agents_performance(agent: AgentName, user: Owner = "local", as_json: Json = False) -> None:
    """Show an agent's figures, counted from stored rows."""
    from chat.cli.appraising import show_performance as work

    settings = settings_with()
    run(work(settings, user, agent, as_json=as_json), settings)


@agents.command("health")
def agents_health(agent: AgentName, user: Owner = "local", as_json: Json = False) -> None:
    """Say whether an agent can do its work, and what is in its way; 1: it cannot."""
    from chat.cli.appraising import show_health as work

    settings = settings_with()
    run(work(settings, user, agent, as_json=as_json), settings)


@agents.command("events")
def agents_events(
    agent: AgentName,
    after: Annotated[
        int | None, typer.Option(min=0, metavar="EVENT", help="Those after this one, by its id.")
    ] = None,
    watch: Watch = False,
    limit: Limit = FEW,
    user: Owner = "local",
    as_json: Json = False,
) -> None:
    """List what happened with an agent, the newest last."""
    from chat.cli.appraising import show_events as work

    settings = settings_with()
    call = work(settings, user, agent, after=after, limit=limit, watch=watch, as_json=as_json)
    run(call, settings)


def _move(
    agent: str, move: Literal["start", "stop", "pause", "resume"], user: str, *, as_json: bool
) -> None:
    from chat.cli.employing import move_agent as work

    settings = settings_with()
    run(work(settings, user, agent, move, as_json=as_json), settings)


def _named(
    leagues: list[str] | None, teams: list[str] | None, schedule: str | None, prompt: str | None
) -> dict[str, object]:
    """Return the fields of a configuration that have options of their own."""
    return {
        "leagues": listed(leagues),
        "teams": listed(teams),
        "schedule": schedule,
        "prompt": prompt,
    }

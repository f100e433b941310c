"""The group of commands `tippmix tasks`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from chat.cli.options import (
    FEW,
    PLAIN,
    AgentName,
    Cursor,
    InputFile,
    Inputs,
    Json,
    Limit,
    Owner,
    TaskName,
    Watch,
    run,
    settings_with,
)

tasks = typer.Typer(help="Tasks: work that you ask of your agents.", **PLAIN)

# the words of knowledge.tasks, which takes long to import; a test compares them
TaskType = Literal[
    "predict_match",
    "batch_predict",
    "analyze_team",
    "analyze_match",
    "generate_insights",
    "update_predictions",
    "enhanced_prediction",
    "workflow_prediction",
]
TaskStatus = Literal["pending", "running", "completed", "failed", "cancelled"]
Priority = Literal["low", "medium", "high", "critical"]


@tasks.command("list")
def tasks_list(
    agent: Annotated[str | None, typer.Option(help="Only of this agent.")] = None,
    status: Annotated[TaskStatus | None, typer.Option(help="Only those that are so.")] = None,
    watch: Watch = False,
    limit: Limit = FEW,
    cursor: Cursor = None,
    user: Owner = "local",
    as_json: Json = False,
) -> None:
    """List tasks, newest first."""
    from chat.cli.tasking import Filter
    from chat.cli.tasking import list_tasks as work

    settings = settings_with()
    wanted = Filter(agent=agent, status=status, limit=limit, cursor=cursor)
    run(work(settings, user, wanted, watch=watch, as_json=as_json), settings)


@tasks.command("ask")
def tasks_ask(
    agent: AgentName,
    type_: Annotated[TaskType, typer.Argument(metavar="TYPE", help="What is to be done.")],
    fields: Inputs = None,
    file: InputFile = None,
    priority: Annotated[Priority, typer.Option(help="How urgent it is.")] = "medium",
    key: Annotated[
        str | None, typer.Option(help="The same key asks for the same task, not for another.")
    ] = None,
    timeout: Annotated[
        float | None, typer.Option(metavar="SECONDS", help="How long it may take.")
    ] = None,
    wait: Annotated[bool, typer.Option("--wait", help="Wait for its result.")] = False,
    user: Owner = "local",
    as_json: Json = False,
) -> None:
    """Ask an agent for something; with --wait, 1 where it was not done."""
    from chat.cli.tasking import Wanted
    from chat.cli.tasking import ask_for as work

    settings = settings_with()
    wanted = Wanted(
        type=type_, fields=fields, file=file, priority=priority, key=key, timeout=timeout
    )
    run(work(settings, user, agent, wanted, wait=wait, as_json=as_json), settings)


@tasks.command("show")
def tasks_show(task: TaskName, user: Owner = "local", as_json: Json = False) -> None:
    """Show a task as it is now."""
    from chat.cli.tasking import show_task as work

    settings = settings_with()
    run(work(settings, user, task, as_json=as_json), settings)


@tasks.command("result")
def tasks_result(
    task: TaskName,
    wait: Annotated[bool, typer.Option("--wait", help="Wait for it.")] = False,
    user: Owner = "local",
    as_json: Json = False,
) -> None:
    """Show what came of a task; 1: nothing, or nothing yet."""
    from chat.cli.tasking import show_result as work

    settings = settings_with()
    run(work(settings, user, task, wait=wait, as_json=as_json), settings)


@tasks.command("cancel")
def tasks_cancel(task: TaskName, user: Owner = "local", as_json: Json = False) -> None:
    """Cancel a task, also in the middle of its work."""
    from chat.cli.tasking import cancel as work

    settings = settings_with()
    run(work(settings, user, task, as_json=as_json), settings)

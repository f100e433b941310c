"""The group of commands `tippmix workflows`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from chat.cli.options import (
    FEW,
    PLAIN,
    Cursor,
    InputFile,
    Inputs,
    Json,
    Limit,
    Owner,
    Watch,
    run,
    settings_with,
)

workflows = typer.Typer(
    help="Workflows: steps that are done in order, your own and the house's.", **PLAIN
)

# the words of knowledge.executions, which takes long to import; a test compares them
ExecutionStatus = Literal["running", "completed", "failed", "cancelled"]

WorkflowName = Annotated[
    str,
    typer.Argument(
        metavar="WORKFLOW",
        help="standard, comprehensive, real_time, or the name of your own or its id's beginning.",
    ),
]
ExecutionName = Annotated[str, typer.Argument(metavar="ID", help="The beginning of its id.")]
Name = Annotated[str | None, typer.Option(help="What you call it.")]
Description = Annotated[str | None, typer.Option(help="What it is for.")]


@workflows.command("list")
def workflows_list(
    limit: Limit = FEW, cursor: Cursor = None, user: Owner = "local", as_json: Json = False
) -> None:
    """List your workflows, and those that come with the house."""
    from chat.cli.keeping_workflows import list_workflows as work

    settings = settings_with()
    run(work(settings, user, limit=limit, cursor=cursor, as_json=as_json), settings)


@workflows.command("show")
def workflows_show(
    workflow: WorkflowName,
    version: Annotated[int | None, typer.Option(min=1, help="An older version.")] = None,
    user: Owner = "local",
    as_json: Json = False,
) -> None:
    """Show a workflow and its definition."""
    from chat.cli.keeping_workflows import show_workflow as work

    settings = settings_with()
    run(work(settings, user, workflow, version=version, as_json=as_json), settings)


@workflows.command("create")
def workflows_create(
    file: Annotated[Path, typer.Argument(metavar="FILE.json", help="Its definition.")],
    name: Name = None,
    description: Description = None,
    user: Owner = "local",
    as_json: Json = False,
) -> None:
    """Keep a workflow; one that could not run is refused, with the step's name."""
    from chat.cli.keeping_workflows import create_workflow as work

    settings = settings_with()
    call = work(settings, user, file, name=name, description=description, as_json=as_json)
    run(call, settings)


@workflows.command("change")
def workflows_change(
    workflow: WorkflowName,
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE.json]", help="Another definition: a new version."),
    ] = None,
    name: Name = None,
    description: Description = None,
    enabled: Annotated[
        bool | None, typer.Option("--on/--off", help="Whether it may be executed.")
    ] = None,
    user: Owner = "local",
    as_json: Json = False,
) -> None:
    """Change a workflow, or switch it on or off."""
    from chat.cli.keeping_workflows import change_workflow as work

    settings = settings_with()
    call = work(
        settings,
        user,
        workflow,
        file=file,
        name=name,
        description=description,
        enabled=enabled,
        as_json=as_json,
    )
    run(call, settings)


@workflows.command("delete")
def workflows_delete(workflow: WorkflowName, user: Owner = "local", as_json: Json = False) -> None:
    """Delete a workflow; its executions stay."""
    from chat.cli.keeping_workflows import delete_workflow as work

    settings = settings_with()
    run(work(settings, user, workflow, as_json=as_json), settings)


@workflows.command("execute")
def workflows_execute(
    workflow: WorkflowName,
    fields: Inputs = None,
    file: InputFile = None,
    agent: Annotated[str | None, typer.Option(help="In this agent's name.")] = None,
    key: Annotated[
        str | None, typer.Option(help="The same key asks for the same execution.")
    ] = None,
    watch: Watch = False,
    user: Owner = "local",
    as_json: Json = False,
) -> None:
    """Execute a workflow in the background; with --watch, 1 where it did not end well."""
    from chat.cli.executing import execute as work

    settings = settings_with()
    call = work(
        settings,
        user,
        workflow,
        fields=fields,
        file=file,
        agent=agent,
        key=key,
        watch=watch,
        as_json=as_json,
    )
    run(call, settings)


@workflows.command("executions")
def workflows_executions(
    workflow: Annotated[str | None, typer.Option(help="Only of this workflow.")] = None,
    agent: Annotated[str | None, typer.Option(help="Only in this agent's name.")] = None,
    status: Annotated[ExecutionStatus | None, typer.Option(help="Only those that are so.")] = None,
    limit: Limit = FEW,
    cursor: Cursor = None,
    user: Owner = "local",
    as_json: Json = False,
) -> None:
    """List executions, newest first."""
    from chat.cli.executing import Filter
    from chat.cli.executing import list_executions as work

    settings = settings_with()
    wanted = Filter(workflow=workflow, agent=agent, status=status, limit=limit, cursor=cursor)
    run(work(settings, user, wanted, as_json=as_json), settings)


@workflows.command("execution")
def workflows_execution(
    execution: ExecutionName, watch: Watch = False, user: Owner = "local", as_json: Json = False
) -> None:
    """Show an execution step by step; with --watch, until it ends."""
    from chat.cli.executing import show_execution as work

    settings = settings_with()
    run(work(settings, user, execution, watch=watch, as_json=as_json), settings)


@workflows.command("cancel")
def workflows_cancel(
    execution: ExecutionName, user: Owner = "local", as_json: Json = False
) -> None:
    """Cancel an execution, also in the middle of a step."""
    from chat.cli.executing import cancel as work

    settings = settings_with()
    run(work(settings, user, execution, as_json=as_json), settings)


@workflows.command("parts")
def workflows_parts(as_json: Json = False) -> None:
    """List what a step can be: the house's steps, and the tools."""
    from chat.cli.keeping_workflows import show_parts as work

    settings = settings_with()
    run(work(settings, as_json=as_json), settings)

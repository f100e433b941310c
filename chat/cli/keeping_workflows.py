"""`tippmix workflows list|show|create|change|delete|parts`: a user's own, and the house's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from chat.cli.counter import open_counter
from chat.cli.edge import show, show_json
from chat.cli.executing import workflow_meant
from chat.cli.given import read_document
from chat.cli.tables import Listing, moment, show_listing
from chat.errors import BadInput

if TYPE_CHECKING:
    from chat.api.workflow_shapes import Workflow
    from chat.cli.counter import Counter
    from chat.settings import Settings
    from knowledge.workflows import WorkflowInfo

HEADS = ("id", "name", "version", "steps", "changed (UTC)", "")
PART_HEADS = ("kind", "name", "does")


async def list_workflows(
    settings: Settings, user: str, *, limit: int, cursor: str | None, as_json: bool
) -> None:
    """List the user's workflows, newest first, then those that come with the house."""
    from chat.api.workflow_shapes import Workflow
    from chat.cli.paging import page_of

    async with open_counter(settings, user) as counter:
        desk = counter.workflows()
        found = await desk.available(user, limit=limit + 1, after=cursor)
    page = page_of(found, limit, Workflow.of)
    if as_json:
        show_json(page.document)
        return
    rows = [_row(Workflow.of(each)) for each in found[:limit]]
    show_listing(Listing(heads=HEADS, rows=rows, gives_way=(1,), below=page.below))


async def show_workflow(
    settings: Settings, user: str, typed: str, *, version: int | None, as_json: bool
) -> None:
    """Show a workflow and its definition."""
    from chat.api.workflow_shapes import Workflow
    from chat.workflows import BUILT_IN

    async with open_counter(settings, user) as counter:
        workflow_id = await workflow_meant(counter, typed)
        desk = counter.workflows()
        if workflow_id in BUILT_IN:
            found = Workflow.of(BUILT_IN[workflow_id])
        else:
            found = Workflow.of(await desk.get(workflow_id, user, version=version))
    if as_json:
        show_json(found.model_dump(mode="json"))
        return
    show(f"{found.name}, version {found.version}{'' if found.enabled else ', switched off'}")
    if found.description:
        show(found.description)
    show_json(found.definition)


async def create_workflow(
    settings: Settings,
    user: str,
    file: Path,
    *,
    name: str | None,
    description: str | None,
    as_json: bool,
) -> None:
    """Keep a workflow: the file holds its definition, or its name, description and definition."""
    told = _read(file)
    async with open_counter(settings, user) as counter:
        desk = await counter.workflows_checked()
        kept = await desk.create(
            user,
            name=name or told.get("name") or file.stem,
            description=description or told.get("description") or "",
            definition=told["definition"],
        )
    _show(kept, as_json=as_json)


async def change_workflow(
    settings: Settings,
    user: str,
    typed: str,
    *,
    file: Path | None,
    name: str | None,
    description: str | None,
    enabled: bool | None,
    as_json: bool,
) -> None:
    """Change a workflow, or switch it on or off; another definition is a new version."""
    told = _read(file) if file else {}
    change: dict[str, Any] = {
        "name": name or told.get("name"),
        "description": description if description is not None else told.get("description"),
        "enabled": enabled,
        "definition": told.get("definition"),
    }
    if all(value is None for value in change.values()):
        raise BadInput(
            "Say what is to be different: a FILE.json, --name, --description, --on, --off."
        )
    async with open_counter(settings, user) as counter:
        workflow_id = await _own(counter, typed)
        desk = await counter.workflows_checked() if file else counter.workflows()
        kept = await desk.change(workflow_id, user, **change)
    _show(kept, as_json=as_json)


async def delete_workflow(settings: Settings, user: str, typed: str, *, as_json: bool) -> None:
    """Delete a workflow; its executions stay."""
    async with open_counter(settings, user) as counter:
        workflow_id = await _own(counter, typed)
        desk = counter.workflows()
        gone = await desk.get(workflow_id, user)
        await desk.delete(workflow_id, user)
    if as_json:
        show_json({"deleted": workflow_id})
    else:
        show(f"{gone.name} is deleted; its executions stay.")


async def show_parts(settings: Settings, *, as_json: bool) -> None:
    """List what a step can be, whoever asks."""
    from chat.identity import LOCAL_USER

    async with open_counter(settings, LOCAL_USER) as counter:
        parts = (await counter.workflows_checked()).parts()
    if as_json:
        show_json(parts)
        return
    rows = [(part["kind"], part["name"], " ".join(part["does"].split())) for part in parts]
    below = ("What each takes and gives: --json. How they are put together: docs/workflows.md",)
    show_listing(Listing(heads=PART_HEADS, rows=rows, gives_way=(2,), below=below))


async def _own(counter: Counter, typed: str) -> str:
    from graph.workflows.built_in import BUILT_IN

    if typed in BUILT_IN:
        raise BadInput(f"{typed} comes with the house and stays as it is: create one of your own.")
    return await counter.meant("workflow", typed)


def _read(file: Path) -> dict[str, Any]:
    """Return what a file holds: a definition alone, or with a name and a description."""
    told = read_document(file)
    if "definition" not in told:
        return {"definition": told}
    for strange in set(told) - {"name", "description", "definition"}:
        raise BadInput(f"{file} has a field {strange} beside its definition: take it out.")
    return told


def _row(workflow: Workflow) -> tuple[str, ...]:
    from knowledge.shortened import shortened

    note = "built in" if workflow.built_in else "" if workflow.enabled else "off"
    return (
        "" if workflow.built_in else shortened(workflow.id),
        workflow.name,
        str(workflow.version),
        str(len(workflow.definition["steps"])),
        moment(workflow.updated_at),
        note,
    )


def _show(kept: WorkflowInfo, *, as_json: bool) -> None:
    from chat.api.workflow_shapes import Workflow
    from knowledge.shortened import shortened

    if as_json:
        show_json(Workflow.of(kept).model_dump(mode="json"))
        return
    state = "" if kept.enabled else ", switched off"
    show(f"{kept.name} ({shortened(kept.id)}) is kept, version {kept.version}{state}.")

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from knowledge.database import Database
from knowledge.errors import InvalidValue, NotFound
from knowledge.workflows import (
    WorkflowDraft,
    WorkflowInfo,
    change_workflow,
    create_workflow,
    delete_workflow,
    get_workflow,
    list_workflows,
    versions_of,
)
from tests.knowledge.at_work import NOW

ONE, TWO = {"steps": [{"name": "one"}]}, {"steps": [{"name": "two"}]}
LATER = NOW + dt.timedelta(hours=1)


@pytest.fixture
def db(any_db: Database) -> Database:
    """Take a database of each kind."""
    return any_db


async def keep(db: Database, minutes: int = 0, **parts: Any) -> WorkflowInfo:
    draft = WorkflowDraft(**{"user_id": "kati", "name": "Mine", "definition": ONE, **parts})
    async with db.writing() as session:
        return await create_workflow(session, draft, now=NOW + dt.timedelta(minutes=minutes))


async def change(db: Database, workflow: WorkflowInfo, **parts: Any) -> WorkflowInfo:
    async with db.writing() as session:
        return await change_workflow(session, workflow.id, user_id="kati", now=LATER, **parts)


async def test_a_workflow_is_kept_with_its_first_version(db: Database) -> None:
    kept = await keep(db, name=" My\nweekend ", description=" Before kick-off. ")
    async with db.reading() as session:
        assert await get_workflow(session, kept.id, user_id="kati") == kept
        assert await get_workflow(session, kept.id, user_id=None) == kept
    assert (kept.name, kept.description) == ("My weekend", "Before kick-off.")
    assert (kept.version, kept.definition, kept.enabled) == (1, ONE, True)


async def test_another_definition_is_another_version(db: Database) -> None:
    kept = await keep(db)
    second = await change(db, kept, definition=TWO, name="Ours")
    assert (second.version, second.definition, second.name) == (2, TWO, "Ours")
    assert await change(db, kept, definition=TWO) == second
    async with db.reading() as session:
        assert await get_workflow(session, kept.id, user_id="kati") == second
        first = await get_workflow(session, kept.id, user_id="kati", version=1)
        versions = await versions_of(session, kept.id, user_id="kati")
        with pytest.raises(NotFound, match="versions 1 to 2"):
            await get_workflow(session, kept.id, user_id="kati", version=3)
    assert (first.version, first.definition) == (1, ONE)
    assert [(each.version, each.definition, each.created_at) for each in versions] == [
        (2, TWO, LATER),
        (1, ONE, NOW),
    ]


async def test_a_workflow_is_toggled_and_stays_when_nothing_changes(db: Database) -> None:
    kept = await keep(db)
    assert await change(db, kept, name="Mine", definition=dict(ONE)) == kept
    off = await change(db, kept, enabled=False)
    assert (off.enabled, off.version, off.updated_at) == (False, 1, LATER)


@pytest.mark.parametrize("wrong", [{"name": " "}, {"name": "x" * 81}, {"description": "x" * 2001}])
async def test_what_cannot_be_is_no_workflow(db: Database, wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidValue):
        await keep(db, **wrong)
    kept = await keep(db)
    with pytest.raises(InvalidValue):
        await change(db, kept, **wrong)


async def test_workflows_are_their_owners_alone(db: Database) -> None:
    kept = await keep(db)
    async with db.writing() as session:
        for attempt in (
            get_workflow(session, kept.id, user_id="peti"),
            change_workflow(session, kept.id, user_id="peti", now=NOW, name="Mine"),
            delete_workflow(session, kept.id, user_id="peti", now=NOW),
            versions_of(session, kept.id, user_id="peti"),
        ):
            with pytest.raises(NotFound):
                await attempt
        assert await list_workflows(session, user_id="peti") == []


async def test_a_deleted_workflow_is_seen_no_more(db: Database) -> None:
    kept = await keep(db)
    async with db.writing() as session:
        await delete_workflow(session, kept.id, user_id="kati", now=NOW)
        assert await list_workflows(session, user_id="kati") == []
        with pytest.raises(NotFound):
            await get_workflow(session, kept.id, user_id=None)


async def test_pages_of_workflows_newest_first(db: Database) -> None:
    made = [await keep(db, minutes) for minutes in (0, 1, 1, 1, 2)]
    await change(db, made[0], definition=TWO)
    async with db.reading() as session:
        whole = await list_workflows(session, user_id="kati")
        paged, after = [], None
        while page := await list_workflows(session, user_id="kati", limit=2, after=after):
            paged += page
            after = page[-1].cursor
    assert paged == whole
    assert [each.id for each in whole][0::4] == [made[4].id, made[0].id]
    assert whole[-1].definition == TWO

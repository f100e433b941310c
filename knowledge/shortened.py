"""Ids as people type them: a beginning of one, with or without its kind before it, or a name.

Does not know what is done with what is found.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, or_, select

from knowledge.database import ReadSession
from knowledge.errors import Ambiguous, NotFound
from knowledge.schema import Agent, Execution, Task, Workflow

Kind = Literal["agent", "task", "workflow", "execution"]

#: how many digits of an id are shown to a person: enough to tell his apart
SHOWN = 8
#: candidates that are named at most
NAMED = 5


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Where a kind of thing is kept."""

    table: type[Any]
    #: what its ids begin with
    prefix: str
    has_name: bool = False


_SHELVES: Mapping[Kind, _Shelf] = {
    "agent": _Shelf(Agent, "agent-", has_name=True),
    "task": _Shelf(Task, "task-"),
    "workflow": _Shelf(Workflow, "workflow-", has_name=True),
    "execution": _Shelf(Execution, "exec-"),
}


def shortened(id_: str) -> str:
    """Return an id as it is shown to a person: its first digits."""
    _, dash, digits = id_.partition("-")
    return digits[:SHOWN] if dash else id_


async def id_of(session: ReadSession, kind: Kind, typed: str, *, user_id: str) -> str:
    """Return the id of the thing of a user's that somebody means.

    Raises
    ------
    NotFound
        When nothing of his has an id that begins so, nor this name.
    Ambiguous
        When several have.
    """
    shelf = _SHELVES[kind]
    wanted = typed.strip()
    found = await _candidates(session, shelf, wanted, user_id)
    if wanted in found:
        return wanted
    if len(found) > 1:
        shown = [f"{name} ({shortened(id_)})" if name else id_ for id_, name in found.items()]
        raise Ambiguous(wanted, [*shown[:NAMED], *(["…"] if len(shown) > NAMED else [])])
    if not found:
        raise NotFound(f"There is no {kind} “{wanted}” of yours.")
    return next(iter(found))


async def _candidates(
    session: ReadSession, shelf: _Shelf, wanted: str, user_id: str
) -> dict[str, str | None]:
    """Return ids and names of what may be meant."""
    table = shelf.table
    own: list[ColumnElement[bool]] = [table.user_id == user_id]
    if shelf.has_name:
        own.append(table.deleted_at.is_(None))
        # names are compared here: SQLite folds the case of ASCII alone
        rows = (await session.execute(select(table.id, table.name).where(*own))).all()
        return {
            id_: name
            for id_, name in rows
            if name.casefold() == wanted.casefold() or _begins(id_, wanted, shelf.prefix)
        }
    if not wanted:
        return {}
    begins = or_(
        table.id.startswith(wanted, autoescape=True),
        table.id.startswith(shelf.prefix + wanted, autoescape=True),
    )
    query = select(table.id).where(*own, begins).order_by(table.created_at.desc())
    return dict.fromkeys(await session.scalars(query.limit(NAMED + 1)))


def _begins(id_: str, wanted: str, prefix: str) -> bool:
    return bool(wanted) and id_.startswith((wanted, prefix + wanted))

"""Adding rows that may be there already; the two databases spell that apart."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite

from knowledge.database import ReadSession, WriteSession
from knowledge.schema import Base

#: any number that nobody else uses for an advisory lock in the same PostgreSQL database
IMPORT_LOCK = 7_265_104_420


async def take_turns(session: WriteSession) -> None:
    """Wait until no other process brings matches in; the turn ends with the transaction.

    Two that read the same file would both find its matches new. SQLite has one writer anyway.
    """
    if is_postgresql(session):
        await session.execute(select(func.pg_advisory_xact_lock(IMPORT_LOCK)))


def insert_new(session: WriteSession, table: type[Base]) -> sqlite.Insert | postgresql.Insert:
    """Return an insert into `table` that leaves rows alone whose key is taken."""
    insert = postgresql.insert if is_postgresql(session) else sqlite.insert
    statement: Any = insert(table)
    return statement.on_conflict_do_nothing()  # type: ignore[no-any-return]


def is_postgresql(session: ReadSession) -> bool:
    """Tell which of the two databases it is, where they differ."""
    return session.get_bind().dialect.name == "postgresql"

"""Adding rows that may be there already; the two databases spell that apart."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from knowledge.database import WriteSession
from knowledge.schema import Base


def insert_new(session: WriteSession, table: type[Base]) -> sqlite.Insert | postgresql.Insert:
    """Return an insert into `table` that leaves rows alone whose key is taken."""
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    statement: Any = postgresql.insert(table) if on_postgresql else sqlite.insert(table)
    return statement.on_conflict_do_nothing()  # type: ignore[no-any-return]

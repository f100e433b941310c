"""What an agent remembers: its notes, its marks (a note under a key), and its insights.

Does not know what is worth remembering, nor the index that insights are found in by meaning.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any
from uuid import uuid4

from sqlalchemy import delete, select, tuple_, update

from knowledge.cursors import read_cursor, read_instant, write_cursor
from knowledge.database import ReadSession, WriteSession
from knowledge.inserting import insert_new
from knowledge.plain_text import visible
from knowledge.schema import AgentNote, Insight


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteInfo:
    """Something an agent remembers."""

    id: str
    agent_id: str
    #: what it is found by; None: a note among notes
    key: str | None
    text: str
    data: Mapping[str, Any]
    at: dt.datetime

    @property
    def cursor(self) -> str:
        """The place of the note in a list: pass it as `after` to go on from here."""
        return write_cursor(self.at.isoformat(), self.id)


@dataclass(frozen=True, kw_only=True, slots=True)
class Cleared:
    """What an agent has forgotten."""

    #: how many notes and marks
    notes: int
    #: of the insights that went, for the index to forget them too
    insight_ids: tuple[str, ...]


async def add_note(
    session: WriteSession,
    agent_id: str,
    text: str,
    *,
    now: dt.datetime,
    data: Mapping[str, Any] | None = None,
) -> None:
    """Remember something."""
    await _insert(session, agent_id, None, text, data, now)


async def put_mark(
    session: WriteSession,
    agent_id: str,
    key: str,
    text: str,
    *,
    now: dt.datetime,
    data: Mapping[str, Any] | None = None,
) -> bool:
    """Remember something under a key, in place of what was there; True when nothing was."""
    if await _insert(session, agent_id, key, text, data, now):
        return True
    kept = (AgentNote.agent_id == agent_id) & (AgentNote.key == key)
    new = {"text": visible(text), "data": dict(data or {}), "at": now}
    await session.execute(update(AgentNote).where(kept).values(new))
    return False


async def mark(session: ReadSession, agent_id: str, key: str) -> NoteInfo | None:
    """Return what an agent remembers under a key, None when there is nothing."""
    query = select(AgentNote).where(AgentNote.agent_id == agent_id, AgentNote.key == key)
    row = await session.scalar(query)
    return None if row is None else _read(row)


async def notes_of(
    session: ReadSession, agent_id: str, *, limit: int = 50, after: str | None = None
) -> list[NoteInfo]:
    """Return an agent's notes and marks, newest first."""
    query = select(AgentNote).where(AgentNote.agent_id == agent_id)
    if after:
        moment, note_id = read_cursor(after, 2)
        place = tuple_(AgentNote.at, AgentNote.id)
        query = query.where(place < tuple_(read_instant(moment), note_id))
    query = query.order_by(AgentNote.at.desc(), AgentNote.id.desc()).limit(limit)
    return [_read(row) for row in await session.scalars(query)]


async def clear_memory(session: WriteSession, agent_id: str) -> Cleared:
    """Forget an agent's notes, marks and insights; its tasks and predictions stay in the books."""
    notes = delete(AgentNote).where(AgentNote.agent_id == agent_id).returning(AgentNote.id)
    insights = delete(Insight).where(Insight.agent_id == agent_id).returning(Insight.id)
    return Cleared(
        notes=len((await session.scalars(notes)).all()),
        insight_ids=tuple(sorted(await session.scalars(insights))),
    )


async def _insert(
    session: WriteSession,
    agent_id: str,
    key: str | None,
    text: str,
    data: Mapping[str, Any] | None,
    now: dt.datetime,
) -> bool:
    row = {
        "id": f"note-{uuid4().hex}",
        "agent_id": agent_id,
        "key": key,
        "text": visible(text),
        "data": dict(data or {}),
        "at": now,
    }
    insert = insert_new(session, AgentNote).returning(AgentNote.id)
    return await session.scalar(insert, [row]) is not None


def _read(row: AgentNote) -> NoteInfo:
    return NoteInfo(**{field.name: getattr(row, field.name) for field in fields(NoteInfo)})

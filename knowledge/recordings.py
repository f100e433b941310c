"""Recordings of runs, to be played again: kept beside their runs for a while, then let go.

A recording goes with its run, and so with its thread. Does not know what is in one.
"""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, insert, literal, select

from knowledge.database import ReadSession, WriteSession
from knowledge.errors import InvalidValue, NotFound
from knowledge.schema import Recording, Run

#: recordings kept of one user, the newest; about 3 kB each
KEPT = 500
#: how long one is kept
KEPT_FOR = dt.timedelta(days=90)
#: bytes that a recording may take, packed
LARGEST = 1_000_000


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordingInfo:
    """A recording in a list."""

    run_id: str
    thread_id: str
    question: str
    #: completed, failed, cancelled
    status: str
    recorded_at: dt.datetime


def pack(document: Mapping[str, Any]) -> bytes:
    """Return a recording as it is stored.

    Raises
    ------
    InvalidValue
        When it is larger than recordings may be.
    """
    # in ASCII: half a character, which a model may write, has no other encoding
    text = json.dumps(document, separators=(",", ":"))
    packed = zlib.compress(text.encode())
    if len(packed) > LARGEST:
        raise InvalidValue(f"The recording is larger than {LARGEST} bytes: it is not kept.")
    return packed


async def keep(session: WriteSession, run_id: str, packed: bytes, *, now: dt.datetime) -> None:
    """Keep the recording of a run.

    Raises
    ------
    NotFound
        When there is no such run (its thread was deleted meanwhile).
    """
    of_the_run = select(
        Run.id,
        Run.user_id,
        literal(now, Recording.recorded_at.type),
        literal(packed, Recording.document.type),
    ).where(Run.id == run_id)
    names = ["run_id", "user_id", "recorded_at", "document"]
    kept = insert(Recording).from_select(names, of_the_run).returning(Recording.run_id)
    if await session.scalar(kept) is None:
        raise NotFound("There is no such turn.")


async def get_recording(session: ReadSession, run_id: str, *, user_id: str) -> Any:
    """Return the document that was recorded of one of a user's runs.

    Raises
    ------
    NotFound
        When he has no such run, or it is not kept (any more).
    InvalidValue
        When it cannot be read.
    """
    row = await session.get(Recording, run_id)
    if row is None or row.user_id != user_id:
        raise NotFound(f"There is no recording of {run_id}: tippmix replay --list shows those.")
    try:
        return json.loads(zlib.decompress(row.document))
    except (zlib.error, ValueError) as error:
        raise InvalidValue(f"The recording of {run_id} is damaged: ask anew.") from error


async def list_recordings(
    session: ReadSession, user_id: str, *, limit: int = 20
) -> list[RecordingInfo]:
    """Return what is recorded of a user's runs, the newest first."""
    query = (
        select(
            Recording.run_id,
            Run.thread_id,
            Run.question,
            Run.status,
            Recording.recorded_at,
        )
        .join(Run, Run.id == Recording.run_id)
        .where(Recording.user_id == user_id)
        .order_by(Recording.recorded_at.desc(), Recording.run_id.desc())
        .limit(limit)
    )
    return [RecordingInfo(**row._mapping) for row in await session.execute(query)]


async def let_go(session: WriteSession, *, now: dt.datetime) -> None:
    """Let go of recordings that are too old, and of each user's oldest that are too many."""
    await session.execute(delete(Recording).where(Recording.recorded_at < now - KEPT_FOR))
    newest_first = (Recording.recorded_at.desc(), Recording.run_id.desc())
    place = func.row_number().over(partition_by=Recording.user_id, order_by=newest_first)
    placed = select(Recording.run_id, place.label("place")).subquery()
    surplus = select(placed.c.run_id).where(placed.c.place > KEPT)
    await session.execute(delete(Recording).where(Recording.run_id.in_(surplus)))

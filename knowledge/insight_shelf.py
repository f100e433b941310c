"""Where insights are put and found: rows in SQL, and the index over them.

SQL is written first and is the truth. The index is brought in line with it when they differ; when
it is away, nothing is lost, and a search goes by words and says so.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import func, select

from knowledge.database import Database, ReadSession
from knowledge.embedding import Embedder, HashingEmbedder
from knowledge.errors import SourceDown, StorageError
from knowledge.insight_index import IndexEntry, InsightIndex
from knowledge.insights import (
    InsightDraft,
    InsightInfo,
    about,
    add_insight,
    delete_insights,
    insights_by_id,
    list_insights,
    visible_to,
)
from knowledge.schema import Insight, Match

log = logging.getLogger(__name__)

#: insights that a search by words reads, newest first
READ_BY_WORDS = 2000
#: insights that one search adds to an index that lacks them; a rebuild adds all
CAUGHT_UP = 500
#: letters that tell a word; Hungarian endings come after
STEM = 5


@dataclass(frozen=True, slots=True)
class InsightHit:
    """An insight that a search found."""

    insight: InsightInfo
    #: -1..1, how near in meaning; None when found by words
    similarity: float | None


@dataclass(frozen=True, slots=True)
class InsightSearch:
    """What a search found, best first."""

    hits: tuple[InsightHit, ...]
    by: Literal["meaning", "words"]
    #: why it went by words, one sentence
    note: str | None = None


class InsightShelf:
    """All insights, to be added to and searched.

    `wall` gives the machine's own time, at which they are made; None: the time they are as of.
    """

    def __init__(
        self, db: Database, index: InsightIndex, *, wall: Callable[[], dt.datetime] | None = None
    ) -> None:
        self._db = db
        self._index = index
        self._wall = wall

    async def add(self, draft: InsightDraft, *, now: dt.datetime) -> InsightInfo:
        """Keep an insight, and make it findable.

        Raises
        ------
        NotFound
            When its match or club is unknown.
        """
        async with self._db.writing() as session:
            wall = self._wall() if self._wall else None
            insight = await add_insight(session, draft, now=now, wall=wall)
        try:
            async with self._db.reading() as session:
                entries = await _entries(session, [insight.id])
            await self._index.upsert(entries)
        except (StorageError, SourceDown) as error:
            # it is kept; the next search that reaches the index adds it there
            log.warning("insight %s is not in the index yet: %s", insight.id, error)
        return insight

    async def forget(self, insight_ids: Sequence[str]) -> None:
        """Take insights out of the index that SQL has lost (an agent's memory was cleared)."""
        try:
            await self._index.delete(insight_ids)
        except (StorageError, SourceDown) as error:
            # no search gives them, for SQL has lost them; the next one takes them from the index
            log.warning("%d insights are in the index still: %s", len(insight_ids), error)

    async def remove(self, insight_ids: Sequence[str], *, user_id: str | None) -> list[str]:
        """Forget those of some insights that are the user's own; return the ids that went.

        None is the owner of what is shared with everybody.
        """
        async with self._db.writing() as session:
            gone = await delete_insights(session, insight_ids, user_id=user_id)
        await self.forget(gone)
        return gone

    async def search(
        self,
        query: str,
        *,
        user_id: str | None,
        as_of: dt.datetime,
        limit: int = 10,
        match_id: str | None = None,
        team_id: str | None = None,
        league_id: str | None = None,
        type: str | None = None,  # noqa: A002 - the field's own name
        agent_id: str | None = None,
    ) -> InsightSearch:
        """Return the insights nearest in meaning to the query, among those the user may see."""
        filters = {
            "match_id": match_id,
            "team_id": team_id,
            "league_id": league_id,
            "type": type,
            "agent_id": agent_id,
        }
        try:
            await self._align()
            where = _where(user_id, as_of, **filters)
            nearest = await self._index.search(query, limit=limit, where=where)
        except (StorageError, SourceDown) as error:
            found = await self._by_words(query, limit, user_id, as_of, filters)
            return InsightSearch(found, "words", str(error))
        on = about(match_id, team_id, league_id, type, agent_id)
        conditions = [*visible_to(user_id, as_of), *on]
        async with self._db.reading() as session:
            rows = await insights_by_id(session, [id_ for id_, _ in nearest], conditions)
        hits = tuple(InsightHit(rows[id_], near) for id_, near in nearest if id_ in rows)
        return InsightSearch(hits, "meaning")

    async def rebuild(self, on_progress: Callable[[int, int], None] | None = None) -> int:
        """Make the index anew from SQL, and return how many insights it holds.

        `on_progress` is told how many of how many are done.

        Raises
        ------
        StorageError, SourceDown
            The index, or the embedder, cannot do it now.
        """
        await self._index.clear()
        async with self._db.reading() as session:
            entries = await _entries(session)
        for done in range(0, len(entries), CAUGHT_UP):
            await self._index.upsert(entries[done : done + CAUGHT_UP])
            if on_progress:
                on_progress(min(done + CAUGHT_UP, len(entries)), len(entries))
        return len(entries)

    async def close(self) -> None:
        """Let go of the index's files."""
        await self._index.close()

    async def _align(self) -> None:
        """Bring the index in line with SQL where their counts differ."""
        held = await self._index.count()
        async with self._db.reading() as session:
            kept = await session.scalar(select(func.count()).select_from(Insight))
        if kept == held:
            return
        # the index is read first: SQL is written first, so what comes in between is in SQL too,
        # and is not taken for one that SQL has lost
        indexed = await self._index.ids()
        async with self._db.reading() as session:
            newest_first = select(Insight.id).order_by(Insight.created_at.desc())
            ids = list(await session.scalars(newest_first))
            missing = [id_ for id_ in ids if id_ not in indexed][:CAUGHT_UP]
            entries = await _entries(session, missing)
        await self._index.upsert(entries)
        await self._index.delete(indexed.difference(ids))

    async def _by_words(
        self,
        query: str,
        limit: int,
        user_id: str | None,
        as_of: dt.datetime,
        filters: dict[str, str | None],
    ) -> tuple[InsightHit, ...]:
        async with self._db.reading() as session:
            newest = await list_insights(
                session, user_id=user_id, as_of=as_of, limit=READ_BY_WORDS, **filters
            )
        return await asyncio.to_thread(_with_most_words, query, newest, limit)


def open_shelf(
    db: Database,
    *,
    home: Path,
    url: str | None = None,
    embedder: Embedder | None = None,
    wall: Callable[[], dt.datetime] | None = None,
) -> InsightShelf:
    """Return the shelf over a database; the index (in `home`, or at `url`) opens at first use."""
    index = InsightIndex(url or home / "chroma", embedder or HashingEmbedder())
    return InsightShelf(db, index, wall=wall)


async def _entries(session: ReadSession, ids: Sequence[str] | None = None) -> list[IndexEntry]:
    query = select(Insight, Match.home_id, Match.away_id).outerjoin(
        Match, Match.id == Insight.match_id
    )
    if ids is not None:
        query = query.where(Insight.id.in_(ids))
    return [
        IndexEntry(
            id=row.id,
            text=row.text,
            labels={
                "user_id": row.user_id or "",
                "match_id": row.match_id or "",
                "team_id": row.team_id or "",
                "home_id": home_id or "",
                "away_id": away_id or "",
                "league_id": row.league_id or "",
                "type": row.type,
                "agent_id": row.agent_id or "",
                # by the house's clock, as of which it may be seen
                "made_at": row.as_of.timestamp(),
            },
        )
        for row, home_id, away_id in await session.execute(query)
    ]


def _where(
    user_id: str | None, as_of: dt.datetime, *, team_id: str | None, **equal: str | None
) -> dict[str, Any]:
    """Return the filter of the index that `visible_to` and `about` are in SQL."""
    clubs = [{side: team_id} for side in ("team_id", "home_id", "away_id")]
    return {
        "$and": [
            {"user_id": {"$in": ["", user_id or ""]}},
            {"made_at": {"$lte": as_of.timestamp()}},
            *([{"$or": clubs}] if team_id else []),
            *({name: value} for name, value in equal.items() if value),
        ]
    }


def _with_most_words(
    query: str, newest: Sequence[InsightInfo], limit: int
) -> tuple[InsightHit, ...]:
    """Return the insights that share most words with the query; of equals, the newest first."""
    asked = _stems(query)
    scored = [(len(asked & _stems(insight.text)), insight) for insight in newest]
    best = sorted((each for each in scored if each[0]), key=lambda each: -each[0])
    return tuple(InsightHit(insight, None) for _, insight in best[:limit])


def _stems(text: str) -> set[str]:
    words = re.findall(r"\w{3,}", unicodedata.normalize("NFC", text).casefold())
    return {word[:STEM] for word in words}

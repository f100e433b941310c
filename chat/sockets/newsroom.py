"""Where the clients of this process read the event log: the newest from memory, the rest from SQL.

The log is followed while anybody is here. Does not know the wire.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Collection
from itertools import takewhile

from chat.errors import TooMany
from chat.sockets.feed import Feed, Tell
from chat.sockets.topics import Topic
from graph.news.tail import Tail
from knowledge.database import Database
from knowledge.events import EventInfo, events_of_user, last_event_id

#: newest events of all users that are kept in memory
RECENT = 1000
#: events that are read from the database at once
PAGE = 200

MAX_CLIENTS_OF_A_USER = 250


class Newsroom:
    """The clients who are here, and what they read."""

    def __init__(self, db: Database, tail: Tail) -> None:
        self._db = db
        self._tail = tail
        #: without gaps, up to the tail's position
        self._recent: deque[EventInfo] = deque(maxlen=RECENT)
        self._feeds: dict[str, set[Feed]] = {}
        self._changing = asyncio.Lock()

    async def welcome(self, user_id: str, tell: Tell) -> Feed:
        """Return the feed of a client who came; `dismiss` it when he goes.

        Raises
        ------
        TooMany
            When his user has too many already.
        StorageError
            When the log cannot be read now.
        """
        async with self._changing:
            if len(self._feeds.get(user_id, ())) >= MAX_CLIENTS_OF_A_USER:
                raise TooMany("Too many connections of yours are open here: close some first.")
            if not self._feeds:
                self._recent.clear()
                await self._tail.listen(self._hear)
            feed = Feed(user_id, self, tell, cursor=self._tail.position)
            self._feeds.setdefault(user_id, set()).add(feed)
            return feed

    async def dismiss(self, feed: Feed) -> None:
        """Let a client go; the log is not followed for nobody."""
        async with self._changing:
            theirs = self._feeds.get(feed.user_id, set())
            theirs.discard(feed)
            if theirs or self._feeds.pop(feed.user_id, None) is None:
                return
            if not self._feeds:
                await self._tail.forget(self._hear)

    async def read_on(self, user_id: str, after: int) -> tuple[list[EventInfo], int]:
        """Return a user's next events, and up to which event these are all."""
        until = self._tail.position
        if after >= until:
            return [], after
        if self._recent and self._recent[0].id <= after + 1:
            return self._from_memory(user_id, after), until
        async with self._db.reading() as session:
            events = await events_of_user(session, user_id, after=after, until=until, limit=PAGE)
        return events, until if len(events) < PAGE else events[-1].id

    async def missed(
        self, user_id: str, topics: Collection[Topic], *, after: int, until: int
    ) -> list[EventInfo]:
        """Return a user's next events of any of the topics, until one."""
        async with self._db.reading() as session:
            return await events_of_user(
                session, user_id, after=after, until=until, topics=tuple(topics), limit=PAGE
            )

    async def newest(self) -> int:
        """Return the id of the newest event, which may not have come by here yet."""
        async with self._db.reading() as session:
            return await last_event_id(session)

    def _hear(self, event: EventInfo) -> None:
        self._recent.append(event)
        for feed in self._feeds.get(event.user_id or "", ()):
            feed.stir()

    def _from_memory(self, user_id: str, after: int) -> list[EventInfo]:
        newer = takewhile(lambda event: event.id > after, reversed(self._recent))
        return [event for event in newer if event.user_id == user_id][::-1]

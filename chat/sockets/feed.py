"""What one client hears, in which order: a place in the event log, and the topics he follows.

A client holds no backlog. He has a cursor, and reads on from there as fast as he takes it: nothing
can be lost between what is replayed and what is live, nor come twice, for both are the same log.
Does not know the wire, nor where the log is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol

from chat.errors import BadInput
from chat.sockets.messages import CREATED, FOUND, INSIGHTS, NEW, insights_message, message_of
from chat.sockets.topics import MAX_TOPICS, NEWS, Topic
from knowledge.events import EventInfo, is_of_topic

#: seconds that a client has to say where he was before he is told news: so ids only grow for him
GRACE = 0.25

#: sends a client an event; waits while he takes no more
Tell = Callable[[str, Mapping[str, Any]], Awaitable[None]]


class Log(Protocol):
    """The event log, as a feed reads it."""

    async def read_on(self, user_id: str, after: int) -> tuple[list[EventInfo], int]:
        """Return a user's next events, and up to which event these are all; that one if no more."""

    async def missed(
        self, user_id: str, topics: Collection[Topic], *, after: int, until: int
    ) -> list[EventInfo]:
        """Return a user's next events of any of the topics, until one; none if no more."""


@dataclass(slots=True)
class _Wish:
    """Topics to follow, once what was missed of them is told."""

    topics: list[Topic]
    since: int
    #: what was told of them until this event
    at: int


class Feed:
    """One client's.

    Parameters
    ----------
    user_id
        Who he is: he hears of what is his.
    log
        What he reads.
    tell
        Sends him an event.
    cursor
        The event after which he begins.
    """

    def __init__(self, user_id: str, log: Log, tell: Tell, *, cursor: int) -> None:
        self.user_id = user_id
        #: all that he is to hear up to this event was sent
        self.cursor = cursor
        self._log = log
        self._tell = tell
        #: what he follows, and the event after which he has heard all of it
        self._since: dict[Topic, int] = {NEWS: cursor}
        self._wishes: list[_Wish] = []
        self._made: set[str] = set()
        self._insights_of: set[str] = set()
        self._turn = asyncio.Lock()
        self._begun = asyncio.Event()
        self._stirred = asyncio.Event()

    @property
    def topics(self) -> list[Topic]:
        """What he follows, or will once it was replayed."""
        wished = [topic for wish in self._wishes for topic in wish.topics]
        return list(dict.fromkeys([*self._since, *wished]))

    def stir(self) -> None:
        """Let him read on: there is something."""
        self._stirred.set()

    async def run(self) -> None:
        """Tell him what happens, until cancelled."""
        with suppress(TimeoutError):
            async with asyncio.timeout(GRACE):
                await self._begun.wait()
        self.stir()
        while True:
            await self._stirred.wait()
            self._stirred.clear()
            async with self._turn:
                await self._replay()
                await self._read_on()

    def follow(self, topics: Iterable[Topic], after: int | None = None) -> int:
        """Follow topics from now on, or from an event on; return the event after which.

        Raises
        ------
        BadInput
            When these are too many.
        """
        wanted = list(dict.fromkeys(topics))
        if len({*self.topics, *wanted}) > MAX_TOPICS:
            raise BadInput(f"Follow at most {MAX_TOPICS} topics.")
        since = self.cursor if after is None else after
        self._wishes.append(_Wish(wanted, since, since))
        self._begun.set()
        self.stir()
        return since

    def leave(self, topics: Iterable[Topic]) -> None:
        """Follow topics no more."""
        gone = set(topics)
        self._since = {topic: at for topic, at in self._since.items() if topic not in gone}
        for wish in self._wishes:
            wish.topics = [topic for topic in wish.topics if topic not in gone]
        self._insights_of -= {id_ for kind, id_ in gone if kind == "agent"}

    async def make(self, agent: Callable[[], Awaitable[str]]) -> None:
        """Have an agent made for him: he hears of it as who asked, however early he does.

        `agent` makes it and returns its id.
        """
        async with self._turn:
            self._made.add(await agent())

    async def answer(self, name: str, message: Callable[[int], Mapping[str, Any]]) -> None:
        """Tell him something that he asked for, between two events; given the first one's id."""
        async with self._turn:
            await self._tell(name, message(self.cursor))

    def follow_insights(self, agent_id: str) -> None:
        """Tell him what an agent finds from now on, as an answer to having asked for it."""
        self._insights_of.add(agent_id)

    async def _replay(self) -> None:
        while self._wishes:
            wish = self._wishes[0]
            while missed := await self._missed(wish):
                for event in missed:
                    if not self._follows(event):
                        await self._tell_of(event, wish.topics)
                    wish.at = event.id
            self._wishes.pop(0)
            for topic in wish.topics:
                self._since[topic] = min(wish.since, self._since.get(topic, wish.since))

    async def _missed(self, wish: _Wish) -> list[EventInfo]:
        if not wish.topics:
            # he left all of them meanwhile
            return []
        return await self._log.missed(self.user_id, wish.topics, after=wish.at, until=self.cursor)

    async def _read_on(self) -> None:
        while True:
            events, until = await self._log.read_on(self.user_id, self.cursor)
            for event in events:
                if self._follows(event):
                    await self._tell_of(event, self._since)
                if event.name == FOUND and event.agent_id in self._insights_of:
                    await self._tell(INSIGHTS, insights_message(event))
                self.cursor = event.id
            self.cursor = until
            if not events:
                return

    def _follows(self, event: EventInfo) -> bool:
        return any(
            event.id > since and is_of_topic(event, *topic) for topic, since in self._since.items()
        )

    async def _tell_of(self, event: EventInfo, topics: Collection[Topic]) -> None:
        name: str = event.name
        if name == CREATED and event.agent_id is not None:
            knows = event.agent_id in self._made or ("agent", event.agent_id) in topics
            self._made.discard(event.agent_id)
            name = CREATED if knows else NEW
        await self._tell(name, message_of(event))

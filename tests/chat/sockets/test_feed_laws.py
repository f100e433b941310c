"""The law of a feed: of what it follows, every event once, in the order of the log, none of others.

A second log, in memory, whose reads take their time: events come between any two steps.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chat.sockets.feed import Feed
from chat.sockets.topics import NEWS, Topic
from knowledge.events import EventInfo, is_of_topic

NOW = dt.datetime(2024, 5, 10, 12, tzinfo=dt.UTC)
PAGE = 3
TOPICS: list[Topic] = [("agent", "a1"), ("agent", "a2"), ("match", "m1"), ("match", "m2")]


def event_of(number: int, agent: str, match: str | None) -> EventInfo:
    return EventInfo(
        id=number,
        name="task:created",
        user_id="ann",
        agent_id=agent,
        match_id=match,
        workflow_id=None,
        execution_id=None,
        payload={},
        at=NOW,
    )


@dataclass
class MemoryLog:
    """A log in memory, read in small pages."""

    events: list[EventInfo] = field(default_factory=list)

    async def read_on(self, user_id: str, after: int) -> tuple[list[EventInfo], int]:
        until = len(self.events)
        await asyncio.sleep(0)
        events = [event for event in self.events if after < event.id <= until][:PAGE]
        return events, events[-1].id if events else max(after, until)

    async def missed(
        self, user_id: str, topics: Collection[Topic], *, after: int, until: int
    ) -> list[EventInfo]:
        assert topics
        await asyncio.sleep(0)
        return [
            event
            for event in self.events
            if after < event.id <= until and any(is_of_topic(event, *topic) for topic in topics)
        ][:PAGE]


happens = st.tuples(
    st.just("happens"), st.sampled_from(["a1", "a2", "a3"]), st.sampled_from(["m1", "m2", None])
)
follows = st.tuples(
    st.just("follows"), st.sets(st.sampled_from(TOPICS), min_size=1), st.integers(0, 30) | st.none()
)
waits = st.tuples(st.just("waits"), st.integers(1, 12))


@given(
    before=st.lists(happens, max_size=15), steps=st.lists(happens | follows | waits, max_size=30)
)
@settings(max_examples=150, deadline=None)
def test_what_is_followed_is_told_once_and_whole(before: list[Any], steps: list[Any]) -> None:
    asyncio.run(_live_through(before, steps))


async def _live_through(before: list[Any], steps: list[Any]) -> None:
    log, told = MemoryLog(), list[int]()
    #: topic → the event after which all of it is owed
    owed: dict[Topic, int] = {}

    async def tell(_name: str, message: Mapping[str, Any]) -> None:
        await asyncio.sleep(0)
        told.append(message["event_id"])

    def happen(agent: str, match: str | None) -> None:
        log.events.append(event_of(len(log.events) + 1, agent, match))
        feed.stir()

    feed = Feed("ann", log, tell, cursor=len(before))
    for _, agent, match in before:
        happen(agent, match)
    feed.leave([NEWS])
    running = asyncio.create_task(feed.run())
    feed.follow([("match", "nothing")])
    for kind, *what in steps:
        if kind == "happens":
            happen(*what)
        elif kind == "follows":
            after = None if what[1] is None else min(what[1], len(log.events))
            since = feed.follow(what[0], after)
            for topic in what[0]:
                owed[topic] = min(since, owed.get(topic, since))
        else:
            for _ in range(what[0]):
                await asyncio.sleep(0)
    for _ in range(40 * (len(log.events) + len(steps) + 5)):
        await asyncio.sleep(0)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    expected = {
        event.id
        for event in log.events
        if any(event.id > since and is_of_topic(event, *topic) for topic, since in owed.items())
    }
    assert sorted(told) == sorted(expected)


@given(count=st.integers(0, 20), after=st.integers(0, 20), live=st.integers(0, 10))
@settings(max_examples=40, deadline=None)
def test_after_a_first_subscription_ids_only_grow(count: int, after: int, live: int) -> None:
    async def live_through() -> list[int]:
        log, told = MemoryLog(), list[int]()

        async def tell(_name: str, message: Mapping[str, Any]) -> None:
            await asyncio.sleep(0)
            told.append(message["event_id"])

        log.events = [event_of(number, "a1", None) for number in range(1, count + 1)]
        feed = Feed("ann", log, tell, cursor=count)
        running = asyncio.create_task(feed.run())
        await asyncio.sleep(0)
        feed.follow([("agent", "a1")], after)
        for number in range(count + 1, count + live + 1):
            log.events.append(event_of(number, "a1", None))
            feed.stir()
            await asyncio.sleep(0)
        for _ in range(40 * (count + live + 5)):
            await asyncio.sleep(0)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        return told

    assert asyncio.run(live_through()) == list(range(after + 1, count + live + 1))

"""The bell between processes: Redis pub/sub says that there is news, and nothing else.

An event is never read from here, so a bell that is lost, or Redis itself, costs a moment and no
event. Does not know the log.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from redis.asyncio import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

log = logging.getLogger(__name__)

CHANNEL = "tippmix:events"
#: seconds until Redis, away, is tried again
AWAY = 0.5
#: seconds that Redis has to answer
PATIENCE = 2.0


class RedisBell:
    """Rings in other processes, and hears theirs; made by `open`."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._rung = asyncio.Event()
        #: True while others' bells arrive here
        self.is_heard = False

    @classmethod
    @asynccontextmanager
    async def open(cls, url: str) -> AsyncIterator[RedisBell]:
        """Give a bell; Redis need not be there (yet)."""
        redis = Redis.from_url(
            url,
            socket_connect_timeout=PATIENCE,
            socket_timeout=PATIENCE,
            retry=Retry(NoBackoff(), 0),
        )
        bell = cls(redis)
        work = asyncio.create_task(bell._ring_others())
        try:
            yield bell
        finally:
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)
            if bell._rung.is_set():
                await bell._publish()
            await redis.aclose()

    def ring(self) -> None:
        """Let all processes know that there are new events, this one too; does not wait."""
        self._rung.set()

    async def ping(self) -> bool:
        """Tell whether Redis answers."""
        try:
            return bool(await self._redis.ping())
        except RedisError:
            return False

    async def hear(self, ring: Callable[[], None]) -> None:
        """Call `ring` whenever a process rings, until cancelled."""
        said = False
        while True:
            try:
                await self._hear(ring)
            except RedisError as error:
                self.is_heard = False
                if not said:
                    log.warning("Redis is away (%s): events are looked for.", type(error).__name__)
                said = True
                await asyncio.sleep(AWAY)
            finally:
                self.is_heard = False

    async def _hear(self, ring: Callable[[], None]) -> None:
        async with self._redis.pubsub() as channel:
            await channel.subscribe(CHANNEL)
            while True:
                message = await channel.get_message(timeout=None)
                if message is None:
                    continue
                self.is_heard = True
                # the first is the subscription itself: what came before it is looked for now
                ring()

    async def _ring_others(self) -> None:
        while True:
            await self._rung.wait()
            self._rung.clear()
            await self._publish()

    async def _publish(self) -> None:
        try:
            await self._redis.publish(CHANNEL, b"")
        except RedisError as error:
            # whoever listens looks for himself in a moment
            log.debug("Redis did not take a bell: %s", type(error).__name__)

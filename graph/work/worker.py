"""A worker: says that it lives, hands over what waits, stops what was cancelled, inherits.

One a process. It outlives its database: whatever it cannot read or write just now it tries again a
moment later. Does not know what is done in a job, nor which engine keeps it.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from uuid import uuid4

from graph.errors import GraphError
from graph.work.handing_over import cancelled, hand_over
from graph.work.port import Engine, Job, Runner, StartRunner
from graph.work.processes import this_process
from graph.work.taking_over import take_over
from graph.work.working import Working
from knowledge.database import Database
from knowledge.errors import KnowledgeError
from knowledge.workers import WorkerDraft, beat, bury, enlist

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Pace:
    """How often a worker does what; all in seconds."""

    #: between two signs of life
    beat: float = 5.0
    #: who was silent for so long is taken for dead
    silent: float = 15.0
    #: between two looks for what waits or was cancelled, where no bell rings
    look: float = 1.0
    #: between two looks however often it rings
    rest: float = 0.05
    #: between two looks for what may be forgotten
    tidy: float = 600.0
    #: how long an ended job is remembered
    memory: float = 24 * 3600.0
    #: jobs handed over at a time
    handful: int = 200


class Worker:
    """Works in the background; made by `open`, closed by `aclose`."""

    def __init__(
        self,
        database: Database,
        engine: Engine,
        start: StartRunner,
        working: Working,
        *,
        wall: Callable[[], dt.datetime],
        pace: Pace,
    ) -> None:
        self._database = database
        self._engine = engine
        self._start = start
        self._working = working
        self._wall = wall
        self._pace = pace
        self._bell = asyncio.Event()
        self._loops: list[asyncio.Task[None]] = []
        self._runner: Runner | None = None
        #: what it is known by to the others; another one after it was taken for dead
        self.id = ""

    @classmethod
    async def open(
        cls,
        database: Database,
        engine: Engine,
        start: StartRunner,
        working: Working,
        *,
        wall: Callable[[], dt.datetime],
        pace: Pace | None = None,
    ) -> Worker:
        """Begin to work.

        Parameters
        ----------
        engine, start
            Keeps the jobs; opens a runner of them in this process.
        working
            Does them.
        wall
            The machine's own time, aware UTC.

        Raises
        ------
        SecondWorker
            The process has one already.
        EngineAway, StorageError
            The books cannot be opened.
        """
        worker = cls(database, engine, start, working, wall=wall, pace=pace or Pace())
        await worker._enlist()
        worker._loops = [
            asyncio.create_task(worker._ever(worker._live, worker._pace.beat)),
            asyncio.create_task(worker._ever(worker._look, worker._pace.look, worker._bell)),
            asyncio.create_task(worker._ever(worker._tidy, worker._pace.tidy)),
        ]
        database.bells.append(worker._bell.set)
        return worker

    @property
    def running(self) -> Mapping[str, Job]:
        """The jobs under way here, by their ids."""
        return self._runner.running if self._runner else {}

    async def aclose(self) -> None:
        """Stop working; what was under way is put back for the others, or for the next start."""
        self._database.bells.remove(self._bell.set)
        for loop in self._loops:
            loop.cancel()
        await asyncio.gather(*self._loops, return_exceptions=True)
        await self._leave()

    async def _enlist(self) -> None:
        self.id = f"worker-{uuid4().hex}"
        host, pid = this_process()
        async with self._database.writing() as session:
            await enlist(session, WorkerDraft(id=self.id, host=host, pid=pid), now=self._wall())
        try:
            self._runner = await self._start(self.id, self._working)
        except GraphError:
            async with self._database.writing() as session:
                await bury(session, self.id)
            raise

    async def _leave(self) -> None:
        if self._runner is None:
            return
        runner, self._runner = self._runner, None
        await runner.aclose()
        try:
            await self._engine.release(self.id, died=False)
            async with self._database.writing() as session:
                await bury(session, self.id)
        except (GraphError, KnowledgeError) as error:
            # nothing is lost: another worker finds it silent
            log.warning("left without telling the others: %s", error)

    async def _ever(
        self, do: Callable[[], Awaitable[None]], seconds: float, bell: asyncio.Event | None = None
    ) -> None:
        """Do something again and again, every so many seconds and when a bell rings."""
        bell = bell or asyncio.Event()
        is_well = True
        while True:
            bell.clear()
            try:
                await do()
                is_well = True
            except Exception as error:  # the edge of the loop: it must outlive whatever goes wrong
                known = isinstance(error, GraphError | KnowledgeError)
                if is_well:
                    log.warning("the worker waits: %s", error, exc_info=None if known else error)
                is_well = False
            await asyncio.sleep(self._pace.rest)
            # not wait_for, which swallows a cancellation that comes with the ringing
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await bell.wait()

    async def _live(self) -> None:
        """Say that it lives; take over from those who do not."""
        async with self._database.writing() as session:
            is_in_the_books = await beat(session, self.id, now=self._wall())
        if not is_in_the_books or self._runner is None:
            await self._begin_anew()
        await take_over(
            self._database,
            self._engine,
            self._working,
            heir_id=self.id,
            now=self._wall(),
            silent_for=dt.timedelta(seconds=self._pace.silent),
        )

    async def _begin_anew(self) -> None:
        """Let go of everything, and work on under another name: this one was taken for dead."""
        log.warning("the worker %s was silent for too long: it begins anew", self.id)
        await self._leave()
        await self._enlist()

    async def _look(self) -> None:
        """Stop what was cancelled, hand over what waits."""
        for job_id in await cancelled(self._database, self.running.values()):
            if self._runner:
                self._runner.stop(job_id)
        await hand_over(self._database, self._engine, limit=self._pace.handful, now=self._wall())

    async def _tidy(self) -> None:
        """Let the engine forget what ended long ago."""
        await self._engine.tidy(self._wall() - dt.timedelta(seconds=self._pace.memory))

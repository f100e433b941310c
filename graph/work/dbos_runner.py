"""Runs jobs out of DBOS's books, on the house's own event loop.

DBOS keeps a loop and threads of its own, where it reads and writes its books. A job's work and the
bodies of its steps never run there: they stay in one task of the house's loop, and only ask over
whether a step was through already, and say when it is. So nothing of DBOS touches the house's loop
or its threads, and whoever cancels the task reaches what it waits for.

DBOS is one a process, and registers its functions globally: so there is one runner a process.
"""

from __future__ import annotations

import asyncio
import contextvars
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, ClassVar

from graph.errors import JobLost, SecondWorker, StepsChanged
from graph.work.dbos_books import (
    APPLICATION,
    FUNCTION,
    INHERITED,
    LEVEL,
    QUEUE,
    SCHEMA,
    VERSION,
    WORKING,
    Books,
)
from graph.work.patience import outlast, retry, side_by_side
from graph.work.port import NO_RETRIES, Job, Retries, Step, Work

if TYPE_CHECKING:
    from dbos import StepReservation

log = logging.getLogger(__name__)


class DbosRunner:
    """Takes jobs out of the queue; made by `open`, closed by `aclose`."""

    _is_open: ClassVar[bool] = False

    def __init__(self, work: Work) -> None:
        self._work = work
        self._house = asyncio.get_running_loop()
        self._running: dict[str, Job] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._stopped: set[str] = set()
        self._closes = False

    @classmethod
    async def open(
        cls, books: Books, runner_id: str, work: Work, *, at_once: int = 8, per_user: int = 4
    ) -> DbosRunner:
        """Begin to take jobs.

        Parameters
        ----------
        books
            Where the jobs are.
        runner_id
            Never used by another process, nor by this one before.
        work
            Does a job; runs on this event loop.
        at_once, per_user
            Jobs that run here at the same time, of all users and of one. What was inherited runs
            beside them, `at_once` at most.

        Raises
        ------
        SecondWorker
            One is open in this process.
        EngineAway
            The books cannot be opened.
        """
        if cls._is_open:
            raise SecondWorker
        cls._is_open = True
        runner = cls(work)
        try:
            # in a thread: where DBOS finds a running loop it takes that for its own
            await asyncio.to_thread(runner._launch, books, runner_id, at_once, per_user)
        except BaseException:
            await asyncio.to_thread(runner._shut)
            raise
        return runner

    @property
    def running(self) -> Mapping[str, Job]:
        """The jobs under way here, by their ids."""
        return self._running

    def stop(self, job_id: str) -> None:
        """End a job that runs here, in the middle of whatever it waits for; it is not run again."""
        task = self._tasks.get(job_id)
        # told twice, it would be disturbed while it cleans up
        if task and job_id not in self._stopped:
            self._stopped.add(job_id)
            task.cancel()

    async def aclose(self) -> None:
        """Stop taking jobs; those under way are broken off, and stay to be gone on with."""
        self._closes = True
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.to_thread(self._shut)

    def _launch(self, books: Books, runner_id: str, at_once: int, per_user: int) -> None:
        books.make()
        books.open_queues(at_once, per_user)
        from dbos import DBOS, DBOSPortableJSONSerializer

        with books.translated():
            DBOS(
                config={
                    "name": APPLICATION,
                    "system_database_url": books.url,
                    "dbos_system_schema": SCHEMA,
                    "executor_id": runner_id,
                    "application_version": VERSION,
                    "serializer": DBOSPortableJSONSerializer(),
                    "sys_db_pool_size": WORKING,
                    "use_listen_notify": False,
                    # nobody is notified of anything: this is how soon the thread ends
                    "notification_listener_polling_interval_sec": 0.2,
                    "log_level": LEVEL,
                }
            )
            # who brings runners down again and again is found out where they are taken over
            DBOS.workflow(name=FUNCTION, max_recovery_attempts=None)(self._function())
            DBOS.listen_queues([QUEUE, INHERITED])
            DBOS.launch()

    def _shut(self) -> None:
        from dbos import DBOS

        DBOS.destroy(destroy_registry=True)
        type(self)._is_open = False

    def _function(self) -> Callable[[dict[str, Any]], Coroutine[Any, Any, None]]:
        async def run_job(asked: dict[str, Any]) -> None:
            job = Job(**asked)
            steps = DbosSteps(job.id, asyncio.get_running_loop())
            run = asyncio.run_coroutine_threadsafe(self._run(job, steps), self._house)
            await asyncio.wrap_future(run)

        return run_job

    async def _run(self, job: Job, steps: DbosSteps) -> None:
        """Do a job; the end of this is the end of the job, except when the runner is closed."""
        if self._closes:
            raise asyncio.CancelledError
        task = asyncio.current_task()
        assert task is not None
        self._running[job.id], self._tasks[job.id] = job, task
        try:
            await self._work(job, steps)
        except asyncio.CancelledError:
            if job.id not in self._stopped:
                raise
        except Exception:  # the edge of the task: nobody awaits it
            log.exception("the job %s broke off", job.id)
        finally:
            self._stopped.discard(job.id)
            if self._tasks.get(job.id) is task:
                del self._running[job.id], self._tasks[job.id]


class DbosSteps:
    """The steps of one job; made in DBOS's own context, used on the house's loop."""

    def __init__(self, job_id: str, loop: asyncio.AbstractEventLoop) -> None:
        self._job_id = job_id
        self._loop = loop
        self._context = contextvars.copy_context()
        self._through: set[str] = set()

    async def run(self, name: str, work: Step, *, retries: Retries = NO_RETRIES) -> None:
        """Run a step unless it was through already.

        Raises
        ------
        JobLost
            Another worker has the job now.
        StepsChanged
            Another step was at its place when the job was gone through before.
        """
        if name not in self._through:
            await self._run(self._reserve(), name, work, retries)

    async def all(
        self, works: Mapping[str, Step], *, retries: Mapping[str, Retries] | None = None
    ) -> None:
        """Run steps side by side; the first error stops the others and leaves."""
        todo = [name for name in works if name not in self._through]
        # all places are taken before any step begins: they are the same the next time
        places = [self._reserve() for _ in todo]
        await side_by_side(
            self._run(place, name, works[name], (retries or {}).get(name, NO_RETRIES))
            for place, name in zip(places, todo, strict=True)
        )

    def _reserve(self) -> StepReservation:
        from dbos import DBOS

        return self._context.copy().run(DBOS.reserve_step)

    async def _run(self, place: StepReservation, name: str, work: Step, retries: Retries) -> None:
        """Ask DBOS for the step; it calls back only when the step was not through."""
        begun: Future[bool] = Future()
        ended: Future[None] = Future()

        async def step() -> None:
            if not begun.set_running_or_notify_cancel():
                raise asyncio.CancelledError
            begun.set_result(True)
            await asyncio.wrap_future(ended)

        known = self._over_there(place.run_async({"name": name}, step))
        known.add_done_callback(lambda _: None if begun.done() else begun.set_result(False))
        try:
            if await asyncio.wrap_future(begun):
                await outlast(lambda: retry(work, retries))
                ended.set_result(None)
            await self._told(asyncio.wrap_future(known))
        except BaseException:
            # nothing of a step that failed or was broken off is remembered
            known.cancel()
            raise
        self._through.add(name)

    def _over_there(self, call: Coroutine[Any, Any, None]) -> Future[None]:
        return self._context.copy().run(asyncio.run_coroutine_threadsafe, call, self._loop)

    async def _told(self, answer: Awaitable[None]) -> None:
        from dbos import error as dbos

        try:
            await answer
        except (dbos.DBOSWorkflowConflictIDError, dbos.DBOSWorkflowCancelledError) as error:
            raise JobLost(self._job_id) from error
        except (dbos.DBOSUnexpectedStepError, dbos.DBOSStepNondeterminismError) as error:
            raise StepsChanged from error

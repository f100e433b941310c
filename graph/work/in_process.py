"""Work within this process, gone with it: asyncio tasks and a set of names.

The second implementation of the port, for tests and for trying things out. A job starts as soon as
it is submitted; there is no queue, so there are no priorities.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Mapping

from graph.work.patience import outlast, retry, side_by_side
from graph.work.port import NO_RETRIES, Job, Retries, Step, Work

log = logging.getLogger(__name__)


class InProcess:
    """An engine and its one runner in one; `serve` says what a job's work is."""

    def __init__(self) -> None:
        self._work: Work | None = None
        self._known: set[str] = set()
        self._waiting: list[Job] = []
        self._running: dict[str, Job] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}

    @property
    def running(self) -> Mapping[str, Job]:
        """The jobs under way, by their ids."""
        return self._running

    async def serve(self, _runner_id: str, work: Work) -> InProcess:
        """Begin to run jobs with this work: those that wait, and those to come."""
        self._work = work
        while self._waiting:
            self._start(self._waiting.pop(0), work)
        return self

    async def submit(self, job: Job) -> None:
        """Start a job, once somebody serves; one that was submitted before is left as it is."""
        if job.id in self._known:
            return
        self._known.add(job.id)
        if self._work:
            self._start(job, self._work)
        else:
            self._waiting.append(job)

    async def cancel(self, job_id: str) -> None:
        """Forget a job that waits."""
        self._waiting = [job for job in self._waiting if job.id != job_id]

    async def holders(self) -> set[str]:
        """Return nobody: a runner that is gone took its jobs along."""
        return set()

    async def release(self, runner_id: str, *, died: bool) -> list[Job]:
        """Return nothing: there was nothing to put back."""
        return []

    async def tidy(self, before: dt.datetime) -> int:
        """Return 0: jobs that ended are not kept."""
        return 0

    def stop(self, job_id: str) -> None:
        """End a job in the middle of whatever it waits for."""
        task = self._tasks.get(job_id)
        # told twice, it would be disturbed while it cleans up
        if task and not task.cancelling():
            task.cancel()

    async def aclose(self) -> None:
        """Break off what runs."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _start(self, job: Job, work: Work) -> None:
        self._tasks[job.id] = asyncio.create_task(self._run(job, work), name=job.id)

    async def _run(self, job: Job, work: Work) -> None:
        self._running[job.id] = job
        try:
            await work(job, StepsInProcess())
        except Exception:  # the edge of the task: nobody awaits it
            log.exception("the job %s broke off", job.id)
        finally:
            del self._running[job.id], self._tasks[job.id]


class StepsInProcess:
    """The steps of one job."""

    def __init__(self) -> None:
        self._through: set[str] = set()

    async def run(self, name: str, work: Step, *, retries: Retries = NO_RETRIES) -> None:
        """Run a step unless it was through already."""
        if name not in self._through:
            await outlast(lambda: retry(work, retries))
            self._through.add(name)

    async def all(
        self, works: Mapping[str, Step], *, retries: Mapping[str, Retries] | None = None
    ) -> None:
        """Run steps side by side; the first error stops the others and leaves."""
        await side_by_side(
            self.run(name, work, retries=(retries or {}).get(name, NO_RETRIES))
            for name, work in works.items()
        )

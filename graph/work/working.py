"""What a worker does with a job of either kind, and how it ends one that fails.

Does not know what tasks and executions are made of: their work is handed in.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Callable
from typing import Final

from graph.errors import GraphError, JobLost, JobOutOfTime
from graph.work.patience import outlast
from graph.work.port import Job, Kind, Steps, Work
from knowledge.database import Database
from knowledge.errors import KnowledgeError
from knowledge.executions import fail_execution
from knowledge.tasks import fail_task
from ml.errors import MlError
from tools.errors import ToolError

log = logging.getLogger(__name__)

#: their messages are sentences for a person
KNOWN = (GraphError, ToolError, KnowledgeError, MlError)
UNEXPECTED: Final = "Something went wrong inside the program while it did this: see its log."


class Working:
    """Does jobs of both kinds; is the `Work` of a runner.

    Parameters
    ----------
    task, execution
        Do a task or an execution to its end, which they write; what they raise is why it failed.
    wall
        The machine's own time, aware UTC.
    """

    def __init__(
        self, database: Database, *, task: Work, execution: Work, wall: Callable[[], dt.datetime]
    ) -> None:
        self._database = database
        self._works: dict[Kind, Work] = {"task": task, "execution": execution}
        self._wall = wall

    async def __call__(self, job: Job, steps: Steps) -> None:
        """Do a job, and write down why it failed when it did."""
        if reason := await self._do(job, steps):
            await self.fail(job, reason)

    async def fail(self, job: Job, reason: str) -> None:
        """End a job's task or execution as failed, once the database is there."""
        await outlast(lambda: self._fail(job, reason))

    async def _do(self, job: Job, steps: Steps) -> str | None:
        """Do a job; return why it failed."""
        try:
            async with asyncio.timeout(job.timeout_seconds) as limit:
                # where the database went away between two steps it is gone through again
                await outlast(lambda: self._works[job.kind](job, steps))
        except JobLost as lost:
            log.info("%s", lost)
        except KNOWN as error:
            return str(error)
        except Exception as error:  # the edge of a job: a bug in it must end it, not the worker
            if isinstance(error, TimeoutError) and limit.expired():
                return str(JobOutOfTime(job.timeout_seconds or 0))
            log.exception("the job %s failed", job.id)
            return UNEXPECTED
        return None

    async def _fail(self, job: Job, reason: str) -> None:
        async with self._database.writing() as session:
            if job.kind == "task":
                await fail_task(session, job.ref, error=reason, now=self._wall())
            else:
                await fail_execution(session, job.ref, error=reason, now=self._wall())

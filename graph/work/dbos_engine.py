"""The jobs in DBOS's books, for those who ask; runs none of them."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from graph.work.dbos_books import FUNCTION, INHERITED, QUEUE, VERSION, Books
from graph.work.port import Job

if TYPE_CHECKING:
    from dbos import DBOSClient, EnqueueOptions

    from knowledge.tasks import Priority

log = logging.getLogger(__name__)

#: DBOS takes the smallest number first
RANKS: Final[dict[Priority, int]] = {"critical": 1, "high": 2, "medium": 3, "low": 4}
#: so often a job may bring its runner down
LIVES: Final = 10
#: ended jobs that are forgotten at a time
HANDFUL: Final = 500

#: under it, a job's attributes count the runners that died with it
DEATHS: Final = "deaths"


class DbosEngine:
    """Keeps the jobs of all processes; made by `open`, closed by `aclose`."""

    def __init__(self, books: Books, client: DBOSClient) -> None:
        self._books = books
        self._client = client

    @classmethod
    async def open(cls, books: Books) -> DbosEngine:
        """Open the books, and make them where there are none.

        Raises
        ------
        EngineAway
            They cannot be opened.
        """

        def open_() -> DBOSClient:
            books.make()
            return books.client()

        return cls(books, await asyncio.to_thread(open_))

    async def submit(self, job: Job) -> None:
        """Put a job in the queue; one that was put there before is left as it is."""
        options: EnqueueOptions = {
            "workflow_name": FUNCTION,
            "workflow_id": job.id,
            "queue_name": QUEUE,
            "queue_partition_key": job.user_id,
            "priority": RANKS[job.priority],
            "app_version": VERSION,
        }
        with self._books.translated():
            await self._client.enqueue_async(options, asdict(job))

    async def cancel(self, job_id: str) -> None:
        """Take a job out of the queue, or let nobody take it up again."""
        with self._books.translated():
            await self._client.cancel_workflow_async(job_id)

    async def holders(self) -> set[str]:
        """Return the ids of all runners that have begun a job, or had when they died."""
        with self._books.translated():
            begun = await self._client.list_workflows_async(
                status="PENDING", name=FUNCTION, load_input=False, load_output=False
            )
        return {status.executor_id for status in begun if status.executor_id}

    async def release(self, runner_id: str, *, died: bool) -> list[Job]:
        """Put back into the queue what a runner that is gone had begun.

        Returns the jobs that have brought too many runners down: they stay as they are, until they
        are cancelled.
        """
        with self._books.translated():
            return await asyncio.to_thread(self._release, runner_id, died)

    def _release(self, runner_id: str, died: bool) -> list[Job]:
        begun = self._client.list_workflows(
            executor_id=runner_id, status="PENDING", name=FUNCTION, load_output=False
        )
        given_up = []
        for status in begun:
            deaths = (status.attributes or {}).get(DEATHS, 0) + died
            if deaths >= LIVES and status.input:
                given_up.append(Job(**status.input["args"][0]))
                continue
            if died:
                self._client.update_workflow_attributes(
                    status.workflow_id, {DEATHS: deaths}, merge=True
                )
            self._client.resume_workflow(status.workflow_id, queue_name=INHERITED)
        return given_up

    async def tidy(self, before: dt.datetime) -> int:
        """Forget jobs that ended before a moment, some hundred at a time; return how many."""
        with self._books.translated():
            ended = await self._client.list_workflows_async(
                status=["SUCCESS", "ERROR", "CANCELLED"],
                name=FUNCTION,
                completed_before=before.isoformat(),
                limit=HANDFUL,
                load_input=False,
                load_output=False,
            )
            if ended:
                await self._client.delete_workflows_async([one.workflow_id for one in ended])
            return len(ended)

    async def aclose(self) -> None:
        """Let go of the books."""
        await asyncio.to_thread(self._client.destroy)

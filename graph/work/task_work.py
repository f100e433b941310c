"""Tasks at work: begun, done in one step that may be tried again, completed where they end here.

Does not know what the types of tasks ask for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from graph.work.patience import PASSING
from graph.work.port import Job, Retries, Steps
from knowledge.agents import AgentInfo, get_agent
from knowledge.database import Database
from knowledge.tasks import TaskInfo, begin_task, complete_task, progress_task

RETRIES: Final = Retries(attempts=3, first_pause=1.0, factor=4.0, retryable=PASSING)

#: told how many of how many are done, and what was last
Progress = Callable[[int, int, str], Awaitable[None]]


#: does what a task asks for and returns the result, plain JSON; raises why it cannot be done.
#: None: it goes on elsewhere, and who does it there ends the task. Asked again after a crash, it
#: writes nothing twice
Does = Callable[[TaskInfo, AgentInfo, Progress], Awaitable[Mapping[str, Any] | None]]


class TaskWork:
    """Does tasks; is the `task` of `Working`."""

    def __init__(self, database: Database, does: Does, *, wall: Callable[[], dt.datetime]) -> None:
        self._database = database
        self._does = does
        self._wall = wall

    async def __call__(self, job: Job, steps: Steps) -> None:
        """Do a task to its end; one that has ended, or whose agent is paused, is left as it is."""
        async with self._database.writing() as session:
            task = await begin_task(session, job.ref, now=self._wall(), launch=job.launch)
        if task is not None:
            found = task
            await steps.run("do", lambda: self._do(found), retries=RETRIES)

    async def _do(self, task: TaskInfo) -> None:
        async def progress(done: int, total: int, note: str) -> None:
            async with self._database.writing() as session:
                await progress_task(
                    session, task.id, done=done, total=total, note=note, now=self._wall()
                )

        async with self._database.reading() as session:
            agent = await get_agent(session, task.agent_id, user_id=None)
        result = await self._does(task, agent, progress)
        if result is None:
            return
        async with self._database.writing() as session:
            await complete_task(session, task.id, result=result, now=self._wall())

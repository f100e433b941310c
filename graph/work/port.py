"""The words of durable work: a job, its steps, the engine that keeps it, who runs it.

A job is asked for once, runs at least once until it has ended, and each of its steps is remembered
when it is through: who goes on after a crash passes over what was done. Nothing is handed from step
to step here; what they find is kept in the tables. Does not know which engine keeps the jobs, what
the work is, or where its rows are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from knowledge.tasks import Priority

Kind = Literal["task", "execution"]

#: the body of a step; may be run again after it was through, so it writes what it found once
Step = Callable[[], Awaitable[None]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """Something to be done in the background."""

    kind: Kind
    #: the task's or the execution's id
    ref: str
    #: whose it is; workers share themselves out fairly between users
    user_id: str
    #: for the how many-th time it is asked for: counted by the row
    launch: int = 1
    priority: Priority = "medium"
    #: seconds that it may run on one worker; None: as long as it takes
    timeout_seconds: float | None = None

    @property
    def id(self) -> str:
        """What it is known by: the same id asks for the same job."""
        return f"{self.ref}.{self.launch}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Retries:
    """How often a step is tried, and after which errors: never after bad input."""

    #: the first one included
    attempts: int = 3
    #: seconds before the second attempt
    first_pause: float = 0.5
    #: each further pause is so many times longer
    factor: float = 2.0
    retryable: tuple[type[Exception], ...] = ()

    def __post_init__(self) -> None:
        if self.attempts < 1 or self.first_pause < 0 or self.factor < 1:
            raise ValueError("at least one attempt, no pause below 0, no factor below 1")


NO_RETRIES = Retries(attempts=1)


class Steps(Protocol):
    """What a job's work is done through: each step is run at least once, then remembered.

    Within a job a name stands for one step. The same job must come by the same steps in the same
    order, whenever it is gone through again.
    """

    async def run(self, name: str, work: Step, *, retries: Retries = NO_RETRIES) -> None:
        """Run a step unless it was through already.

        An error of the step leaves as it is and is not remembered.

        Raises
        ------
        JobLost
            Another worker has the job now: stop, and write nothing more.
        """

    async def all(
        self, works: Mapping[str, Step], *, retries: Mapping[str, Retries] | None = None
    ) -> None:
        """Run steps side by side; the first error stops the others and leaves.

        They count in the mapping's order, whichever is through first.
        """


#: does a job through its steps; ends by itself, or with the error that its job fails with
Work = Callable[[Job, Steps], Awaitable[None]]


class Engine(Protocol):
    """Keeps the jobs. For those who ask: needs no worker in this process."""

    async def submit(self, job: Job) -> None:
        """Put a job in the queue; one that was put there before is left as it is.

        Raises
        ------
        EngineAway
            Its books cannot be written just now.
        """

    async def cancel(self, job_id: str) -> None:
        """Take a job out of the queue, or let nobody take it up again; unknown ones are fine.

        Who runs it stops it by himself: see `Runner.stop`.
        """

    async def holders(self) -> set[str]:
        """Return the ids of all runners that have begun a job, or had when they died."""

    async def release(self, runner_id: str, *, died: bool) -> list[Job]:
        """Put back into the queue what a runner that is gone had begun.

        Returns the jobs that have brought too many runners down: they stay as they are, until they
        are cancelled.
        """

    async def tidy(self, before: dt.datetime) -> int:
        """Forget jobs that ended before a moment, some hundred at a time; return how many."""

    async def aclose(self) -> None:
        """Let go of its books."""


class Runner(Protocol):
    """Takes jobs out of the queue and runs them, on the event loop on which it was opened."""

    @property
    def running(self) -> Mapping[str, Job]:
        """The jobs under way here, by their ids."""

    def stop(self, job_id: str) -> None:
        """End a job that runs here, in the middle of whatever it waits for; it is not run again."""

    async def aclose(self) -> None:
        """Stop taking jobs; those under way are broken off, and stay to be gone on with."""


#: opens a runner that is called by an id and does its jobs with some work
StartRunner = Callable[[str, Work], Awaitable[Runner]]

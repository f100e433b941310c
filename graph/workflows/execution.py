"""Executions at work: steps in waves, those of a wave side by side, each one's output stored once.

Whatever breaks off in between, the same execution gone through again comes by the same steps: what
a step does next depends on stored outputs alone. A step that was through finds its output there
and does nothing again. Does not know which engine runs it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from graph.errors import Busy
from graph.work.patience import AWAY, PASSING, outlast, retry
from graph.work.port import Job, Retries, Steps
from graph.work.working import KNOWN
from graph.workflows.catalogue import Catalogue
from graph.workflows.checking import check_definition, complaints
from graph.workflows.definition import Definition, StepDefinition
from graph.workflows.errors import BadDefinition, StepFailed, StepOutOfTime
from graph.workflows.outcome import outcome
from graph.workflows.references import Known, resolve
from graph.workflows.showing import WEIGHING_TOOLS
from graph.workflows.steps.context import StepContext
from knowledge.execution_steps import StepInfo, begin_step, end_step, steps_of
from knowledge.executions import (
    ExecutionInfo,
    StepStatus,
    complete_execution,
    fail_execution,
    get_execution,
)

if TYPE_CHECKING:
    from graph.mentor import Mentor
    from knowledge.database import Database
    from tools.desk import Clock, Desk

log = logging.getLogger(__name__)

#: worth another attempt, where the step has any
WORTH_ANOTHER = (*PASSING, Busy, StepOutOfTime)
#: built-in steps that look up what is known of clubs
LOOKING = frozenset({"team_analysis", "history"})
UNEXPECTED = "Something went wrong inside this step; it has been noted."


@dataclass(frozen=True, kw_only=True, slots=True)
class _Place:
    """A step of an execution, and where it stands in the definition."""

    execution: ExecutionInfo
    step: StepDefinition
    #: from 0
    place: int
    definition: Definition


class ExecutionWork:
    """Runs executions; is the `Work` of their jobs.

    Parameters
    ----------
    sit_down : makes the desk of an owner for the moment.
    mentor : speaks.
    wall : the machine's own time, aware UTC; when steps begin and end is of real time.
    """

    def __init__(
        self,
        db: Database,
        catalogue: Catalogue,
        *,
        sit_down: Callable[[str], Awaitable[Desk]],
        mentor: Mentor,
        wall: Clock,
    ) -> None:
        self._db = db
        self._catalogue = catalogue
        self._sit_down = sit_down
        self._mentor = mentor
        self._wall = wall

    async def __call__(self, job: Job, steps: Steps) -> None:
        """Run the execution of a job to its end; one that has ended is left as it is."""
        execution_id = job.ref
        execution = await outlast(lambda: self._read(execution_id))
        try:
            definition = check_definition(execution.definition, self._catalogue)
        except BadDefinition as error:
            # it was fine when it was kept: this version lacks a step or a tool of it
            await self._fail(execution_id, str(error))
            return
        places = {step.name: place for place, step in enumerate(definition.steps)}
        for wave in definition.waves:
            at = [
                _Place(
                    execution=execution, step=step, place=places[step.name], definition=definition
                )
                for step in wave
            ]
            await steps.all({each.step.name: partial(self._do, each) for each in at})
            if reason := await self._why_it_ends(execution_id, wave):
                await self._fail(execution_id, reason)
                return
        await self._complete(definition, execution_id)

    async def _why_it_ends(self, execution_id: str, wave: Sequence[StepDefinition]) -> str | None:
        """Return the failure in a wave that the execution does not outlive, if there is one."""
        ended = await outlast(lambda: self._steps(execution_id))
        for step in wave:
            info = ended.get(step.name)
            if info is not None and info.status == "failed" and step.on_error == "fail":
                return f"Step {step.name} failed: {info.error}"
        return None

    async def _do(self, at: _Place) -> None:
        """Do one step, unless it has ended, or its execution has."""
        ended = await self._steps(at.execution.id)
        if at.step.name in ended and ended[at.step.name].status != "running":
            return
        outputs = {name: each.output for name, each in ended.items() if each.output is not None}
        known = Known(at.execution.input, outputs)
        if why := _why_skipped(at.step, known):
            await self._end(at, "skipped", error=why)
            return
        attempts = Retries(attempts=at.step.retries + 1, retryable=WORTH_ANOTHER)
        try:
            await retry(lambda: self._attempt(at, known, _found(at, ended)), attempts)
        except AWAY:
            raise  # nothing is wrong with the step: the engine waits for the database
        except KNOWN as error:
            await self._end(at, "failed", error=str(error))
        except Exception:  # the edge of a step: a bug in it must end it, not be run for ever
            log.exception("step %s of %s failed", at.step.name, at.execution.id)
            await self._end(at, "failed", error=UNEXPECTED)

    async def _attempt(self, at: _Place, known: Known, found: Sequence[bool]) -> None:
        async with self._db.writing() as session:
            begun = await begin_step(
                session, at.execution.id, at.step.name, place=at.place, now=self._wall()
            )
        if begun is None or begun.status != "running":
            return
        try:
            async with asyncio.timeout(at.step.timeout_seconds) as limit:
                output = await self._work(at, known, found)
        except TimeoutError as error:
            if not limit.expired():
                raise
            raise StepOutOfTime(at.step.timeout_seconds) from error
        await self._end(at, "completed", output=output)

    async def _work(self, at: _Place, known: Known, found: Sequence[bool]) -> dict[str, Any]:
        step, execution = at.step, at.execution
        context = StepContext(
            desk=await self._sit_down(execution.user_id),
            tools=self._catalogue.tools,
            mentor=self._mentor,
            execution_id=execution.id,
            step=step.name,
            agent_id=execution.agent_id,
            before={name: known.outputs[name] for name in step.waits_for if name in known.outputs},
            found=found,
        )
        inputs = resolve(step.inputs, known)
        if step.tool is not None:
            return await context.call(step.tool, **inputs)
        kind = self._catalogue.steps[str(step.step)]
        try:
            asked = kind.takes.model_validate(inputs)
        except ValidationError:
            name, why = complaints(kind.takes, inputs)[0]
            raise StepFailed(f"inputs.{name}: {why}." if name else f"inputs: {why}.") from None
        return await kind.run(asked, context)

    async def _end(
        self,
        at: _Place,
        status: StepStatus,
        *,
        output: Mapping[str, Any] | None = None,
        error: str | None = None,
    ) -> None:
        async with self._db.writing() as session:
            await end_step(
                session,
                at.execution.id,
                at.step.name,
                place=at.place,
                status=status,
                output=output,
                error=error,
                recommended=_recommended(at.step, output),
                now=self._wall(),
            )

    async def _read(self, execution_id: str) -> ExecutionInfo:
        async with self._db.reading() as session:
            return await get_execution(session, execution_id, user_id=None)

    async def _steps(self, execution_id: str) -> dict[str, StepInfo]:
        async with self._db.reading() as session:
            return {step.name: step for step in await steps_of(session, execution_id)}

    async def _complete(self, definition: Definition, execution_id: str) -> None:
        async def write() -> None:
            async with self._db.writing() as session:
                found = outcome(definition, await steps_of(session, execution_id))
                await complete_execution(session, execution_id, output=found, now=self._wall())

        await outlast(write)

    async def _fail(self, execution_id: str, reason: str) -> None:
        async def write() -> None:
            async with self._db.writing() as session:
                await fail_execution(session, execution_id, error=reason, now=self._wall())

        await outlast(write)


def _found(at: _Place, ended: Mapping[str, StepInfo]) -> list[bool]:
    """Return of each step waited for that looked something up whether it found it; no prices."""
    before = [step for step in at.definition.steps if step.name in at.step.waits_for]
    looked = [
        ended[step.name]
        for step in before
        if (step.step in LOOKING or step.tool) and step.tool not in WEIGHING_TOOLS
    ]
    return [
        bool(each.output and each.output["found"]) for each in looked if each.status != "skipped"
    ]


def _why_skipped(step: StepDefinition, known: Known) -> str | None:
    """Return why a step is left out; None: it runs."""
    for reference in step.taken:
        if reference.root == "steps" and reference.step not in known.outputs:
            return f"Step {reference.step}, from which it takes its input, put nothing out."
    if step.needs and not any(name in known.outputs for name in step.needs):
        return "None of the steps that it needs put anything out."
    if step.when is not None and not step.when.holds(known):
        return "Its condition does not hold."
    return None


def _recommended(step: StepDefinition, output: Mapping[str, Any] | None) -> int | None:
    """Return how many recommendations a step has worked out; None where it is not for that."""
    if step.step != "recommendations" or output is None:
        return None
    return len(output.get("recommendations") or ())

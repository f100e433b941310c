"""Questions in, runs out: starts turns, keeps one at a time on a thread, admits so many at once.

Knows neither HTTP nor the terminal; those who do listen to a run's events.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any

from langchain_core.messages import AIMessage, AnyMessage, HumanMessage

from graph import tracing
from graph.answer import Answer
from graph.archive import Archive, NoArchive
from graph.checkpoints import is_away
from graph.context import RunContext
from graph.errors import Busy, Cancelled, CheckpointsAway, GraphError, TurnFailed
from graph.leases import Leases, ProcessLeases
from graph.logbook import Logbook, NoLogbook, RunStatus, new_run_id
from graph.readers import AnyReader, Readers
from graph.recording import Tape
from graph.run import Question, Run, RunEvent
from graph.state import MentorState, is_answered

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableConfig
    from langgraph.graph.state import CompiledStateGraph

    from graph.checkpoints import Checkpoints

__all__ = ["Mentor", "Question", "Run", "RunEvent"]

log = logging.getLogger(__name__)


class Mentor:
    """Answers questions, each in a run of its own.

    Parameters
    ----------
    graph : what `graph.build_graph` returned.
    logbook : writes threads and runs down.
    checkpoints : the graph's own memory; pruned after each turn.
    leases : one run at a time on a thread.
    readers : what the asking users have set.
    archive : keeps what happened in a run, so that it can be played again.
    at_once : turns that this process works on at the same time; more wait.
    patience : seconds that a question waits for its turn before `Busy`.
    kept : ended runs whose events can still be read.
    """

    def __init__(
        self,
        graph: CompiledStateGraph[MentorState, RunContext, MentorState, MentorState],
        *,
        logbook: Logbook | None = None,
        checkpoints: Checkpoints | None = None,
        leases: Leases | None = None,
        readers: Readers | None = None,
        archive: Archive | None = None,
        at_once: int = 50,
        patience: float = 20.0,
        kept: int = 200,
    ) -> None:
        self._graph = graph
        #: the same without a memory, for questions that are not kept
        self._passing = graph.copy({"checkpointer": None})
        self._logbook = logbook or NoLogbook()
        self._checkpoints = checkpoints
        self._leases = leases or ProcessLeases()
        self._readers = readers or AnyReader()
        self._archive = archive or NoArchive()
        self._room = asyncio.Semaphore(at_once)
        self._patience = patience
        self._kept = kept
        self._runs: OrderedDict[str, Run] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self, question: Question) -> Run:
        """Start a run; it goes on whether or not anybody listens.

        Raises
        ------
        ThreadBusy : the thread's last question is not answered yet.
        Busy : too many questions at once.
        knowledge.errors.NotFound : the thread is not this user's.
        """
        run_id = new_run_id()
        async with AsyncExitStack() as stack:
            if question.thread_id is not None:
                await stack.enter_async_context(self._leases.hold(question.thread_id))
            await self._enter(stack)
            thread_id = await self._logbook_for(question).open(run_id, question)
            if question.thread_id is None:
                await stack.enter_async_context(self._leases.hold(thread_id))
            run = Run(run_id, thread_id, question)
            await run.tell("run", {"run_id": run_id, "thread_id": thread_id})
            task = asyncio.create_task(self._work(run, stack.pop_all()), name=run_id)
            run.works_in(task)
        self._remember(run)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return run

    async def ask(self, question: Question) -> Answer:
        """Start a run and wait for its answer; stop it when the caller is stopped.

        Raises
        ------
        GraphError : there is no answer; the message is for a person.
        """
        run = await self.start(question)
        try:
            return await run.answer()
        except asyncio.CancelledError:
            run.cancel()
            raise

    def run(self, run_id: str) -> Run | None:
        """Return a run under way, or one of the last that ended."""
        return self._runs.get(run_id)

    @property
    def under_way(self) -> int:
        """How many turns this process works on."""
        return len(self._tasks)

    async def forget(self, thread_id: str) -> None:
        """Delete what is remembered of a thread; raises `ThreadBusy` while it is worked on."""
        async with self._leases.hold(thread_id):
            if self._checkpoints is not None:
                await self._checkpoints.forget(thread_id)
            for run_id in [each.id for each in self._runs.values() if each.thread_id == thread_id]:
                del self._runs[run_id]

    async def aclose(self) -> None:
        """Stop all runs and wait until they are written down."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _logbook_for(self, question: Question) -> Logbook:
        return self._logbook if question.kept else NoLogbook()

    async def _enter(self, stack: AsyncExitStack) -> None:
        try:
            async with asyncio.timeout(self._patience):
                await stack.enter_async_context(self._room)
        except TimeoutError as error:
            raise Busy from error

    def _remember(self, run: Run) -> None:
        self._runs[run.id] = run
        ended = [run_id for run_id, old in self._runs.items() if old.ended]
        for run_id in ended[: max(0, len(self._runs) - self._kept)]:
            del self._runs[run_id]

    async def _work(self, run: Run, stack: AsyncExitStack) -> None:
        """Answer the question; whatever happens, the run ends and is written down."""
        outcome: Answer | GraphError = TurnFailed()
        tape = self._archive.blank()
        try:
            async with stack:
                outcome = await self._outcome(run, tape)
                run.works_in(None)  # too late to stop
                await self._write_down(run, outcome)
                if tape is not None:
                    await self._keep(run, tape, outcome)
        finally:
            # the thread is free again before anybody hears of the end and asks the next question
            await run.end(outcome)

    async def _outcome(self, run: Run, tape: Tape | None) -> Answer | GraphError:
        try:
            with tracing.span("invoke_agent", "mentor", **{"tippmix.run_id": run.id}):
                return await self._answer(run, tape)
        except asyncio.CancelledError:
            return Cancelled()
        except GraphError as error:
            return error
        # the event loop's edge: a bug must end the run, not hang its listeners
        except Exception as error:
            if is_away(error):
                log.warning("run %s lost its database: %s", run.id, error)
                return CheckpointsAway("The database went away in mid-answer: ask again.")
            log.exception("run %s failed", run.id)
            return TurnFailed()

    async def _answer(self, run: Run, tape: Tape | None) -> Answer:
        state: MentorState = {}
        try:
            async for event, values in self._steps(run, tape):
                if event is not None:
                    await run.tell(event["kind"], event["data"])
                if values is not None and not state and tape is not None:
                    tape.opens(values)
                state = values or state
        # the checkpoint is written last: when that fails (a full disk), the answer is there
        except Exception:
            if not is_answered(state):
                raise
            log.exception("the conversation %s could not be remembered", run.thread_id)
        return Answer.of_state(state, thread_id=run.thread_id, run_id=run.id)

    async def _steps(
        self, run: Run, tape: Tape | None
    ) -> AsyncIterator[tuple[dict[str, Any] | None, MentorState | None]]:
        """Run the graph; yield what it tells, and its state after each step."""
        question = run.question
        graph = self._graph if question.kept else self._passing
        reader = await self._readers.reader(question.user_id)
        if tape is not None:
            tape.reader = reader
        config: RunnableConfig = {
            "configurable": {"thread_id": run.thread_id, "user_id": question.user_id},
            "callbacks": [run.tokens],
        }
        async for part in graph.astream(
            MentorState(messages=_messages(question)),
            config,
            context=RunContext(
                user_id=question.user_id,
                language=question.language or reader.language,
                reader=reader,
                tape=tape,
                by_analyst=question.by_analyst,
                persona=question.persona,
            ),
            stream_mode=["custom", "values"],
            # one checkpoint a turn: a conversation's turn that a crash cut off is asked again,
            # not taken up in the middle, so nothing is written while the reader waits
            durability="exit" if graph.checkpointer else None,
            version="v2",
        ):
            if part["type"] == "custom":
                yield part["data"], None
            elif part["type"] == "values":
                yield None, part["data"]

    async def _write_down(self, run: Run, outcome: Answer | GraphError) -> None:
        status: RunStatus = "completed"
        if isinstance(outcome, GraphError):
            status = "cancelled" if isinstance(outcome, Cancelled) else "failed"
        answer = outcome.to_dict() if isinstance(outcome, Answer) else None
        try:
            await self._logbook_for(run.question).close(run.id, status, answer)
            if self._checkpoints is not None and run.question.kept:
                await self._checkpoints.prune(run.thread_id)
        # the event loop's edge: the reader has the answer although it could not be written down
        except Exception:
            log.exception("run %s could not be written down", run.id)

    async def _keep(self, run: Run, tape: Tape, outcome: Answer | GraphError) -> None:
        try:
            await self._archive.keep(run, tape, outcome)
        # the event loop's edge: a run that cannot be played again is answered all the same
        except Exception:
            log.exception("run %s could not be recorded", run.id)


def _messages(question: Question) -> list[AnyMessage]:
    """Return the question after what was said before it."""
    before = [
        HumanMessage(said.text) if said.by == "user" else AIMessage(said.text)
        for said in question.history
    ]
    return [*before, HumanMessage(question.text)]
